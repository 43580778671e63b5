//! The notices, word by word: golden texts in `notices/`, reviewed by reading.

use chrono::NaiveDate;
use domain::access::{Regime, Role};
use domain::gd::art09_10_admissibility::{Event, Precision};
use domain::gd::case::event::handling::Measure;
use domain::gd::case::notice::chinese_date;
use domain::gd::case::record::{CaseKind, ConclusionOutcome, ReviewOutcome};
use domain::gd::case::{Assessment, Command, CommandName, Intake, Notice};

use super::desk::{Desk, baseless, code, intake, review, routine, somebody, sound};
use crate::support::{NO, YES, date};

const OFFICER: Role = Role::ComplaintOfficer;

/// As it would be printed.
fn printed(notice: &Notice) -> String {
    let mut lines = vec![
        notice.title.clone(),
        notice.number.clone(),
        notice.addressee.clone(),
    ];
    lines.extend(notice.paragraphs.iter().map(|p| format!("    {p}")));
    for ground in &notice.grounds {
        lines.push(format!("    {}：{}", ground.place_zh, ground.text_zh));
        lines.push(format!("    理由：{}", ground.reason_zh));
    }
    lines.extend(notice.closing.iter().map(|p| format!("    {p}")));
    lines.push(notice.center_name.clone());
    lines.push(notice.date.clone());
    lines.join("\n") + "\n"
}

fn last(desk: &Desk) -> &Notice {
    &desk.state.notices.last().unwrap().issued.notice
}

fn assert_golden(desk: &Desk, golden: &str) {
    let notice = last(desk);
    let text = printed(notice);
    // Nothing sealed, nobody's name, nothing the complainant wrote.
    for word in ["identity-1", "statement-1", "穗屿", "12345-2026"] {
        assert!(!text.contains(word), "{word}");
    }
    assert_eq!(text, golden, "\n{text}");
    for ground in &notice.grounds {
        let provision = domain::provision::find(&ground.provision).unwrap();
        assert_eq!(ground.text_zh, provision.text_zh);
    }
}

fn accepted(intake: Intake, assessment: &Assessment, departure: Option<&str>) -> Desk {
    let mut desk = Desk::evaluated(intake, assessment);
    desk.give(OFFICER, desk.accept(departure)).unwrap();
    desk
}

fn rejected(intake: Intake, assessment: &Assessment) -> Desk {
    let mut desk = Desk::evaluated(intake, assessment);
    desk.give(OFFICER, desk.reject(None)).unwrap();
    desk
}

macro_rules! golden {
    ($desk:expr, $file:literal) => {
        assert_golden(&$desk, include_str!(concat!("notices/", $file)));
    };
}

#[test]
fn acceptance_for_investigation() {
    golden!(accepted(intake(), &sound(), None), "acceptance.txt");
}

#[test]
fn acceptance_under_a_shorter_local_limit_names_its_basis() {
    let mut desk = Desk::evaluated(intake(), &sound());
    let fifteen = crate::support::profile("gd-example-15");
    desk.parameters = *fifteen.gd(desk.today).unwrap();
    // Nothing is known of how the center is reached: the notice leaves that out.
    desk.card.telephone = None;
    desk.card.address = None;
    desk.card.email = None;
    desk.give(OFFICER, desk.accept(None)).unwrap();
    golden!(desk, "acceptance_local.txt");
}

#[test]
fn acceptance_for_guidance() {
    golden!(
        accepted(intake(), &routine(), None),
        "acceptance_guidance.txt"
    );
}

#[test]
fn acceptance_that_departs_does_not_claim_what_was_not_found() {
    let mut report = intake();
    report.kind = CaseKind::Report;
    let desk = accepted(report, &baseless(), Some("已取得录音"));
    golden!(desk, "acceptance_departure.txt");
}

#[test]
fn acceptance_in_jingzhou_says_that_its_rules_are_local_policy() {
    let mut jingzhou = intake();
    jingzhou.regime = Regime::Jz;
    jingzhou.center = Some("jz-421000".to_owned());
    jingzhou.places = vec![code("421002")];
    let mut desk = Desk::new(jingzhou);
    desk.card.name = "荆州市人力资源和社会保障局".to_owned();
    let mut regulator = somebody(Role::Regulator);
    regulator.center_id = "jz-421000".to_owned();
    regulator.regime = Regime::Jz;
    let evaluation = desk.evaluation(&sound());
    let evaluate = domain::gd::case::Command::Evaluate(Box::new(evaluation));
    desk.give_as(&regulator, evaluate).unwrap();
    desk.give_as(&regulator, desk.accept(None)).unwrap();
    golden!(desk, "acceptance_jingzhou.txt");
}

#[test]
fn rejection_for_lack_of_basis() {
    golden!(rejected(intake(), &baseless()), "rejection.txt");
}

#[test]
fn rejection_names_every_ground_the_last_day_and_where_to_go() {
    let mut late = intake();
    late.places = vec![code("421002")];
    late.event = Some(Event {
        date: Some(date("2025-10-10")),
        precision: Precision::Day,
        ongoing: false,
    });
    let skipped = Assessment {
        routine_business: YES,
        normal_procedure_followed: NO,
        ..sound()
    };
    golden!(rejected(late, &skipped), "rejection_several.txt");
}

#[test]
fn rejection_of_day_to_day_business_says_how_it_is_done() {
    let skipped = Assessment {
        routine_business: YES,
        normal_procedure_followed: NO,
        ..sound()
    };
    golden!(rejected(intake(), &skipped), "rejection_routine.txt");
}

#[test]
fn rejection_that_departs_gives_the_officers_reason() {
    let mut desk = Desk::evaluated(intake(), &sound());
    let command = desk.reject_on(
        &["gd-complaints/art10/2"],
        Some("经两次函询，提出人所称考场在该日未组织考试。"),
    );
    desk.give(OFFICER, command).unwrap();
    golden!(desk, "rejection_departure.txt");
}

#[test]
fn rejection_after_a_review_promises_no_second_one() {
    let mut desk = rejected(intake(), &baseless());
    desk.give(Role::CenterLead, review(ReviewOutcome::Reopened))
        .unwrap();
    desk.evaluate(&baseless());
    desk.give(OFFICER, desk.reject(None)).unwrap();
    golden!(desk, "rejection_again.txt");
}

#[test]
fn referral_to_the_center_that_must_answer() {
    let mut shenzhen = intake();
    shenzhen.places = vec![code("440304")];
    let mut desk = Desk::evaluated(shenzhen, &sound());
    desk.give(OFFICER, desk.refer(Some("gd-440300"), None))
        .unwrap();
    golden!(desk, "referral.txt");
}

#[test]
fn referral_to_an_authority_that_the_complainant_must_turn_to() {
    let labour = Assessment {
        within_function: NO,
        ..sound()
    };
    let mut desk = Desk::evaluated(intake(), &labour);
    let mut command = desk.refer(None, None);
    if let domain::gd::case::Command::Refer { to, .. } = &mut command {
        to.name = "广州市天河区劳动保障监察机构".to_owned();
        to.reason = "反映的是培训机构拖欠工资，属于劳动保障监察事项。".to_owned();
    }
    desk.give(OFFICER, command).unwrap();
    golden!(desk, "referral_outside.txt");
}

#[test]
fn a_day_as_documents_write_it() {
    for (day, expected) in [
        (NaiveDate::from_ymd_opt(2026, 11, 22), "2026年11月22日"),
        (NaiveDate::from_ymd_opt(2027, 1, 5), "2027年1月5日"),
    ] {
        assert_eq!(chinese_date(day.unwrap()), expected);
    }
}

fn concluded(mut desk: Desk, on: &str, outcome: ConclusionOutcome, measures: &[&str]) -> Desk {
    let guided = outcome == ConclusionOutcome::Guided;
    if guided {
        desk.give(OFFICER, desk.command(CommandName::Answer))
            .unwrap();
    } else {
        desk.investigate();
    }
    desk.today = date(on);
    let measures = measures
        .iter()
        .map(|text| Measure {
            text: (*text).to_owned(),
            department: (!guided).then(|| "gd-440100-exam".to_owned()),
        })
        .collect();
    let departs = !guided && outcome != ConclusionOutcome::Substantiated;
    let departure = departs.then(|| "另有证据".to_owned());
    desk.give(
        OFFICER,
        Command::Conclude {
            outcome,
            measures,
            departure,
        },
    )
    .unwrap();
    let text = printed(last(&desk));
    // Who handled the case is not the complainant's business.
    assert!(!text.contains("client-") && !text.contains("gd-440100-exam"));
    desk
}

#[test]
fn result_in_time() {
    let desk = accepted(intake(), &sound(), None);
    let measures = ["取消替考人员成绩", "责令考点整改。"];
    let outcome = ConclusionOutcome::Substantiated;
    golden!(
        concluded(desk, "2026-12-21", outcome, &measures),
        "result.txt"
    );
}

#[test]
fn result_after_an_extended_limit_says_that_it_is_late() {
    let mut desk = accepted(intake(), &sound(), None);
    desk.give(Role::CenterLead, desk.command(CommandName::Extend))
        .unwrap();
    let outcome = ConclusionOutcome::Unverifiable;
    golden!(
        concluded(desk, "2027-02-01", outcome, &[]),
        "result_late.txt"
    );
}

#[test]
fn result_by_guidance() {
    let desk = accepted(intake(), &routine(), None);
    let outcome = ConclusionOutcome::Guided;
    golden!(
        concluded(desk, "2026-11-24", outcome, &["已说明成绩复核流程"]),
        "result_guided.txt"
    );
}
