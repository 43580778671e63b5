//! Both readings side by side, and what follows for the tier.

use domain::ground::{Computed, Status};
use domain::jz::sanctions::{Tier, evaluate};

use super::super::{decide, ground};
use super::{AFTER, warned};
use crate::support::{
    Ledger, OPEN, TODAY, YES, assert_ground, clean, date, jz, jz_purposive, met, texts,
};

#[test]
fn contested_although_a_breach_of_article_12_is_still_alleged() {
    let facts = warned()
        .finding("art12", AFTER, OPEN)
        .finding("art20/2", AFTER, YES);
    let decision = decide(&facts, TODAY);
    let ground = ground(&decision, "art22/6");
    assert_eq!(ground.status, Status::Undetermined);
    assert!(ground.contested);
    assert_eq!(
        texts(&decision.table, ground.missing),
        ["/facts/violations/0/verified"]
    );
}

#[test]
fn both_readings_are_shown_whatever_the_parameter() {
    use Status::{Met, NotMet, Undetermined};
    let cases = [
        ("neither", warned(), NotMet, NotMet),
        (
            "literal",
            warned().finding("art12", AFTER, YES),
            Met,
            NotMet,
        ),
        (
            "purposive",
            warned().finding("art20/3", AFTER, YES),
            NotMet,
            Met,
        ),
        (
            "both",
            warned()
                .finding("art12", AFTER, YES)
                .finding("art20/3", AFTER, YES),
            Met,
            Met,
        ),
        (
            "unknown warnings",
            clean().with(|f| f.warnings = None),
            Undetermined,
            Undetermined,
        ),
        (
            "unknown findings",
            warned().with(|f| f.violations = None),
            Undetermined,
            Undetermined,
        ),
        (
            "no warning",
            clean().finding("art12", AFTER, YES),
            NotMet,
            NotMet,
        ),
        (
            "a finding of the item itself is neither reading",
            warned().finding("art22/6", AFTER, YES),
            NotMet,
            NotMet,
        ),
    ];
    for (name, facts, literal_reading, purposive_reading) in cases {
        for parameters in [jz(), jz_purposive()] {
            let decision = evaluate(&facts, date(TODAY), &parameters).unwrap();
            match ground(&decision, "art22/6").computed {
                Computed::Readings {
                    literal, purposive, ..
                } => assert_eq!(
                    (literal, purposive),
                    (literal_reading, purposive_reading),
                    "{name}"
                ),
                other => panic!("{name}: {other:?}"),
            }
        }
    }
}

#[test]
fn a_contested_ban_is_possible_but_not_proposed() {
    let facts = warned().batch(AFTER, Some(1), Some(20));
    let decision = decide(&facts, TODAY);
    assert_eq!(decision.tier, Tier::Interview);
    assert_eq!(decision.possible_tier, Tier::MarketBan);
    assert_eq!(decision.refiling_barred_until, None);
    let purposive = evaluate(&facts, date(TODAY), &jz_purposive()).unwrap();
    assert_eq!(purposive.tier, Tier::MarketBan);
    assert_ground(
        "the batch supports both",
        ground(&purposive, "art20/1"),
        &purposive.table,
        &met(["/facts/batches/0"]),
    );
}
