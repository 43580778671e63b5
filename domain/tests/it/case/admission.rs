//! Decisions rest on the latest evaluation, still current; whatever departs from the rules says why.

use domain::access::Role;
use domain::gd::art09_10_admissibility::Track;
use domain::gd::case::change::Corrections;
use domain::gd::case::event::CaseEvent;
use domain::gd::case::record::{AccusedKind, WithdrawnBy};
use domain::gd::case::{
    Answerable, Command, CommandName, Intake, Refusal, Status, clock, not_accused,
};

use super::desk::{CENTER, Desk, baseless, code, intake, open_question, routine, somebody, sound};
use super::joining::earlier;
use crate::support::{YES, date};

const OFFICER: Role = Role::ComplaintOfficer;
const REASON: &str = "核查电话录音后认为已有初步依据";

fn refusal(desk: &Desk, command: Command) -> Refusal {
    desk.decide(&somebody(OFFICER), command).unwrap_err()
}

fn organisation(id: &str) -> Answerable {
    Answerable::Organisation {
        organisation_id: id.to_owned(),
    }
}

fn intake_from_wuhan() -> Intake {
    let mut wuhan = intake();
    wuhan.places = vec![code("420100")];
    wuhan
}

/// A referral to somebody by name alone.
fn refer_by_name(desk: &Desk, called: &str, departure: Option<&str>) -> Command {
    let mut command = desk.refer(None, departure);
    if let Command::Refer { to, .. } = &mut command {
        called.clone_into(&mut to.name);
    }
    command
}

fn required(expected: Option<CommandName>) -> Refusal {
    Refusal::DepartureReasonRequired { expected }
}

#[test]
fn acceptance_registers_starts_the_clock_and_issues_its_notice() {
    let mut desk = Desk::evaluated(intake(), &sound());
    desk.give(OFFICER, desk.accept(None)).unwrap();
    let kinds: Vec<_> = desk.events.iter().map(CaseEvent::kind).collect();
    let expected = [
        "complaint_received",
        "complaint_evaluated",
        "complaint_accepted",
        "notice_issued",
    ];
    assert_eq!(kinds, expected);
    let accepted = desk.state.acceptance.clone().unwrap();
    assert_eq!(accepted.registration.text, "粤鉴投〔2026〕440100-0001号");
    assert_eq!(accepted.on, date("2026-11-23"));
    assert_eq!((accepted.evaluation, accepted.departure), (1, None));
    assert_eq!(accepted.track, Track::Investigation);
    assert_eq!(accepted.officer, "client-complaint_officer");
    assert_eq!(
        desk.state.officer.as_deref(),
        Some("client-complaint_officer")
    );
    let clock = clock(&desk.state, date("2026-12-01")).unwrap();
    assert_eq!(clock.accepted_on, date("2026-11-23"));
    assert_eq!(desk.state.departures, []);
}

#[test]
fn the_number_is_of_the_center_and_of_the_year_in_shanghai() {
    let cases = [
        ("gd-440000", "粤鉴投〔2027〕440000-0042号"),
        ("gd-industry-power", "粤鉴投〔2027〕电力-0042号"),
        ("gd-industry-communications", "粤鉴投〔2027〕通信-0042号"),
        ("gd-industry-transport", "粤鉴投〔2027〕交通-0042号"),
    ];
    for (center, expected) in cases {
        let written = domain::gd::case::registration(domain::access::Regime::Gd, center, 2027, 42);
        assert_eq!(written.text, expected);
    }
    let jz = domain::gd::case::registration(domain::access::Regime::Jz, "jz-421000", 2026, 12_345);
    assert_eq!(jz.text, "荆评投〔2026〕421000-12345号");
}

#[test]
fn guidance_is_the_track_of_day_to_day_business() {
    let mut desk = Desk::evaluated(intake(), &routine());
    desk.give(OFFICER, desk.accept(None)).unwrap();
    assert_eq!(desk.state.acceptance.unwrap().track, Track::Guidance);
}

#[test]
fn what_the_rules_reject_is_accepted_only_for_a_written_reason() {
    let mut desk = Desk::evaluated(intake(), &baseless());
    for reason in [None, Some(""), Some("  \u{3000}\n")] {
        assert_eq!(
            refusal(&desk, desk.accept(reason)),
            required(Some(CommandName::Reject))
        );
    }
    desk.give(OFFICER, desk.accept(Some(REASON))).unwrap();
    let accepted = desk.state.acceptance.clone().unwrap();
    assert_eq!(accepted.departure.as_deref(), Some(REASON));
    let departure = desk.state.departures.first().unwrap();
    assert_eq!(departure.decision, "complaint_accepted");
    assert_eq!(departure.reason, REASON);
    assert_eq!(departure.decided_by, "client-complaint_officer");
}

#[test]
fn what_the_rules_leave_open_is_decided_only_for_a_written_reason() {
    let desk = Desk::evaluated(intake(), &open_question());
    assert_eq!(refusal(&desk, desk.accept(None)), required(None));
    assert_eq!(refusal(&desk, desk.reject(None)), required(None));
    assert_eq!(
        refusal(&desk, desk.refer(Some("gd-440300"), None)),
        required(None)
    );
    let mut accepted = desk.clone();
    accepted.give(OFFICER, desk.accept(Some(REASON))).unwrap();
    assert_eq!(accepted.state.departures.len(), 1);
    let mut rejected = desk.clone();
    let command = desk.reject_on(&["gd-complaints/art10/2"], Some(REASON));
    rejected.give(OFFICER, command).unwrap();
    assert_eq!(rejected.state.departures.len(), 1);
    let grounds = rejected.state.rejection.unwrap().grounds;
    let ids: Vec<_> = grounds.iter().map(|g| g.provision.as_str()).collect();
    assert_eq!(ids, ["gd-complaints/art10/2"]);
}

#[test]
fn a_reason_for_departing_does_not_belong_to_a_decision_that_follows_the_rules() {
    let desk = Desk::evaluated(intake(), &sound());
    assert_eq!(
        refusal(&desk, desk.accept(Some(REASON))),
        Refusal::NotADeparture
    );
    let desk = Desk::evaluated(intake(), &baseless());
    assert_eq!(
        refusal(&desk, desk.reject(Some(REASON))),
        Refusal::NotADeparture
    );
}

#[test]
fn a_rejection_rests_on_the_grounds_that_are_met() {
    let mut desk = Desk::evaluated(intake(), &baseless());
    let other = desk.reject_on(&["gd-complaints/art10/6"], None);
    assert_eq!(
        refusal(&desk, other),
        Refusal::GroundNotMet {
            index: 0,
            ground: "gd-complaints/art10/6".to_owned()
        }
    );
    desk.give(OFFICER, desk.reject(None)).unwrap();
    let rejection = desk.state.rejection.unwrap();
    let ground = rejection.grounds.first().unwrap();
    assert_eq!(rejection.grounds.len(), 1);
    assert_eq!(ground.provision, "gd-complaints/art10/2");
    assert_eq!(ground.reason_zh, "缺乏事实依据");
}

#[test]
fn a_departing_rejection_still_needs_one_of_the_six_grounds() {
    let desk = Desk::evaluated(intake(), &sound());
    assert_eq!(
        refusal(&desk, desk.reject(Some(REASON))),
        Refusal::GroundsMissing
    );
    for ground in ["gd-complaints/art9/1", "gd-complaints/art10", "匿名"] {
        assert_eq!(
            refusal(&desk, desk.reject_on(&[ground], Some(REASON))),
            Refusal::UnknownGround {
                index: 0,
                ground: ground.to_owned()
            }
        );
    }
}

#[test]
fn an_evaluation_that_the_facts_have_overtaken_carries_no_decision() {
    // A second case of the complainant turned up.
    let mut desk = Desk::evaluated(intake(), &sound());
    desk.priors = vec![earlier()];
    for command in [
        desk.accept(None),
        desk.reject(None),
        desk.refer(Some("gd-440300"), None),
        desk.join(super::joining::target(), None),
    ] {
        assert_eq!(refusal(&desk, command), Refusal::EvaluationOutdated);
    }
    // The record was corrected: the officer assessed something else.
    let mut desk = Desk::evaluated(intake(), &sound());
    let correction = Corrections {
        accused_name: Some(Some("另一家机构".to_owned())),
        ..Corrections::default()
    };
    desk.give(OFFICER, Command::Correct(Box::new(correction)))
        .unwrap();
    assert_eq!(
        refusal(&desk, desk.accept(None)),
        Refusal::EvaluationOutdated
    );
    desk.evaluate(&sound());
    desk.give(OFFICER, desk.accept(None)).unwrap();
    assert_eq!(desk.state.acceptance.unwrap().evaluation, 2);
}

#[test]
fn a_new_calendar_that_changes_nothing_does_not_outdate_an_evaluation() {
    let desk = Desk::evaluated(intake(), &sound());
    let mut fresh = desk.fresh();
    fresh.calendar_revision += 1;
    let command = Command::Accept {
        fresh,
        departure: None,
        number: 1,
        officer: None,
    };
    assert!(desk.decide(&somebody(OFFICER), command).is_ok());
}

#[test]
fn another_centers_matter_is_referred_to_it() {
    let mut shenzhen = intake();
    shenzhen.places = vec![code("440304")];
    let mut desk = Desk::evaluated(shenzhen, &sound());
    let refer = Some(CommandName::Refer);
    assert_eq!(refusal(&desk, desk.accept(None)), required(refer));
    assert_eq!(refusal(&desk, desk.reject(None)), required(refer));
    assert_eq!(
        refusal(&desk, desk.refer(Some("gd-440000"), None)),
        Refusal::ReferredToTheWrongOne {
            who: organisation("gd-440300")
        }
    );
    assert_eq!(
        refusal(&desk, desk.refer(None, None)),
        Refusal::ReferredToTheWrongOne {
            who: organisation("gd-440300")
        }
    );
    let coordinated = desk.decide(
        &somebody(OFFICER),
        desk.refer(Some("gd-440000"), Some("省中心已决定直接办理")),
    );
    assert!(coordinated.is_ok(), "{coordinated:?}");
    desk.give(OFFICER, desk.refer(Some("gd-440300"), None))
        .unwrap();
    assert_eq!(desk.state.status, Status::Referred);
    assert_eq!(desk.state.departures, []);
}

#[test]
fn a_matter_from_outside_guangdong_is_rejected_or_referred() {
    let desk = Desk::evaluated(intake_from_wuhan(), &sound());
    let officer = somebody(OFFICER);
    for command in [
        desk.reject(None),
        desk.refer(None, None),
        desk.refer(Some("jz-421000"), Some(REASON)),
    ] {
        let decided = desk.decide(&officer, command);
        assert!(decided.is_ok(), "{decided:?}");
    }
    for to in ["jz-421000", "gd-440300"] {
        let refused = refusal(&desk, desk.refer(Some(to), None));
        assert_eq!(refused.code(), "referred_to_the_wrong_one");
    }
    // Jingzhou's authority is one of this system, and the rules lead to it.
    let mut jingzhou = intake();
    jingzhou.places = vec![code("421002")];
    let desk = Desk::evaluated(jingzhou, &sound());
    assert!(
        desk.decide(&officer, desk.refer(Some("jz-421000"), None))
            .is_ok()
    );
    let reason = &desk.state.record.responsible.reason_zh;
    assert!(reason.contains("荆州市人力资源和社会保障局"), "{reason}");
    let desk = Desk::evaluated(intake_from_wuhan(), &sound());
    assert_eq!(
        refusal(&desk, desk.accept(None)),
        required(Some(CommandName::Reject))
    );
}

#[test]
fn nobody_judges_their_own_case() {
    let mut against_us = intake();
    against_us.accused.kind = AccusedKind::GuidanceCenter;
    against_us.accused.party_id = Some(CENTER.to_owned());
    let desk = Desk::evaluated(against_us, &sound());
    for command in [
        desk.reject(None),
        desk.accept(Some(REASON)),
        desk.join(super::joining::target(), Some(REASON)),
        Command::Withdraw {
            reason: "已经解决".to_owned(),
            by: WithdrawnBy::Complainant,
        },
        Command::Correct(Box::new(Corrections {
            accused_party_id: Some(None),
            accused_kind: Some(AccusedKind::Other),
            ..Corrections::default()
        })),
        Command::Correct(Box::new(Corrections {
            places: Some(vec![code("440305")]),
            ..Corrections::default()
        })),
        Command::Correct(Box::new(Corrections {
            industry: Some(Some("电力".to_owned())),
            ..Corrections::default()
        })),
    ] {
        let refused = refusal(&desk, command);
        assert_eq!(refused, Refusal::BelongsToAccused);
        assert_eq!(refused.provision().unwrap().id, "gd-complaints/art15");
    }
    let decided = desk.decide(&somebody(OFFICER), desk.refer(Some("gd-440000"), None));
    assert!(decided.is_ok(), "{decided:?}");
}

#[test]
fn what_says_nothing_of_who_answers_the_accused_center_may_correct() {
    let mut against_us = intake();
    against_us.accused.name = Some("广州市职业技能鉴定指导中心".to_owned());
    let desk = Desk::evaluated(against_us, &sound());
    let urgent = Command::Correct(Box::new(Corrections {
        urgent: Some(YES),
        ..Corrections::default()
    }));
    assert!(desk.decide(&somebody(OFFICER), urgent).is_ok());
    let barred = not_accused(&desk.state.record, &somebody(OFFICER));
    assert_eq!(barred, Err(Refusal::BelongsToAccused));
    assert_eq!(
        refusal(&desk, desk.accept(Some(REASON))),
        Refusal::BelongsToAccused
    );
    // Nor does anybody name themselves so as to be rid of a case.
    let desk = Desk::evaluated(intake(), &sound());
    let ourselves = Command::Correct(Box::new(Corrections {
        accused_party_id: Some(Some(CENTER.to_owned())),
        ..Corrections::default()
    }));
    assert_eq!(refusal(&desk, ourselves), Refusal::BelongsToAccused);
}

#[test]
fn a_name_does_not_lead_around_the_bar() {
    let mut against_shenzhen = intake();
    against_shenzhen.accused.kind = AccusedKind::GuidanceCenter;
    against_shenzhen.accused.name = Some("深圳市职业技能鉴定指导中心".to_owned());
    let desk = Desk::evaluated(against_shenzhen, &sound());
    for name in ["深圳市职业技能鉴定指导中心", " 深圳市 考试院"] {
        let refused = refusal(&desk, refer_by_name(&desk, name, Some(REASON)));
        assert_eq!(refused, Refusal::ReferredToAccused, "{name}");
    }
    for name in ["广州市职业技能鉴定指导中心", "广东省广州市职业技能考试院"]
    {
        let refused = refusal(&desk, refer_by_name(&desk, name, Some(REASON)));
        assert_eq!(refused, Refusal::ReferredToItself, "{name}");
    }
    let desk = Desk::evaluated(intake(), &sound());
    let refused = refusal(
        &desk,
        refer_by_name(&desk, "广州 穗屿职业技能评价有限公司", Some(REASON)),
    );
    assert_eq!(refused, Refusal::ReferredToAccused);
}

#[test]
fn the_provincial_center_accused_is_answered_for_above_it() {
    let mut against_the_province = intake();
    against_the_province.accused.name = Some("广东省职业技能鉴定指导中心".to_owned());
    let desk = Desk::evaluated(against_the_province, &sound());
    let refused = refusal(&desk, desk.refer(Some("gd-440300"), None));
    assert_eq!(
        refused,
        Refusal::ReferredToTheWrongOne {
            who: Answerable::SupervisingDepartment
        }
    );
    for command in [
        desk.refer(Some("gd-440300"), Some(REASON)),
        refer_by_name(&desk, "广东省人力资源和社会保障厅", None),
    ] {
        let decided = desk.decide(&somebody(OFFICER), command);
        assert!(decided.is_ok(), "{decided:?}");
    }
}

#[test]
fn the_staff_of_the_accused_party_decides_nothing() {
    let mut against_an_office = intake();
    against_an_office.accused.party_id = Some("gd-440100-station".to_owned());
    let desk = Desk::evaluated(against_an_office, &sound());
    let mut colleague = somebody(OFFICER);
    assert!(desk.decide(&colleague, desk.accept(None)).is_ok());
    colleague.organisation_id = "gd-440100-station".to_owned();
    assert_eq!(
        desk.decide(&colleague, desk.accept(None)),
        Err(Refusal::BelongsToAccused)
    );
    // A center may be accused by its division alone.
    let mut against_us = intake();
    against_us.accused.kind = AccusedKind::GuidanceCenter;
    against_us.accused.division = Some(code("440100"));
    let desk = Desk::evaluated(against_us, &sound());
    assert_eq!(
        refusal(&desk, desk.accept(Some(REASON))),
        Refusal::BelongsToAccused
    );
}

#[test]
fn a_case_is_referred_neither_to_itself_nor_to_the_accused_party() {
    let mut desk = Desk::evaluated(intake(), &sound());
    assert_eq!(
        refusal(&desk, desk.refer(Some(CENTER), Some(REASON))),
        Refusal::ReferredToItself
    );
    desk.state.record.accused.party_id = Some("gd-440300".to_owned());
    let refused = refusal(&desk, desk.refer(Some("gd-440300"), Some(REASON)));
    assert_eq!(refused, Refusal::ReferredToAccused);
    assert_eq!(refused.provision().unwrap().id, "gd-complaints/art15");
}

#[test]
fn what_is_outside_function_may_be_referred_without_departing() {
    let labour_dispute = domain::gd::case::Assessment {
        within_function: crate::support::NO,
        ..sound()
    };
    let desk = Desk::evaluated(intake(), &labour_dispute);
    let decided = desk.decide(&somebody(OFFICER), desk.refer(None, None));
    assert!(decided.is_ok(), "{decided:?}");
    let mut media = intake();
    media.media_exposed = YES;
    let desk = Desk::evaluated(media, &sound());
    assert_eq!(
        refusal(&desk, desk.refer(None, None)),
        required(Some(CommandName::Accept))
    );
}
