//! The example complaints, as they came in over a year and a half: each is handed in at its instant, examined and decided by
//! the center that must answer it, and comes out as expected.

use std::collections::HashMap;

use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::cli::command;
use tests::database::Kind;

use super::desk::{Desk, list, words};
use super::example::{Example, Step, calendar};
use crate::support::on_both;

on_both!(every_example_complaint_goes_its_way);

/// The walk through all of them.
struct Walk {
    desk: Desk,
    examples: Vec<Example>,
    ids: HashMap<String, String>,
}

impl Walk {
    fn officer(&self, center: &str) -> Actor {
        self.desk.server.actor(Role::ComplaintOfficer, center)
    }

    /// The case and whoever handles it.
    fn case(&self, example: &Example) -> (String, Actor) {
        let id = self.ids[example.id()].clone();
        let case = self.desk.read(&self.desk.platform(), &id).good();
        (id, self.officer(case["center"].as_str().unwrap()))
    }

    /// The first complaint of the matter.
    fn root<'e>(&'e self, example: &'e Example) -> &'e Example {
        match example.text("/expected/same_matter_as") {
            None => example,
            Some(earlier) => self.root(self.named(earlier)),
        }
    }

    fn named(&self, id: &str) -> &Example {
        self.examples.iter().find(|e| e.id() == id).unwrap()
    }

    fn receive(&mut self, index: usize) {
        let example = &self.examples[index];
        let platform = self.desk.platform();
        let case = self.desk.submit(&platform, &example.intake());
        let id = example.id();
        let responsible = &case["responsible"];
        match example.responsible() {
            Some(organisation) => {
                assert_eq!(responsible["who"], "organisation", "{id}");
                assert_eq!(
                    responsible["organisation_id"],
                    organisation.as_str(),
                    "{id}"
                );
                assert_eq!(case["center"], organisation.as_str(), "{id}");
            }
            None => assert_eq!(responsible["who"], "elsewhere", "{id}"),
        }
        assert_eq!(case["state"], "received", "{id}");
        let known = words(&case["id"]);
        // What is confidential is in no answer and in no event.
        let told = format!("{case}{:?}", self.desk.events(&known));
        let mut secrets: Vec<String> = example.identifiers().into_iter().map(|(_, v)| v).collect();
        for pointer in [
            "/complainant/name",
            "/complainant/phone",
            "/request",
            "/facts",
        ] {
            secrets.extend(example.given(pointer).map(ToOwned::to_owned));
        }
        for secret in secrets {
            assert!(!told.contains(&secret), "{id}: {secret}");
        }
        let name = self.examples[index].id().to_owned();
        self.ids.insert(name, known);
    }

    fn examine(&self, index: usize) {
        let example = &self.examples[index];
        let id = example.id();
        let mut expected = Vec::new();
        let mut said = Vec::new();
        for earlier in &self.examples[..index] {
            let same = earlier.same_person(example);
            let same_matter = self.root(earlier).id() == self.root(example).id();
            let is_prior = example.text("/prior/same_as") == Some(earlier.id());
            if is_prior {
                // Two people of whom one left a telephone number and the other an e-mail address cannot be told apart by
                // them; that they are two, the example knows from their names. The officer then names no earlier case.
                let told = example.0["prior"]["same_complainant"].as_bool();
                assert!(same == told || (same, told) == (None, Some(false)), "{id}");
                if same.is_none() && told.is_some() {
                    continue;
                }
            }
            // The same person's are found by themselves; the officer says what they are about.
            if same == Some(true) || is_prior {
                let case = &self.ids[earlier.id()];
                said.push(json!({
                    "case_id": case,
                    "same_matter": same_matter,
                    "raises_new_facts": if is_prior {
                        example.0["prior"]["raises_new_facts"].clone()
                    } else {
                        Value::Bool(false)
                    },
                }));
                expected.push((case.clone(), same));
            }
        }
        let (case, officer) = self.case(example);
        let examined = self
            .desk
            .done(&officer, &case, "evaluations", &example.assessment(&said));
        let evaluation = &examined["evaluation"];
        assert_eq!(
            evaluation["outcome"], example.0["expected"]["outcome"],
            "{id}"
        );
        assert_eq!(evaluation["track"], example.0["expected"]["track"], "{id}");
        if evaluation["outcome"] == "reject" {
            assert_eq!(
                evaluation["grounds"], example.0["expected"]["grounds"],
                "{id}"
            );
        } else {
            assert_eq!(list(&evaluation["grounds"]), Vec::<String>::new(), "{id}");
        }
        let kept = self.desk.latest(&case, "complaint_evaluated");
        // What leaves it open; where a ground is met, others may be open too.
        if evaluation["outcome"] != "reject" {
            assert_eq!(undetermined(&kept), expected_undetermined(example), "{id}");
        }
        let mut considered: Vec<(String, Option<bool>)> = kept["evaluation"]["priors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| (words(&p["case_id"]), p["same_complainant"].as_bool()))
            .collect();
        considered.sort();
        expected.sort();
        assert_eq!(considered, expected, "{id}");
        self.stood(example, &kept);
    }

    /// The earlier case stood as the example says.
    fn stood(&self, example: &Example, kept: &Value) {
        let Some(prior) = example.text("/prior/same_as") else {
            return;
        };
        let case = &self.ids[prior];
        let priors = kept["evaluation"]["priors"].as_array().unwrap();
        let Some(place) = priors.iter().position(|p| p["case_id"] == case.as_str()) else {
            return;
        };
        let request: Value =
            serde_json::from_str(kept["evaluation"]["request"].as_str().unwrap()).unwrap();
        let fact = &request["facts"]["prior_complaints"][place];
        for member in ["status", "accepted_on", "due_on", "concluded_on"] {
            assert_eq!(
                fact[member],
                example.0["prior"][member],
                "{} {member}",
                example.id()
            );
        }
    }

    fn decide(&self, index: usize) {
        let example = &self.examples[index];
        let (case, officer) = self.case(example);
        let id = example.id();
        let desk = &self.desk;
        // Repeats of a case that is undecided or overdue are attached to it.
        let joined = match id {
            "ex-035" => Some("ex-034"),
            "ex-009" => Some("ex-006"),
            _ => None,
        };
        if let Some(target) = joined {
            let target = &self.ids[target];
            let done = desk.done(&officer, &case, "joining", &json!({"target": target}));
            assert_eq!(done["state"], "joined", "{id}");
            assert_eq!(done["joining"]["target"], target.as_str(), "{id}");
            return;
        }
        let nothing = json!({});
        match example.text("/expected/outcome").unwrap() {
            "accept" => {
                let _ = desk.refused(
                    &officer,
                    &case,
                    "rejection",
                    &nothing,
                    "departure_reason_required",
                );
                let done = desk.done(&officer, &case, "acceptance", &nothing);
                assert_eq!(
                    done["acceptance"]["track"], example.0["expected"]["track"],
                    "{id}"
                );
                assert_eq!(done["departures"], json!([]), "{id}");
            }
            "reject" => {
                let _ = desk.refused(
                    &officer,
                    &case,
                    "acceptance",
                    &nothing,
                    "departure_reason_required",
                );
                let done = desk.done(&officer, &case, "rejection", &nothing);
                assert_eq!(
                    done["rejection"]["grounds"], example.0["expected"]["grounds"],
                    "{id}"
                );
                assert_eq!(done["notices"][0]["kind"], "rejection", "{id}");
            }
            _ => {
                for step in ["acceptance", "rejection"] {
                    let _ =
                        desk.refused(&officer, &case, step, &nothing, "departure_reason_required");
                }
            }
        }
    }
}

/// The grounds that an evaluation leaves undetermined.
fn undetermined(kept: &Value) -> Vec<String> {
    let answer: Value =
        serde_json::from_str(kept["evaluation"]["answer"].as_str().unwrap()).unwrap();
    let grounds = answer["grounds"].as_array().unwrap();
    grounds
        .iter()
        .filter(|ground| ground["status"] == "undetermined")
        .map(|ground| words(&ground["provision"]))
        .collect()
}

fn expected_undetermined(example: &Example) -> Vec<String> {
    match example.text("/expected/outcome") {
        Some("undetermined") => list(&example.0["expected"]["grounds"]),
        _ => Vec::new(),
    }
}

fn every_example_complaint_goes_its_way(kind: Kind) {
    let examples: Vec<Example> = include_str!("../../data/complaints.jsonl")
        .lines()
        .map(|line| Example(serde_json::from_str(line).unwrap()))
        .collect();
    assert_eq!(examples.len(), 60);
    let steps = calendar(&examples);
    let mut walk = Walk {
        desk: Desk::at(kind, "2025-03-01T00:00:00+08:00"),
        examples,
        ids: HashMap::new(),
    };
    for (instant, step, index) in steps {
        walk.desk.put_clock(&instant.to_rfc3339());
        let case = || walk.case(&walk.examples[index]);
        match step {
            Step::Receive => walk.receive(index),
            Step::Examine => walk.examine(index),
            Step::Decide => walk.decide(index),
            Step::Withdraw => {
                let body = json!({"by": "complainant", "reason": "双方已协商解决"});
                let (id, _) = case();
                // The platform that handed it in may.
                let _ = walk
                    .desk
                    .done(&walk.desk.platform(), &id, "withdrawal", &body);
            }
            Step::Conclude => {
                let (id, officer) = case();
                let track = &walk.examples[index].0["expected"]["track"];
                let outcome = if track == "guidance" {
                    "guided"
                } else {
                    "partly"
                };
                let server = &walk.desk.server;
                let _ = match outcome {
                    "guided" => server.guided(&officer, &id),
                    _ => server.handled(&officer, &id),
                };
                let body = json!({"outcome": outcome, "measures": [{"text": "约谈机构负责人"}]});
                let _ = walk.desk.done(&officer, &id, "conclusion", &body);
            }
        }
    }
    assert_eq!(walk.ids.len(), 60);
    // After all of it the record is whole, and every row is what its events come to.
    let database = &walk.desk.server.database;
    let keys = database.folder().join("keys.json");
    let done = command(&["verify"])
        .env("DATABASE_URL", &database.url())
        .env("JIANDU_MASTER_KEY_FILE", keys.to_str().unwrap())
        .run();
    assert_eq!(done.code, Some(0), "{}{}", done.text(), done.said);
}
