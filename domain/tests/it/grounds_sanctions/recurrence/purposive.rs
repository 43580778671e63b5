//! The purposive reading: every ground of Art. 20 and 21, found or computed, completed after the rectification.

use super::super::{Rule, check, check_under, rule};
use super::{AFTER, RECTIFIED, warned};
use crate::support::{
    Expected, Ledger, NO, NotMet, OPEN, TODAY, YES, clean, contested, jz_purposive, met,
    undetermined,
};

#[test]
fn purposively_a_finding_of_article_20_or_21_after_the_rectification() {
    for (article, last) in [(20, 8), (21, 8)] {
        for item in 1..=last {
            let place = format!("art{article}/{item}");
            let again = |on, verified| warned().finding(&place, on, verified);
            check(
                "art22/6",
                [
                    rule("on the day of it", TODAY, again(RECTIFIED, YES), NotMet),
                    rule(
                        "on the day after",
                        TODAY,
                        again(AFTER, YES),
                        contested(["/facts/violations/0", "/facts/warnings/0"]),
                    ),
                    rule(
                        "alleged",
                        TODAY,
                        again(AFTER, OPEN),
                        undetermined(["/facts/violations/0/verified"]),
                    ),
                    rule("dismissed", TODAY, again(AFTER, NO), NotMet),
                ],
            );
        }
    }
}

#[test]
fn a_finding_of_article_22_is_no_recurrence_in_either_reading() {
    for item in 1..=5 {
        let facts = warned().finding(&format!("art22/{item}"), AFTER, YES);
        check("art22/6", [rule("literal", TODAY, facts.clone(), NotMet)]);
        check_under(
            &jz_purposive(),
            "art22/6",
            [rule("purposive", TODAY, facts, NotMet)],
        );
    }
}

/// Every computed ground of Art. 20 and 21, completed by something on the day of the rectification and the day after.
fn computed_grounds() -> Vec<Rule> {
    let warning = "/facts/warnings/0";
    let batches = || contested(["/facts/batches/0", "/facts/batches/1", warning]);
    let complaints = || contested(["/facts/complaints/0", "/facts/complaints/1", warning]);
    let idle = || contested(["/facts/activity", "/facts/inactivity_justified", warning]);
    vec![
        rule(
            "art20/1: a batch on the day of it",
            TODAY,
            warned().batch(RECTIFIED, Some(1), Some(20)),
            NotMet,
        ),
        rule(
            "art20/1: a batch on the day after",
            TODAY,
            warned().batch(AFTER, Some(1), Some(20)),
            contested(["/facts/batches/0", warning]),
        ),
        rule(
            "art20/1: of two batches the later one is the evidence",
            TODAY,
            warned()
                .batch(RECTIFIED, Some(1), Some(20))
                .batch(AFTER, Some(1), Some(20)),
            contested(["/facts/batches/1", warning]),
        ),
        rule(
            "art20/4: the later of the pair on the day of it",
            TODAY,
            warned().paper("2025-03-01", YES).paper(RECTIFIED, YES),
            NotMet,
        ),
        rule(
            "art20/4: the later of the pair on the day after, the earlier before",
            TODAY,
            warned().paper("2025-03-01", YES).paper(AFTER, YES),
            batches(),
        ),
        rule(
            "art20/4: the same with the list in the other order",
            TODAY,
            warned().paper(AFTER, YES).paper("2025-03-01", YES),
            batches(),
        ),
        rule(
            "art21/3: the later of the pair on the day of it",
            TODAY,
            warned()
                .complaint("2025-03-01", YES)
                .complaint(RECTIFIED, YES),
            NotMet,
        ),
        rule(
            "art21/3: the later of the pair on the day after, the earlier before",
            TODAY,
            warned().complaint("2025-03-01", YES).complaint(AFTER, YES),
            complaints(),
        ),
        rule(
            "art21/4: a report whose first day of delay is the day of it",
            TODAY,
            warned().report("2025-06-29", None),
            NotMet,
        ),
        rule(
            "art21/4: a report whose first day of delay is the day after",
            TODAY,
            warned().report(RECTIFIED, None),
            contested(["/facts/annual_reports/0", warning]),
        ),
        rule(
            "art21/4: an old report handed in late after it is no new delay",
            TODAY,
            warned().report("2025-06-29", Some("2025-08-01")),
            NotMet,
        ),
        rule(
            "art21/7: a rectification whose first day of delay is the day of it",
            TODAY,
            warned().rectification("2025-06-29", None),
            NotMet,
        ),
        rule(
            "art21/7: a rectification whose first day of delay is the day after",
            TODAY,
            warned().rectification(RECTIFIED, Some(AFTER)),
            contested(["/facts/rectifications/0", warning]),
        ),
        rule(
            "art21/2: the first idle day is the day of it",
            AFTER,
            warned().active(Some("2024-06-29")),
            NotMet,
        ),
        rule(
            "art21/2: the first idle day is the day after",
            AFTER,
            warned().active(Some("2024-06-30")),
            idle(),
        ),
        rule(
            "art21/2: idle anew, a year after idleness was sanctioned",
            "2026-01-11",
            warned()
                .active(Some("2024-01-01"))
                .sanctioned_for_idleness("2025-01-10"),
            idle(),
        ),
        rule(
            "art21/2: justified",
            AFTER,
            warned().active(Some("2024-06-30")).justified(YES),
            NotMet,
        ),
    ]
}

#[test]
fn purposively_every_computed_ground_completed_after_the_rectification() {
    for rule in computed_grounds() {
        check("art22/6", [rule]);
    }
}

#[test]
fn the_parameter_purposive_turns_contested_into_met_on_the_same_evidence() {
    for mut rule in computed_grounds() {
        if let Expected::Contested(evidence) = rule.expected {
            rule.expected = Expected::Met(evidence);
        }
        check_under(&jz_purposive(), "art22/6", [rule]);
    }
    check_under(
        &jz_purposive(),
        "art22/6",
        [
            rule(
                "both readings are evidence together",
                TODAY,
                warned()
                    .finding("art13", AFTER, YES)
                    .batch(AFTER, Some(1), Some(20)),
                met([
                    "/facts/batches/0",
                    "/facts/violations/0",
                    "/facts/warnings/0",
                ]),
            ),
            rule(
                "the literal reading alone still suffices",
                TODAY,
                warned().finding("art12", AFTER, YES),
                met(["/facts/violations/0", "/facts/warnings/0"]),
            ),
            rule(
                "what is open for the purposive reading is asked for",
                TODAY,
                warned().batch(AFTER, None, Some(20)),
                undetermined(["/facts/batches/0/unqualified_candidates"]),
            ),
            rule(
                "the warnings are not known",
                TODAY,
                clean().with(|f| f.warnings = None),
                undetermined(["/facts/warnings"]),
            ),
        ],
    );
}

#[test]
fn where_the_purposive_reading_is_open_so_is_the_ground() {
    check(
        "art22/6",
        [
            rule(
                "numbers of a batch after it are not known",
                TODAY,
                warned().batch(AFTER, Some(1), None),
                undetermined(["/facts/batches/0/candidates"]),
            ),
            rule(
                "numbers of a batch before it do not matter",
                TODAY,
                warned().batch(RECTIFIED, Some(1), None),
                NotMet,
            ),
            rule(
                "the possible second use of identical papers lies after it",
                TODAY,
                warned().paper("2025-03-01", YES).paper(AFTER, OPEN),
                undetermined(["/facts/batches/1/identical_paper"]),
            ),
            rule(
                "the possible second use lies on the day of it",
                TODAY,
                warned().paper("2025-03-01", YES).paper(RECTIFIED, OPEN),
                NotMet,
            ),
            rule(
                "a complaint before it, not verified, completed by one after it",
                TODAY,
                warned().complaint("2025-03-01", OPEN).complaint(AFTER, YES),
                undetermined(["/facts/complaints/0/substantiated"]),
            ),
            rule(
                "idle after it, justification not known",
                AFTER,
                warned().active(Some("2024-06-30")).justified(OPEN),
                undetermined(["/facts/inactivity_justified"]),
            ),
            rule(
                "idle before it, justification not known",
                AFTER,
                warned().active(Some("2024-06-29")).justified(OPEN),
                NotMet,
            ),
            rule(
                "the lists that feed Art. 20 and 21 are not known",
                TODAY,
                warned().with(|f| {
                    f.batches = None;
                    f.complaints = None;
                    f.annual_reports = None;
                    f.rectifications = None;
                    f.activity = None;
                }),
                undetermined([
                    "/facts/activity",
                    "/facts/annual_reports",
                    "/facts/batches",
                    "/facts/complaints",
                    "/facts/rectifications",
                ]),
            ),
            rule(
                "without a rectified warning they do not matter",
                TODAY,
                clean().with(|f| {
                    f.batches = None;
                    f.complaints = None;
                }),
                NotMet,
            ),
            rule(
                "the literal reading met: the purposive one is not asked for",
                TODAY,
                warned()
                    .with(|f| f.batches = None)
                    .finding("art12", AFTER, YES),
                met(["/facts/violations/0", "/facts/warnings/0"]),
            ),
        ],
    );
}
