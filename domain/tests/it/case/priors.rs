//! How a later case sees an earlier one.

use domain::access::Role;
use domain::gd::art09_10_admissibility::PriorStatus;
use domain::gd::case::{CaseState, PriorRecord, Status, prior_status};

use super::desk::{CASE, Desk, conclude};
use super::joining::earlier;
use crate::support::{YES, date};

fn status(state: &CaseState) -> Option<PriorStatus> {
    prior_status(state, &|_target| None)
}

#[test]
fn every_state_has_its_standing() {
    for (state, expected) in [
        (Status::Received, PriorStatus::Pending),
        (Status::Rejected, PriorStatus::NotAccepted),
        (Status::Referred, PriorStatus::NotAccepted),
        (Status::Accepted, PriorStatus::Accepted),
        (Status::Assigned, PriorStatus::Accepted),
        (Status::Reported, PriorStatus::Accepted),
        (Status::Concluded, PriorStatus::Concluded),
        (Status::FedBack, PriorStatus::Concluded),
        (Status::Archived, PriorStatus::Concluded),
        (Status::Withdrawn, PriorStatus::Withdrawn),
    ] {
        assert_eq!(status(&Desk::at(state).state), Some(expected), "{state}");
    }
}

#[test]
fn a_joined_case_stands_where_its_target_does() {
    let joined = Desk::at(Status::Joined).state;
    for target in PriorStatus::ALL {
        let found = prior_status(&joined, &|id| {
            (id == super::desk::EARLIER).then_some(target)
        });
        assert_eq!(found, Some(target));
    }
    assert_eq!(status(&joined), None);
}

#[test]
fn an_archived_case_keeps_what_became_of_it() {
    for (before, expected) in [
        (Status::Rejected, Some(PriorStatus::NotAccepted)),
        (Status::Referred, Some(PriorStatus::NotAccepted)),
        (Status::Withdrawn, Some(PriorStatus::Withdrawn)),
        (Status::Concluded, Some(PriorStatus::Concluded)),
    ] {
        let mut state = Desk::at(before).state;
        state.status = Status::Archived;
        assert_eq!(status(&state), expected, "{before}");
    }
    let mut joined = Desk::at(Status::Joined).state;
    joined.status = Status::Archived;
    let found = prior_status(&joined, &|_target| Some(PriorStatus::Accepted));
    assert_eq!(found, Some(PriorStatus::Accepted));
}

#[test]
fn a_record_of_an_earlier_case_has_its_days() {
    let mut desk = Desk::at(Status::Accepted);
    desk.today = date("2026-12-10");
    desk.investigate();
    desk.give(Role::ComplaintOfficer, conclude()).unwrap();
    let record = PriorRecord::of(CASE, &desk.state, &desk.state, YES, desk.today).unwrap();
    assert_eq!(record.status, PriorStatus::Concluded);
    assert_eq!(record.accepted_on, Some(date("2026-11-23")));
    assert_eq!(record.concluded_on, Some(date("2026-12-10")));
    for (day, expected) in [
        ("2026-11-22", PriorStatus::Pending),
        ("2026-11-23", PriorStatus::Accepted),
        ("2026-12-09", PriorStatus::Accepted),
        ("2026-12-10", PriorStatus::Concluded),
    ] {
        assert_eq!(record.status_on(date(day)), expected, "{day}");
    }
    // A joined case has the days of the case it was joined to.
    let joined = Desk::at(Status::Joined).state;
    let record = PriorRecord::of("joined", &joined, &desk.state, YES, desk.today).unwrap();
    assert!(record.joined);
    assert_eq!(record.concluded_on, Some(date("2026-12-10")));
    assert_eq!(
        PriorRecord::of("joined", &joined, &joined, YES, desk.today),
        None
    );
}

#[test]
fn a_withdrawal_after_acceptance_counts_from_its_day() {
    let record = PriorRecord {
        status: PriorStatus::Withdrawn,
        accepted_on: Some(date("2026-11-19")),
        closed_on: Some(date("2026-11-25")),
        ..earlier()
    };
    for (day, expected) in [
        ("2026-11-18", PriorStatus::Pending),
        ("2026-11-24", PriorStatus::Accepted),
        ("2026-11-25", PriorStatus::Withdrawn),
    ] {
        assert_eq!(record.status_on(date(day)), expected, "{day}");
    }
}
