//! Facts that contradict each other are named, one entry per fault, and nothing else is.

use domain::jz::facts::{SanctionFacts, inconsistencies};

use crate::support::{Ledger, YES, clean};

#[test]
fn contradictions_are_named_where_they_are() {
    let same_ids = |facts: SanctionFacts<'static>| {
        facts.with(|f| {
            for batch in f.batches.iter_mut().flatten() {
                batch.id = "x".into();
            }
            for complaint in f.complaints.iter_mut().flatten() {
                complaint.id = "x".into();
            }
            for due in f.annual_reports.iter_mut().flatten() {
                due.id = "x".into();
            }
            for due in f.rectifications.iter_mut().flatten() {
                due.id = "x".into();
            }
            for warning in f.warnings.iter_mut().flatten() {
                warning.id = "x".into();
            }
            for violation in f.violations.iter_mut().flatten() {
                violation.id = "x".into();
            }
        })
    };
    let once_each = || {
        clean()
            .batch("2026-01-01", Some(1), Some(20))
            .complaint("2026-01-01", YES)
            .report("2026-01-01", None)
            .rectification("2026-01-01", None)
            .warning("2026-01-01", None)
            .finding("art12", "2026-01-01", YES)
    };
    let cases: [(&str, SanctionFacts<'static>, &[&str]); 13] = [
        ("nothing wrong", once_each(), &[]),
        (
            "the same id in different lists is no fault",
            same_ids(once_each()),
            &[],
        ),
        (
            "all candidates unqualified is possible",
            clean().batch("2026-01-01", Some(20), Some(20)),
            &[],
        ),
        (
            "more unqualified than candidates is not",
            clean()
                .batch("2026-01-01", Some(20), Some(20))
                .batch("2026-01-02", Some(21), Some(20)),
            &["/facts/batches/1/unqualified_candidates"],
        ),
        (
            "an unknown number contradicts nothing",
            clean()
                .batch("2026-01-01", Some(20), None)
                .batch("2026-01-02", None, Some(0)),
            &[],
        ),
        (
            "rectified on the day of the decision",
            clean().warning("2026-01-01", Some("2026-01-01")),
            &[],
        ),
        (
            "rectified before the decision",
            clean().warning("2026-01-01", Some("2025-12-31")),
            &["/facts/warnings/0/rectified_on"],
        ),
        (
            "a suspension of one day",
            clean().suspended("2026-01-01", Some("2026-01-01")),
            &[],
        ),
        (
            "a suspension that ends before it begins",
            clean()
                .suspended("2026-01-01", None)
                .suspended("2026-01-01", Some("2025-12-31")),
            &["/facts/activity/suspensions/1/to"],
        ),
        (
            "an id twice in a list: each repeat is a fault",
            same_ids(
                clean()
                    .complaint("2026-01-01", YES)
                    .complaint("2026-01-02", YES)
                    .complaint("2026-01-03", YES),
            ),
            &["/facts/complaints/1/id", "/facts/complaints/2/id"],
        ),
        (
            "an id twice in each list",
            same_ids(
                once_each()
                    .batch("2026-01-01", Some(1), Some(20))
                    .complaint("2026-01-01", YES)
                    .report("2026-01-01", None)
                    .rectification("2026-01-01", None)
                    .warning("2026-01-01", None)
                    .finding("art12", "2026-01-01", YES),
            ),
            &[
                "/facts/batches/1/id",
                "/facts/complaints/1/id",
                "/facts/annual_reports/1/id",
                "/facts/rectifications/1/id",
                "/facts/warnings/1/id",
                "/facts/violations/1/id",
            ],
        ),
        (
            "every fault is named, not only the first",
            clean()
                .suspended("2026-01-01", Some("2025-12-31"))
                .batch("2026-01-02", Some(2), Some(1))
                .warning("2026-01-01", Some("2025-12-31")),
            &[
                "/facts/activity/suspensions/0/to",
                "/facts/batches/0/unqualified_candidates",
                "/facts/warnings/0/rectified_on",
            ],
        ),
        (
            "facts later than the day asked for, and reports before they are due, are no fault",
            clean()
                .report("2030-01-01", Some("2020-01-01"))
                .batch("2030-01-01", None, None),
            &[],
        ),
    ];
    for (name, facts, expected) in cases {
        let found: Vec<String> = inconsistencies(&facts)
            .iter()
            .map(|fault| fault.pointer.to_string())
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn a_repeated_id_is_found_in_lists_of_any_length() {
    for length in [2, 15, 16, 17, 18, 40, 300] {
        for (first, second) in [(0, length - 1), (length - 2, length - 1), (0, 1)] {
            let mut facts = clean();
            for _ in 0..length {
                facts = facts.complaint("2026-01-01", YES);
            }
            let id = facts
                .complaints
                .as_ref()
                .unwrap()
                .get(first)
                .unwrap()
                .id
                .clone();
            let facts = facts.with(|f| {
                f.complaints.as_mut().unwrap().get_mut(second).unwrap().id = id;
            });
            let found: Vec<String> = inconsistencies(&facts)
                .iter()
                .map(|fault| fault.pointer.to_string())
                .collect();
            assert_eq!(
                found,
                [format!("/facts/complaints/{second}/id")],
                "{first} and {second} of {length}"
            );
        }
    }
}
