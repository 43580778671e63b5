//! Batches: what can be so, when they may be held, what is struck.

use super::{TODAY, batch, code, now, play, put, school, told};
use crate::support::{date, jz};
use domain::jz::facts::Breach;
use domain::jz::institution::decide::ledger::{How, record, strike};
use domain::jz::institution::decide::ledger_steps::{Results, cancel, results};
use domain::jz::institution::ledger::{Batch, BatchStatus, Suspension};
use domain::jz::institution::{EntryKind, Institution, LedgerEntry};
use domain::jz::sanctions::Tier;
use domain::refused::Refused as _;

#[test]
fn a_batch_lies_ahead_or_behind_and_its_numbers_agree() {
    let school = school();
    let told = |change: &dyn Fn(&mut Batch)| {
        let mut batch = batch("N1", TODAY, BatchStatus::Held);
        change(&mut batch);
        told(&school, LedgerEntry::Batch(batch))
    };
    assert_eq!(told(&|_| {}), "recorded");
    assert_eq!(
        told(&|b| b.held_on = date("2026-11-23")),
        "results_in_future"
    );
    assert_eq!(told(&|b| b.status = BatchStatus::Planned), "recorded");
    let planned = |b: &mut Batch, day| (b.status, b.held_on) = (BatchStatus::Planned, date(day));
    assert_eq!(told(&|b| planned(b, "2026-11-23")), "recorded");
    assert_eq!(told(&|b| planned(b, "2026-11-21")), "plan_in_past");
    assert_eq!(
        told(&|b| {
            planned(b, "2026-11-23");
            b.passed = Some(0);
        }),
        "plan_with_results"
    );
    let numbers = |b: &mut Batch, unqualified, passed| {
        b.candidates = Some(20);
        b.unqualified_candidates = Some(unqualified);
        b.passed = Some(passed);
    };
    assert_eq!(told(&|b| numbers(b, 20, 20)), "recorded");
    assert_eq!(
        told(&|b| numbers(b, 21, 20)),
        "more_unqualified_than_candidates"
    );
    assert_eq!(told(&|b| numbers(b, 20, 21)), "more_passed_than_candidates");
    assert_eq!(
        told(&|b| b.occupation = "6-31-01-99".to_owned()),
        "unknown_occupation"
    );
    assert_eq!(told(&|b| b.level = 6), "unknown_level");
    assert_eq!(
        told(&|b| b.division = Some("429999".to_owned())),
        "unknown_division"
    );
    assert_eq!(told(&|b| b.id = "N 1".to_owned()), "bad_id");
    assert_eq!(told(&|b| b.id = "N".repeat(65)), "bad_id");
}

#[test]
fn the_same_batch_again_changes_nothing_and_another_under_its_id_is_a_correction() {
    let mut school = school();
    let first = batch("N1", "2026-11-01", BatchStatus::Held);
    put(&mut school, LedgerEntry::Batch(first.clone()));
    assert_eq!(
        told(&school, LedgerEntry::Batch(first.clone())),
        "unchanged"
    );
    let mut other = first;
    other.candidates = Some(20);
    assert_eq!(
        told(&school, LedgerEntry::Batch(other.clone())),
        "entry_exists"
    );
    let correct = |reason: Option<&str>, entry: &Batch| {
        let how = How::Correction(reason.map(ToOwned::to_owned));
        code(record(
            &school,
            LedgerEntry::Batch(entry.clone()),
            &how,
            &now(),
        ))
    };
    assert_eq!(correct(None, &other), "reason_missing");
    assert_eq!(correct(Some("录入错误"), &other), "recorded");
    other.id = "N2".to_owned();
    assert_eq!(correct(Some("录入错误"), &other), "no_such_entry");
}

#[test]
fn nothing_new_is_held_while_suspended_banned_or_not_filed() {
    let mut school = school();
    put(
        &mut school,
        LedgerEntry::Batch(batch("P1", "2026-11-09", BatchStatus::Planned)),
    );
    put(
        &mut school,
        LedgerEntry::Batch(batch("P2", "2026-11-10", BatchStatus::Planned)),
    );
    let suspension = |to: Option<&str>| {
        LedgerEntry::Suspension(Suspension {
            id: "S1".to_owned(),
            from: date("2026-11-10"),
            to: to.map(date),
            proceeding: None,
        })
    };
    put(&mut school, suspension(Some("2026-11-30")));
    let on = |day: &str, status| told(&school, LedgerEntry::Batch(batch("N1", day, status)));
    assert_eq!(on("2026-11-09", BatchStatus::Held), "recorded");
    assert_eq!(on("2026-11-10", BatchStatus::Held), "suspended");
    assert_eq!(on("2026-11-30", BatchStatus::Planned), "suspended");
    // Nothing new is planned either while it lasts, for whatever day.
    assert_eq!(on("2026-12-01", BatchStatus::Planned), "suspended");
    let refused = record(
        &school,
        LedgerEntry::Batch(batch("N1", "2026-11-10", BatchStatus::Held)),
        &How::New,
        &now(),
    );
    let refused = refused.unwrap_err();
    assert_eq!(refused.provision().unwrap().id, "jz-institutions/art21");
    // Results of what was held before stay recordable; a plan for a day of the suspension is not carried out.
    let given = |id| {
        code(results(
            &school,
            id,
            Results {
                candidates: Some(9),
                ..Results::default()
            },
            &now(),
        ))
    };
    assert_eq!(given("P1"), "recorded");
    assert_eq!(given("P2"), "suspended");
    put(&mut school, suspension(Some("2026-11-21")));
    let after = batch("N1", "2026-12-01", BatchStatus::Planned);
    assert_eq!(told(&school, LedgerEntry::Batch(after)), "recorded");
    let on = |day: &str| {
        told(
            &school,
            LedgerEntry::Batch(batch("N1", day, BatchStatus::Held)),
        )
    };
    assert_eq!(on("2022-05-16"), "recorded");
    assert_eq!(on("2022-05-15"), "not_filed");
    let planned = |day: &str| {
        told(
            &school,
            LedgerEntry::Batch(batch("N1", day, BatchStatus::Planned)),
        )
    };
    assert_eq!(planned("2028-05-15"), "recorded");
    assert_eq!(planned("2028-05-16"), "not_filed");
}

#[test]
fn a_planned_batch_is_held_or_cancelled_once() {
    let mut school = school();
    put(
        &mut school,
        LedgerEntry::Batch(batch("P1", "2026-11-20", BatchStatus::Planned)),
    );
    put(
        &mut school,
        LedgerEntry::Batch(batch("P2", "2026-11-20", BatchStatus::Planned)),
    );
    let numbers = |candidates| Results {
        candidates: Some(candidates),
        ..Results::default()
    };
    let events = results(&school, "P1", numbers(20), &now()).unwrap();
    play(&mut school, events);
    assert_eq!(school.ledger.batches["P1"].status, BatchStatus::Held);
    assert_eq!(
        code(results(&school, "P1", numbers(20), &now())),
        "unchanged"
    );
    assert_eq!(
        code(results(&school, "P1", numbers(21), &now())),
        "batch_held"
    );
    assert_eq!(
        code(cancel(&school, "P1", "无人报名".to_owned(), &now())),
        "batch_held"
    );
    let events = cancel(&school, "P2", "无人报名".to_owned(), &now()).unwrap();
    play(&mut school, events);
    assert_eq!(
        code(cancel(&school, "P2", "无人报名".to_owned(), &now())),
        "unchanged"
    );
    assert_eq!(
        code(results(&school, "P2", numbers(20), &now())),
        "batch_cancelled"
    );
    assert_eq!(
        code(results(&school, "P3", numbers(20), &now())),
        "no_such_entry"
    );
}

#[test]
fn only_what_was_entered_by_hand_and_no_decision_rests_on_is_struck() {
    let mut school = school();
    let struck = |school: &Institution, kind, id: &str| {
        code(strike(school, kind, id, "误录".to_owned(), &now()))
    };
    assert_eq!(struck(&school, EntryKind::Batch, "B0146"), "recorded");
    assert_eq!(struck(&school, EntryKind::Batch, "N9"), "no_such_entry");
    assert_eq!(struck(&school, EntryKind::Suspension, "S1"), "not_by_hand");
    put(
        &mut school,
        LedgerEntry::Sanction(domain::jz::institution::ledger::Sanction {
            id: "P1".to_owned(),
            decided_on: date(TODAY),
            tier: Tier::Interview,
            grounds: vec![Breach::Art20(1)],
            items: vec![domain::jz::institution::ledger::SanctionedItem {
                kind: EntryKind::Batch,
                id: "B0146".to_owned(),
            }],
        }),
    );
    assert_eq!(struck(&school, EntryKind::Batch, "B0146"), "sanctioned");
    // One matter, one sanction.
    assert_eq!(school.candidates(date(TODAY), &jz()).unwrap(), []);
}
