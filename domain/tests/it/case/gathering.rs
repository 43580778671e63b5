//! The facts of a case: from the record what is recorded, from the officer what only a person can say.

use chrono::TimeDelta;
use domain::access::Regime;
use domain::gd::art09_10_admissibility::{
    AdmissibilityFacts, Channel, PriorStatus, inconsistencies,
};
use domain::gd::case::evaluation::PriorAssessment;
use domain::gd::case::{Assessment, PriorRecord, default_profile, facts};

use super::desk::{Desk, EARLIER, code, intake, sound};
use super::joining::{assessment, earlier};
use crate::support::{NO, OPEN, YES, calendar, date, gd};

fn gathered(desk: &Desk, assessment: &Assessment) -> AdmissibilityFacts {
    facts(
        &desk.id,
        &desk.state,
        assessment,
        &desk.priors,
        calendar(),
        &|_any_day| gd(),
    )
    .unwrap()
    .facts
}

#[test]
fn the_record_gives_what_is_recorded() {
    let mut taken_down = intake();
    taken_down.channel = Channel::Letter;
    taken_down.form.name = false;
    taken_down.form.reasons = false;
    taken_down.media_exposed = YES;
    taken_down.high_impact = OPEN;
    let desk = Desk::new(taken_down.clone());
    let facts = gathered(&desk, &Assessment::default());
    let expected = AdmissibilityFacts {
        channel: Some(Channel::Letter),
        within_jurisdiction: YES,
        event: taken_down.event,
        prior_complaints: Some(Vec::new()),
        complainant_name_given: NO,
        contact_given: YES,
        request_given: YES,
        facts_given: YES,
        reasons_given: NO,
        media_exposed: YES,
        high_impact: OPEN,
        urgent: NO,
        ..AdmissibilityFacts::unknown(date("2026-11-20"))
    };
    assert_eq!(facts, expected);
}

#[test]
fn the_officer_gives_what_only_a_person_can_say() {
    let desk = Desk::new(intake());
    let said = Assessment {
        accused_identified: YES,
        violation_specified: NO,
        has_factual_basis: OPEN,
        within_function: YES,
        routine_business: YES,
        normal_procedure_followed: NO,
        answered_on_the_spot: YES,
        ..Assessment::default()
    };
    let facts = gathered(&desk, &said);
    assert_eq!(facts.accused_identified, YES);
    assert_eq!(facts.violation_specified, NO);
    assert_eq!(facts.has_factual_basis, OPEN);
    assert_eq!(facts.within_function, YES);
    assert_eq!(facts.routine_business, YES);
    assert_eq!(facts.normal_procedure_followed, NO);
    assert_eq!(facts.answered_on_the_spot, YES);
}

#[test]
fn an_assessment_of_urgency_and_impact_overrides_the_record_unless_it_is_open() {
    let mut urgent = intake();
    urgent.urgent = YES;
    let desk = Desk::new(urgent);
    assert_eq!(gathered(&desk, &sound()).urgent, YES);
    let said = Assessment {
        urgent: NO,
        high_impact: YES,
        media_exposed: YES,
        ..sound()
    };
    let facts = gathered(&desk, &said);
    assert_eq!(
        (facts.urgent, facts.high_impact, facts.media_exposed),
        (NO, YES, YES)
    );
}

#[test]
fn jurisdiction_is_computed() {
    let within = |places: &[&str], center: &str| {
        let mut taken_down = intake();
        taken_down.places = places.iter().map(|p| code(p)).collect();
        taken_down.center = Some(center.to_owned());
        gathered(&Desk::new(taken_down), &sound()).within_jurisdiction
    };
    assert_eq!(within(&["440106"], "gd-440100"), YES);
    assert_eq!(within(&["440304"], "gd-440100"), NO);
    assert_eq!(within(&["440304", "440106"], "gd-440100"), NO);
    assert_eq!(within(&["440304", "440106"], "gd-440000"), YES);
    assert_eq!(within(&[], "gd-440000"), YES);
    assert_eq!(within(&["421002"], "gd-440000"), NO);
    let jingzhou = |places: &[&str]| {
        let mut taken_down = intake();
        taken_down.regime = Regime::Jz;
        taken_down.places = places.iter().map(|p| code(p)).collect();
        taken_down.center = None;
        let desk = Desk::new(taken_down);
        assert_eq!(desk.state.record.center, "jz-421000");
        gathered(&desk, &sound()).within_jurisdiction
    };
    assert_eq!(jingzhou(&["421002"]), YES);
    assert_eq!(jingzhou(&["440106", "421000"]), YES);
    assert_eq!(jingzhou(&["420100"]), NO);
    assert_eq!(jingzhou(&[]), OPEN);
}

#[test]
fn an_earlier_case_is_seen_as_it_stood_when_the_later_one_was_put_forward() {
    let mut desk = Desk::new(intake());
    let accepted = |day: &str| PriorRecord {
        status: PriorStatus::Accepted,
        accepted_on: Some(date(day)),
        ..earlier()
    };
    let seen = |desk: &Desk| {
        let facts = gathered(desk, &assessment(YES));
        // Never a contradiction: what came later is left out.
        assert!(inconsistencies(&facts).is_empty());
        *facts.prior_complaints.unwrap().first().unwrap()
    };
    desk.priors = vec![accepted("2026-11-20")];
    let prior = seen(&desk);
    assert_eq!(prior.status, PriorStatus::Accepted);
    assert_eq!(prior.accepted_on, Some(date("2026-11-20")));
    assert_eq!(prior.due_on, Some(date("2026-12-18")));
    assert_eq!((prior.same_complainant, prior.same_matter), (YES, YES));
    desk.priors = vec![PriorRecord {
        extended_to_working_days: Some(45),
        ..accepted("2026-11-20")
    }];
    assert!(seen(&desk).due_on > Some(date("2027-01-01")));
    desk.priors = vec![accepted("2026-11-21")];
    let prior = seen(&desk);
    assert_eq!(prior.status, PriorStatus::Pending);
    assert_eq!((prior.accepted_on, prior.due_on), (None, None));
    desk.priors = vec![PriorRecord {
        status: PriorStatus::Concluded,
        concluded_on: Some(date("2026-11-22")),
        ..accepted("2026-11-19")
    }];
    let prior = seen(&desk);
    assert_eq!(prior.status, PriorStatus::Accepted);
    assert_eq!(prior.concluded_on, None);
}

#[test]
fn what_is_not_assessed_of_an_earlier_case_is_unknown() {
    let mut desk = Desk::new(intake());
    desk.priors = vec![earlier()];
    let said = Assessment {
        priors: vec![PriorAssessment {
            case_id: "another".to_owned(),
            same_matter: YES,
            raises_new_facts: NO,
        }],
        ..sound()
    };
    let evaluation = desk.evaluation(&said);
    let named = evaluation.priors.first().unwrap();
    assert_eq!(named.case_id, EARLIER);
    assert_eq!((named.same_matter, named.raises_new_facts), (OPEN, OPEN));
    assert!(!named.joinable);
}

#[test]
fn a_case_that_came_in_later_is_no_earlier_case() {
    let mut desk = Desk::new(intake());
    desk.priors = vec![PriorRecord {
        received_at: desk.state.record.received_at + TimeDelta::seconds(1),
        ..earlier()
    }];
    assert_eq!(gathered(&desk, &sound()).prior_complaints, Some(Vec::new()));
}

#[test]
fn each_regime_has_its_profile() {
    let profiles: Vec<_> = Regime::ALL.iter().map(|r| default_profile(*r)).collect();
    assert_eq!(profiles, ["gd-default", "jz-complaints"]);
    for id in profiles {
        assert!(crate::support::profile(id).gd(date("2026-11-22")).is_some());
    }
}
