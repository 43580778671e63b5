//! After the decision: review, handing over, delivery, withdrawal, conclusion.

use domain::access::Role;
use domain::gd::art18_clock::{ClockState, evaluate};
use domain::gd::case::record::{ConclusionOutcome, DeliveryManner, ReviewOutcome, WithdrawnBy};
use domain::gd::case::{Command, Refusal, Status, clock};

use super::desk::{Desk, baseless, conclude, intake, review, withdraw};
use crate::support::{calendar, date, gd};

const OFFICER: Role = Role::ComplaintOfficer;
const LEAD: Role = Role::CenterLead;

#[test]
fn a_rejection_is_reviewed_once_by_the_lead() {
    let mut desk = Desk::at(Status::Rejected);
    assert_eq!(
        desk.give(OFFICER, review(ReviewOutcome::Reopened))
            .unwrap_err()
            .code(),
        "role_not_permitted"
    );
    let silent = Command::ReviewRejection {
        outcome: ReviewOutcome::Upheld,
        reason: " ".to_owned(),
    };
    assert_eq!(
        desk.give(LEAD, silent),
        Err(Refusal::Blank { member: "reason" })
    );
    desk.give(LEAD, review(ReviewOutcome::Upheld)).unwrap();
    assert_eq!(desk.state.status, Status::Rejected);
    assert_eq!(
        desk.give(LEAD, review(ReviewOutcome::Reopened)),
        Err(Refusal::AlreadyReviewed)
    );
}

#[test]
fn whoever_rejected_does_not_review_it() {
    let mut desk = Desk::evaluated(intake(), &baseless());
    desk.give(LEAD, desk.reject(None)).unwrap();
    assert_eq!(
        desk.give(LEAD, review(ReviewOutcome::Upheld)),
        Err(Refusal::ReviewedByTheDecider)
    );
}

#[test]
fn a_reopened_case_is_examined_anew_and_not_reviewed_again() {
    let mut desk = Desk::at(Status::Rejected);
    desk.give(LEAD, review(ReviewOutcome::Reopened)).unwrap();
    assert_eq!(desk.state.status, Status::Received);
    assert_eq!(desk.state.rejection, None);
    // The earlier evaluation stays on record but carries no decision any more.
    assert_eq!(desk.state.evaluation.as_ref().map(|e| e.number), Some(2));
    assert_eq!(
        desk.give(OFFICER, desk.reject(None)),
        Err(Refusal::EvaluationOutdated)
    );
    desk.evaluate(&baseless());
    desk.give(OFFICER, desk.reject(None)).unwrap();
    assert_eq!(
        desk.give(LEAD, review(ReviewOutcome::Reopened)),
        Err(Refusal::AlreadyReviewed)
    );
    let notices: Vec<_> = desk.state.notices.iter().map(|n| n.issued.number).collect();
    assert_eq!(notices, [1, 2]);
}

#[test]
fn a_case_passes_from_one_officer_to_another_for_a_reason() {
    let mut desk = Desk::at(Status::Accepted);
    let hand_over = |to: &str, reason: &str| Command::HandOver {
        to: to.to_owned(),
        reason: reason.to_owned(),
    };
    assert_eq!(
        desk.give(LEAD, hand_over("client-complaint_officer", "调岗")),
        Err(Refusal::SameOfficer)
    );
    assert_eq!(
        desk.give(LEAD, hand_over("client-2", "")),
        Err(Refusal::Blank { member: "reason" })
    );
    desk.give(LEAD, hand_over("client-2", "调岗")).unwrap();
    assert_eq!(desk.state.officer.as_deref(), Some("client-2"));
}

#[test]
fn a_notice_is_delivered_between_its_day_and_today() {
    let mut desk = Desk::at(Status::Rejected);
    desk.today = date("2026-11-30");
    let deliver = |notice, on: &str| Command::DeliverNotice {
        notice,
        manner: DeliveryManner::Post,
        on: date(on),
    };
    assert_eq!(
        desk.give(OFFICER, deliver(2, "2026-11-24")),
        Err(Refusal::UnknownNotice { notice: 2 })
    );
    assert_eq!(
        desk.give(OFFICER, deliver(1, "2026-11-22")),
        Err(Refusal::DeliveredBeforeIssue {
            issued_on: date("2026-11-23")
        })
    );
    assert_eq!(
        desk.give(OFFICER, deliver(1, "2026-12-01")),
        Err(Refusal::DayInFuture { member: "on" })
    );
    desk.give(OFFICER, deliver(1, "2026-11-23")).unwrap();
    assert_eq!(
        desk.give(OFFICER, deliver(1, "2026-11-23")),
        Err(Refusal::AlreadyDelivered)
    );
    desk.give(OFFICER, deliver(1, "2026-11-30")).unwrap();
    let notice = desk.state.notices.first().unwrap();
    assert_eq!(notice.deliveries.len(), 2);
}

#[test]
fn only_a_matter_on_the_guidance_track_ends_by_guidance() {
    let guided = || Command::Conclude {
        outcome: ConclusionOutcome::Guided,
        measures: Vec::new(),
        departure: None,
    };
    let mut desk = Desk::at(Status::Reported);
    let refused = desk.give(OFFICER, guided()).unwrap_err();
    assert_eq!(refused, Refusal::NotOnGuidanceTrack);
    assert_eq!(refused.provision().unwrap().id, "gd-complaints/art12");
    let mut desk = Desk::guidance();
    desk.give(OFFICER, super::handling::guide()).unwrap();
    desk.give(OFFICER, guided()).unwrap();
    assert_eq!(desk.state.status, Status::Concluded);
}

#[test]
fn the_clock_follows_from_the_events() {
    let mut desk = Desk::new(intake());
    assert_eq!(clock(&desk.state, date("2026-11-23")), None);
    desk = Desk::at(Status::Accepted);
    assert_eq!(clock(&desk.state, date("2026-11-22")), None);
    desk.today = date("2026-12-22");
    desk.investigate();
    desk.give(OFFICER, conclude()).unwrap();
    let stands = |as_of| {
        let facts = clock(&desk.state, date(as_of)).unwrap();
        evaluate(&facts, calendar(), &gd()).unwrap().state
    };
    // Twenty working days after 23 November end on 21 December 2026.
    assert_eq!(stands("2026-12-21"), ClockState::DueSoon);
    assert_eq!(stands("2026-12-22"), ClockState::ConcludedLate);
}

#[test]
fn a_withdrawn_case_owes_nothing_any_more() {
    let mut desk = Desk::at(Status::Accepted);
    desk.give(OFFICER, withdraw()).unwrap();
    assert_eq!(clock(&desk.state, date("2027-03-01")), None);
    let by = desk.state.withdrawal.as_ref().map(|w| w.by);
    assert_eq!(by, Some(WithdrawnBy::Complainant));
}

#[test]
fn nothing_happens_before_what_happened_last() {
    let mut desk = Desk::at(Status::Reported);
    desk.today = date("2026-11-22");
    assert_eq!(
        desk.give(OFFICER, conclude()),
        Err(Refusal::DayBeforeLastStep {
            latest_on: date("2026-11-23")
        })
    );
}
