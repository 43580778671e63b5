//! A server of which every answer is kept, and what was gone through there.

use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::{Answer, Request};
use tests::openapi::Operation;
use tests::server::Server;

use super::needles::Needles;
use super::person::CONTROL;
use crate::load::cases::{order, path};

/// A server, and all it answered.
pub struct Watched<'a> {
    pub server: &'a Server,
    pub answers: Vec<(String, Answer)>,
    /// What was done with success, by method and path.
    done: Vec<(String, String)>,
}

impl<'a> Watched<'a> {
    pub fn new(server: &'a Server) -> Self {
        Self {
            server,
            answers: Vec::new(),
            done: Vec::new(),
        }
    }

    /// Sends something of which nothing may come back.
    pub fn keep(&mut self, what: &str, call: Request<'_>) -> Answer {
        let answer = call.send();
        self.answers.push((what.to_owned(), answer.clone()));
        answer
    }

    /// The same, and remembers that it was done if it was.
    pub fn made(&mut self, method: &str, path: &str, call: Request<'_>) -> Answer {
        let answer = self.keep(&format!("{method} {path}"), call);
        self.note(method, path, &answer);
        answer
    }

    /// Sends something that must show what is sealed: so its answer is not kept.
    pub fn shown(&mut self, method: &str, path: &str, call: Request<'_>) -> Answer {
        let answer = call.send();
        assert!(
            answer.status < 300,
            "{path}: {} {}",
            answer.status,
            answer.text()
        );
        self.note(method, path, &answer);
        answer
    }

    fn note(&mut self, method: &str, path: &str, answer: &Answer) {
        if (200..300).contains(&answer.status) {
            let path = path.split('?').next().unwrap();
            self.done.push((method.to_owned(), path.to_owned()));
        }
    }

    pub fn post(&mut self, actor: &Actor, path: &str, body: &Value) -> Answer {
        let call = self.server.call("POST", path).token(&actor.token);
        self.made("POST", path, call.json_text(body.to_string()))
    }

    pub fn get(&mut self, actor: &Actor, path: &str) -> Answer {
        let call = self.server.call("GET", path).token(&actor.token);
        self.made("GET", path, call)
    }

    pub fn order(
        &mut self,
        actor: &Actor,
        id: &str,
        command: &str,
        at: i64,
        body: &Value,
    ) -> Answer {
        let (server, path) = (self.server, path(id, command));
        let call = order(server, &actor.token, &path, at, body);
        self.made("POST", &path, call)
    }

    /// Everything there is to read about cases, whether this actor may or not.
    pub fn read_all(&mut self, actor: &Actor, ids: &[&str]) {
        for list in [
            "complaints",
            "complaints/work-queue",
            "complaints/departures",
            "complaints/counts",
            "complaints/state-machine",
            "complaints/clock-events",
            "complaints/outstanding",
            "complaints/steps?step=accepted&from=2026-01-01&to=2026-12-31",
            "circulars",
            "periodic-reports",
            "public/circulars",
            "public/statements",
            "public/institutions",
            "public/sanctions",
            "public/abnormal-list",
            "public/bad-credit-list",
            "public/bans",
            "public/credit-grades",
            "public/evaluations",
            "public/draws",
            "public/inspections",
            "jobs",
            "me",
        ] {
            let _ = self.get(actor, &format!("/api/v1/{list}"));
        }
        for id in ids {
            for part in [
                "",
                "/timeline",
                "/timeline?payload=true",
                "/clock",
                "/evaluations",
                "/evaluations/1",
                "/notices",
                "/disclosures",
                "/materials",
                "/attachments",
                "/similar-cases",
                "/institution-link",
            ] {
                let _ = self.get(actor, &format!("/api/v1/complaints/{id}{part}"));
            }
            for accept in ["application/json", "text/html", "*/*"] {
                let path = path(id, "notices/1");
                let call = self.server.call("GET", &path).token(&actor.token);
                let _ = self.made("GET", &path, call.header("Accept", accept));
            }
            let _ = self.post(actor, &path(id, "evaluations/1/replay"), &json!({}));
            let server = self.server;
            let call = server
                .call("GET", &format!("/api/v1/complaints/{id}"))
                .language("en");
            let _ = self.keep("in English", call.token(&actor.token));
        }
    }

    /// Of these operations, those that were not done here.
    pub fn untouched<'o>(&self, operations: &'o [Operation]) -> Vec<&'o str> {
        let fits = |operation: &Operation, (method, path): &(String, String)| {
            let segments = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
            let (template, path) = (segments(&operation.path), segments(path));
            *method == operation.method
                && template.len() == path.len()
                && template
                    .iter()
                    .zip(&path)
                    .all(|(place, part)| place.starts_with('{') || place == part)
        };
        let not_done = |operation: &&Operation| !self.done.iter().any(|done| fits(operation, done));
        operations
            .iter()
            .filter(not_done)
            .map(Operation::id)
            .collect()
    }

    /// That nothing of it stands in any answer, while what is not sealed stands in many.
    pub fn nothing_came_back(&self, needles: &Needles, control: &Needles) {
        assert!(self.answers.len() > 100);
        let mut shown = 0;
        for (what, answer) in &self.answers {
            needles.absent(what, &answer.body);
            needles.absent(what, format!("{:?}", answer.headers).as_bytes());
            shown += usize::from(control.find(&answer.body).is_some());
        }
        assert!(shown > 20, "the control is shown {shown} times");
    }
}

/// What stands unsealed.
pub fn control() -> Needles {
    Needles::new(&[CONTROL.to_owned()])
}
