//! What is owed about a case: when it appears, until when, and when it is done.

use domain::access::{Regime, Role};
use domain::gd::case::change::Corrections;
use domain::gd::case::event::handling::{
    Answered, Assignment, ReplyPromised, Reported, SupervisionAnswered, SupervisionOrdered,
};
use domain::gd::case::handling::{Part, Supervision};
use domain::gd::case::record::{ConclusionOutcome, DeliveryManner};
use domain::gd::case::term::{statement_owed_since, upward_report_owed_since};
use domain::gd::case::{Assessment, CaseState, Command, CommandName, Status, duties};
use domain::truth::Truth;

use super::desk::{Desk, intake, somebody, sound};
use super::handling::sealed;
use super::outward::exposed;
use crate::support::{NO, YES, calendar, date, gd};

fn owed(state: &CaseState) -> Vec<String> {
    duties(state, calendar(), &|_day| Some(gd()))
        .into_iter()
        .map(|duty| {
            let due_on = duty
                .due_on
                .map_or_else(|| "-".to_owned(), |day| day.to_string());
            let department = duty.department.unwrap_or_default();
            format!("{} {} {due_on} {department}", duty.kind, duty.number)
                .trim_end()
                .to_owned()
        })
        .collect()
}

#[test]
fn art_4_2_what_draws_attention_is_reported_the_next_working_day() {
    // It came in on Friday, 20 November 2026.
    let report = "upward_report 0 2026-11-23";
    let statement = "public_statement 0 2026-11-27";
    type Change = fn(&mut domain::gd::case::Intake);
    let rows: [(&str, Change, &[&str]); 6] = [
        ("nothing", |_| {}, &[]),
        ("impact", |i| i.high_impact = YES, &[report]),
        ("urgent", |i| i.urgent = YES, &[report]),
        (
            "unknown",
            |i| {
                i.urgent = Truth::Unknown;
                i.high_impact = Truth::Unknown;
                i.media_exposed = Truth::Unknown;
            },
            &[],
        ),
        ("exposed", |i| i.media_exposed = YES, &[report, statement]),
        (
            "of the province",
            |i| {
                i.center = Some("gd-440000".to_owned());
                i.media_exposed = YES;
            },
            &[statement],
        ),
    ];
    for (name, change, expected) in rows {
        let mut intake = intake();
        change(&mut intake);
        assert_eq!(owed(&Desk::new(intake).state), expected, "{name}");
    }
    let mut jingzhou = exposed();
    jingzhou.state.record.regime = Regime::Jz;
    assert_eq!(owed(&jingzhou.state), [statement]);
}

#[test]
fn art_4_2_from_the_correction_or_assessment_that_made_it_so() {
    // Today is Monday, 23 November 2026.
    let mut corrected = Desk::new(intake());
    let urgent = |urgent| {
        Command::Correct(Box::new(Corrections {
            urgent: Some(urgent),
            ..Corrections::default()
        }))
    };
    corrected.give(Role::ComplaintOfficer, urgent(YES)).unwrap();
    assert_eq!(owed(&corrected.state), ["upward_report 0 2026-11-24"]);
    corrected.give(Role::ComplaintOfficer, urgent(NO)).unwrap();
    assert_eq!(owed(&corrected.state), [""; 0]);

    let mut assessed = Desk::new(intake());
    assessed.evaluate(&Assessment {
        media_exposed: YES,
        ..sound()
    });
    let both = [
        "upward_report 0 2026-11-24",
        "public_statement 0 2026-11-30",
    ];
    assert_eq!(owed(&assessed.state), both);
    // Assessed again: it has been so since the first time.
    assessed.today = date("2026-11-25");
    assessed.evaluate(&Assessment {
        media_exposed: YES,
        ..sound()
    });
    assert_eq!(owed(&assessed.state), both);
    // What an officer found goes before what was taken down.
    let mut denied = exposed();
    denied.evaluate(&Assessment {
        media_exposed: NO,
        attention_reason: Some("所称报道系旧闻".to_owned()),
        ..sound()
    });
    assert_eq!(owed(&denied.state), [""; 0]);
}

/// What is owed because a case draws attention ends for a reason that is on record, not by a word.
#[test]
fn art_4_2_an_assessment_ends_it_for_a_reason_only() {
    type Change = fn(&mut domain::gd::case::Intake);
    type Said = fn(&mut Assessment);
    let urgent: Change = |i| i.urgent = YES;
    let by_media: Change = |i| i.media_exposed = YES;
    let both: Change = |i| {
        i.urgent = YES;
        i.media_exposed = YES;
    };
    let missing = Some("attention_reason_missing");
    let rows: [(&str, Change, Said, Option<&str>); 9] = [
        ("nothing ends", urgent, |_| {}, None),
        ("said again", urgent, |a| a.urgent = YES, None),
        ("denied", urgent, |a| a.urgent = NO, missing),
        (
            "denied for a reason",
            urgent,
            |a| {
                a.urgent = NO;
                a.attention_reason = Some("考试已经延期".to_owned());
            },
            None,
        ),
        (
            "denied for nothing",
            urgent,
            |a| {
                a.urgent = NO;
                a.attention_reason = Some("　".to_owned());
            },
            Some("blank"),
        ),
        (
            "still of impact",
            urgent,
            |a| {
                a.urgent = NO;
                a.high_impact = YES;
            },
            None,
        ),
        ("no exposure", by_media, |a| a.media_exposed = NO, missing),
        // It is reported upward still, but nobody would tell the public.
        (
            "the statement alone",
            both,
            |a| a.media_exposed = NO,
            missing,
        ),
        ("never was", |_| {}, |a| a.urgent = NO, None),
    ];
    for (name, change, said, expected) in rows {
        let mut intake = intake();
        change(&mut intake);
        let desk = Desk::new(intake);
        let mut assessment = sound();
        said(&mut assessment);
        let evaluation = Box::new(desk.evaluation(&assessment));
        let decided = desk.decide(
            &somebody(Role::ComplaintOfficer),
            Command::Evaluate(evaluation),
        );
        let code = decided.err().map(|refusal| refusal.code());
        assert_eq!(code, expected, "{name}");
    }
    // What an assessment made so, no later one unmakes by leaving it open.
    let mut assessed = Desk::new(intake());
    assessed.evaluate(&Assessment {
        urgent: YES,
        ..sound()
    });
    let open = Box::new(assessed.evaluation(&sound()));
    let decided = assessed.decide(&somebody(Role::ComplaintOfficer), Command::Evaluate(open));
    assert_eq!(decided.err().map(|refusal| refusal.code()), missing);
}

/// Archiving asks for the same as the lists of what is owed.
#[test]
fn what_stands_before_the_archive_is_what_the_lists_say() {
    for (media, high_impact) in [(NO, NO), (YES, NO), (NO, YES)] {
        let mut intake = intake();
        intake.media_exposed = media;
        intake.high_impact = high_impact;
        let desk = Desk::new(intake).state;
        let listed: Vec<String> = owed(&desk)
            .into_iter()
            .filter_map(|duty| duty.split(' ').next().map(str::to_owned))
            .collect();
        let since = [
            ("upward_report", upward_report_owed_since(&desk)),
            ("public_statement", statement_owed_since(&desk)),
        ];
        let asked: Vec<&str> = since
            .iter()
            .filter(|(_, since)| since.is_some())
            .map(|(name, _)| *name)
            .collect();
        assert_eq!(listed, asked, "{media:?} {high_impact:?}");
    }
}

#[test]
fn what_was_done_is_owed_no_more_and_no_state_but_another_answering_takes_it_away() {
    let mut desk = exposed();
    desk.give(
        Role::ComplaintOfficer,
        desk.command(CommandName::ReportUpward),
    )
    .unwrap();
    assert_eq!(owed(&desk.state), ["public_statement 0 2026-11-27"]);
    desk.give(
        Role::ComplaintOfficer,
        desk.command(CommandName::TakeMediaMeasure),
    )
    .unwrap();
    assert_eq!(owed(&desk.state), ["public_statement 0 2026-11-27"]);
    desk.give(
        Role::ComplaintOfficer,
        desk.command(CommandName::PublishStatement),
    )
    .unwrap();
    assert_eq!(owed(&desk.state), [""; 0]);
    for status in Status::ALL {
        let mut desk = exposed();
        desk.state.status = *status;
        let outward = owed(&desk.state)
            .iter()
            .filter(|duty| !duty.starts_with("feedback"))
            .count();
        let passed_on = matches!(status, Status::Referred | Status::Joined);
        assert_eq!(outward, if passed_on { 0 } else { 2 }, "{status}");
    }
}

#[test]
fn orders_promises_reports_and_feedback() {
    let mut desk = Desk::at(Status::Accepted);
    let on = desk.today;
    let handling = &mut desk.state.handling;
    for number in [1, 2] {
        let answered = SupervisionAnswered {
            number,
            on,
            text: sealed("answer"),
            answered_by: "x".to_owned(),
        };
        handling.supervisions.push(Supervision {
            order: SupervisionOrdered {
                number,
                on,
                department: (number == 2).then(|| "gd-440100-exam".to_owned()),
                due_on: date("2026-12-01"),
                text: sealed("order"),
                ordered_by: "x".to_owned(),
            },
            answer: (number == 1).then_some(answered),
        });
        handling.promises.push(ReplyPromised {
            on: date(if number == 1 {
                "2026-11-20"
            } else {
                "2026-11-23"
            }),
            promised_on: date("2026-11-26"),
            manner: DeliveryManner::Phone,
            promised_by: "x".to_owned(),
        });
        handling.assignments.push(Assignment {
            number,
            department: format!("department-{number}"),
            on: date("2026-11-23"),
            uscc: None,
            name_zh: "考务部".to_owned(),
            part: Part::Lead,
            task: None,
            materials: Vec::new(),
            due_on: (number == 1).then(|| date("2026-12-05")),
        });
    }
    let order = "supervision 2 2026-12-01 gd-440100-exam";
    let (first, second) = ("reply_promise 1 2026-11-26", "reply_promise 2 2026-11-26");
    let (one, other) = (
        "investigation_report 1 2026-12-05 department-1",
        "investigation_report 2 2026-12-21 department-2",
    );
    assert_eq!(owed(&desk.state), [order, first, second]);
    desk.state.handling.answers.push(Answered {
        on: date("2026-11-22"),
        manner: None,
        text: sealed("answer"),
        organisation: "gd-440100".to_owned(),
        answered_by: "x".to_owned(),
    });
    assert_eq!(owed(&desk.state), [order, second]);
    desk.state.status = Status::Assigned;
    assert_eq!(owed(&desk.state), [order, second, one, other]);
    desk.state.handling.reports.push(Reported {
        number: 1,
        on,
        department: "department-1".to_owned(),
        finding: ConclusionOutcome::Partly,
        text: sealed("report"),
        reported_by: "x".to_owned(),
    });
    assert_eq!(owed(&desk.state), [order, second, other]);
    desk.state.status = Status::Concluded;
    assert_eq!(owed(&desk.state), [order, "feedback 0 -"]);
    desk.state.record.form.contact = false;
    assert_eq!(owed(&desk.state), [order]);
    desk.state.status = Status::Archived;
    assert_eq!(owed(&desk.state), [""; 0]);
}

#[test]
fn a_duty_is_late_the_day_after_its_last() {
    let desk = exposed();
    let duty = duties(&desk.state, calendar(), &|_day| Some(gd())).remove(0);
    assert!(!duty.is_late(date("2026-11-23")));
    assert!(duty.is_late(date("2026-11-24")));
}
