//! The example complaints, as they came in over a year and a half: each is handed in at its instant, examined and decided by
//! the center that must answer it, and comes out as expected.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::database::Kind;

use super::desk::{Desk, list, words};
use crate::support::on_both;

on_both!(every_example_complaint_goes_its_way);

type Instant = DateTime<FixedOffset>;

struct Example(Value);

/// What is done to an example, at its instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Receive,
    Examine,
    Withdraw,
    Decide,
    Conclude,
}

impl Example {
    fn text(&self, pointer: &str) -> Option<&str> {
        self.0.pointer(pointer).and_then(Value::as_str)
    }

    /// A text, unless it is empty: then nothing was given.
    fn given(&self, pointer: &str) -> Option<&str> {
        self.text(pointer).filter(|text| !text.is_empty())
    }

    fn id(&self) -> &str {
        self.text("/id").unwrap()
    }

    fn received_at(&self) -> Instant {
        DateTime::parse_from_rfc3339(self.text("/received_at").unwrap()).unwrap()
    }

    fn expects(&self, item: u8) -> bool {
        list(&self.0["expected"]["grounds"]).contains(&format!("gd-complaints/art10/{item}"))
    }

    fn intake(&self) -> Value {
        let of = &self.0;
        let oral = matches!(self.text("/channel"), Some("phone" | "visit"));
        json!({
            "kind": of["kind"],
            "channel": of["channel"],
            "received_at": of["received_at"],
            "complainant": of["complainant"],
            "accused": of["accused"],
            "places": self.text("/division").into_iter().collect::<Vec<_>>(),
            "industry": of["industry"],
            // Nothing of the event is known where its day is not.
            "event": self.text("/event/date").map(|_| &of["event"]),
            "request": self.given("/request"),
            "facts": self.given("/facts"),
            "reasons": self.given("/reasons"),
            "media_exposed": of["media_exposed"],
            "high_impact": of["high_impact"],
            "first_receiver": oral.then_some("陈接访"),
            "external_ref": self.id(),
        })
    }

    /// The identifiers as they are compared, whatever their spelling.
    fn identifiers(&self) -> Vec<(&'static str, String)> {
        let digits = |text: &str| {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            digits[digits.len() - 11..].to_owned()
        };
        let who = |member: &str| self.text(&format!("/complainant/{member}"));
        [
            ("phone", who("phone").map(digits)),
            ("email", who("email").map(str::to_lowercase)),
            ("id_number", who("id_number").map(str::to_uppercase)),
        ]
        .into_iter()
        .filter_map(|(kind, text)| Some((kind, text?)))
        .collect()
    }

    /// Whether it is the same person's, as far as identifiers tell.
    fn same_person(&self, other: &Self) -> Option<bool> {
        let (own, others) = (self.identifiers(), other.identifiers());
        if own.iter().any(|identifier| others.contains(identifier)) {
            return Some(true);
        }
        let comparable = |(kind, _): &(&str, String)| others.iter().any(|(known, _)| known == kind);
        own.iter().any(comparable).then_some(false)
    }

    /// The officer's reading, as far as only a person can say it.
    fn assessment(&self, priors: &[Value]) -> Value {
        let in_guangdong = self.text("/expected/responsible_center").is_some();
        let routine = self.text("/expected/track") == Some("guidance") || self.expects(5);
        // Nobody and nothing is named in these two.
        let definite = !matches!(self.id(), "ex-030" | "ex-036");
        json!({
            "accused_identified": definite || self.id() == "ex-036",
            "violation_specified": definite,
            "has_factual_basis": !self.expects(2),
            "within_function": !(self.expects(1) && in_guangdong),
            "routine_business": routine,
            "normal_procedure_followed": !self.expects(5),
            "priors": priors,
        })
    }

    /// The organisation that must answer it.
    fn responsible(&self) -> Option<String> {
        let center = self.text("/expected/responsible_center")?;
        Some(match center.strip_prefix("industry:") {
            Some("电力") => "gd-industry-power".to_owned(),
            Some("通信") => "gd-industry-communications".to_owned(),
            Some(other) => panic!("{other}"),
            None => format!("gd-{center}"),
        })
    }
}

/// A day at ten in the morning in Shanghai.
fn at_ten(day: &str) -> Instant {
    let day: NaiveDate = day.parse().unwrap();
    let time = NaiveTime::from_hms_opt(10, 0, 0).unwrap();
    let shanghai = FixedOffset::east_opt(8 * 3600).unwrap();
    day.and_time(time).and_local_timezone(shanghai).unwrap()
}

/// Every step of every example, in the order of time.
fn calendar(examples: &[Example]) -> Vec<(Instant, Step, usize)> {
    let mut steps = Vec::new();
    for (index, example) in examples.iter().enumerate() {
        let received = example.received_at();
        let soon = received + TimeDelta::seconds(20);
        steps.push((received, Step::Receive, index));
        let later = examples
            .iter()
            .filter(|later| later.text("/prior/same_as") == Some(example.id()))
            .collect::<Vec<_>>();
        let told = |pointer: &str| later.iter().find_map(|later| later.text(pointer));
        let stood = |status: &str| {
            let of = later
                .iter()
                .find(|l| l.text("/prior/status") == Some(status));
            of.map(|later| later.received_at())
        };
        if let Some(when) = stood("withdrawn") {
            steps.push((soon, Step::Examine, index));
            steps.push((when - TimeDelta::days(3), Step::Withdraw, index));
            continue;
        }
        // Undecided until the repeat had come in and been joined.
        let decided = match (told("/prior/accepted_on"), stood("pending")) {
            (Some(day), _) => at_ten(day).max(soon),
            (None, Some(when)) => when + TimeDelta::minutes(2),
            (None, None) => soon,
        };
        steps.push((decided, Step::Examine, index));
        steps.push((decided, Step::Decide, index));
        if let Some(day) = told("/prior/concluded_on") {
            steps.push((at_ten(day), Step::Conclude, index));
        }
    }
    steps.sort();
    steps
}

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
                let body = json!({"outcome": outcome, "measures": ["约谈机构负责人"]});
                let _ = walk.desk.done(&officer, &id, "conclusion", &body);
            }
        }
    }
    assert_eq!(walk.ids.len(), 60);
}
