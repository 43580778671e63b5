//! Time and the end of a case: extension, explanation, execution, feedback, archive, erasure (Art. 6, 16-18).

mod erasure;

use domain::access::{Principal, Role};
use domain::gd::art16_feedback::{feedback_due_on, late_feedback_concluded_by};
use domain::gd::art18_clock::{ClockState, evaluate};
use domain::gd::case::command::handling::{
    ArchiveCase, ExecuteMeasure, ExplainDelay, ExtendLimit, FeedBack, ProposeErasure,
};
use domain::gd::case::event::handling::{Measure, SupervisionOrdered};
use domain::gd::case::handling::{DelayCause, ExtensionReason};
use domain::gd::case::record::{ConclusionOutcome, DeliveryManner};
use domain::gd::case::{
    CaseEvent, Command, CommandName, Day, Intake, Status, allowed_commands, clock, may,
};

use super::desk::{Desk, conclude, intake, sealed, somebody, sound, withdraw};
use super::handling::DEPARTMENT;
use crate::support::{YES, calendar, date, gd, profile};

const OFFICER: Role = Role::ComplaintOfficer;
const LEAD: Role = Role::CenterLead;

fn extend(to_working_days: u32) -> Command {
    Command::Extend(Box::new(ExtendLimit {
        reason: ExtensionReason::LongInvestigation,
        to_working_days,
        text: sealed("extension"),
    }))
}

fn explain(manner: DeliveryManner) -> Command {
    Command::ExplainDelay(Box::new(ExplainDelay {
        cause: DelayCause::ExpertOpinion,
        manner,
        text: sealed("explanation"),
    }))
}

fn execute(measure: u32, on: &str) -> Command {
    Command::Execute(Box::new(ExecuteMeasure {
        measure,
        on: date(on),
        text: sealed("execution"),
    }))
}

fn feed_back(manner: DeliveryManner, on: &str) -> Command {
    Command::FeedBack(Box::new(FeedBack {
        manner,
        on: date(on),
    }))
}

fn archive() -> Command {
    Command::Archive(Box::new(ArchiveCase { place: None }))
}

fn propose() -> Command {
    Command::ProposeErasure(Box::new(ProposeErasure {
        reason: "保存期限已满".to_owned(),
    }))
}

/// The code of a refusal, or `done`.
fn said(desk: &mut Desk, role: Role, command: Command) -> &'static str {
    said_by(desk, &somebody(role), command)
}

fn said_by(desk: &mut Desk, who: &Principal, command: Command) -> &'static str {
    desk.give_as(who, command)
        .map_or_else(|refusal| refusal.code(), |()| "done")
}

/// A case accepted on Monday 23 November 2026: 20 working days end on 21 December, 21 on the 22nd, 45 on 26 January 2027.
fn accepted() -> Desk {
    Desk::at(Status::Accepted)
}

fn accepted_of(intake: Intake) -> Desk {
    let mut desk = Desk::evaluated(intake, &sound());
    desk.give(OFFICER, desk.accept(None)).unwrap();
    desk
}

/// Concludes an accepted case.
fn end(desk: &mut Desk) {
    desk.investigate();
    desk.give(OFFICER, conclude()).unwrap();
}

#[test]
fn an_extension_lies_between_the_present_limit_and_the_cap_and_comes_before_the_end() {
    // Each row: extensions given before, the day, to how many working days, what is said.
    type Row = (
        &'static [(&'static str, u32)],
        &'static str,
        u32,
        &'static str,
    );
    let rows: [Row; 13] = [
        (&[], "2026-11-23", 21, "done"),
        (&[], "2026-12-21", 20, "extension_out_of_range"),
        (&[], "2026-12-21", 21, "done"),
        (&[], "2026-12-21", 45, "done"),
        (&[], "2026-12-21", 46, "extension_out_of_range"),
        (&[], "2026-12-22", 45, "limit_over"),
        (
            &[("2026-12-21", 21)],
            "2026-12-22",
            21,
            "extension_out_of_range",
        ),
        (&[("2026-12-21", 21)], "2026-12-22", 22, "done"),
        (&[("2026-12-21", 21)], "2026-12-23", 45, "limit_over"),
        (&[("2026-12-21", 44)], "2026-12-22", 45, "done"),
        (
            &[("2026-12-21", 45)],
            "2026-12-22",
            45,
            "extended_to_the_cap",
        ),
        (
            &[("2026-12-21", 45)],
            "2027-01-26",
            46,
            "extended_to_the_cap",
        ),
        (&[("2026-12-21", 45)], "2027-01-27", 45, "limit_over"),
    ];
    for (before, day, to, expected) in rows {
        let mut desk = accepted();
        for (day, to) in before {
            desk.today = date(day);
            desk.give(LEAD, extend(*to)).unwrap();
        }
        desk.today = date(day);
        assert_eq!(
            said(&mut desk, LEAD, extend(to)),
            expected,
            "{before:?} {day} {to}"
        );
    }
    let mut desk = accepted();
    assert_eq!(said(&mut desk, OFFICER, extend(30)), "role_not_permitted");
    let refused = desk.give(LEAD, extend(46)).unwrap_err();
    assert!(refused.en().contains("21 to 45"), "{refused}");
    assert_eq!(refused.provision().unwrap().id, "gd-complaints/art18");
}

#[test]
fn the_limits_of_an_extension_are_those_of_the_centers_profile() {
    // 15 working days after 23 November end on 14 December.
    let fifteen = *profile("gd-example-15").gd(date("2026-11-23")).unwrap();
    for (day, to, expected) in [
        ("2026-12-14", 15, "extension_out_of_range"),
        ("2026-12-14", 16, "done"),
        ("2026-12-15", 16, "limit_over"),
    ] {
        let mut desk = accepted();
        desk.parameters = fifteen;
        desk.today = date(day);
        assert_eq!(said(&mut desk, LEAD, extend(to)), expected, "{day} {to}");
    }
}

#[test]
fn an_extension_counts_from_the_day_it_is_recorded() {
    let mut desk = accepted();
    for (day, to) in [("2026-12-18", 21), ("2026-12-22", 45)] {
        desk.today = date(day);
        desk.give(LEAD, extend(to)).unwrap();
    }
    for (as_of, due_on, state) in [
        ("2026-12-17", "2026-12-21", ClockState::DueSoon),
        ("2026-12-18", "2026-12-22", ClockState::DueSoon),
        ("2026-12-21", "2026-12-22", ClockState::DueSoon),
        ("2026-12-22", "2027-01-26", ClockState::Running),
        ("2027-01-26", "2027-01-26", ClockState::DueSoon),
        ("2027-01-27", "2027-01-26", ClockState::Overdue),
    ] {
        let facts = clock(&desk.state, date(as_of)).unwrap();
        let clock = evaluate(&facts, calendar(), &gd()).unwrap();
        assert_eq!(clock.effective_due_on, date(due_on), "{as_of}");
        assert_eq!(clock.state, state, "{as_of}");
    }
}

#[test]
fn a_delay_is_explained_before_the_limit_ends_and_moves_nothing() {
    use DeliveryManner::Phone;
    let mut desk = accepted();
    desk.today = date("2026-12-21");
    assert_eq!(said(&mut desk, OFFICER, explain(Phone)), "done");
    desk.today = date("2026-12-22");
    assert_eq!(said(&mut desk, OFFICER, explain(Phone)), "limit_over");
    let facts = clock(&desk.state, date("2026-12-22")).unwrap();
    let clock = evaluate(&facts, calendar(), &gd()).unwrap();
    assert_eq!(clock.state, ClockState::Overdue);
    let explained = |day| desk.state.handling.explained_by(date(day)).map(|e| e.on);
    assert_eq!(explained("2026-12-20"), None);
    assert_eq!(explained("2026-12-22"), Some(date("2026-12-21")));
}

/// Whoever complained: with contact, without; through the public door; passed on by another system.
fn complainant(contact: bool, submitted_by: &str, reference: Option<&str>) -> Intake {
    let mut of = intake();
    of.form.contact = contact;
    of.submitted_by = submitted_by.to_owned();
    of.external_ref = reference.map(str::to_owned);
    of
}

#[test]
fn whoever_can_be_reached_is_told_and_in_a_manner_that_reaches_them() {
    use DeliveryManner::{Phone, Platform, Post, ReceiptCode};
    let rows = [
        // contact, submitted by, reference; manner; what is said of feedback; whether it was owed
        ((true, "client-1", None), Phone, "done", true),
        ((true, "client-1", None), Platform, "done", true),
        (
            (true, "client-1", None),
            ReceiptCode,
            "manner_not_possible",
            true,
        ),
        ((true, "public", None), ReceiptCode, "done", true),
        ((true, "public", None), Post, "done", true),
        (
            (true, "public", None),
            Platform,
            "manner_not_possible",
            true,
        ),
        ((false, "public", None), ReceiptCode, "done", true),
        ((false, "public", None), Phone, "manner_not_possible", true),
        ((false, "client-1", None), Phone, "no_contact", false),
        ((false, "client-1", None), ReceiptCode, "no_contact", false),
        (
            (false, "client-1", Some("12345-1")),
            Platform,
            "done",
            false,
        ),
        (
            (false, "client-1", Some("12345-1")),
            Phone,
            "manner_not_possible",
            false,
        ),
    ];
    for ((contact, by, reference), manner, expected, owed) in rows {
        let row = format!("{contact} {by} {reference:?} {manner}");
        let mut desk = accepted_of(complainant(contact, by, reference));
        let told = said(&mut desk, OFFICER, explain(manner));
        let expected_of_delay = match expected {
            "no_contact" => "nobody_to_explain_to",
            other => other,
        };
        assert_eq!(told, expected_of_delay, "{row}");
        end(&mut desk);
        desk.give(OFFICER, execute(1, "2026-11-23")).unwrap();
        let archivable = may(&desk.state, CommandName::Archive, &somebody(OFFICER));
        let archivable = archivable.map_or_else(|refusal| refusal.code(), |()| "done");
        assert_eq!(
            archivable,
            if owed { "feedback_owed" } else { "done" },
            "{row}"
        );
        let fed_back = feed_back(manner, "2026-11-23");
        assert_eq!(said(&mut desk, OFFICER, fed_back), expected, "{row}");
    }
}

#[test]
fn feedback_and_execution_lie_between_the_conclusion_and_today() {
    let on = |day: &str| {
        let mut desk = accepted();
        desk.today = date("2026-12-10");
        end(&mut desk);
        desk.today = date("2026-12-15");
        let executed = said(&mut desk, OFFICER, execute(1, day));
        let told = feed_back(DeliveryManner::Phone, day);
        let fed_back = said(&mut desk, OFFICER, told);
        assert_eq!(executed, fed_back, "{day}");
        (fed_back, desk.state.status)
    };
    assert_eq!(on("2026-12-09"), ("before_conclusion", Status::Concluded));
    assert_eq!(on("2026-12-10"), ("done", Status::FedBack));
    assert_eq!(on("2026-12-15"), ("done", Status::FedBack));
    assert_eq!(on("2026-12-16"), ("day_in_future", Status::Concluded));
    assert_eq!(
        said(&mut accepted(), OFFICER, execute(1, "2026-11-23")),
        "wrong_state"
    );
}

/// A concluded case with a measure for the department, one for the center and one for a department that does not have the
/// case.
fn with_measures() -> (Desk, Principal) {
    let mut desk = accepted();
    let assign = desk.command(CommandName::Assign);
    desk.give(OFFICER, assign).unwrap();
    let measure = |department: Option<&str>| Measure {
        text: "整改".to_owned(),
        department: department.map(str::to_owned),
    };
    let concluded = domain::gd::case::event::Concluded {
        on: desk.today,
        outcome: ConclusionOutcome::Substantiated,
        measures: vec![
            measure(Some(DEPARTMENT)),
            measure(None),
            measure(Some("gd-440100-gone")),
        ],
        departure: None,
        decided_by: "client-lead".to_owned(),
    };
    desk.state.apply(&CaseEvent::from(concluded));
    let handler = Principal {
        organisation_id: DEPARTMENT.to_owned(),
        center_id: DEPARTMENT.to_owned(),
        ..somebody(Role::Handler)
    };
    (desk, handler)
}

#[test]
fn a_department_records_its_own_measures_and_the_center_the_others() {
    let (mut desk, handler) = with_measures();
    let officer = somebody(OFFICER);
    let day = "2026-11-23";
    for (who, measure, expected) in [
        (&officer, 1, "another_departments_measure"),
        (&handler, 2, "another_departments_measure"),
        (&handler, 3, "another_departments_measure"),
        (&handler, 4, "unknown_measure"),
        (&handler, 0, "unknown_measure"),
        (&handler, 1, "done"),
        (&handler, 1, "nothing_to_execute"),
        (&officer, 2, "done"),
        (&officer, 2, "executed_already"),
        (&officer, 3, "done"),
        (&officer, 3, "nothing_to_execute"),
    ] {
        let said = said_by(&mut desk, who, execute(measure, day));
        assert_eq!(said, expected, "{} {measure}", who.role);
    }
}

#[test]
fn what_is_still_owed_stands_against_the_archive() {
    // With contact, exposed by media, a supervision order open, a measure not carried out.
    let mut exposed = intake();
    exposed.media_exposed = YES;
    let mut desk = accepted_of(exposed);
    let ordered = CaseEvent::from(SupervisionOrdered {
        number: 1,
        on: desk.today,
        department: None,
        due_on: desk.today,
        text: sealed("order"),
        ordered_by: "client-lead".to_owned(),
    });
    desk.state.apply(&ordered);
    end(&mut desk);
    let next = |desk: &mut Desk, expected: &str, name: CommandName| {
        assert_eq!(said(desk, OFFICER, archive()), expected);
        let command = desk.command(name);
        desk.give(OFFICER, command).unwrap();
    };
    next(&mut desk, "feedback_owed", CommandName::FeedBack);
    next(&mut desk, "measure_outstanding", CommandName::Execute);
    next(
        &mut desk,
        "order_unanswered",
        CommandName::AnswerSupervision,
    );
    next(&mut desk, "upward_report_owed", CommandName::ReportUpward);
    next(&mut desk, "statement_owed", CommandName::PublishStatement);
    assert_eq!(said(&mut desk, OFFICER, archive()), "done");
    let archived = desk.state.handling.archive.unwrap();
    assert_eq!(archived.retain_until, date("2036-11-23"));
}

#[test]
fn cases_that_ended_otherwise_are_archived_too() {
    for status in [
        Status::Rejected,
        Status::Joined,
        Status::Referred,
        Status::Withdrawn,
    ] {
        let mut desk = Desk::at(status);
        assert_eq!(said(&mut desk, OFFICER, archive()), "done", "{status}");
        assert_eq!(desk.state.status, Status::Archived);
        // Nothing is reviewed, delivered or archived any more.
        let allowed: Vec<CommandName> = allowed_commands(&desk.state, &somebody(LEAD), None)
            .into_iter()
            .filter(|(_, answer)| answer.is_ok())
            .map(|(name, _)| name)
            .collect();
        let expected = [
            CommandName::HoldAccountable,
            CommandName::ReferComplainant,
            CommandName::ReportUpward,
            CommandName::ProposeErasure,
        ];
        assert_eq!(allowed, expected, "{status}");
    }
    // An order of a case that was withdrawn is nobody's to answer any more.
    let mut desk = accepted();
    let order = desk.command(CommandName::Supervise);
    desk.give(OFFICER, order).unwrap();
    desk.give(OFFICER, withdraw()).unwrap();
    assert_eq!(said(&mut desk, OFFICER, archive()), "done");
}

#[test]
fn feedback_is_late_after_its_working_days() {
    // Concluded on Thursday 10 December 2026: the fifth working day is Thursday the 17th.
    let parameters = gd();
    assert_eq!(
        feedback_due_on(date("2026-12-10"), calendar(), &parameters),
        Ok(date("2026-12-17"))
    );
    for (today, latest) in [
        ("2026-12-17", "2026-12-09"),
        ("2026-12-18", "2026-12-10"),
        // What was concluded from Friday to Sunday is due on the same Friday.
        ("2026-12-19", "2026-12-13"),
        ("2026-12-21", "2026-12-13"),
    ] {
        let found = late_feedback_concluded_by(date(today), calendar(), &parameters);
        assert_eq!(found, Ok(date(latest)), "{today}");
    }
}

/// What is offered is what can be done on the day (Art. 18).
#[test]
fn what_is_allowed_turns_on_the_day() {
    // Accepted on Monday, 23 November 2026: the twentieth working day is Monday, 21 December.
    let desk = accepted();
    let mut extended = accepted();
    extended.give(LEAD, extend(45)).unwrap();
    let rows = [
        (&desk, "2026-12-21", None, None),
        (&desk, "2026-12-22", Some("limit_over"), Some("limit_over")),
        (&extended, "2026-12-22", Some("extended_to_the_cap"), None),
        (
            &extended,
            "2027-06-01",
            Some("limit_over"),
            Some("limit_over"),
        ),
    ];
    for (desk, today, extend, explain) in rows {
        let day = Day {
            today: date(today),
            calendar: calendar(),
            limits: gd(),
        };
        let allowed = allowed_commands(&desk.state, &somebody(LEAD), Some(&day));
        let refusal = |wanted: CommandName| {
            let (_, answer) = allowed.iter().find(|(name, _)| *name == wanted).unwrap();
            answer.as_ref().err().map(|refusal| refusal.code())
        };
        assert_eq!(refusal(CommandName::Extend), extend, "{today}");
        assert_eq!(refusal(CommandName::ExplainDelay), explain, "{today}");
        assert_eq!(refusal(CommandName::Withdraw), None);
    }
}
