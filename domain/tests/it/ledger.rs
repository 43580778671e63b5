//! What the ledger takes, by tables of both sides of each threshold, and what suggests a breach.

use domain::ground::Status;
use domain::jz::facts::Breach;
use domain::jz::institution::decide::ledger::{How, LedgerContext, record, strike};
use domain::jz::institution::decide::ledger_steps::{
    Results, accept_rectification, cancel, decide_justification, judge, kept_until,
    report_completion, report_due, results,
};
use domain::jz::institution::duties::DUTIES;
use domain::jz::institution::ledger::{
    AnnualReport, Answer, Batch, BatchStatus, Declaration, DeclaredItem, Fee, Finding,
    FindingSource, Justification, Medium, Rectification, Retention, Suspension, Verdict, Warning,
};
use domain::jz::institution::{EntryKind, Institution, InstitutionEvent, LedgerEntry, Recorded};
use domain::jz::sanctions::{Tier, evaluate};
use domain::refused::Refused as _;
use domain::truth::Truth;

use crate::ledger_examples::{context, examples};
use crate::support::{date, jz};

const TODAY: &str = "2026-11-22";
/// Filed for 6-31-01-03 (5/4/3) and 6-18-02-04 (5/4) at 荆州市沙市区锦渚路18号, until 2028-05-15; 360 yuan.
const SCHOOL: &str = "52421002MJXHQ9PY9C";

fn school() -> Institution {
    examples(TODAY).remove(SCHOOL).unwrap()
}

fn now() -> LedgerContext {
    context(TODAY)
}

fn put(institution: &mut Institution, entry: LedgerEntry) {
    institution.apply(&InstitutionEvent::Recorded(Box::new(Recorded {
        entry,
        on: date(TODAY),
        reason: None,
        by: "test".to_owned(),
    })));
}

fn batch(id: &str, held_on: &str, status: BatchStatus) -> Batch {
    Batch {
        id: id.to_owned(),
        status,
        occupation: "6-31-01-03".to_owned(),
        level: 4,
        held_on: date(held_on),
        division: None,
        place: None,
        candidates: None,
        unqualified_candidates: None,
        passed: None,
        paper_code: None,
        fee_charged_yuan: None,
    }
}

fn code(decided: Result<Vec<InstitutionEvent>, impl domain::refused::Refused>) -> &'static str {
    match decided {
        Ok(events) if events.is_empty() => "unchanged",
        Ok(_) => "recorded",
        Err(refusal) => refusal.code(),
    }
}

fn told(institution: &Institution, entry: LedgerEntry) -> &'static str {
    code(record(institution, entry, &How::New, &now()))
}

fn play(institution: &mut Institution, events: Vec<InstitutionEvent>) {
    events.iter().for_each(|event| institution.apply(event));
}

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

fn fee(id: &str, occupation: Option<&str>, level: Option<u8>, yuan: u32, from: &str) -> Fee {
    Fee {
        id: id.to_owned(),
        occupation: occupation.map(ToOwned::to_owned),
        level,
        yuan,
        basis: None,
        from: date(from),
        to: None,
    }
}

#[test]
fn a_later_fee_ends_the_earlier_and_no_two_overlap() {
    let mut school = school();
    let new = fee("F2", None, None, 400, "2026-06-01");
    let events = record(&school, LedgerEntry::Fee(new), &How::New, &now()).unwrap();
    assert_eq!(events.len(), 2);
    play(&mut school, events);
    assert_eq!(school.ledger.fees["filed"].to, Some(date("2026-05-31")));
    let at = |day: &str| school.fee_for("6-31-01-03", 4, date(day)).unwrap().yuan;
    assert_eq!((at("2026-05-31"), at("2026-06-01")), (360, 400));
    let told = |fee: Fee| told(&school, LedgerEntry::Fee(fee));
    assert_eq!(told(fee("F3", None, None, 1, "2026-06-01")), "fees_overlap");
    assert_eq!(told(fee("F3", None, None, 1, "2026-05-31")), "fees_overlap");
    assert_eq!(
        told(fee("F3", Some("6-31-01-03"), None, 1, "2026-06-01")),
        "recorded"
    );
    assert_eq!(
        told(fee("F3", None, None, 1, "2026-11-23")),
        "day_in_future"
    );
    assert_eq!(
        told(fee("F3", Some("6-18-02-04"), Some(6), 1, TODAY)),
        "unknown_level"
    );
}

#[test]
fn the_most_specific_fee_in_force_decides_what_is_too_much() {
    let mut school = school();
    for fee in [
        fee("F2", Some("6-31-01-03"), None, 300, "2026-01-01"),
        fee("F3", Some("6-31-01-03"), Some(4), 500, "2026-01-01"),
    ] {
        put(&mut school, LedgerEntry::Fee(fee));
    }
    let charged = |level: u8, yuan: u32, day: &str| {
        let mut school = school.clone();
        let mut held = batch("N1", day, BatchStatus::Held);
        (held.level, held.fee_charged_yuan) = (level, Some(yuan));
        put(&mut school, LedgerEntry::Batch(held));
        let found = school.suggested(date(TODAY));
        found.iter().any(|candidate| candidate.id == "art21/5:N1")
    };
    let cases = [
        (4, 500, "2026-02-01", false),
        (4, 501, "2026-02-01", true),
        (5, 300, "2026-02-01", false),
        (5, 301, "2026-02-01", true),
        (5, 360, "2025-12-31", false),
        (5, 361, "2025-12-31", true),
    ];
    for (level, yuan, day, expected) in cases {
        assert_eq!(charged(level, yuan, day), expected, "{level} {yuan} {day}");
    }
}

#[test]
fn occupation_level_and_place_outside_what_was_filed_that_day_suggest_a_breach() {
    let school = school();
    let suggests = |change: &dyn Fn(&mut Batch)| {
        let mut school = school.clone();
        let mut held = batch("N1", "2026-02-01", BatchStatus::Held);
        change(&mut held);
        put(&mut school, LedgerEntry::Batch(held));
        let found = school.suggested(date(TODAY)).into_iter();
        found
            .filter(|candidate| candidate.id == "art21/1:N1")
            .count()
    };
    let at = |place: &'static str| move |b: &mut Batch| b.place = Some(place.to_owned());
    assert_eq!(suggests(&|_| {}), 0);
    assert_eq!(suggests(&|b| b.occupation = "4-10-01-05".to_owned()), 1);
    assert_eq!(suggests(&|b| b.level = 3), 0);
    assert_eq!(suggests(&|b| b.level = 2), 1);
    assert_eq!(suggests(&at("荆州市沙市区锦渚路18号")), 0);
    assert_eq!(suggests(&at("荆州市沙市区锦渚路18号3楼")), 0);
    assert_eq!(suggests(&at("荆州市沙市区锦渚路１８号 3楼")), 0);
    assert_eq!(suggests(&at("荆州市沙市区锦渚路180号")), 1);
    assert_eq!(suggests(&at("荆州市荆州区锦渚路18号")), 1);
    let lies = |division: &'static str| move |b: &mut Batch| b.division = Some(division.to_owned());
    assert_eq!(suggests(&lies("421002")), 0);
    assert_eq!(suggests(&lies("421000")), 0);
    assert_eq!(suggests(&lies("421003")), 1);
    // An address that is known decides, whatever the division says.
    assert_eq!(
        suggests(&|b| {
            at("荆州市沙市区锦渚路18号")(b);
            lies("421003")(b);
        }),
        0
    );
    // Both at once are one matter of one batch.
    assert_eq!(
        suggests(&|b| {
            b.occupation = "4-10-01-05".to_owned();
            at("别处")(b);
        }),
        1
    );
    assert_eq!(
        suggests(&|b| (b.status, b.level) = (BatchStatus::Cancelled, 2)),
        0
    );
}

#[test]
fn a_candidate_is_alleged_until_a_finding_of_its_id_decides() {
    let mut known = examples(TODAY);
    let mut institution = known.remove("52421002MJXY8CKC2Q").unwrap();
    let as_of = date(TODAY);
    let status = |institution: &Institution, day: &str| {
        let facts = institution.sanction_facts(date(day));
        let of = |truth| {
            let violations = facts.violations.iter().flatten();
            violations
                .filter(|violation| violation.verified == truth)
                .count()
        };
        assert_eq!(facts.violations.as_ref().unwrap().len(), 1);
        let answer = evaluate(&facts, date(day), &jz()).unwrap();
        (
            of(Truth::True),
            of(Truth::Unknown),
            answer.grounds[12].status,
            answer.tier,
        )
    };
    assert_eq!(
        status(&institution, TODAY),
        (0, 1, Status::Undetermined, Tier::None)
    );
    let before = institution.clone();
    let events = judge(
        &institution,
        "art21/5:B0188",
        Verdict::Verified,
        "查实".to_owned(),
        &now(),
    );
    play(&mut institution, events.unwrap());
    assert_eq!(
        status(&institution, TODAY),
        (1, 0, Status::Met, Tier::Warning)
    );
    // As of a day before the verdict it was not verified yet.
    assert_eq!(
        status(&institution, "2026-11-21"),
        (0, 1, Status::Undetermined, Tier::None)
    );
    let verdict = |institution: &Institution| {
        let candidates = institution.candidates(as_of, &jz()).unwrap();
        candidates[0].verdict
    };
    assert_eq!(verdict(&institution), Some(Verdict::Verified));
    let again = judge(
        &institution,
        "art21/5:B0188",
        Verdict::Verified,
        "查实".to_owned(),
        &now(),
    );
    assert_eq!(again.unwrap(), []);
    let mut dismissed = before.clone();
    let events = judge(
        &dismissed,
        "art21/5:B0188",
        Verdict::Dismissed,
        "票据有误".to_owned(),
        &now(),
    );
    play(&mut dismissed, events.unwrap());
    assert_eq!(
        status(&dismissed, TODAY),
        (0, 0, Status::NotMet, Tier::None)
    );
    let unknown = judge(
        &before,
        "art21/5:B0001",
        Verdict::Verified,
        "查实".to_owned(),
        &now(),
    );
    assert_eq!(code(unknown), "no_such_entry");
}

#[test]
fn a_finding_that_names_the_batch_takes_the_place_of_the_candidate() {
    let mut institution = examples(TODAY).remove("52421002MJXY8CKC2Q").unwrap();
    let finding = |id: &str, breach| Finding {
        id: id.to_owned(),
        breach,
        occurred_on: date("2026-08-29"),
        source: FindingSource::Batch,
        reference: Some("B0188".to_owned()),
        evidence: "收费收据".to_owned(),
        verdict: Verdict::Alleged,
        decided_on: None,
        reason: None,
    };
    let wrong = finding("art21/5:B0188", Breach::Art21(6));
    assert_eq!(
        told(&institution, LedgerEntry::Finding(wrong)),
        "wrong_provision"
    );
    put(
        &mut institution,
        LedgerEntry::Finding(finding("F1", Breach::Art21(5))),
    );
    assert_eq!(
        institution
            .sanction_facts(date(TODAY))
            .violations
            .unwrap()
            .len(),
        1
    );
    put(
        &mut institution,
        LedgerEntry::Finding(finding("F1", Breach::Art21(6))),
    );
    assert_eq!(
        institution
            .sanction_facts(date(TODAY))
            .violations
            .unwrap()
            .len(),
        2
    );
}

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
        "recorded"
    );
    assert_eq!(
        own(&school, report("2025", "2026-03-31", Some("2026-11-23"))),
        "day_in_future"
    );
    assert_eq!(
        own(&school, report("2025", "2026-03-31", Some("2024-12-31"))),
        "days_out_of_order"
    );
    // What the authority entered as due is then handed in under the same year.
    put(&mut school, report("2025", "2026-04-30", None));
    let handed_in = report("2025", "2026-04-30", Some("2026-05-01"));
    assert_eq!(own(&school, handed_in.clone()), "recorded");
    put(&mut school, handed_in);
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
