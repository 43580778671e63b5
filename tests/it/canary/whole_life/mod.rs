//! Everything that can be done with cases, from the public's door to the erasure: what is sealed comes out in the answers
//! to disclosures and downloads and nowhere else. An operation on cases that is not gone through here fails the test.

mod cases;
mod outward;

use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::Answer;
use tests::database::Kind;
use tests::openapi::Operation;
use tests::server::Server;

use super::needles::Needles;
use super::person::{Person, id_number, intake, person};
use super::places;
use super::watched::{Watched, control};
use crate::load::cases::{CENTER, path};
use crate::openapi::spec;
use crate::support::on_both;

on_both!(no_operation_on_cases_tells_what_is_sealed);

/// A day at work, the first of the next month, and the day after the last of the retention.
const NOW: &str = "2026-11-23T09:00:00+08:00";
const TODAY: &str = "2026-11-23";
const NEXT_MONTH: &str = "2026-12-01T09:00:00+08:00";
const RETENTION_OVER: &str = "2036-12-02T09:00:00+08:00";

/// The tags of what is done with cases and what is made of them.
const TAGS: [&str; 4] = ["complaints", "circulars", "periodic reports", "public"];

/// What nobody must find: each text is drawn once.
struct Secrets(Vec<String>);

impl Secrets {
    /// A new one, with words around it: half of a text is a leak too.
    fn text(&mut self) -> String {
        let text = format!("朱鹮{:03}归巢", self.0.len() * 7 + 211);
        self.0.push(text.clone());
        format!("经查，{text}，特此说明。")
    }

    /// One that can stand in a header.
    fn word(&mut self) -> String {
        let word = format!("ibis-{:03}-nest", self.0.len() * 7 + 211);
        self.0.push(word.clone());
        word
    }
}

/// Whoever acts, on what.
struct Life<'a> {
    watched: Watched<'a>,
    secrets: Secrets,
    officer: Actor,
    lead: Actor,
    province: Actor,
    platform: Actor,
    handler: Actor,
    intake: Actor,
}

impl Life<'_> {
    fn put_clock(&self, now: &str) {
        let server = self.watched.server;
        let call = server
            .call("PUT", "/api/v1/sandbox/clock")
            .token(&server.admin().token);
        let put = call.json_text(json!({"now": now}).to_string()).send();
        assert_eq!(put.status, 200, "{}", put.text());
    }

    /// A case as the province reads it.
    fn case(&self, id: &str) -> Value {
        let path = format!("/api/v1/complaints/{id}");
        self.watched
            .server
            .get_as(&self.province.token, &path)
            .good()
    }

    /// A command: once with a member too many, once on a stale version, then as it should be; the case as it is then.
    fn order(&mut self, who: &Actor, id: &str, command: &str, body: &Value) -> Value {
        let version = self.case(id)["version"].as_i64().unwrap();
        let mut unknown = body.clone();
        unknown["no_such_member"] = json!(self.secrets.text());
        let refused = self.watched.order(who, id, command, version, &unknown);
        assert_eq!(refused.status, 422, "{command}: {}", refused.text());
        let stale = self.watched.order(who, id, command, version + 9, body);
        let _ = stale.problem(412, "precondition_failed");
        let done = self.watched.order(who, id, command, version, body);
        assert_eq!(done.status, 200, "{command}: {}", done.text());
        done.json()
    }

    /// Something that shows what is sealed, with its text.
    fn shown(&mut self, who: &Actor, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let call = self.watched.server.call(method, path).token(&who.token);
        match body {
            Some(body) => self
                .watched
                .shown(method, path, call.json_text(body.to_string())),
            None => self.watched.shown(method, path, call),
        }
    }
}

fn no_operation_on_cases_tells_what_is_sealed(kind: Kind) {
    let server = Server::builder(kind)
        .env("RUST_LOG", "trace")
        .env("JIANDU_SANDBOX", "true")
        .start();
    let people = [
        ("金丝雀", "19900170325", "44010619850317032"),
        ("画眉鸟", "19900270426", "44010619860418043"),
        ("百灵鸟", "19900370527", "44010619870519054"),
    ]
    .map(|(mark, phone, number)| person(mark, phone, &id_number(number)));
    let mut life = Life {
        watched: Watched::new(&server),
        secrets: Secrets(people.iter().flat_map(|who| who.secrets.clone()).collect()),
        officer: server.actor(Role::ComplaintOfficer, CENTER),
        lead: server.actor(Role::CenterLead, CENTER),
        province: server.any(Role::ProvinceLead),
        platform: server.any(Role::Platform),
        handler: server.any(Role::Handler),
        intake: server.actor(Role::Intake, CENTER),
    };
    life.put_clock(NOW);

    let from_the_door = outward::at_the_door(&mut life, &people[0]);
    let other = cases::not_accepted(&mut life, &people[2]);
    let investigated = cases::investigated(&mut life, &people[1], &other);
    let guided = cases::guided(&mut life, &people[2]);
    cases::opened(&mut life, &investigated);
    let ids = [&from_the_door, &other, &investigated, &guided].map(String::as_str);
    read_by_all(&mut life, &ids);
    outward::made_public(&mut life, &investigated, &people[1]);
    life.put_clock(NEXT_MONTH);
    outward::reported_by_month(&mut life);
    life.put_clock(RETENTION_OVER);
    let (officer, lead) = (life.officer.clone(), life.lead.clone());
    let why = json!({"reason": "保存期限已满"});
    let _ = life.order(&officer, &investigated, "erasure-proposal", &why);
    let yes = json!({"confirm": true});
    let _ = life.order(&lead, &investigated, "erasure", &yes);
    read_by_all(&mut life, &ids);
    let metrics = life.watched.keep("metrics", server.call("GET", "/metrics"));
    assert_eq!(metrics.status, 200);

    let mut operations = spec().operations();
    operations.retain(is_on_cases);
    // One institution, draw or inspection is read in the tests of those; none is made here.
    operations.retain(|operation| {
        let of_one = |what: &str| {
            operation
                .path
                .starts_with(&format!("/api/v1/public/{what}/{{"))
        };
        !["institutions", "draws", "inspections"]
            .into_iter()
            .any(of_one)
    });
    assert!(operations.len() >= 80, "{}", operations.len());
    assert_eq!(life.watched.untouched(&operations), Vec::<&str>::new());
    let (needles, control) = (Needles::new(&life.secrets.0), control());
    life.watched.nothing_came_back(&needles, &control);
    places::search(server, &needles, &control);
}

fn is_on_cases(operation: &Operation) -> bool {
    let tags = operation.object["tags"].as_array().unwrap();
    TAGS.iter().any(|tag| tags.contains(&json!(tag)))
}

fn read_by_all(life: &mut Life<'_>, ids: &[&str]) {
    let server = life.watched.server;
    let auditor = server.any(Role::Auditor);
    let everybody = [
        &life.officer,
        &life.lead,
        &life.province,
        &life.platform,
        &life.handler,
        &life.intake,
        &auditor,
        &server.admin(),
    ]
    .map(Clone::clone);
    for actor in &everybody {
        life.watched.read_all(actor, ids);
    }
}

/// A complaint of somebody that the center has to answer; its id.
fn taken_down(life: &mut Life<'_>, who: &Actor, body: &Value) -> String {
    let answer = life.watched.post(who, "/api/v1/complaints", body);
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// What somebody complains of by the web.
fn by_web(who: &Person) -> Value {
    let mut body = intake(who);
    body["channel"] = "web".into();
    body.as_object_mut().unwrap().remove("first_receiver");
    body
}

/// The path of a part of a case.
fn part(id: &str, part: &str) -> String {
    path(id, part)
}
