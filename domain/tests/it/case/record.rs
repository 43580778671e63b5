//! What the ledger keeps: stable names, nothing lost on the way there and back, nothing sealed.

use chrono::Days;
use domain::access::Role;
use domain::gd::case::event::CaseEvent;
use domain::gd::case::record::ReviewOutcome;
use domain::gd::case::{CaseState, CommandName, ReplayFault, Status};
use serde_json::{Value, json};

use super::desk::{Desk, baseless, intake, review, sound, withdraw};
use super::handling::{DEPARTMENT, report};
use crate::support::YES;

const LEAD: Role = Role::CenterLead;

/// A case with everything that can happen between acceptance and the destruction of what is sealed.
fn handled() -> Desk {
    let mut exposed = intake();
    exposed.media_exposed = YES;
    let mut desk = Desk::evaluated(exposed, &sound());
    for name in [
        CommandName::Accept,
        CommandName::Assign,
        CommandName::Assign,
        CommandName::ShareMaterials,
        CommandName::Supervise,
        CommandName::AnswerSupervision,
        CommandName::Extend,
        CommandName::ExplainDelay,
        CommandName::ReportUpward,
        CommandName::TakeMediaMeasure,
        CommandName::PublishStatement,
        CommandName::Attach,
        CommandName::Supplement,
        CommandName::DecideSimilarity,
        CommandName::HoldAccountable,
        CommandName::ReferComplainant,
        CommandName::Report,
    ] {
        desk.give(LEAD, desk.command(name)).unwrap();
    }
    let other = format!("{DEPARTMENT}-1");
    desk.give(LEAD, report(&other)).unwrap();
    for name in [
        CommandName::Consolidate,
        CommandName::Conclude,
        CommandName::Execute,
        CommandName::FeedBack,
        CommandName::Archive,
    ] {
        desk.give(LEAD, desk.command(name)).unwrap();
    }
    if let Some(archive) = &desk.state.handling.archive {
        desk.today = archive.retain_until.checked_add_days(Days::new(1)).unwrap();
    }
    for (role, name) in [
        (LEAD, CommandName::ProposeErasure),
        (Role::ComplaintOfficer, CommandName::ConfirmErasure),
    ] {
        desk.give(role, desk.command(name)).unwrap();
    }
    desk
}

/// A case on the guidance track with its answer (Art. 12).
fn guided() -> Desk {
    let mut desk = Desk::guidance();
    for name in [CommandName::PromiseReply, CommandName::Answer] {
        desk.give(LEAD, desk.command(name)).unwrap();
    }
    desk
}

/// One event of every kind.
fn every_kind() -> Vec<CaseEvent> {
    let mut rejected = Desk::at(Status::Rejected);
    rejected
        .give(LEAD, review(ReviewOutcome::Reopened))
        .unwrap();
    for name in [
        CommandName::Correct,
        CommandName::Describe,
        CommandName::HandOver,
        CommandName::DeliverNotice,
    ] {
        rejected.give(LEAD, rejected.command(name)).unwrap();
    }
    rejected.give(LEAD, withdraw()).unwrap();
    let all = rejected
        .events
        .into_iter()
        .chain(handled().events)
        .chain(guided().events)
        .chain(Desk::at(Status::Referred).events)
        .chain(Desk::at(Status::Joined).events);
    CaseEvent::KINDS
        .iter()
        .map(|kind| all.clone().find(|event| event.kind() == *kind).unwrap())
        .collect()
}

#[test]
fn the_names_in_the_ledger_never_change() {
    let expected = [
        "complaint_received",
        "complaint_corrected",
        "complaint_described",
        "complaint_evaluated",
        "complaint_accepted",
        "complaint_rejected",
        "complaint_referred",
        "complaint_joined",
        "rejection_reviewed",
        "officer_changed",
        "notice_issued",
        "notice_delivered",
        "complaint_withdrawn",
        "complaint_concluded",
        "complaint_assigned",
        "materials_shared",
        "complainant_answered",
        "reply_promised",
        "investigation_reported",
        "reports_consolidated",
        "supervision_ordered",
        "supervision_answered",
        "complaint_extended",
        "delay_explained",
        "measure_executed",
        "complaint_fed_back",
        "complaint_archived",
        "accountability_recorded",
        "complainant_referred",
        "reported_upward",
        "media_measure_taken",
        "statement_published",
        "attachment_added",
        "supplement_received",
        "similarity_decided",
        "erasure_proposed",
        "complaint_erased",
    ];
    assert_eq!(CaseEvent::KINDS, expected);
    for event in every_kind() {
        let written = serde_json::to_value(&event).unwrap();
        assert_eq!(written.get("kind"), Some(&json!(event.kind())));
    }
}

#[test]
fn what_is_written_is_read_back() {
    for event in every_kind() {
        let written = serde_json::to_string(&event).unwrap();
        let read: CaseEvent = serde_json::from_str(&written).unwrap();
        assert_eq!(read, event);
    }
}

#[test]
fn days_divisions_and_open_questions_have_plain_forms() {
    let received = every_kind().into_iter().next().unwrap();
    let written = serde_json::to_value(received).unwrap();
    for (pointer, expected) in [
        ("/data/regime", json!("gd")),
        ("/data/submitted_on", json!("2026-11-20")),
        ("/data/received_at", json!("2026-11-20T02:00:00Z")),
        ("/data/places", json!(["440106"])),
        ("/data/channel", json!("web")),
        ("/data/urgent", json!(false)),
        ("/data/accused/kind", json!("social_training")),
        (
            "/data/event",
            json!({"date": "2026-11-01", "precision": "day", "ongoing": false}),
        ),
        (
            "/data/responsible/answerable",
            json!({"who": "organisation", "organisation_id": "gd-440100"}),
        ),
        ("/data/responsible/rule", json!("prefecture_of_the_place")),
    ] {
        assert_eq!(written.pointer(pointer), Some(&expected), "{pointer}");
    }
}

/// Every object of a document, by pointer.
fn objects(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.push(at.clone());
            for (name, member) in members {
                objects(member, format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                objects(item, format!("{at}/{index}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn an_unknown_member_is_never_passed_over() {
    let mut tried = 0;
    for event in every_kind() {
        let written = serde_json::to_value(&event).unwrap();
        let mut places = Vec::new();
        objects(&written, String::new(), &mut places);
        for place in places {
            let mut altered = written.clone();
            if let Some(Value::Object(members)) = altered.pointer_mut(&place) {
                members.insert("novel".to_owned(), json!(1));
            }
            let read = serde_json::from_value::<CaseEvent>(altered);
            assert!(read.is_err(), "{} {place}", event.kind());
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried}");
}

#[test]
fn a_case_begins_with_its_receipt_and_is_received_once() {
    let desk = Desk::at(Status::Concluded);
    assert_eq!(CaseState::replay(&desk.events), Ok(desk.state));
    let without = desk.events.iter().skip(1);
    assert_eq!(CaseState::replay(without), Err(ReplayFault::NotReceived));
    assert_eq!(CaseState::replay([]), Err(ReplayFault::NotReceived));
    let twice = desk.events.iter().chain(desk.events.first());
    assert_eq!(CaseState::replay(twice), Err(ReplayFault::ReceivedAgain));
}

#[test]
fn a_case_is_written_and_read_back_in_every_state() {
    for status in Status::ALL {
        let state = Desk::at(*status).state;
        let written = serde_json::to_string(&state).unwrap();
        let read: CaseState = serde_json::from_str(&written).unwrap();
        assert_eq!(read, state, "{status}");
    }
}

#[test]
fn every_evaluation_stays_on_record() {
    let mut desk = Desk::new(intake());
    desk.evaluate(&baseless());
    desk.evaluate(&super::desk::sound());
    let numbers: Vec<_> = desk
        .events
        .iter()
        .filter_map(|event| match event {
            CaseEvent::Evaluated(evaluated) => Some(evaluated.number),
            _ => None,
        })
        .collect();
    assert_eq!(numbers, [1, 2]);
}
