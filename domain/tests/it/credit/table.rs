//! What is deducted, from which day and until which, and what is one matter.

use domain::jz::art19_credit::{Because, Grade};
use domain::jz::facts::Breach;
use domain::jz::institution::ledger::{ListName, Substantiation};
use domain::jz::institution::{EntryKind, LedgerEntry};

use super::*;

#[test]
fn whoever_has_nothing_against_it_has_the_base() {
    let found = on("2026-01-01", []);
    assert_eq!((found.score, found.grade), (100, Grade::A));
    assert!(found.deductions.is_empty() && found.absorbed.is_empty());
}

#[test]
fn both_sides_of_every_grade() {
    let thresholds = formula().thresholds;
    for (score, grade) in [
        (100, Grade::A),
        (90, Grade::A),
        (89, Grade::B),
        (75, Grade::B),
        (74, Grade::C),
        (60, Grade::C),
        (59, Grade::D),
        (0, Grade::D),
    ] {
        assert_eq!(thresholds.grade(score), grade, "{score}");
    }
    // From the record: complaints cost 5 each, findings of Art. 12 three.
    let score = |complaints: usize, findings: usize| {
        let numbers: Vec<String> = (0..complaints.max(findings))
            .map(|n| format!("{n}"))
            .collect();
        let entries = numbers
            .iter()
            .take(complaints)
            .map(|n| complaint(n, "2026-01-01", Substantiation::Substantiated))
            .chain(
                numbers
                    .iter()
                    .take(findings)
                    .map(|n| finding(n, Breach::Art12, "2026-01-01")),
            )
            .collect::<Vec<_>>();
        let found = on("2026-02-01", entries);
        (found.score, found.grade)
    };
    assert_eq!(score(2, 0), (90, Grade::A));
    assert_eq!(score(1, 2), (89, Grade::B));
    assert_eq!(score(5, 0), (75, Grade::B));
    assert_eq!(score(4, 2), (74, Grade::C));
    assert_eq!(score(8, 0), (60, Grade::C));
    assert_eq!(score(7, 2), (59, Grade::D));
    assert_eq!(score(40, 0), (0, Grade::D));
}

/// An entry, the day before it counts, the first and the last day on which it does, and what it costs.
#[test]
fn each_deduction_has_its_first_and_its_last_day() {
    let rows: Vec<(&str, LedgerEntry, &str, &str, u32)> = vec![
        (
            "finding of Art. 20",
            finding("f", Breach::Art20(1), "2025-03-31"),
            "2025-03-31",
            "2026-03-31",
            5,
        ),
        (
            "finding of Art. 21",
            finding("f", Breach::Art21(5), "2025-03-31"),
            "2025-03-31",
            "2027-03-31",
            10,
        ),
        (
            "finding of Art. 22",
            finding("f", Breach::Art22(2), "2025-03-31"),
            "2025-03-31",
            "2028-03-31",
            30,
        ),
        (
            "finding of Art. 12",
            finding("f", Breach::Art12, "2024-02-29"),
            "2024-02-29",
            "2025-02-28",
            3,
        ),
        (
            "complaint",
            complaint("c", "2025-08-31", Substantiation::Substantiated),
            "2025-08-31",
            "2026-08-31",
            5,
        ),
        (
            "complaint, partly",
            complaint("c", "2025-08-31", Substantiation::Partly),
            "2025-08-31",
            "2026-08-31",
            5,
        ),
        (
            "late report, handed in",
            report("2024", "2025-03-31", Some("2025-05-10")),
            "2025-04-01",
            "2026-05-10",
            5,
        ),
        (
            "late rectification, done",
            rectification("r", "2025-03-31", Some("2025-05-10")),
            "2025-04-01",
            "2026-05-10",
            10,
        ),
        (
            "interview",
            interview("i", "2025-06-30", None),
            "2025-06-30",
            "2026-06-30",
            5,
        ),
        (
            "warning",
            warning("w", "2025-06-30", None),
            "2025-06-30",
            "2027-06-30",
            10,
        ),
        (
            "suspension",
            suspension("s", "2025-01-01", Some("2025-03-31"), None),
            "2025-01-01",
            "2027-03-31",
            20,
        ),
        (
            "abnormal list",
            listing("l", ListName::Abnormal, "2025-01-01", Some("2025-03-31")),
            "2025-01-01",
            "2026-03-31",
            20,
        ),
        (
            "bad-credit file",
            listing("l", ListName::BadCredit, "2025-01-01", Some("2025-03-31")),
            "2025-01-01",
            "2027-03-31",
            40,
        ),
        (
            "ban",
            ban("b", "2025-01-01", "2028-01-01", None),
            "2025-01-01",
            "2028-01-01",
            100,
        ),
        (
            "revoked ban",
            ban("b", "2025-01-01", "2028-01-01", Some("2025-07-01")),
            "2025-01-01",
            "2025-06-30",
            100,
        ),
    ];
    for (what, entry, first, last, points) in rows {
        let score = |day| credit(&institution([entry.clone()]), day, &formula()).score;
        let (first, last) = (date(first), date(last));
        assert_eq!(score(first.pred_opt().unwrap()), 100, "{what}: before");
        assert_eq!(score(first), 100 - points, "{what}: first day");
        assert_eq!(score(last), 100 - points, "{what}: last day");
        assert_eq!(score(next(last)), 100, "{what}: after");
        let found = credit(&institution([entry.clone()]), last, &formula());
        let [deduction] = found.deductions.as_slice() else {
            panic!("{what}: {found:?}");
        };
        assert_eq!(
            (deduction.on, &deduction.id),
            (first, &entry.id().to_owned()),
            "{what}"
        );
        assert_eq!(deduction.source, entry.kind(), "{what}");
    }
}

#[test]
fn what_is_still_open_counts_until_it_is_not() {
    for entry in [
        report("2024", "2025-03-31", None),
        rectification("r", "2025-03-31", None),
        suspension("s", "2025-04-01", None, None),
        listing("l", ListName::Abnormal, "2025-04-01", None),
    ] {
        for (day, counts) in [
            ("2025-03-31", false),
            ("2025-04-01", true),
            ("2035-01-01", true),
        ] {
            let found = on(day, [entry.clone()]);
            assert_eq!(found.score < 100, counts, "{entry:?} on {day}");
            assert!(found.deductions.iter().all(|it| it.counts_until.is_none()));
        }
    }
    // What was handed in on a later day was not yet on this one.
    let late = report("2024", "2025-03-31", Some("2026-12-31"));
    assert_eq!(
        on("2026-06-01", [late.clone()])
            .deductions
            .first()
            .unwrap()
            .counts_until,
        None
    );
    assert_eq!(on("2027-12-31", [late.clone()]).score, 95);
    assert_eq!(on("2028-01-01", [late]).score, 100);
}

#[test]
fn what_is_not_established_costs_nothing() {
    use domain::jz::institution::ledger::Verdict;
    let with =
        |verdict, decided_on: Option<&str>| match finding("f", Breach::Art22(1), "2025-01-01") {
            LedgerEntry::Finding(mut it) => {
                it.verdict = verdict;
                it.decided_on = decided_on.map(date);
                LedgerEntry::Finding(it)
            }
            other => other,
        };
    for entry in [
        with(Verdict::Alleged, None),
        with(Verdict::Dismissed, Some("2025-01-01")),
        with(Verdict::Verified, Some("2026-01-02")),
        complaint("c", "2025-06-01", Substantiation::Withdrawn),
        complaint("c", "2026-01-02", Substantiation::Substantiated),
        report("2024", "2025-03-31", Some("2025-03-31")),
        report("2025", "2026-01-01", None),
        rectification("r", "2026-01-01", None),
    ] {
        assert_eq!(on("2026-01-01", [entry.clone()]).score, 100, "{entry:?}");
    }
}

#[test]
fn one_matter_costs_once() {
    let complaint = complaint("c", "2025-06-01", Substantiation::Substantiated);
    let rests_on_it = of_complaint(finding("f", Breach::Art21(1), "2025-06-10"), "c");
    // The heavier of the two: the finding.
    let found = on("2025-12-01", [complaint.clone(), rests_on_it.clone()]);
    assert_eq!(found.score, 90);
    assert_eq!(found.absorbed.len(), 1);
    assert_eq!(found.absorbed.first().unwrap().because, Because::SameMatter);
    // Another complaint is another matter.
    let other = of_complaint(finding("f", Breach::Art21(1), "2025-06-10"), "another");
    assert_eq!(on("2025-12-01", [complaint.clone(), other]).score, 85);
    // Sanctioned by the complaint alone, the finding that rests on it is dealt with too.
    let entries = [
        complaint,
        rests_on_it,
        warning("w", "2025-08-01", Some("p")),
        suspension("s", "2025-08-01", Some("2025-10-31"), Some("p")),
        sanction("p", "2025-08-01", &[(EntryKind::Complaint, "c")]),
    ];
    let found = on("2025-12-01", entries.clone());
    assert_eq!(found.score, 80, "the heaviest measure: {found:?}");
    let [only] = found.deductions.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!((only.points, only.proceeding.as_deref()), (20, Some("p")));
    assert_eq!(found.absorbed.len(), 3);
    // The day before the decision each stood for itself.
    assert_eq!(on("2025-07-31", entries).score, 90);
}

#[test]
fn a_sanction_never_makes_cheaper_what_it_dealt_with() {
    let findings = ["a", "b", "c"].map(|id| finding(id, Breach::Art21(5), "2025-06-01"));
    let before = on("2025-12-01", findings.clone()).score;
    assert_eq!(before, 70);
    let decided = [
        warning("w", "2025-08-01", Some("p")),
        sanction(
            "p",
            "2025-08-01",
            &[
                (EntryKind::Finding, "a"),
                (EntryKind::Finding, "b"),
                (EntryKind::Finding, "c"),
            ],
        ),
    ];
    let found = on("2025-12-01", findings.into_iter().chain(decided));
    assert_eq!(found.score, before, "{found:?}");
    assert!(
        found
            .deductions
            .iter()
            .all(|it| it.proceeding.as_deref() == Some("p"))
    );
}

#[test]
fn measures_of_different_proceedings_and_of_none_are_different_matters() {
    let score = |one: Option<&str>, other: Option<&str>| {
        on(
            "2025-12-01",
            [
                warning("a", "2025-08-01", one),
                warning("b", "2025-09-01", other),
            ],
        )
        .score
    };
    assert_eq!(score(Some("p"), Some("p")), 90);
    assert_eq!(score(Some("p"), Some("q")), 80);
    assert_eq!(score(None, None), 80);
    assert_eq!(score(None, Some("q")), 80);
}
