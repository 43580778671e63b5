//! A sandbox with the people at work in it.

use std::sync::atomic::{AtomicU32, Ordering};

use domain::access::Role;
use persistence::ledger::{self, StoredEvent};
use persistence::{Store, StoreOptions};
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::Answer;
use tests::database::Kind;
use tests::server::Server;

/// The center most tests work at.
pub const GUANGZHOU: &str = "gd-440100";

/// A sandbox.
pub struct Desk {
    /// The server.
    pub server: Server,
    next: AtomicU32,
}

impl Desk {
    /// A new one, with its clock put to an instant.
    pub fn at(kind: Kind, instant: &str) -> Self {
        let server = Server::builder(kind).env("JIANDU_SANDBOX", "true").start();
        Self::of(server, instant)
    }

    /// A sandbox that runs, with its clock put to an instant.
    pub fn of(server: Server, instant: &str) -> Self {
        let desk = Self::on(server);
        desk.put_clock(instant);
        desk
    }

    /// At a server that runs already.
    pub fn on(server: Server) -> Self {
        Self {
            server,
            next: AtomicU32::new(1),
        }
    }

    /// Puts the clock.
    pub fn put_clock(&self, instant: &str) {
        let answer = self
            .server
            .call("PUT", "/api/v1/sandbox/clock")
            .token(&self.server.admin().token)
            .json_text(json!({"now": instant}).to_string())
            .send();
        assert_eq!(answer.status, 200, "{instant}: {}", answer.text());
    }

    /// The platform that hands in.
    pub fn platform(&self) -> Actor {
        self.server.any(Role::Platform)
    }

    /// An officer of Guangzhou.
    pub fn officer(&self) -> Actor {
        self.server.actor(Role::ComplaintOfficer, GUANGZHOU)
    }

    /// The lead of Guangzhou.
    pub fn lead(&self) -> Actor {
        self.server.actor(Role::CenterLead, GUANGZHOU)
    }

    /// Somebody of an undertaking department of Guangzhou, which is set up where it is not there yet.
    pub fn department(&self, id: &str, name: &str) -> Actor {
        let request = json!({
            "id": id,
            "kind": "undertaking_department",
            "department_kind": "internal_department",
            "parent_id": GUANGZHOU,
            "name_zh": name,
            "name_en": "A department",
        });
        let admin = self.server.admin().token;
        let created = self
            .server
            .post_as(&admin, "/api/v1/organisations", &request);
        assert!(matches!(created.status, 201 | 409), "{}", created.text());
        self.server.actor(Role::Handler, id)
    }

    /// Hands a complaint in; the case as it is then.
    pub fn submit(&self, who: &Actor, intake: &Value) -> Value {
        let answer = self
            .server
            .post_as(&who.token, "/api/v1/complaints", intake);
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.json()
    }

    /// A case as somebody reads it.
    pub fn read(&self, who: &Actor, id: &str) -> Answer {
        self.server
            .get_as(&who.token, &format!("/api/v1/complaints/{id}"))
    }

    /// Gives a command that rests on a version.
    pub fn give_on(&self, who: &Actor, version: i64, id: &str, step: &str, body: &Value) -> Answer {
        let method = if step == "subject" { "PUT" } else { "POST" };
        self.server
            .call(method, &format!("/api/v1/complaints/{id}/{step}"))
            .token(&who.token)
            .header("If-Match", &format!("\"{version}\""))
            .json_text(body.to_string())
            .send()
    }

    /// Gives a command that rests on the latest version.
    pub fn give(&self, who: &Actor, id: &str, step: &str, body: &Value) -> Answer {
        let case = self.read(who, id).good();
        self.give_on(who, case["version"].as_i64().unwrap(), id, step, body)
    }

    /// Gives a command, which must succeed; the case as it is then.
    ///
    /// A conclusion gets what must come before it, where nobody has seen to that, and the reason for which it departs from
    /// the reports.
    pub fn done(&self, who: &Actor, id: &str, step: &str, body: &Value) -> Value {
        if step == "conclusion" && self.read(who, id).good()["state"] == "accepted" {
            let case = self.read(who, id).good();
            let guidance = case["investigation"]["answers"].as_array();
            if body["outcome"] != "guided" {
                let _ = self.server.handled(who, id);
            } else if guidance.is_none_or(Vec::is_empty) {
                let _ = self.server.guided(who, id);
            }
        }
        let mut answer = self.give(who, id, step, body);
        if answer.text().contains("contradicts_reports") {
            let reasoned = tests::json::with(body, "/departure", json!("另有证据"));
            answer = self.give(who, id, step, &reasoned);
        }
        assert_eq!(answer.status, 200, "{step}: {}", answer.text());
        let case = answer.json();
        let version = case["version"].as_i64().unwrap();
        assert_eq!(answer.header("etag"), format!("\"{version}\""));
        case
    }

    /// Gives a command that the rules refuse with this code; what they say.
    pub fn refused(&self, who: &Actor, id: &str, step: &str, body: &Value, code: &str) -> Value {
        let problem = self
            .give(who, id, step, body)
            .problem(409, "command_refused");
        assert_eq!(problem["refusal"], code, "{problem}");
        problem
    }

    /// A complaint that Guangzhou is to examine, handed in by the platform; its id.
    pub fn received(&self) -> String {
        self.received_from("19900000116")
    }

    /// The same from somebody with this telephone number.
    pub fn received_from(&self, phone: &str) -> String {
        let case = self.submit(&self.platform(), &intake(phone));
        assert_eq!(case["center"], GUANGZHOU);
        words(&case["id"])
    }

    /// The telephone number of somebody who has put forward nothing yet.
    pub fn somebody(&self) -> String {
        format!("1991{:07}", self.next.fetch_add(1, Ordering::Relaxed))
    }

    /// A complaint that was examined and may be accepted, of somebody who has put forward no other; its id.
    pub fn examined(&self) -> String {
        let id = self.received_from(&self.somebody());
        let case = self.done(&self.officer(), &id, "evaluations", &sound());
        assert_eq!(case["evaluation"]["outcome"], "accept");
        id
    }

    /// A complaint that was accepted by the officer; its id.
    pub fn accepted(&self) -> String {
        let id = self.examined();
        let case = self.done(&self.officer(), &id, "acceptance", &json!({}));
        assert_eq!(case["state"], "accepted");
        id
    }

    /// A complaint that the center investigated itself and may conclude; its id.
    pub fn investigated(&self) -> String {
        let id = self.accepted();
        let _ = self.server.handled(&self.officer(), &id);
        id
    }

    /// A complaint on the guidance track whose complainant was guided; its id.
    pub fn guided(&self) -> String {
        let id = self.received_from(&self.somebody());
        let routine = tests::json::with(&sound(), "/routine_business", json!(true));
        let _ = self.done(&self.officer(), &id, "evaluations", &routine);
        let case = self.done(&self.officer(), &id, "acceptance", &json!({}));
        assert_eq!(case["acceptance"]["track"], "guidance");
        let _ = self.server.guided(&self.officer(), &id);
        id
    }

    /// A complaint that was rejected since it has no factual basis; its id.
    pub fn rejected(&self) -> String {
        let id = self.received_from(&self.somebody());
        let _ = self.done(&self.officer(), &id, "evaluations", &baseless());
        let case = self.done(&self.officer(), &id, "rejection", &json!({}));
        assert_eq!(case["state"], "rejected");
        id
    }

    /// The database of the sandbox.
    pub fn store(&self) -> Store {
        let url = self.server.database.url().parse().unwrap();
        Store::open(&url, StoreOptions::default()).unwrap()
    }

    /// What the record says happened to a case.
    pub fn events(&self, id: &str) -> Vec<StoredEvent> {
        let stream = persistence::complaints::record::stream(id);
        self.store().read(|c| ledger::load(c, &stream)).unwrap()
    }

    /// The data of the latest event of a kind.
    pub fn latest(&self, id: &str, kind: &str) -> Value {
        let events = self.events(id);
        let event = events.iter().rev().find(|event| event.kind == kind);
        let event = event.unwrap_or_else(|| panic!("no {kind}"));
        serde_json::from_str::<Value>(&event.payload).unwrap()["data"].take()
    }
}

/// A complaint about an examination in Guangzhou.
pub fn intake(phone: &str) -> Value {
    json!({
        "kind": "complaint",
        "channel": "web",
        "complainant": {"name": "覃玉莲", "phone": phone, "wants_confidentiality": true},
        "accused": {"name": "广州南岫职业培训学校", "kind": "social_training", "division": "440112"},
        "places": ["440112"],
        "event": {"date": "2026-03-01", "precision": "day"},
        "request": "查清冲刺材料的来源。",
        "facts": "考前一晚，班主任在微信群里发了试题。",
        "reasons": "考前泄露试题，对其他考生不公平。",
        "media_exposed": false,
    })
}

/// An assessment after which a complaint is accepted.
pub fn sound() -> Value {
    json!({
        "accused_identified": true,
        "violation_specified": true,
        "has_factual_basis": true,
        "within_function": true,
        "routine_business": false,
        "normal_procedure_followed": true,
    })
}

/// An assessment after which it is rejected: without factual basis.
pub fn baseless() -> Value {
    tests::json::with(&sound(), "/has_factual_basis", json!(false))
}

/// An assessment that leaves it undetermined.
pub fn unclear() -> Value {
    tests::json::with(&sound(), "/has_factual_basis", Value::Null)
}

/// An assessment by which an earlier case is about the same matter.
pub fn same_matter_as(earlier: &str) -> Value {
    tests::json::with(
        &sound(),
        "/priors",
        json!([{"case_id": earlier, "same_matter": true, "raises_new_facts": false}]),
    )
}

/// A text.
pub fn words(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// The texts of a list.
pub fn list(value: &Value) -> Vec<String> {
    value
        .as_array()
        .expect("a list")
        .iter()
        .map(words)
        .collect()
}
