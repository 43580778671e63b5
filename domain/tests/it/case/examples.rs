//! The example complaints as cases: the record and the earlier cases give what they must, the officer's reading the
//! rest, and the engine comes to the outcome that is expected.

use domain::gd::art09_10_admissibility::{Channel, Event, Precision, PriorStatus};
use domain::gd::case::evaluation::PriorAssessment;
use domain::gd::case::record::{AccusedKind, AccusedParty, CaseKind};
use domain::gd::case::{
    Assessment, CaseState, Command, CommandName, Intake, PriorRecord, expected_decisions, receive,
};
use domain::truth::Truth;
use serde_json::Value;

use super::desk::{Desk, EARLIER, code, instant, intake, sound};
use crate::support::{YES, date};

struct Example(Value);

impl Example {
    fn text(&self, pointer: &str) -> Option<&str> {
        self.0.pointer(pointer).and_then(Value::as_str)
    }

    fn truth(&self, pointer: &str) -> Truth {
        self.0.pointer(pointer).and_then(Value::as_bool).into()
    }

    fn day(&self, pointer: &str) -> Option<chrono::NaiveDate> {
        self.text(pointer).map(date)
    }

    fn expects_ground(&self, item: u8) -> bool {
        let id = format!("gd-complaints/art10/{item}");
        let grounds = self.0.pointer("/expected/grounds").unwrap();
        grounds.as_array().unwrap().iter().any(|g| *g == *id)
    }

    fn intake(&self) -> Intake {
        let given = |pointer: &str| self.text(pointer).is_some_and(|text| !text.is_empty());
        let received_at = instant(self.text("/received_at").unwrap());
        let channel = Channel::ALL
            .into_iter()
            .find(|channel| Some(channel.as_str()) == self.text("/channel"));
        let mut intake = Intake {
            center: None,
            kind: CaseKind::parse(self.text("/kind").unwrap()).unwrap(),
            channel: channel.unwrap(),
            received_at,
            submitted_on: date(self.text("/received_at").unwrap().get(..10).unwrap()),
            accused: AccusedParty {
                name: self.text("/accused/name").map(str::to_owned),
                kind: AccusedKind::parse(self.text("/accused/kind").unwrap()).unwrap(),
                uscc: self.text("/accused/uscc").map(str::to_owned),
                division: self.text("/accused/division").map(code),
                party_id: None,
            },
            places: self.text("/division").into_iter().map(code).collect(),
            industry: self.text("/industry").map(str::to_owned),
            event: Some(Event {
                date: self.day("/event/date"),
                precision: Precision::ALL
                    .into_iter()
                    .find(|p| Some(p.as_str()) == self.text("/event/precision"))
                    .unwrap_or_default(),
                ongoing: self.truth("/event/ongoing").is_true(),
            }),
            media_exposed: self.truth("/media_exposed"),
            high_impact: self.truth("/high_impact"),
            urgent: Truth::Unknown,
            first_receiver: Some("陈接访".to_owned()),
            ..intake()
        };
        intake.form.name = given("/complainant/name");
        intake.form.contact = given("/complainant/phone") || given("/complainant/email");
        intake.form.request = given("/request");
        intake.form.facts = given("/facts");
        intake.form.reasons = given("/reasons");
        intake
    }

    /// The officer's reading, as far as only a person can say it.
    fn assessment(&self) -> Assessment {
        let routine = self.text("/expected/track") == Some("guidance") || self.expects_ground(5);
        let in_guangdong = self.text("/expected/responsible_center").is_some();
        Assessment {
            has_factual_basis: Truth::from(!self.expects_ground(2)),
            within_function: Truth::from(!(self.expects_ground(1) && in_guangdong)),
            routine_business: Truth::from(routine),
            normal_procedure_followed: Truth::from(!self.expects_ground(5)),
            priors: vec![PriorAssessment {
                case_id: EARLIER.to_owned(),
                same_matter: YES,
                raises_new_facts: self.truth("/prior/raises_new_facts"),
            }],
            ..sound()
        }
    }

    fn prior(&self, state: &CaseState) -> Option<PriorRecord> {
        let status = PriorStatus::ALL
            .into_iter()
            .find(|s| Some(s.as_str()) == self.text("/prior/status"))?;
        let received_at = state.record.received_at - chrono::TimeDelta::days(200);
        Some(PriorRecord {
            case_id: EARLIER.to_owned(),
            center: state.record.center.clone(),
            received_at,
            joined: false,
            status,
            same_complainant: self.truth("/prior/same_complainant"),
            accepted_on: self.day("/prior/accepted_on"),
            extended_to_working_days: None,
            concluded_on: self.day("/prior/concluded_on"),
            closed_on: matches!(status, PriorStatus::NotAccepted | PriorStatus::Withdrawn)
                .then_some(state.record.submitted_on),
        })
    }
}

fn examples() -> impl Iterator<Item = (Example, Desk)> {
    include_str!("../../../../tests/data/complaints.jsonl")
        .lines()
        .map(|line| {
            let example = Example(serde_json::from_str(line).unwrap());
            let received = receive(example.intake(), date("2026-12-31")).unwrap();
            let mut desk = Desk::new(intake());
            desk.state = CaseState::begin(&received);
            desk.events = vec![received.into()];
            desk.priors = example.prior(&desk.state).into_iter().collect();
            (example, desk)
        })
}

#[test]
fn every_example_comes_to_the_outcome_that_is_expected() {
    let mut checked = 0;
    for (example, desk) in examples() {
        let id = example.text("/id").unwrap().to_owned();
        let evaluation = desk.evaluation(&example.assessment());
        assert_eq!(
            Some(evaluation.outcome.as_str()),
            example.text("/expected/outcome"),
            "{id}"
        );
        assert_eq!(
            evaluation.track.map(|track| track.as_str()),
            example.text("/expected/track"),
            "{id}"
        );
        if evaluation.outcome.as_str() == "reject" {
            let met: Vec<_> = evaluation.met.iter().map(|m| m.provision.clone()).collect();
            let expected = example.0.pointer("/expected/grounds").unwrap();
            assert_eq!(serde_json::json!(met), *expected, "{id}");
        }
        // The recorded due date of an earlier case is the one that its clock gives.
        if let Some(due_on) = example.text("/prior/due_on") {
            let given = format!("due_on: Some({due_on})");
            assert!(evaluation.request.contains(&given), "{id} {due_on}");
        }
        checked += 1;
    }
    assert_eq!(checked, 60);
}

#[test]
fn the_repeat_of_an_undecided_case_is_the_one_to_be_joined() {
    let mut to_join = Vec::new();
    let mut may_join = Vec::new();
    for (example, mut desk) in examples() {
        desk.today = date("2026-12-31");
        let evaluation = desk.evaluation(&example.assessment());
        let decisions = expected_decisions(&desk.state, &evaluation);
        let id = example.text("/id").unwrap().to_owned();
        if decisions.first() == Some(&CommandName::Join) {
            to_join.push(id);
        } else if decisions.contains(&CommandName::Join) {
            may_join.push(id);
        }
    }
    assert_eq!(to_join, ["ex-035"]);
    // Repeats within the time limit, and the one after it had passed.
    assert_eq!(may_join, ["ex-005", "ex-009", "ex-016", "ex-027"]);
}

#[test]
fn every_example_is_decided_as_expected_without_departing() {
    let officer = |desk: &Desk| {
        let mut officer = super::desk::somebody(domain::access::Role::ComplaintOfficer);
        officer.center_id = desk.state.record.center.clone();
        officer
    };
    for (example, mut desk) in examples() {
        desk.today = date("2026-12-31");
        let id = example.text("/id").unwrap().to_owned();
        let who = officer(&desk);
        let evaluation = desk.evaluation(&example.assessment());
        desk.give_as(&who, Command::Evaluate(Box::new(evaluation)))
            .unwrap();
        let [accept, reject] = [desk.accept(None), desk.reject(None)];
        let accepted = desk.decide(&who, accept).is_ok();
        let rejected = desk.decide(&who, reject).is_ok();
        let joins_only = id == "ex-035";
        let expected = example.text("/expected/outcome").unwrap();
        assert_eq!(accepted, expected == "accept" && !joins_only, "{id}");
        assert_eq!(rejected, expected == "reject", "{id}");
    }
}
