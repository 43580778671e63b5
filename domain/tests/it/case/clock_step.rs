//! What the clock of Art. 18 says by itself: both sides of each threshold.

use domain::access::Role;
use domain::gd::case::clock_event::{DueSoon, Overdue};
use domain::gd::case::{CaseState, ClockEvent, Status, clock_step};
use domain::gd::parameters::GdParameters;

use super::desk::{Desk, conclude, intake, sound, withdraw};
use crate::support::{calendar, date, gd};

/// Accepted on Monday 23 November 2026: the 20th working day after it is Monday 21 December.
fn accepted() -> CaseState {
    Desk::at(Status::Accepted).state
}

fn said_by(state: &CaseState, day: &str, parameters: &GdParameters) -> Option<ClockEvent> {
    clock_step(state, date(day), calendar(), parameters).unwrap()
}

fn said(state: &CaseState, day: &str) -> Option<ClockEvent> {
    said_by(state, day, &gd())
}

fn soon(day: &str, left: i64) -> Option<ClockEvent> {
    Some(ClockEvent::DueSoon(DueSoon {
        on: date(day),
        due_on: date("2026-12-21"),
        working_days_left: left,
    }))
}

fn over(day: &str, overdue: i64) -> Option<ClockEvent> {
    Some(ClockEvent::Overdue(Overdue {
        on: date(day),
        due_on: date("2026-12-21"),
        working_days_overdue: overdue,
    }))
}

#[test]
fn an_accepted_case_is_due_soon_with_three_working_days_left_and_overdue_the_day_after_the_due_date()
 {
    let state = accepted();
    let table = [
        // Before acceptance there is no clock.
        ("2026-11-22", None),
        ("2026-11-23", None),
        // Four working days are left.
        ("2026-12-15", None),
        ("2026-12-16", soon("2026-12-16", 3)),
        ("2026-12-18", soon("2026-12-18", 1)),
        // Over the weekend nothing changes.
        ("2026-12-20", soon("2026-12-20", 1)),
        ("2026-12-21", soon("2026-12-21", 0)),
        ("2026-12-22", over("2026-12-22", 1)),
        ("2026-12-26", over("2026-12-26", 4)),
    ];
    for (day, expected) in table {
        assert_eq!(said(&state, day), expected, "{day}");
    }
}

#[test]
fn whoever_looks_late_says_what_holds_then() {
    // Nobody looked from acceptance to Christmas: a warning would come too late.
    assert_eq!(said(&accepted(), "2026-12-25"), over("2026-12-25", 4));
}

#[test]
fn the_number_of_days_is_a_parameter() {
    let none = GdParameters {
        due_soon_working_days: 0,
        ..gd()
    };
    assert_eq!(said_by(&accepted(), "2026-12-20", &none), None);
    let last = soon("2026-12-21", 0);
    assert_eq!(said_by(&accepted(), "2026-12-21", &none), last);
}

#[test]
fn only_what_is_to_be_done_yet_has_a_clock() {
    let late = "2027-01-20";
    for status in [
        Status::Received,
        Status::Rejected,
        Status::Joined,
        Status::Referred,
        Status::Withdrawn,
        Status::Concluded,
        Status::FedBack,
        Status::Archived,
    ] {
        assert_eq!(said(&Desk::at(status).state, late), None, "{status:?}");
    }
    for status in [Status::Accepted, Status::Assigned, Status::Reported] {
        assert!(said(&Desk::at(status).state, late).is_some(), "{status:?}");
    }
}

#[test]
fn conclusion_and_withdrawal_end_it() {
    let mut desk = Desk::evaluated(intake(), &sound());
    let officer = Role::ComplaintOfficer;
    desk.give(officer, desk.accept(None)).unwrap();
    let mut withdrawn = desk.clone();
    withdrawn.give(officer, withdraw()).unwrap();
    desk.investigate();
    desk.today = date("2026-12-17");
    desk.give(officer, conclude()).unwrap();
    for day in ["2026-12-16", "2026-12-17", "2026-12-22"] {
        assert_eq!(said(&desk.state, day), None, "{day}");
        assert_eq!(said(&withdrawn.state, day), None, "{day}");
    }
}

#[test]
fn each_thing_is_said_once_for_a_due_date() {
    let kinds = [soon("2026-12-16", 3), over("2026-12-22", 1)];
    let once = kinds.map(|event| event.and_then(|event| event.once()).unwrap());
    assert_eq!(
        once.map(|(kind, day)| (kind.as_str(), day)),
        [
            ("due_soon", date("2026-12-21")),
            ("overdue", date("2026-12-21"))
        ]
    );
}
