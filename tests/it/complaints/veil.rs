//! What a platform sees of a case it handed in: where it stands, not which of the center's staff did what and why.

use serde_json::{Value, json};
use tests::database::Kind;

use super::desk::{Desk, sound};
use crate::support::on_both;

on_both!(the_centers_own_business_is_not_the_platforms);

fn the_centers_own_business_is_not_the_platforms(kind: Kind) {
    let desk = Desk::at(kind, "2026-03-02T09:00:00+08:00");
    let officer = desk.officer();
    let id = desk.received();
    let subject = json!({"subject": "（示例）替考"});
    let _ = desk.done(&officer, &id, "subject", &subject);
    let _ = desk.done(&officer, &id, "evaluations", &sound());
    let accepted = desk.done(&officer, &id, "acceptance", &json!({}));
    assert_eq!(accepted["officer"], officer.client_id.as_str());
    assert_eq!(accepted["evaluation"]["outcome"], "accept");

    let seen = desk.read(&desk.platform(), &id).good();
    assert_eq!(seen["state"], "accepted");
    assert_eq!(
        seen["acceptance"]["number"],
        accepted["acceptance"]["number"]
    );
    assert_eq!(seen["due_on"], accepted["due_on"]);
    assert_eq!(seen["acceptance"]["decided_by"], "gd-440100");
    for hidden in ["officer", "evaluation", "subject"] {
        assert_eq!(seen[hidden], Value::Null, "{hidden}");
    }
    let told = seen.to_string();
    assert!(!told.contains(&officer.client_id), "{told}");
    assert!(!told.contains("替考"), "{told}");

    // Nor do lists and the timeline tell it.
    let platform = desk.platform();
    let get = |path: &str| desk.server.call("GET", path).token(&platform.token).send();
    let list = get("/api/v1/complaints").good();
    assert_eq!(list["items"][0]["id"], id.as_str());
    assert_eq!(list["items"][0]["subject"], Value::Null);
    assert_eq!(list["items"][0]["officer"], Value::Null);
    let query = "/api/v1/complaints?q=%E6%9B%BF%E8%80%83";
    assert_eq!(get(query).good()["items"], json!([]));
    let own = desk.server.call("GET", query).token(&officer.token).send();
    assert_eq!(own.good()["items"][0]["id"], id.as_str());
    let by_officer = format!("/api/v1/complaints?officer={}", officer.client_id);
    let _ = get(&by_officer).problem(400, "malformed_request");
    let told = get(&format!("/api/v1/complaints/{id}/timeline"))
        .good()
        .to_string();
    assert!(!told.contains("替考"), "{told}");
    let unknown = format!("/api/v1/complaints/{id}/conclusion?dry_run=true");
    let body = json!({"outcome": "substantiated", "measures": []});
    let _ = desk
        .server
        .post_as(&officer.token, &unknown, &body)
        .problem(400, "malformed_request");
}
