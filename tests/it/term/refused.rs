//! What is refused, to whom, and when.

use domain::access::Role;
use serde_json::{Value, json};
use tests::database::Kind;

use super::{accepted, archived, at, concluded};
use crate::complaints::desk::{Desk, GUANGZHOU};
use crate::support::on_both;

on_both!(
    stale_versions_wrong_states_and_wrong_roles_are_refused,
    what_the_rules_say_is_told_with_code_member_and_provision,
    whoever_misspells_is_told_all_faults,
);

/// Each command: its step, a good body, a state it is not given in, and whether officers may give it.
fn commands() -> [(&'static str, Value, &'static str, bool); 7] {
    let day = "2026-02-10";
    [
        (
            "extension",
            json!({"reason": "complex", "to_working_days": 30, "text": "疑难"}),
            "concluded",
            false,
        ),
        (
            "delay-explanations",
            json!({"cause": "other", "manner": "phone", "text": "等待"}),
            "concluded",
            true,
        ),
        (
            "measures/1/execution",
            json!({"on": day, "text": "已办"}),
            "accepted",
            true,
        ),
        (
            "feedback",
            json!({"manner": "phone", "on": day}),
            "accepted",
            true,
        ),
        ("archive", json!({}), "accepted", true),
        (
            "erasure-proposal",
            json!({"reason": "期满"}),
            "concluded",
            true,
        ),
        ("erasure", json!({"confirm": true}), "concluded", true),
    ]
}

fn stale_versions_wrong_states_and_wrong_roles_are_refused(kind: Kind) {
    let desk = Desk::at(kind, &at("2026-03-02"));
    let (officer, lead) = (desk.officer(), desk.lead());
    let stranger = desk.server.actor(Role::CenterLead, "gd-440300");
    let never = [
        desk.platform(),
        desk.server.any(Role::Auditor),
        desk.server.actor(Role::Intake, GUANGZHOU),
        desk.server.admin(),
    ];
    let open = desk.accepted();
    let closed = concluded(&desk, false);
    for (step, body, state, officers) in commands() {
        let id = if state == "concluded" { &closed } else { &open };
        let version = desk.read(&lead, id).good()["version"].as_i64().unwrap();
        let _ = desk
            .give_on(&lead, version - 1, id, step, &body)
            .problem(412, "precondition_failed");
        let problem = desk
            .give_on(&lead, version, id, step, &body)
            .problem(409, "wrong_state");
        assert_eq!(problem["refusal"], "wrong_state", "{step}");
        // Another center's lead is told nothing, not even that there is such a case.
        let _ = desk
            .give_on(&stranger, version, id, step, &body)
            .problem(404, "not_found");
        for who in &never {
            let _ = desk
                .give_on(who, version, id, step, &body)
                .problem(403, "forbidden");
        }
        let by_officer = desk.give_on(&officer, version, id, step, &body);
        let expected = if officers { 409 } else { 403 };
        assert_eq!(by_officer.status, expected, "{step}: {}", by_officer.text());
        let unknown = desk
            .server
            .call("POST", &format!("/api/v1/complaints/{id}/{step}?x=1"));
        let answer = unknown
            .token(&lead.token)
            .header("If-Match", &format!("\"{version}\""))
            .json_text(body.to_string())
            .send();
        assert_eq!(answer.status, 400, "{step}");
    }
    let number = desk.give(
        &officer,
        &closed,
        "measures/x/execution",
        &json!({"on": "2026-03-02", "text": "已办"}),
    );
    let _ = number.problem(404, "not_found");
}

fn what_the_rules_say_is_told_with_code_member_and_provision(kind: Kind) {
    let desk = Desk::at(kind, &at("2026-02-10"));
    let (officer, lead) = (desk.officer(), desk.lead());
    let extension =
        |to: u32| json!({"reason": "complex", "to_working_days": to, "text": "案情复杂"});
    let told = |manner: &str| json!({"cause": "other", "manner": manner, "text": "等待"});
    let fed = |manner: &str, on: &str| json!({"manner": manner, "on": on});
    let done = |on: &str| json!({"on": on, "text": "已办"});
    let article = |number: u8| json!(format!("gd-complaints/art{number}"));

    let open = accepted(&desk);
    // Day, who, step, body; the refusal, its provision, the member at fault. All of an accepted case.
    for (day, who, step, body, refusal, provision, member) in [
        (
            "2026-03-16",
            &lead,
            "extension",
            extension(20),
            "extension_out_of_range",
            article(18),
            Some("/to_working_days"),
        ),
        (
            "2026-03-16",
            &lead,
            "extension",
            extension(46),
            "extension_out_of_range",
            article(18),
            Some("/to_working_days"),
        ),
        (
            "2026-03-16",
            &officer,
            "delay-explanations",
            told("receipt_code"),
            "manner_not_possible",
            Value::Null,
            Some("/manner"),
        ),
        (
            "2026-03-17",
            &lead,
            "extension",
            extension(30),
            "limit_over",
            article(18),
            None,
        ),
        (
            "2026-03-17",
            &officer,
            "delay-explanations",
            told("phone"),
            "limit_over",
            article(18),
            None,
        ),
    ] {
        desk.put_clock(&at(day));
        let problem = desk.refused(who, &open, step, &body, refusal);
        assert_eq!(problem["legal_basis"], provision, "{day} {step}");
        let pointers: Vec<&str> = problem["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["pointer"].as_str().unwrap())
            .collect();
        assert_eq!(
            pointers,
            member.into_iter().collect::<Vec<_>>(),
            "{day} {step}"
        );
    }
    desk.put_clock(&at("2026-03-02"));
    let ended = concluded(&desk, false);
    desk.put_clock(&at("2026-03-04"));
    for (step, body, refusal) in [
        ("archive", json!({}), "feedback_owed"),
        (
            "feedback",
            fed("receipt_code", "2026-03-03"),
            "manner_not_possible",
        ),
        ("feedback", fed("phone", "2026-03-01"), "before_conclusion"),
        (
            "measures/1/execution",
            done("2026-03-01"),
            "before_conclusion",
        ),
        (
            "measures/2/execution",
            done("2026-03-03"),
            "unknown_measure",
        ),
        (
            "measures/0/execution",
            done("2026-03-03"),
            "unknown_measure",
        ),
    ] {
        let _ = desk.refused(&officer, &ended, step, &body, refusal);
    }
    for (step, body) in [
        ("feedback", fed("phone", "2026-03-05")),
        ("measures/1/execution", done("2026-03-05")),
    ] {
        let faults = desk.give(&officer, &ended, step, &body).faults();
        assert_eq!(faults[0].0, "/on", "{step}");
    }
    desk.done(&officer, &ended, "feedback", &fed("platform", "2026-03-03"));
    let _ = desk.refused(
        &officer,
        &ended,
        "archive",
        &json!({}),
        "measure_outstanding",
    );
    let kept = archived(&desk);
    for step in [
        "rejection-review",
        "notice-deliveries",
        "feedback",
        "archive",
    ] {
        let body = match step {
            "rejection-review" => json!({"outcome": "upheld", "reason": "复核"}),
            "notice-deliveries" => json!({"notice": 1, "manner": "post", "on": "2026-03-04"}),
            "feedback" => fed("phone", "2026-03-04"),
            _ => json!({}),
        };
        let _ = desk
            .give(&lead, &kept, step, &body)
            .problem(409, "wrong_state");
    }
}

fn whoever_misspells_is_told_all_faults(kind: Kind) {
    let desk = Desk::at(kind, &at("2026-03-02"));
    let (officer, lead) = (desk.officer(), desk.lead());
    let id = desk.accepted();
    for (who, step, body, expected) in [
        (
            &lead,
            "extension",
            json!({"reason": "tired", "to_working_days": -1}),
            vec!["/reason", "/to_working_days", "/text"],
        ),
        (
            &officer,
            "delay-explanations",
            json!({"cause": 1, "manner": "carrier_pigeon", "text": " "}),
            vec!["/cause", "/manner", "/text"],
        ),
        (
            &officer,
            "measures/1/execution",
            json!({"on": "2026-02-30"}),
            vec!["/on", "/text"],
        ),
        (&officer, "feedback", json!({}), vec!["/manner", "/on"]),
        (
            &officer,
            "archive",
            json!({"place": "", "shelf": 1}),
            vec!["/place", "/shelf"],
        ),
        (
            &officer,
            "erasure-proposal",
            json!({"reason": null}),
            vec!["/reason"],
        ),
        (
            &officer,
            "erasure",
            json!({"confirm": false}),
            vec!["/confirm"],
        ),
    ] {
        let mut found: Vec<String> = desk
            .give(who, &id, step, &body)
            .faults()
            .into_iter()
            .map(|(pointer, _)| pointer)
            .collect();
        found.sort_unstable();
        let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        expected.sort_unstable();
        assert_eq!(found, expected, "{step}");
    }
}
