//! An officer's cases pass to another.

use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::Answer;
use tests::database::Kind;
use tests::json::with;

use super::desk::{Desk, GUANGZHOU, words};
use crate::support::on_both;

on_both!(
    all_open_cases_of_an_officer_pass_on,
    nobody_gets_a_case_who_may_not_handle_it,
);

const NOW: &str = "2026-03-02T09:00:00+08:00";

fn hand_over(desk: &Desk, who: &Actor, body: &Value) -> Answer {
    desk.server
        .post_as(&who.token, "/api/v1/complaints/handovers", body)
}

/// Another officer of Guangzhou.
fn colleague(desk: &Desk) -> String {
    client(desk, "complaint_officer", GUANGZHOU)
}

fn client(desk: &Desk, role: &str, organisation: &str) -> String {
    let request = json!({"name": "同事", "role": role, "organisation_id": organisation});
    let created = desk
        .server
        .post_as(&desk.server.admin().token, "/api/v1/clients", &request);
    assert_eq!(created.status, 201, "{}", created.text());
    words(&created.json()["client"]["id"])
}

fn all_open_cases_of_an_officer_pass_on(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, lead) = (desk.officer(), desk.lead());
    let to = colleague(&desk);
    let body = json!({"from_officer": officer.client_id, "to_officer": to, "reason": "岗位调整"});

    let faults = hand_over(&desk, &lead, &body).faults();
    assert_eq!(faults[0].0, "/from_officer");
    let closed = desk.rejected();
    let mut open = [desk.accepted(), desk.accepted(), desk.accepted()];
    open.sort();
    let concluded = desk.investigated();
    let _ = desk.done(
        &officer,
        &concluded,
        "conclusion",
        &json!({"outcome": "unverifiable"}),
    );
    let unassigned = desk.received();

    let _ = hand_over(&desk, &officer, &body).problem(403, "forbidden");
    // One at first, by name.
    let one = with(&body, "/case_ids", json!([open[1]]));
    let answer = hand_over(&desk, &lead, &one).good();
    assert_eq!(answer["cases"][0]["id"], open[1].as_str());
    assert_eq!(answer["cases"].as_array().unwrap().len(), 1);
    // It is no longer theirs: all or none.
    let two = with(&body, "/case_ids", json!([open[0], open[1]]));
    assert_eq!(hand_over(&desk, &lead, &two).faults()[0].0, "/case_ids/1");
    for other in [&closed, &concluded, &unassigned, &"none".to_owned()] {
        let named = with(&body, "/case_ids", json!([open[0], other]));
        assert_eq!(
            hand_over(&desk, &lead, &named).faults()[0].0,
            "/case_ids/1",
            "{other}"
        );
    }
    assert_eq!(
        desk.read(&lead, &open[0]).good()["officer"],
        officer.client_id.as_str()
    );

    // Then all that are left, once however often it is asked.
    let call = || {
        let call = desk.server.call("POST", "/api/v1/complaints/handovers");
        call.token(&lead.token)
            .header("Idempotency-Key", "handover-1")
            .json_text(body.to_string())
            .send()
    };
    let answer = call();
    let handed = answer.good();
    assert_eq!(handed["to_officer"], to.as_str());
    let ids: Vec<String> = handed["cases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| words(&c["id"]))
        .collect();
    assert_eq!(ids, [open[0].clone(), open[2].clone()]);
    let again = call();
    assert_eq!(again.good(), handed);
    assert_eq!(again.header("idempotency-replayed"), "true");
    for (id, told) in ids.iter().zip(handed["cases"].as_array().unwrap()) {
        let case = desk.read(&lead, id).good();
        assert_eq!(case["officer"], to.as_str());
        assert_eq!(case["version"], told["version"]);
        assert_eq!(case["acceptance"]["number"], told["number"]);
        let changed = desk.latest(id, "officer_changed");
        assert_eq!(
            changed,
            json!({"from": officer.client_id, "to": to, "reason": "岗位调整"})
        );
    }
    assert_eq!(
        desk.read(&lead, &concluded).good()["officer"],
        officer.client_id.as_str()
    );

    // From somebody who has left: who can act no more cannot keep cases either.
    let disabled = format!("/api/v1/clients/{to}/disable");
    let gone = desk
        .server
        .call("POST", &disabled)
        .token(&desk.server.admin().token)
        .send();
    assert_eq!(gone.status, 200, "{}", gone.text());
    let back = json!({"from_officer": to, "to_officer": officer.client_id, "reason": "离职"});
    assert_eq!(
        hand_over(&desk, &lead, &back).good()["cases"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    let same =
        json!({"from_officer": officer.client_id, "to_officer": officer.client_id, "reason": "无"});
    let problem = hand_over(&desk, &lead, &same).problem(409, "command_refused");
    assert_eq!(problem["refusal"], "same_officer");
}

fn nobody_gets_a_case_who_may_not_handle_it(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, lead) = (desk.officer(), desk.lead());
    let id = desk.accepted();
    let examined = desk.examined();
    let others = [
        "nobody".to_owned(),
        client(&desk, "intake", GUANGZHOU),
        client(&desk, "auditor", GUANGZHOU),
        client(&desk, "complaint_officer", "gd-440300"),
        desk.platform().client_id,
        desk.server.admin().client_id,
    ];
    for other in others {
        let body =
            json!({"from_officer": officer.client_id, "to_officer": other, "reason": "调整"});
        assert_eq!(
            hand_over(&desk, &lead, &body).faults()[0].0,
            "/to_officer",
            "{other}"
        );
        let body = json!({"officer": other});
        let faults = desk.give(&officer, &examined, "acceptance", &body).faults();
        assert_eq!(faults[0].0, "/officer", "{other}");
    }
    assert_eq!(
        desk.read(&lead, &id).good()["officer"],
        officer.client_id.as_str()
    );
    // The lead of another center has no business with it.
    let stranger = desk.server.actor(Role::CenterLead, "gd-440300");
    let body = json!({"from_officer": officer.client_id, "to_officer": stranger.client_id, "reason": "调整"});
    assert_eq!(
        hand_over(&desk, &stranger, &body).faults()[0].0,
        "/from_officer"
    );
    for body in [
        json!({}),
        json!({"from_officer": officer.client_id, "to_officer": lead.client_id, "reason": " "}),
        json!({"from_officer": officer.client_id, "to_officer": lead.client_id, "reason": "调整", "case_ids": []}),
        json!({"from_officer": officer.client_id, "to_officer": lead.client_id, "reason": "调整", "case_ids": [id, id]}),
    ] {
        let _ = hand_over(&desk, &lead, &body).faults();
    }
    // Staff of a complaint office that the center set up are its own.
    let office = json!({
        "id": "gd-440100-office", "kind": "complaint_office", "parent_id": GUANGZHOU,
        "name_zh": "质量投诉举报科", "name_en": "Complaint office",
    });
    let created = desk
        .server
        .post_as(&desk.server.admin().token, "/api/v1/organisations", &office);
    assert_eq!(created.status, 201, "{}", created.text());
    let to = client(&desk, "complaint_officer", "gd-440100-office");
    let case = desk.done(&officer, &examined, "acceptance", &json!({"officer": to}));
    assert_eq!(case["officer"], to.as_str());
}
