//! What a conclusion rests on: which reports count, and what departs from them (Art. 5(4), 6, 12, 14, 15).

use domain::gd::case::change::Corrections;
use domain::gd::case::handling::Part;
use domain::gd::case::record::ConclusionOutcome;
use domain::gd::case::{Command, CommandName, Status, may};

use super::super::desk::{Desk, intake, routine, somebody};
use super::super::handling::{DEPARTMENT, assign, consolidate, guide, report};
use super::{OFFICER, SECOND, conclude, part, refused, two};

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
