//! The timeline: what happened, who did it, and the chain that anyone can check.

use domain::access::Role;
use serde_json::{Value, json};
use tests::database::Kind;

use super::MONDAY;
use crate::complaints::desk::{Desk, words};
use crate::support::on_both;

on_both!(
    everything_is_told_in_order_and_the_chain_holds,
    a_platform_is_told_of_the_center_only,
    pages_lead_through_both_streams,
);

fn unhex(text: &str) -> [u8; 32] {
    let bytes: Vec<u8> = (0..32)
        .map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap())
        .collect();
    bytes.try_into().unwrap()
}

fn everything_is_told_in_order_and_the_chain_holds(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let officer = desk.officer();
    let id = desk.investigated();
    desk.done(
        &officer,
        &id,
        "conclusion",
        &json!({"outcome": "substantiated", "measures": []}),
    );
    let page = desk.part(&officer, &id, "timeline?payload=true").good();
    let items = page["items"].as_array().unwrap();
    let kinds: Vec<&str> = items.iter().map(|e| e["kind"].as_str().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "complaint_received",
            "complaint_evaluated",
            "complaint_accepted",
            "notice_issued",
            "complaint_assigned",
            "investigation_reported",
            "complaint_concluded",
            "notice_issued"
        ]
    );
    let mut prev = [0; 32];
    for (index, event) in items.iter().enumerate() {
        assert_eq!(event["version"], json!(index + 1));
        assert_eq!(event["day"], "2026-03-02");
        assert_eq!(event["stream"], format!("complaint/{id}"));
        assert_eq!(unhex(event["prev_hash"].as_str().unwrap()), prev);
        let at = words(&event["recorded_at"]).parse::<chrono::DateTime<chrono::Utc>>();
        let payload = words(&event["payload"]);
        let hash = persistence::ledger::event_hash(
            &prev,
            event["stream"].as_str().unwrap(),
            event["version"].as_i64().unwrap(),
            event["kind"].as_str().unwrap(),
            &payload,
            event["actor"]["client_id"].as_str().unwrap(),
            at.unwrap().timestamp_micros(),
        );
        assert_eq!(unhex(event["hash"].as_str().unwrap()), hash);
        let recorded: Value = serde_json::from_str(&payload).unwrap();
        assert_eq!(recorded["data"], event["data"]);
        assert!(words(&event["sentence"]).ends_with('。'));
        prev = hash;
    }
    // What is sealed is nowhere in it.
    let text = page.to_string();
    for secret in ["覃玉莲", "19910000001", "班主任", "冲刺材料"] {
        assert!(!text.contains(secret), "{secret}");
    }
    let english = desk
        .server
        .call("GET", &format!("/api/v1/complaints/{id}/timeline"))
        .token(&officer.token)
        .language("en")
        .send()
        .good();
    assert_eq!(english["items"][6]["sentence"], "Concluded: substantiated.");
    assert_eq!(english["items"][0]["payload"], Value::Null);
    let none = desk.server.actor(Role::ComplaintOfficer, "gd-440300");
    let _ = desk.part(&none, &id, "timeline").problem(404, "not_found");
}

fn a_platform_is_told_of_the_center_only(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let (officer, platform) = (desk.officer(), desk.platform());
    let id = desk.accepted();
    let path = format!("/api/v1/complaints/{id}/identity-disclosures");
    let looked = desk
        .server
        .post_as(&officer.token, &path, &json!({"purpose": "电话核实"}));
    assert_eq!(looked.status, 200, "{}", looked.text());
    let page = desk.part(&platform, &id, "timeline?payload=true").good();
    let text = page.to_string();
    assert!(!text.contains(&officer.client_id), "{text}");
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 5);
    assert_eq!(items[0]["actor"]["client_id"], platform.client_id.as_str());
    for event in &items[1..] {
        assert_eq!(
            event["actor"],
            json!({"client_id": null, "organisation_id": "gd-440100"})
        );
        assert_eq!(event["payload"], Value::Null);
    }
    // It may not read evaluations, here neither.
    assert_eq!(items[1]["data"]["outcome"], "accept");
    assert!(items[1]["data"].get("evaluation").is_none());
    assert_eq!(items[4]["kind"], "identity_disclosed");
    assert!(!text.contains("电话核实"), "{text}");
}

fn pages_lead_through_both_streams(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let officer = desk.officer();
    let id = desk.examined();
    for purpose in ["一", "二", "三"] {
        let path = format!("/api/v1/complaints/{id}/statement-disclosures");
        let looked = desk
            .server
            .post_as(&officer.token, &path, &json!({"purpose": purpose}));
        assert_eq!(looked.status, 200);
    }
    desk.done(&officer, &id, "acceptance", &json!({}));
    let whole = desk.part(&officer, &id, "timeline?limit=100").good();
    let whole = whole["items"].as_array().unwrap().clone();
    assert_eq!(whole.len(), 7);
    for limit in [1, 2, 3, 7] {
        let mut found = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = desk
                .part(&officer, &id, &format!("timeline?limit={limit}{cursor}"))
                .good();
            found.extend(page["items"].as_array().unwrap().clone());
            let Some(next) = page["next"].as_str() else {
                break;
            };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(found, whole, "limit {limit}");
    }
    let other = desk.accepted();
    let page = desk.part(&officer, &id, "timeline?limit=1").good();
    let cursor = words(&page["next"]);
    let _ = desk
        .part(&officer, &other, &format!("timeline?cursor={cursor}"))
        .problem(400, "malformed_request");
}
