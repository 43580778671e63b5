//! Both sides of every guard of the investigation (Art. 5, 6, 11, 12, 14, 15, 18).

use domain::access::{OrganisationKind, Principal, Regime, Role};
use domain::gd::case::change::Corrections;
use domain::gd::case::command::handling::{
    AnswerComplainant, DepartmentFacts, HandInReport, NewAssignment, PromiseReply, ShareMaterials,
};
use domain::gd::case::event::handling::Measure;
use domain::gd::case::handling::Part;
use domain::gd::case::record::{ConclusionOutcome, DeliveryManner};
use domain::gd::case::{Command, CommandName, Refusal, Status, may};

use super::desk::{Desk, intake, routine, sealed, somebody, sound};
use super::handling::{
    DEPARTMENT, answer_order, assign, assignment, center_itself, consolidate, department, guide,
    report, supervise,
};
use crate::support::date;

const OFFICER: Role = Role::ComplaintOfficer;
const SECOND: &str = "gd-440100-quality";

fn refused(desk: &Desk, command: Command) -> &'static str {
    refused_to(desk, OFFICER, command)
}

fn refused_to(desk: &Desk, role: Role, command: Command) -> &'static str {
    let refusal = desk.decide(&somebody(role), command).unwrap_err();
    assert!(!refusal.zh().is_empty() && refusal.en().is_ascii());
    refusal.code()
}

fn part(id: &str, part: Option<Part>) -> NewAssignment {
    NewAssignment {
        part,
        ..assignment(department(id), Part::Lead)
    }
}

/// A case with a lead and a co-handler.
fn two() -> Desk {
    let mut desk = Desk::at(Status::Accepted);
    let both = vec![
        part(DEPARTMENT, Some(Part::Lead)),
        part(SECOND, Some(Part::CoHandler)),
    ];
    desk.give(OFFICER, assign(both)).unwrap();
    desk
}

fn conclude(outcome: ConclusionOutcome, department: Option<&str>) -> Command {
    Command::Conclude {
        outcome,
        measures: vec![Measure {
            text: "限期整改".to_owned(),
            department: department.map(str::to_owned),
        }],
        departure: None,
    }
}

#[test]
fn a_case_goes_to_departments_of_the_center_or_to_the_center_itself() {
    let desk = Desk::at(Status::Accepted);
    let try_one = |department: DepartmentFacts| {
        desk.decide(
            &somebody(OFFICER),
            assign(vec![assignment(department, Part::Lead)]),
        )
        .map_err(|refusal| refusal.code())
        .map(|events| events.len())
    };
    assert_eq!(try_one(department(DEPARTMENT)), Ok(1));
    assert_eq!(try_one(center_itself()), Ok(1));
    let own = || department(DEPARTMENT);
    let elsewhere = [
        DepartmentFacts {
            active: false,
            ..own()
        },
        DepartmentFacts {
            regime: Regime::Jz,
            ..own()
        },
        DepartmentFacts {
            parent: Some("gd-440300".to_owned()),
            ..own()
        },
        DepartmentFacts {
            parent: None,
            ..own()
        },
        DepartmentFacts {
            kind: OrganisationKind::ComplaintOffice,
            ..own()
        },
        DepartmentFacts {
            kind: OrganisationKind::Institution,
            ..own()
        },
        DepartmentFacts {
            active: false,
            ..center_itself()
        },
        DepartmentFacts {
            id: "gd-440000".to_owned(),
            ..center_itself()
        },
    ];
    for department in elsewhere {
        assert_eq!(
            try_one(department.clone()),
            Err("department_not_assignable"),
            "{department:?}"
        );
    }
    assert_eq!(refused(&desk, assign(Vec::new())), "no_assignment");
}

#[test]
fn of_several_departments_exactly_one_leads() {
    let desk = Desk::at(Status::Accepted);
    let parts = |desk: &Desk, given: &[(&str, Option<Part>)]| {
        let new = given.iter().map(|(id, one)| part(id, *one)).collect();
        let mut desk = desk.clone();
        desk.give(OFFICER, assign(new))
            .map(|()| {
                let all = desk.state.handling.assignments.into_iter();
                all.map(|one| (one.number, one.part)).collect::<Vec<_>>()
            })
            .map_err(|refusal| refusal.code())
    };
    // A single one leads by itself, whatever is said.
    for said in [None, Some(Part::Lead), Some(Part::CoHandler)] {
        assert_eq!(
            parts(&desk, &[(DEPARTMENT, said)]),
            Ok(vec![(1, Part::Lead)])
        );
    }
    let (lead, co) = (Some(Part::Lead), Some(Part::CoHandler));
    let expected = Ok(vec![(1, Part::CoHandler), (2, Part::Lead)]);
    assert_eq!(parts(&desk, &[(DEPARTMENT, co), (SECOND, lead)]), expected);
    assert_eq!(
        parts(&desk, &[(DEPARTMENT, None), (SECOND, lead)]),
        expected
    );
    for wrong in [(lead, lead), (co, co), (None, None)] {
        let given = [(DEPARTMENT, wrong.0), (SECOND, wrong.1)];
        assert_eq!(parts(&desk, &given), Err("one_lead"), "{wrong:?}");
    }
    // Over all of the case's assignments, not those of one command.
    let later = Desk::at(Status::Assigned);
    let expected = Ok(vec![(1, Part::Lead), (2, Part::CoHandler)]);
    assert_eq!(parts(&later, &[(SECOND, None)]), expected);
    assert_eq!(parts(&later, &[(SECOND, lead)]), Err("one_lead"));
}

#[test]
fn a_department_gets_a_case_once_and_by_a_day_to_come() {
    let desk = Desk::at(Status::Accepted);
    let twice = vec![part(DEPARTMENT, Some(Part::Lead)), part(DEPARTMENT, None)];
    assert_eq!(refused(&desk, assign(twice)), "assigned_already");
    let assigned = Desk::at(Status::Assigned);
    let again = assign(vec![part(DEPARTMENT, None)]);
    assert_eq!(refused(&assigned, again), "assigned_already");
    let due = |day| {
        assign(vec![NewAssignment {
            due_on: Some(date(day)),
            ..part(DEPARTMENT, None)
        }])
    };
    assert_eq!(refused(&desk, due("2026-11-22")), "report_due_past");
    assert!(desk.decide(&somebody(OFFICER), due("2026-11-23")).is_ok());
}

#[test]
fn the_accused_party_gets_no_case() {
    let try_one = |desk: &Desk, department: DepartmentFacts| {
        desk.decide(
            &somebody(OFFICER),
            assign(vec![assignment(department, Part::Lead)]),
        )
        .map_err(|refusal| (refusal.code(), refusal.provision().map(|p| p.id)))
        .map(|_| ())
    };
    let barred = Err(("department_accused", Some("gd-complaints/art15")));
    let own = || department(DEPARTMENT);
    let desk = Desk::at(Status::Accepted);
    assert_eq!(try_one(&desk, own()), Ok(()));
    // By its credit code, by its name however it is written, by its id.
    let by_code = DepartmentFacts {
        uscc: Some("91440106maxkuc634u".to_owned()),
        ..own()
    };
    assert_eq!(try_one(&desk, by_code), barred);
    let another_code = DepartmentFacts {
        uscc: Some("91440106MAXKUC6350".to_owned()),
        ..own()
    };
    assert_eq!(try_one(&desk, another_code), Ok(()));
    let by_name = DepartmentFacts {
        name_zh: "广州穗屿 职业技能评价有限公司".to_owned(),
        ..own()
    };
    assert_eq!(try_one(&desk, by_name), barred);
    let mut named = intake();
    named.accused.party_id = Some(DEPARTMENT.to_owned());
    let mut desk = Desk::evaluated(named, &sound());
    desk.give(OFFICER, desk.accept(None)).unwrap();
    assert_eq!(try_one(&desk, own()), barred);
    assert_eq!(try_one(&desk, department(SECOND)), Ok(()));
    assert_eq!(try_one(&desk, center_itself()), Ok(()));
}

/// Corrects the accused party to what bears that department's id.
fn turn_out_accused(desk: &mut Desk, id: &str) {
    let corrections = Corrections {
        accused_party_id: Some(Some(id.to_owned())),
        ..Corrections::default()
    };
    desk.give(OFFICER, Command::Correct(Box::new(corrections)))
        .unwrap();
}

#[test]
fn a_department_that_turns_out_to_be_accused_has_no_part_any_more() {
    let mut desk = two();
    turn_out_accused(&mut desk, DEPARTMENT);
    let handler = somebody(Role::Handler);
    assert_eq!(
        may(&desk.state, CommandName::Report, &handler),
        Err(Refusal::NotOwnCase)
    );
    // The center does nothing for it either.
    assert_eq!(refused(&desk, report(DEPARTMENT)), "department_accused");
    let order = supervise(Some(DEPARTMENT), date("2026-12-01"));
    assert_eq!(refused(&desk, order), "department_accused");
    let share = Command::ShareMaterials(Box::new(ShareMaterials {
        department: DEPARTMENT.to_owned(),
        materials: vec!["statement".to_owned()],
    }));
    assert_eq!(refused(&desk, share), "department_accused");
    // Another leads in its place; its report is not waited for.
    let lead = part("gd-440100-third", Some(Part::Lead));
    desk.give(OFFICER, assign(vec![lead])).unwrap();
    desk.give(OFFICER, report(SECOND)).unwrap();
    assert_eq!(desk.state.status, Status::Assigned);
    desk.give(OFFICER, report("gd-440100-third")).unwrap();
    assert_eq!(desk.state.status, Status::Reported);
}

#[test]
fn materials_are_the_cases_own_and_shared_once() {
    let mut desk = Desk::at(Status::Accepted);
    let with = |materials: &[&str]| {
        assign(vec![NewAssignment {
            materials: materials.iter().map(|id| (*id).to_owned()).collect(),
            ..part(DEPARTMENT, None)
        }])
    };
    assert_eq!(refused(&desk, with(&["identity-1"])), "unknown_material");
    desk.give(OFFICER, with(&["statement", "statement"]))
        .unwrap();
    let seen = |desk: &Desk| desk.state.handled_by(DEPARTMENT).unwrap().materials.clone();
    assert_eq!(seen(&desk), ["statement"]);
    let share = |department: &str, materials: &[&str]| {
        Command::ShareMaterials(Box::new(ShareMaterials {
            department: department.to_owned(),
            materials: materials.iter().map(|id| (*id).to_owned()).collect(),
        }))
    };
    for (command, code) in [
        (share(SECOND, &["identity"]), "not_assigned"),
        (share(DEPARTMENT, &["photo"]), "unknown_material"),
        (share(DEPARTMENT, &["statement"]), "nothing_shared"),
        (share(DEPARTMENT, &[]), "nothing_shared"),
    ] {
        assert_eq!(refused(&desk, command), code);
    }
    desk.give(OFFICER, share(DEPARTMENT, &["statement", "identity"]))
        .unwrap();
    assert_eq!(seen(&desk), ["statement", "identity"]);
}

#[test]
fn guidance_is_for_the_guidance_track() {
    let answer = |manner| {
        Command::Answer(Box::new(AnswerComplainant {
            manner,
            text: sealed("answer"),
        }))
    };
    let promise = |day| {
        Command::PromiseReply(Box::new(PromiseReply {
            promised_on: date(day),
            manner: DeliveryManner::Phone,
        }))
    };
    let other = Desk::at(Status::Accepted);
    assert_eq!(refused(&other, guide()), "not_on_guidance_track");
    assert_eq!(
        refused(&other, promise("2026-11-24")),
        "not_on_guidance_track"
    );
    let mut desk = Desk::guidance();
    assert_eq!(refused(&desk, answer(None)), "manner_missing");
    assert_eq!(refused(&desk, promise("2026-11-22")), "promised_past");
    desk.give(OFFICER, promise("2026-11-23")).unwrap();
    desk.give(OFFICER, guide()).unwrap();
    // Without contact nothing can be promised, and an answer has no manner.
    let mut anonymous = intake();
    anonymous.form.contact = false;
    let mut desk = Desk::evaluated(anonymous, &routine());
    desk.give(OFFICER, desk.accept(None)).unwrap();
    assert_eq!(refused(&desk, promise("2026-11-24")), "no_contact");
    assert_eq!(refused(&desk, guide()), "manner_without_contact");
    desk.give(OFFICER, answer(None)).unwrap();
}

#[test]
fn each_department_reports_once_for_itself() {
    let mut desk = two();
    assert_eq!(
        refused_to(&desk, Role::Handler, report(SECOND)),
        "another_department"
    );
    assert_eq!(
        refused_to(&desk, Role::Handler, report("gd-440100-none")),
        "another_department"
    );
    assert_eq!(refused(&desk, report("gd-440100-none")), "not_assigned");
    let guided = Command::Report(Box::new(HandInReport {
        department: DEPARTMENT.to_owned(),
        finding: ConclusionOutcome::Guided,
        text: sealed("report"),
    }));
    assert_eq!(refused(&desk, guided), "finding_not_of_investigation");
    desk.give(Role::Handler, report(DEPARTMENT)).unwrap();
    assert_eq!(desk.state.status, Status::Assigned);
    assert_eq!(
        refused_to(&desk, Role::Handler, report(DEPARTMENT)),
        "reported_already"
    );
    let own = may(&desk.state, CommandName::Report, &somebody(Role::Handler));
    assert_eq!(
        own.map_err(|refusal| refusal.code()),
        Err("reported_already")
    );
    assert_eq!(refused(&desk, report(DEPARTMENT)), "reported_already");
    // The center hands in the other one's, which came on paper.
    desk.give(OFFICER, report(SECOND)).unwrap();
    assert_eq!(desk.state.status, Status::Reported);
}

#[test]
fn several_reports_are_put_together_before_the_conclusion() {
    let mut desk = two();
    let may_conclude = |desk: &Desk| {
        may(&desk.state, CommandName::Conclude, &somebody(OFFICER)).map_err(|why| why.code())
    };
    let found = || conclude(ConclusionOutcome::Substantiated, None);
    assert_eq!(may_conclude(&desk), Err("reports_outstanding"));
    desk.give(OFFICER, report(DEPARTMENT)).unwrap();
    assert_eq!(refused(&desk, found()), "reports_outstanding");
    desk.give(OFFICER, report(SECOND)).unwrap();
    assert_eq!(may_conclude(&desk), Err("not_consolidated"));
    assert_eq!(refused(&desk, found()), "not_consolidated");
    desk.give(OFFICER, consolidate()).unwrap();
    assert_eq!(may_conclude(&desk), Ok(()));
    desk.give(OFFICER, found()).unwrap();
    // A single report stands for itself.
    let mut single = Desk::at(Status::Reported);
    single.give(OFFICER, found()).unwrap();
}

#[test]
fn a_guided_case_may_also_be_investigated() {
    let guided = || conclude(ConclusionOutcome::Guided, None);
    let found = || conclude(ConclusionOutcome::Substantiated, None);
    let mut desk = Desk::guidance();
    let up_front = |desk: &Desk| {
        may(&desk.state, CommandName::Conclude, &somebody(OFFICER)).map_err(|why| why.code())
    };
    assert_eq!(up_front(&desk), Err("not_answered"));
    desk.give(OFFICER, guide()).unwrap();
    assert_eq!(refused(&desk, found()), "reports_outstanding");
    desk.clone().give(OFFICER, guided()).unwrap();
    let mut investigated = Desk::guidance();
    investigated
        .give(OFFICER, assign(vec![part(DEPARTMENT, None)]))
        .unwrap();
    assert_eq!(up_front(&investigated), Err("reports_outstanding"));
    investigated.give(OFFICER, report(DEPARTMENT)).unwrap();
    assert_eq!(refused(&investigated, guided()), "not_answered");
    investigated.give(OFFICER, found()).unwrap();
    // Nobody is owed an answer whom none can reach.
    let mut anonymous = intake();
    anonymous.form.contact = false;
    let mut desk = Desk::evaluated(anonymous, &routine());
    desk.give(OFFICER, desk.accept(None)).unwrap();
    desk.give(OFFICER, guided()).unwrap();
    // A case that was guided to its end went to nobody: there is nobody to share with.
    let share = may(&desk.state, CommandName::ShareMaterials, &somebody(OFFICER));
    assert_eq!(share.map_err(|why| why.code()), Err("nothing_assigned"));
}

#[test]
fn measures_are_carried_out_by_departments_of_the_case_or_the_center() {
    let desk = Desk::at(Status::Reported);
    let by = |department| conclude(ConclusionOutcome::Substantiated, Some(department));
    for department in [DEPARTMENT, "gd-440100"] {
        assert!(desk.decide(&somebody(OFFICER), by(department)).is_ok());
    }
    assert_eq!(
        refused(&desk, by(SECOND)),
        "measure_department_not_assigned"
    );
}

#[test]
fn supervision_is_ordered_of_a_department_or_the_officer_and_answered_once() {
    let mut desk = two();
    let until = date("2026-11-30");
    let elsewhere = supervise(Some("gd-440100-none"), until);
    assert_eq!(refused(&desk, elsewhere), "not_assigned");
    let past = supervise(None, date("2026-11-22"));
    assert_eq!(refused(&desk, past), "due_past");
    assert_eq!(refused(&desk, answer_order(1)), "nothing_to_answer");
    for department in [None, Some(DEPARTMENT), Some(SECOND)] {
        desk.give(OFFICER, supervise(department, until)).unwrap();
    }
    let second = Principal {
        organisation_id: SECOND.to_owned(),
        center_id: SECOND.to_owned(),
        ..somebody(Role::Handler)
    };
    // To a department, orders to others do not exist.
    for number in [1, 2, 4] {
        let refused = desk.decide(&second, answer_order(number)).unwrap_err();
        assert_eq!(refused.code(), "unknown_order", "{number}");
    }
    desk.give_as(&second, answer_order(3)).unwrap();
    let nothing = may(&desk.state, CommandName::AnswerSupervision, &second);
    assert_eq!(nothing.map_err(|why| why.code()), Err("nothing_to_answer"));
    assert_eq!(refused(&desk, answer_order(3)), "answered_already");
    assert_eq!(refused(&desk, answer_order(4)), "unknown_order");
    desk.give(Role::Handler, answer_order(2)).unwrap();
    desk.give(OFFICER, answer_order(1)).unwrap();
    let orders = &desk.state.handling.supervisions;
    assert!(orders.iter().all(|order| order.answer.is_some()));
}

/// The department whose report is outstanding turns out to be the accused party, is not, and is again.
#[test]
fn reports_are_complete_without_the_department_that_a_correction_bars() {
    let accuse = |uscc: Option<&str>| {
        Command::Correct(Box::new(Corrections {
            accused_uscc: Some(uscc.map(str::to_owned)),
            ..Corrections::default()
        }))
    };
    let coded = |id: &str, uscc: &str, leads| {
        let mut one = part(id, Some(leads));
        one.department.uscc = Some(uscc.to_owned());
        one
    };
    const ONE: &str = "91350100M000100Y43";
    const OTHER: &str = "91440101MA59ABCD12";
    let mut desk = Desk::at(Status::Accepted);
    let both = vec![
        coded(DEPARTMENT, ONE, Part::Lead),
        coded(SECOND, OTHER, Part::CoHandler),
    ];
    desk.give(OFFICER, assign(both)).unwrap();
    desk.give(OFFICER, report(DEPARTMENT)).unwrap();
    let rows = [
        (Some(OTHER), Status::Reported),
        // Taken back: it is to report after all.
        (None, Status::Assigned),
        (Some(OTHER), Status::Reported),
        // A report of the accused party is none: the other's is outstanding.
        (Some(ONE), Status::Assigned),
    ];
    for (accused, expected) in rows {
        desk.give(OFFICER, accuse(accused)).unwrap();
        assert_eq!(desk.state.status, expected, "{accused:?}");
        let concluded = desk.decide(
            &somebody(OFFICER),
            conclude(ConclusionOutcome::Substantiated, None),
        );
        assert_eq!(concluded.is_ok(), expected == Status::Reported);
    }
    // With nobody left that may report, nothing is complete.
    let mut alone = Desk::at(Status::Accepted);
    alone
        .give(OFFICER, assign(vec![coded(DEPARTMENT, ONE, Part::Lead)]))
        .unwrap();
    alone.give(OFFICER, accuse(Some(ONE))).unwrap();
    assert_eq!(alone.state.status, Status::Assigned);
    // Before any assignment a correction leads nowhere.
    let mut early = Desk::at(Status::Accepted);
    early.give(OFFICER, accuse(Some(ONE))).unwrap();
    assert_eq!(early.state.status, Status::Accepted);
}

#[test]
fn a_conclusion_that_contradicts_the_reports_needs_its_reason() {
    let found = |outcome, departure: Option<&str>| Command::Conclude {
        outcome,
        measures: Vec::new(),
        departure: departure.map(str::to_owned),
    };
    let mut together = two();
    together.give(OFFICER, report(DEPARTMENT)).unwrap();
    together.give(OFFICER, report(SECOND)).unwrap();
    together.give(OFFICER, consolidate()).unwrap();
    // Both found the complaint substantiated.
    for desk in [Desk::at(Status::Reported), together] {
        let rows = [
            (ConclusionOutcome::Substantiated, None, None),
            (
                ConclusionOutcome::Substantiated,
                Some("x"),
                Some("follows_reports"),
            ),
            (ConclusionOutcome::Partly, None, Some("contradicts_reports")),
            (ConclusionOutcome::Partly, Some(" "), Some("blank")),
            (ConclusionOutcome::Partly, Some("另有监控录像"), None),
            (
                ConclusionOutcome::Unsubstantiated,
                None,
                Some("contradicts_reports"),
            ),
            (ConclusionOutcome::Unverifiable, Some("证据灭失"), None),
        ];
        for (outcome, departure, expected) in rows {
            let decided = desk.decide(&somebody(OFFICER), found(outcome, departure));
            assert_eq!(
                decided.err().map(|refusal| refusal.code()),
                expected,
                "{outcome} {departure:?}"
            );
        }
    }
    let mut departed = Desk::at(Status::Reported);
    departed
        .give(
            OFFICER,
            found(ConclusionOutcome::Partly, Some("另有监控录像")),
        )
        .unwrap();
    let concluded = departed.state.conclusion.unwrap();
    assert_eq!(concluded.departure.as_deref(), Some("另有监控录像"));
}
