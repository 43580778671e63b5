//! A client that goes on whatever happens to the server, and knows for certain what it was told.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::Answer;
use tests::handling::investigation;
use tests::random::Random;
use tests::server::Server;

use super::super::cases::{CENTER, admissible, intake, path, text, version};
use crate::attachments::files::{noise, pdf_with};

/// Where somebody without an account hands in.
const DOOR: &str = "/api/v1/public/complaints";

/// A request that was sent and not answered yet.
#[derive(Clone)]
pub struct Sent {
    key: String,
    method_path: String,
    version: Option<i64>,
    body: Vec<u8>,
    about: About,
}

/// What it is about; cases by their ids.
#[derive(Clone, PartialEq, Eq)]
pub enum About {
    /// It creates one.
    New,
    Step(String),
    Supplement(String),
    File(String),
    /// Somebody without an account hands one in.
    Door,
    /// They add something.
    DoorSupplement,
}

/// A case as it was last told of.
pub struct Known {
    pub version: i64,
    pub case: Value,
    /// Something was added since of which the answer does not tell the case.
    more: bool,
    pub supplements: i64,
}

/// What one client knows for certain.
pub struct Client {
    pub actor: Actor,
    name: String,
    random: Random,
    pub count: usize,
    /// Of every case the last answer.
    pub known: BTreeMap<String, Known>,
    /// The files that were added: case, id, and the key of the request, from which its content follows.
    pub files: Vec<(String, String, String)>,
    /// The receipt codes that were told.
    pub receipts: Vec<String>,
    /// What was added by them.
    pub door_supplements: i64,
    /// Cases on which there is more to do.
    open: Vec<String>,
    pub unanswered: Option<Sent>,
    /// How many answers were those to an earlier sending that had got through.
    pub replayed: usize,
    /// How many requests were refused because too much waited or the server was going.
    pub put_off: usize,
}

impl Client {
    pub fn new(server: &Server, number: usize) -> Self {
        let role = [Role::ComplaintOfficer, Role::CenterLead][number % 2];
        Self {
            actor: server.actor(role, CENTER),
            name: format!("client-{number}"),
            random: Random::new(u64::try_from(number).unwrap() + 1),
            count: 0,
            known: BTreeMap::new(),
            files: Vec::new(),
            receipts: Vec::new(),
            door_supplements: 0,
            open: Vec::new(),
            unanswered: None,
            replayed: 0,
            put_off: 0,
        }
    }

    /// What to do next: a new case, the next step of one, something added to one, or something at the public's door.
    fn next(&mut self) -> Sent {
        self.count += 1;
        let key = format!("{}-{}", self.name, self.count);
        let new = |key: String, path: &str, body: Value, about| Sent {
            key,
            method_path: path.to_owned(),
            version: None,
            body: body.to_string().into(),
            about,
        };
        match self.random.below(12) {
            0 => {
                let body = at_the_door(&key);
                return new(key, DOOR, body, About::Door);
            }
            1 if !self.receipts.is_empty() => {
                let code = &self.receipts[self.random.below(self.receipts.len())];
                let body = json!({"receipt_code": code, "text": format!("补充{key}")});
                let path = format!("{DOOR}/supplements");
                return new(key, &path, body, About::DoorSupplement);
            }
            2..6 => return new(key.clone(), "/api/v1/complaints", intake(&key), About::New),
            _ if self.open.is_empty() => {
                return new(key.clone(), "/api/v1/complaints", intake(&key), About::New);
            }
            _ => {}
        }
        let id = self.open[self.random.below(self.open.len())].clone();
        let version = Some(self.known[&id].version);
        match self.random.below(6) {
            0 if self.random.one_in(4) && self.may_take_more(&id) => Sent {
                method_path: path(&id, "attachments?purpose=material"),
                version,
                body: file(&key),
                about: About::File(id),
                key,
            },
            1 => Sent {
                method_path: path(&id, "supplements"),
                version,
                body: json!({"text": format!("补充{key}")}).to_string().into(),
                about: About::Supplement(id),
                key,
            },
            _ => {
                let (command, body) = self.step(&id, &key);
                Sent {
                    method_path: path(&id, command),
                    version,
                    body: body.to_string().into(),
                    about: About::Step(id),
                    key,
                }
            }
        }
    }

    /// A case has room for so many files only.
    fn may_take_more(&self, id: &str) -> bool {
        self.files.iter().filter(|(of, _, _)| of == id).count() < 10
    }

    /// The next step of a case.
    fn step(&mut self, id: &str, key: &str) -> (&'static str, Value) {
        let Known { version, case, .. } = &self.known[id];
        let text = format!("理由{key}");
        match (case["state"].as_str().unwrap(), self.random.below(8)) {
            ("received", 0) => ("withdrawal", json!({"by": "complainant", "reason": text})),
            ("received", _) if *version == 1 || case["evaluation"].is_null() => {
                ("evaluations", admissible())
            }
            ("received", 1 | 2) => (
                "rejection",
                json!({"grounds": ["gd-complaints/art10/2"], "departure": text}),
            ),
            ("received", _) => ("acceptance", json!({})),
            ("accepted", _) => {
                let [assignment, _report] = investigation(CENTER);
                assignment
            }
            ("assigned", _) => {
                let [_assignment, report] = investigation(CENTER);
                report
            }
            ("reported", _) => (
                "conclusion",
                json!({"outcome": "partly", "measures": [{"text": text}]}),
            ),
            (state, _) => panic!("{state} is not open"),
        }
    }

    /// Sends a request; whether there was an answer.
    fn send(&mut self, server: &Server, sent: Sent) -> bool {
        let mut call = server
            .call("POST", &sent.method_path)
            .header("Idempotency-Key", &sent.key);
        if !matches!(sent.about, About::Door | About::DoorSupplement) {
            call = call.token(&self.actor.token);
        }
        if let Some(version) = sent.version {
            call = call.header("If-Match", &format!("\"{version}\""));
        }
        call = match sent.about {
            About::File(_) => call
                .header("Content-Type", "application/octet-stream")
                .body(sent.body.clone()),
            _ => call.json_text(sent.body.clone()),
        };
        match call.attempt() {
            Ok(answer) if answer.status == 503 => {
                self.put_off += 1;
                self.unanswered = Some(sent);
                true
            }
            Ok(answer) => {
                self.note(&sent, &answer);
                true
            }
            Err(_gone) => {
                self.unanswered = Some(sent);
                false
            }
        }
    }

    fn note(&mut self, sent: &Sent, answer: &Answer) {
        let expected = match sent.about {
            About::New | About::File(_) | About::Door => 201,
            About::Step(_) | About::Supplement(_) | About::DoorSupplement => 200,
        };
        assert_eq!(
            answer.status,
            expected,
            "{} {}: {}",
            sent.key,
            sent.method_path,
            answer.text()
        );
        self.replayed += usize::from(!answer.header("idempotency-replayed").is_empty());
        let told = answer.json();
        match &sent.about {
            About::Door => self.receipts.push(text(&told["receipt_code"])),
            About::DoorSupplement => self.door_supplements += 1,
            About::File(id) => {
                self.files
                    .push((id.clone(), text(&told["id"]), sent.key.clone()));
                let known = self.known.get_mut(id).unwrap();
                known.version += 1;
                known.more = true;
            }
            About::New => {
                assert_eq!(told["external_ref"], sent.key.as_str());
                self.open.push(text(&told["id"]));
                self.told(told, answer, 0);
            }
            About::Step(id) => {
                assert_eq!(told["id"], id.as_str());
                self.told(told, answer, 0);
            }
            About::Supplement(id) => {
                assert_eq!(told["id"], id.as_str());
                self.told(told, answer, 1);
            }
        }
    }

    /// A case was told of, after so many supplements more.
    fn told(&mut self, case: Value, answer: &Answer, supplements: i64) {
        let id = text(&case["id"]);
        if !matches!(
            case["state"].as_str(),
            Some("received" | "accepted" | "assigned" | "reported")
        ) {
            self.open.retain(|open| *open != id);
        }
        let before = self.known.get(&id).map_or(0, |known| known.supplements);
        let known = Known {
            version: version(answer),
            case,
            more: false,
            supplements: before + supplements,
        };
        self.known.insert(id, known);
    }

    /// Works until the server is gone.
    pub fn work(&mut self, server: &Server, gone: &AtomicBool) {
        while !gone.load(Ordering::Relaxed) {
            let sent = self.unanswered.take();
            let sent = sent.unwrap_or_else(|| self.next());
            if !self.send(server, sent) {
                break;
            }
        }
    }

    /// Sends again what was not answered: it must now be, whether it had got through before or not.
    pub fn repeat(&mut self, server: &Server) {
        if let Some(sent) = self.unanswered.take() {
            assert!(self.send(server, sent), "the server is gone again");
            assert!(self.unanswered.is_none(), "it is put off");
        }
    }

    /// That the cases are there as they were last told of.
    pub fn compare(&self, server: &Server, ids: impl Iterator<Item = String>) {
        for id in ids {
            let known = &self.known[&id];
            let read = server.get_as(&self.actor.token, &format!("/api/v1/complaints/{id}"));
            if !known.more {
                assert_eq!(read.good(), known.case);
            }
            assert_eq!(version(&read), known.version);
        }
    }

    /// That files are there as they were sent, and that receipt codes lead to their cases: the newest so many.
    pub fn look_up(&self, server: &Server, most: usize) {
        for (id, attachment, key) in self.files.iter().rev().take(most) {
            let path = path(id, &format!("attachments/{attachment}?purpose=check"));
            let read = server.get_as(&self.actor.token, &path);
            assert_eq!(read.status, 200, "{}", read.text());
            assert!(read.body == file(key), "{key}");
        }
        for code in self.receipts.iter().rev().take(most) {
            let status = server.post(&format!("{DOOR}/status"), &json!({"receipt_code": code}));
            assert_eq!(status.good()["state"], "received");
        }
    }
}

/// A file of several pieces.
fn file(key: &str) -> Vec<u8> {
    pdf_with(&[noise(70_000).as_slice(), key.as_bytes()].concat())
}

/// What somebody without an account hands in.
fn at_the_door(key: &str) -> Value {
    let mut body = intake(key);
    for member in ["channel", "external_ref"] {
        body.as_object_mut().unwrap().remove(member);
    }
    body
}
