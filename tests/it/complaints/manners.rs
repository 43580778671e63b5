//! What holds of every command: the version it rests on, whose case it is, and that it may be repeated.

use domain::access::Role;
use serde_json::{Value, json};
use tests::client::Answer;
use tests::database::Kind;

use super::desk::{Desk, GUANGZHOU, intake, sound, words};
use crate::support::on_both;

on_both!(
    a_command_rests_on_the_version_that_was_read,
    a_case_of_others_is_none,
    a_repeated_command_is_answered_as_the_first_time,
);

const NOW: &str = "2026-03-02T09:00:00+08:00";

/// Every command with a body that is well-formed.
fn commands() -> Vec<(&'static str, Value)> {
    vec![
        ("evaluations", sound()),
        ("acceptance", json!({})),
        ("rejection", json!({})),
        (
            "referral",
            json!({"name": "教育局", "reason": "培训合同纠纷"}),
        ),
        (
            "joining",
            json!({"target": "0190b6a0-7c00-7000-8000-000000000001"}),
        ),
        (
            "rejection-review",
            json!({"outcome": "upheld", "reason": "理由成立"}),
        ),
        (
            "withdrawal",
            json!({"by": "complainant", "reason": "已解决"}),
        ),
        ("conclusion", json!({"outcome": "partly"})),
        (
            "assignments",
            json!({"assignments": [{"department": GUANGZHOU}]}),
        ),
        (
            "material-shares",
            json!({"department": GUANGZHOU, "materials": ["statement"]}),
        ),
        (
            "guidance-answers",
            json!({"manner": "phone", "text": "已解释"}),
        ),
        (
            "reply-promises",
            json!({"manner": "phone", "promised_on": "2026-03-02"}),
        ),
        ("reports", json!({"finding": "partly", "text": "属实"})),
        (
            "consolidated-report",
            json!({"finding": "partly", "text": "属实"}),
        ),
        ("supervision-orders/1/answer", json!({"text": "已办理"})),
        ("corrections", json!({"urgent": true})),
        ("subject", json!({"subject": "替考"})),
        (
            "notice-deliveries",
            json!({"notice": 1, "manner": "post", "on": "2026-03-02"}),
        ),
    ]
}

fn a_command_rests_on_the_version_that_was_read(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let lead = desk.lead();
    let id = desk.examined();
    let before = desk.read(&lead, &id).good();
    for (step, body) in commands() {
        let method = if step == "subject" { "PUT" } else { "POST" };
        let call = || {
            let call = desk
                .server
                .call(method, &format!("/api/v1/complaints/{id}/{step}"));
            call.token(&lead.token).json_text(body.to_string())
        };
        let _ = call().send().problem(428, "precondition_required");
        let _ = call()
            .header("If-Match", "*")
            .send()
            .problem(428, "precondition_required");
        let _ = call()
            .header("If-Match", "2")
            .send()
            .problem(400, "malformed_request");
        for stale in ["\"1\"", "\"3\"", "W/\"2\""] {
            let answer = call().header("If-Match", stale).send();
            let _ = answer.problem(412, "precondition_failed");
        }
        let _ = desk
            .server
            .call(method, &format!("/api/v1/complaints/{id}/{step}"))
            .token(&lead.token)
            .header("If-Match", "\"2\"")
            .json_text("{")
            .send()
            .problem(400, "malformed_json");
    }
    assert_eq!(desk.read(&lead, &id).good(), before);
}

/// An answer without what differs from request to request.
fn told(answer: &Answer) -> (u16, Value, Vec<(String, String)>) {
    let mut body = answer.json();
    body["trace_id"] = Value::Null;
    let mut headers: Vec<(String, String)> = answer
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .filter(|(name, _)| !matches!(name.as_str(), "x-request-id" | "date" | "traceparent"))
        .collect();
    headers.sort();
    (answer.status, body, headers)
}

fn a_case_of_others_is_none(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let id = desk.examined();
    let nowhere = "0190b6a0-7c00-7000-8000-000000000001";
    let strangers = [
        desk.server.actor(Role::CenterLead, "gd-440300"),
        // Sees the whole province, decides on its own cases only.
        desk.server.actor(Role::ProvinceLead, "gd-440000"),
        desk.server.actor(Role::Regulator, "jz-421000"),
    ];
    for stranger in &strangers {
        for (step, body) in commands() {
            let other = desk.give_on(stranger, 2, &id, step, &body);
            let _ = other.problem(404, "not_found");
            let none = desk.give_on(stranger, 2, nowhere, step, &body);
            assert_eq!(
                told(&other),
                told(&none),
                "{} {step}",
                stranger.organisation
            );
        }
    }
    for stranger in [&strangers[0], &strangers[2]] {
        let (other, none) = (desk.read(stranger, &id), desk.read(stranger, nowhere));
        let _ = other.problem(404, "not_found");
        assert_eq!(told(&other), told(&none));
    }
    for odd in ["none", "%00", "%F0%9F%98%80", "handovers"] {
        let _ = desk.read(&strangers[0], odd).problem(404, "not_found");
        let answer = desk.give_on(
            &strangers[0],
            1,
            odd,
            "conclusion",
            &json!({"outcome": "partly"}),
        );
        let _ = answer.problem(404, "not_found");
    }
    // A platform sees what it handed in, and no other platform does.
    let another = json!({
        "id": "test-platform-other", "kind": "platform", "regime": "gd",
        "name_zh": "另一平台", "name_en": "Another platform",
    });
    let created = desk.server.post_as(
        &desk.server.admin().token,
        "/api/v1/organisations",
        &another,
    );
    assert_eq!(created.status, 201, "{}", created.text());
    let other = desk.server.actor(Role::Platform, "test-platform-other");
    let body = json!({"by": "complainant", "reason": "已解决"});
    let (theirs, none) = (
        desk.give_on(&other, 2, &id, "withdrawal", &body),
        desk.give_on(&other, 2, nowhere, "withdrawal", &body),
    );
    assert_eq!(told(&theirs), told(&none));
}

fn a_repeated_command_is_answered_as_the_first_time(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let officer = desk.officer();
    let id = desk.examined();
    let send = |version: i64, step: &str, body: &Value| {
        let call = desk
            .server
            .call("POST", &format!("/api/v1/complaints/{id}/{step}"));
        call.token(&officer.token)
            .header("If-Match", &format!("\"{version}\""))
            .header("Idempotency-Key", "8e03978e-40d5-43e8-bc93-6894a57f9324")
            .json_text(body.to_string())
            .send()
    };
    let first = send(2, "acceptance", &json!({}));
    let case = first.good();
    assert_eq!(first.header("idempotency-replayed"), "");
    // The line failed, the client tries again: the same answer, and nothing happened twice.
    for _ in 0..3 {
        let again = send(2, "acceptance", &json!({}));
        assert_eq!(again.good(), case);
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(again.header("etag"), first.header("etag"));
    }
    assert_eq!(desk.read(&officer, &id).good()["version"], case["version"]);
    let other = json!({"officer": officer.client_id});
    let _ = send(2, "acceptance", &other).problem(422, "idempotency_key_reused");
    // A refusal is not kept: what was wrong may be put right under the same key.
    let version = case["version"].as_i64().unwrap();
    let _ = desk.server.handled(&officer, &id);
    let version = version + 2;
    let guided = json!({"outcome": "guided"});
    let _ = send(version, "conclusion", &guided).problem(409, "command_refused");
    let _ = send(version, "conclusion", &json!({"outcome": "partly"})).good();

    // Intake too.
    let submit = |body: &Value| {
        let call = desk
            .server
            .call("POST", "/api/v1/complaints")
            .token(&officer.token);
        call.header("Idempotency-Key", "intake-1")
            .json_text(body.to_string())
            .send()
    };
    let body = intake("19900000116");
    let (first, again) = (submit(&body), submit(&body));
    assert_eq!(first.status, 201, "{}", first.text());
    assert_eq!((again.status, again.json()), (201, first.json()));
    assert_eq!(
        again.header("location"),
        format!("/api/v1/complaints/{}", words(&first.json()["id"]))
    );
    let _ = submit(&intake("19900000217")).problem(422, "idempotency_key_reused");
}
