//! Cases about the same matter: the example complaints, and what holds of every score.

mod examples;
mod scores;

use domain::division::DivisionCode;
use domain::gd::art09_10_admissibility::{Event, Precision};
use domain::gd::case::record::{AccusedKind, AccusedParty};
use domain::gd::matter::parameters::SimilarParameters;
use domain::gd::matter::{Features, Shingles, Signature};

use crate::support::{date, gd};

fn parameters() -> SimilarParameters {
    gd().similar
}

/// Stands for the keyed hash, which the domain knows nothing of.
fn hashed(pair: u64) -> u64 {
    let mixed = (pair ^ 0x5DEE_CE66_D1CE_4E5B).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 32)
}

fn signature(shingles: &Shingles) -> Option<Signature> {
    Signature::of(shingles.pairs().iter().copied().map(hashed))
}

fn signed(text: &str) -> Option<Signature> {
    signature(&Shingles::of([text]))
}

fn event(day: &str, precision: Precision) -> Option<Event> {
    Some(Event {
        date: Some(date(day)),
        precision,
        ongoing: false,
    })
}

fn code(digits: &str) -> DivisionCode {
    DivisionCode::parse(digits).unwrap()
}

fn party(name: Option<&str>, uscc: Option<&str>) -> AccusedParty {
    AccusedParty {
        name: name.map(str::to_owned),
        kind: AccusedKind::SocialTraining,
        uscc: uscc.map(str::to_owned),
        division: None,
        party_id: None,
    }
}

fn features() -> Features {
    Features {
        accused: party(Some("佛山市顺樾烹饪职业培训学校"), None),
        event: event("2026-05-16", Precision::Day),
        submitted_on: date("2026-06-01"),
        places: vec![code("440606")],
        text: signed("三位考评员只到了两位，缺席的那位分数却照样出现在成绩单上。"),
    }
}
