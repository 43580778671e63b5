//! A request with an Idempotency-Key happens once, however often and however many times at once it is sent.

use domain::access::Role;
use serde_json::json;
use tests::client::Answer;
use tests::database::Kind;
use tests::server::Server;

use super::cases::{
    CENTER, admissible, assert_sound, evaluated, intake, order, path, rows, running_number, text,
    version,
};
use super::race::at_once;
use crate::support::on_both;

on_both!(
    one_submission_sent_many_times_at_once_is_one,
    one_acceptance_sent_many_times_at_once_is_one,
    a_key_is_bound_to_its_request,
);

const TIMES: usize = 50;

/// That they are one answer: all alike, and all but one say that they are repetitions.
fn assert_one(answers: &[Answer]) {
    for answer in answers {
        assert_eq!(answer.status, answers[0].status, "{}", answer.text());
        assert_eq!(answer.body, answers[0].body);
        for header in ["etag", "location", "content-type", "cache-control"] {
            assert_eq!(answer.header(header), answers[0].header(header));
        }
    }
    let first = answers
        .iter()
        .filter(|answer| answer.header("idempotency-replayed").is_empty());
    assert_eq!(first.count(), 1);
}

fn one_submission_sent_many_times_at_once_is_one(kind: Kind) {
    let server = Server::builder(kind).start();
    let officer = server.actor(Role::ComplaintOfficer, CENTER);
    // Without a reference of the client's own: nothing but the key tells them apart.
    let mut body = intake("same");
    body.as_object_mut().unwrap().remove("external_ref");
    let submit = |_| {
        let call = server.call("POST", "/api/v1/complaints");
        call.token(&officer.token)
            .header("Idempotency-Key", "the-same")
            .json_text(body.to_string())
            .send()
    };
    let answers = at_once(TIMES, submit);
    assert_eq!(answers[0].status, 201, "{}", answers[0].text());
    assert_one(&answers);
    let rows = rows(&server.database);
    assert_eq!(rows["complaints"].len(), 1);
    assert_eq!(rows["sealed_items"].len(), 2);
    assert_eq!(rows["case_keys"].len(), 1);
    assert_sound(&server.database);
}

fn one_acceptance_sent_many_times_at_once_is_one(kind: Kind) {
    let server = Server::builder(kind).start();
    let officer = server.actor(Role::ComplaintOfficer, CENTER);
    let id = evaluated(&server, &officer.token, "once");
    let accept = |_| {
        order(
            &server,
            &officer.token,
            &path(&id, "acceptance"),
            2,
            &json!({}),
        )
        .header("Idempotency-Key", "accept-once")
        .send()
    };
    let answers = at_once(TIMES, accept);
    assert_eq!(running_number(&answers[0].good()), 1);
    assert_one(&answers);
    // Repeated once more after the case has moved on: the first answer, not that of today.
    let _ = server.handled(&officer, &id);
    let body = json!({"outcome": "partly"});
    let concluded = order(&server, &officer.token, &path(&id, "conclusion"), 6, &body).send();
    assert_eq!(version(&concluded), 8, "{}", concluded.text());
    let late = accept(0);
    assert_eq!(late.body, answers[0].body);
    assert_eq!(late.header("idempotency-replayed"), "true");
    let next = evaluated(&server, &officer.token, "next");
    let next = order(
        &server,
        &officer.token,
        &path(&next, "acceptance"),
        2,
        &json!({}),
    )
    .send();
    assert_eq!(running_number(&next.good()), 2);
    assert_sound(&server.database);
}

fn a_key_is_bound_to_its_request(kind: Kind) {
    let server = Server::builder(kind).start();
    let [one, other] =
        [Role::ComplaintOfficer, Role::CenterLead].map(|role| server.actor(role, CENTER));
    let send = |token: &str, path: &str, version: Option<&str>, body: &serde_json::Value| {
        let mut call = server.call("POST", path).token(token);
        if let Some(version) = version {
            call = call.header("If-Match", version);
        }
        call.header("Idempotency-Key", "bound")
            .json_text(body.to_string())
            .send()
    };
    let submit = |token: &str, mark: &str| send(token, "/api/v1/complaints", None, &intake(mark));
    let first = submit(&one.token, "one");
    assert_eq!(first.status, 201, "{}", first.text());
    // The same key with another body is a mistake of the client's, and has no effect.
    let _ = submit(&one.token, "two").problem(422, "idempotency_key_reused");
    // Of another client or another operation it is another key.
    assert_eq!(submit(&other.token, "three").status, 201);
    let id = text(&first.json()["id"]);
    let evaluated = send(
        &one.token,
        &path(&id, "evaluations"),
        Some("\"1\""),
        &admissible(),
    );
    assert_eq!(version(&evaluated), 2, "{}", evaluated.text());
    assert_eq!(rows(&server.database)["complaints"].len(), 2);
    // A request that was refused has no effect to be remembered: it may be put right under its key.
    let wrong = send(
        &other.token,
        &path(&id, "acceptance"),
        Some("\"1\""),
        &json!({}),
    );
    let _ = wrong.problem(412, "precondition_failed");
    let right = send(
        &other.token,
        &path(&id, "acceptance"),
        Some("\"2\""),
        &json!({}),
    );
    assert_eq!(running_number(&right.good()), 1);
    for key in ["", " ", "a b", "a\tb", &"k".repeat(201)] {
        let call = server.call("POST", "/api/v1/complaints").token(&one.token);
        let call = call.header("Idempotency-Key", key);
        let answer = call.json_text(intake("bad-key").to_string()).send();
        let _ = answer.problem(400, "malformed_request");
    }
    assert_sound(&server.database);
}
