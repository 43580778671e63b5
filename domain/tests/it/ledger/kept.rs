//! What is kept, declared, reported, put right and justified.

use super::{TODAY, batch, code, now, play, put, school, told};
use crate::support::{date, jz};
use domain::jz::institution::decide::ledger::{How, LedgerContext, record};
use domain::jz::institution::decide::ledger_steps::{
    accept_rectification, decide_justification, kept_until, report_completion, report_due,
};
use domain::jz::institution::duties::DUTIES;
use domain::jz::institution::ledger::{
    AnnualReport, Answer, BatchStatus, Declaration, DeclaredItem, Justification, Medium,
    Rectification, Retention, Warning,
};
use domain::jz::institution::{Institution, LedgerEntry};
use domain::truth::Truth;

#[test]
fn records_are_kept_for_three_years_on_paper_and_five_otherwise() {
    let mut school = school();
    let told = |school: &Institution, medium, produced: &str, until: &str, batch: Option<&str>| {
        told(
            school,
            LedgerEntry::Retention(Retention {
                id: "R1".to_owned(),
                subject: "考场记录".to_owned(),
                medium,
                batch: batch.map(ToOwned::to_owned),
                produced_on: date(produced),
                keep_until: date(until),
            }),
        )
    };
    let cases = [
        (Medium::Paper, "2024-02-29", "2027-02-27", "kept_too_short"),
        (Medium::Paper, "2024-02-29", "2027-02-28", "recorded"),
        (
            Medium::Electronic,
            "2024-05-01",
            "2029-04-30",
            "kept_too_short",
        ),
        (Medium::Electronic, "2024-05-01", "2029-05-01", "recorded"),
        (Medium::Paper, "2026-11-23", "2036-01-01", "day_in_future"),
    ];
    for (medium, produced, until, expected) in cases {
        assert_eq!(
            told(&school, medium, produced, until, None),
            expected,
            "{produced} {until}"
        );
    }
    assert_eq!(
        kept_until(Medium::Paper, date("2024-02-29"), &now()),
        Ok(date("2027-02-28"))
    );
    assert_eq!(
        told(
            &school,
            Medium::Paper,
            "2024-05-01",
            "2030-01-01",
            Some("N1")
        ),
        "no_such_batch"
    );
    put(
        &mut school,
        LedgerEntry::Batch(batch("N1", "2024-05-01", BatchStatus::Held)),
    );
    assert_eq!(
        told(
            &school,
            Medium::Paper,
            "2024-05-01",
            "2030-01-01",
            Some("N1")
        ),
        "recorded"
    );
}

#[test]
fn a_self_declaration_answers_every_duty_once() {
    let school = school();
    assert_eq!(DUTIES.len(), 33);
    let declared = |change: &dyn Fn(&mut Vec<DeclaredItem>)| {
        let mut items = DUTIES
            .iter()
            .map(|duty| DeclaredItem {
                item: duty.id.to_owned(),
                answer: Answer::Fulfilled,
                remark: None,
            })
            .collect();
        change(&mut items);
        let declaration = Declaration {
            id: "2026".to_owned(),
            on: date(TODAY),
            signed_by: "宋启文".to_owned(),
            items,
        };
        told(&school, LedgerEntry::Declaration(declaration))
    };
    assert_eq!(declared(&|_| {}), "recorded");
    assert_eq!(declared(&|items| drop(items.pop())), "duty_not_once");
    assert_eq!(
        declared(&|items| items.push(items[0].clone())),
        "duty_not_once"
    );
    assert_eq!(
        declared(&|items| items[0].item = "art13".to_owned()),
        "unknown_duty"
    );
}

#[test]
fn an_annual_report_is_due_as_policy_or_the_authority_says() {
    let mut school = school();
    let report = |id: &str, due: &str, submitted: Option<&str>| {
        LedgerEntry::AnnualReport(AnnualReport {
            id: id.to_owned(),
            due_on: date(due),
            submitted_on: submitted.map(date),
            summary: None,
        })
    };
    assert_eq!(
        report_due(&school, "2025", &now()),
        Some(date("2026-03-31"))
    );
    let feb = LedgerContext {
        report_month: 2,
        ..now()
    };
    assert_eq!(report_due(&school, "2025", &feb), Some(date("2026-02-28")));
    assert_eq!(report_due(&school, "25", &now()), None);
    assert_eq!(report_due(&school, "2027", &now()), None);
    assert_eq!(
        told(&school, report("2025", "2026-04-30", None)),
        "recorded"
    );
    let itself = LedgerContext {
        itself: true,
        ..now()
    };
    let own = |school: &Institution, entry| code(record(school, entry, &How::New, &itself));
    assert_eq!(
        own(&school, report("2025", "2026-04-30", None)),
        "due_on_by_authority"
    );
    assert_eq!(
        own(&school, report("2025", "2026-03-31", Some("2026-04-01"))),
        "back_dated"
    );
    assert_eq!(
        own(&school, report("2025", "2026-03-31", Some(TODAY))),
        "recorded"
    );
    assert_eq!(
        own(&school, report("2025", "2026-03-31", Some("2026-11-23"))),
        "day_in_future"
    );
    assert_eq!(
        told(&school, report("2025", "2026-03-31", Some("2024-12-31"))),
        "days_out_of_order"
    );
    // What the authority entered as due is then handed in under the same year.
    put(&mut school, report("2025", "2026-04-30", None));
    let handed_in = report("2025", "2026-04-30", Some(TODAY));
    assert_eq!(own(&school, handed_in.clone()), "recorded");
    put(&mut school, handed_in);
    assert_eq!(
        own(&school, report("2025", "2026-04-30", None)),
        "corrected_by_authority"
    );
    let candidates = school.candidates(date(TODAY), &jz()).unwrap();
    assert!(
        candidates
            .iter()
            .any(|candidate| candidate.id == "art21/4:2025")
    );
}

#[test]
fn a_rectification_is_reported_then_accepted_and_rectifies_its_warning() {
    let mut school = school();
    put(
        &mut school,
        LedgerEntry::Warning(Warning {
            id: "W1".to_owned(),
            decided_on: date("2026-09-01"),
            rectified_on: None,
            proceeding: None,
        }),
    );
    for id in ["R1", "R2"] {
        put(
            &mut school,
            LedgerEntry::Rectification(Rectification {
                id: id.to_owned(),
                subject: "收费公示".to_owned(),
                ordered_on: date("2026-09-01"),
                due_on: date("2026-10-01"),
                reported_on: None,
                completed_on: None,
                proceeding: None,
                warning: Some("W1".to_owned()),
            }),
        );
    }
    let text = || "已完成".to_owned();
    let accept = |school: &Institution, id, day: Option<&str>| {
        accept_rectification(school, id, day.map(date), text(), &now())
    };
    assert_eq!(code(accept(&school, "R1", Some(TODAY))), "not_reported");
    let reported =
        |school: &Institution, id, day| report_completion(school, id, date(day), text(), &now());
    assert_eq!(
        code(reported(&school, "R1", "2026-08-31")),
        "days_out_of_order"
    );
    assert_eq!(code(reported(&school, "R1", "2026-11-23")), "day_in_future");
    for id in ["R1", "R2"] {
        let events = reported(&school, id, "2026-09-20").unwrap();
        play(&mut school, events);
    }
    // Sent back, and reported again.
    let events = accept(&school, "R1", None).unwrap();
    play(&mut school, events);
    assert_eq!(code(accept(&school, "R1", Some(TODAY))), "not_reported");
    let events = reported(&school, "R1", "2026-09-25").unwrap();
    play(&mut school, events);
    let events = accept(&school, "R1", Some("2026-09-25")).unwrap();
    play(&mut school, events);
    assert_eq!(school.ledger.warnings["W1"].rectified_on, None);
    let events = accept(&school, "R2", Some("2026-09-20")).unwrap();
    play(&mut school, events);
    assert_eq!(
        school.ledger.warnings["W1"].rectified_on,
        Some(date("2026-09-25"))
    );
    assert_eq!(
        code(accept(&school, "R2", Some("2026-09-20"))),
        "already_accepted"
    );
}

#[test]
fn a_justification_is_unknown_until_it_is_decided() {
    let mut school = school();
    let entry = LedgerEntry::Justification(Justification {
        id: "J1".to_owned(),
        reason: "场地改造".to_owned(),
        on: date("2026-11-01"),
        until: None,
        accepted: None,
        decided_on: None,
    });
    put(&mut school, entry);
    let justified = |school: &Institution| school.sanction_facts(date(TODAY)).inactivity_justified;
    assert_eq!(justified(&school), Truth::Unknown);
    let decide = |school: &Institution, accepted| {
        decide_justification(school, "J1", accepted, "属实".to_owned(), &now())
    };
    let events = decide(&school, true).unwrap();
    play(&mut school, events);
    assert_eq!(justified(&school), Truth::True);
    assert_eq!(code(decide(&school, true)), "unchanged");
    assert_eq!(code(decide(&school, false)), "already_decided");
}
