//! The reason of a ground says what is so, with the numbers and days it rests on.

use domain::ground::Argument;
use domain::jz::facts::SanctionFacts;

use super::{decide, ground};
use crate::support::{Ledger, NO, OPEN, TODAY, YES, clean, unknown};

/// The reason in English, its places filled.
fn reason(facts: &SanctionFacts<'_>, on: &str, place: &str) -> String {
    let decision = decide(facts, on);
    let explained = ground(&decision, place).explained;
    let mut text = explained.reason.en.to_owned();
    for (index, argument) in explained.arguments.iter().enumerate() {
        let value = match argument {
            Some(Argument::Date(day)) => day.to_string(),
            Some(Argument::Number(number)) => number.to_string(),
            None => continue,
        };
        text = text.replace(&format!("{{{index}}}"), &value);
    }
    text
}

#[test]
fn the_reason_says_what_is_so() {
    let idle = || clean().active(Some("2025-06-30"));
    let warned = || clean().warning("2025-01-10", Some("2025-06-30"));
    let after = "2026-07-01";
    // place, day, facts, reason
    let cases = [
        (
            "art20/1",
            TODAY,
            clean().batch("2026-05-01", Some(2), Some(40)),
            "a batch's unqualified candidates reach 5 % (the worst: 2 of 40)",
        ),
        (
            "art20/1",
            TODAY,
            clean(),
            "no batch's unqualified candidates reach 5 %",
        ),
        (
            "art20/1",
            TODAY,
            clean().finding("art20/1", "2026-05-01", YES),
            "there is a verified finding of this breach",
        ),
        (
            "art20/1",
            TODAY,
            clean().finding("art20/1", "2026-05-01", OPEN),
            "findings of this breach are not known or not yet verified",
        ),
        (
            "art20/2",
            TODAY,
            clean().finding("art20/2", "2026-05-01", NO),
            "there is no finding of this breach that can support it",
        ),
        (
            "art20/4",
            TODAY,
            clean().paper("2026-05-01", YES).paper("2026-05-02", YES),
            "identical papers were used 2 times or more within 12 months",
        ),
        (
            "art21/3",
            TODAY,
            clean(),
            "fewer than 2 complaints verified as true within 6 months",
        ),
        (
            "art21/2",
            after,
            idle(),
            "no assessment up to 2026-07-01, after the last day 2026-06-30, without justification",
        ),
        (
            "art21/2",
            TODAY,
            idle(),
            "the last day 2026-06-30 has not passed",
        ),
        (
            "art21/2",
            TODAY,
            idle().justified(YES),
            "the last day 2026-06-30 has not passed",
        ),
        (
            "art21/2",
            after,
            idle().justified(YES),
            "there is a justification for the inactivity",
        ),
        (
            "art21/2",
            after,
            clean().with(|f| f.activity = None).justified(YES),
            "there is a justification for the inactivity",
        ),
        (
            "art21/2",
            after,
            clean().filed(Some("2026-07-02")).active(None),
            "the institution was not filed yet",
        ),
        (
            "art22/5",
            after,
            clean()
                .filed(Some("2026-07-02"))
                .active(None)
                .justified(YES),
            "the institution was not filed yet",
        ),
        (
            "art22/5",
            after,
            clean().active(Some("2024-06-30")),
            "no assessment up to 2026-07-01, after the last day 2026-06-30",
        ),
        (
            "art22/5",
            TODAY,
            clean().active(Some("2024-06-30")),
            "the last day 2026-06-30 has not passed",
        ),
        (
            "art22/6",
            TODAY,
            clean(),
            "there is no warning that was rectified",
        ),
        (
            "art22/6",
            TODAY,
            warned(),
            "after a warning and rectification on 2025-06-30 there was no further violation",
        ),
        (
            "art22/6",
            TODAY,
            warned().finding("art12", "2025-07-01", YES),
            "after a warning and rectification on 2025-06-30, Articles 12 or 13 were breached again",
        ),
    ];
    for (place, on, facts, expected) in cases {
        assert_eq!(reason(&facts, on, place), expected, "{place} on {on}");
    }
    let contested = reason(
        &warned().finding("art20/2", "2025-07-01", YES),
        TODAY,
        "art22/6",
    );
    assert!(
        contested.contains("an officer decides, with reasons"),
        "{contested}"
    );
    let open = reason(&unknown(), TODAY, "art22/6");
    assert!(open.starts_with("it is not known"), "{open}");
}
