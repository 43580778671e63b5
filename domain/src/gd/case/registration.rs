//! Art. 11: the number a case is registered under. Its form stands here and nowhere else.

use super::record::Registration;
use crate::access::Regime;

/// The number as documents write it: `粤鉴投〔2026〕440100-0001号`.
#[must_use]
pub fn registration(regime: Regime, center: &str, year: i32, number: u32) -> Registration {
    let mark = match regime {
        Regime::Gd => "粤鉴投",
        Regime::Jz => "荆评投",
    };
    let place = super::responsible::INDUSTRY_CENTERS
        .iter()
        .find(|(_, organisation_id)| *organisation_id == center)
        .map_or_else(
            || center.rsplit('-').next().unwrap_or(center),
            |(industry, _)| industry,
        );
    Registration {
        center: center.to_owned(),
        year,
        number,
        text: format!("{mark}〔{year}〕{place}-{number:04}号"),
    }
}
