//! A case that is read again: nothing that was true at the first reading is told when it is so no longer.

use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::database::Kind;

use super::MONDAY;
use crate::complaints::desk::{Desk, GUANGZHOU, sound};
use crate::support::on_both;

on_both!(
    what_has_changed_is_told,
    what_turns_with_the_day_is_told,
    each_reader_is_told_their_own,
    whoever_lost_the_right_is_told_nothing,
);

fn what_has_changed_is_told(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let (officer, lead) = (desk.officer(), desk.lead());
    let id = desk.received();
    let first = desk.read(&officer, &id);
    let _ = desk.read(&lead, &id).good();
    assert_eq!(desk.read(&officer, &id).text(), first.text());
    assert_eq!(desk.read(&officer, &id).header("etag"), "\"1\"");
    desk.done(&officer, &id, "evaluations", &sound());
    for reader in [&officer, &lead] {
        let now = desk.read(reader, &id);
        assert_eq!(now.header("etag"), "\"2\"");
        assert_eq!(now.good()["evaluation"]["outcome"], "accept");
    }
    let known = desk
        .server
        .call("GET", &format!("/api/v1/complaints/{id}"))
        .token(&officer.token);
    assert_eq!(known.header("If-None-Match", "\"2\"").send().status, 304);
}

fn what_turns_with_the_day_is_told(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let officer = desk.officer();
    let id = desk.accepted();
    let department = desk.department("gd-440100-again", "再读部门");
    let order = json!({"assignments": [
        {"department": department.organisation, "part": "lead", "task": "调查核实。", "due_on": "2026-03-10"},
    ]});
    let _ = desk.done(&officer, &id, "assignments", &order);
    let before = desk.read(&officer, &id).good();
    assert_eq!(desk.read(&officer, &id).good(), before);
    desk.put_clock("2026-03-20T09:30:00+08:00");
    let after = desk.read(&officer, &id).good();
    let late = |case: &Value| {
        let duties = case["duties"].as_array().unwrap();
        duties.iter().any(|duty| duty["late"] == true)
    };
    assert!(!late(&before), "{before}");
    assert!(late(&after), "{after}");
}

fn each_reader_is_told_their_own(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let (officer, platform) = (desk.officer(), desk.platform());
    let id = desk.accepted();
    for _ in 0..2 {
        assert!(desk.read(&officer, &id).good()["officer"].is_string());
        assert!(desk.read(&platform, &id).good()["officer"].is_null());
        let english = desk
            .server
            .call("GET", &format!("/api/v1/complaints/{id}"))
            .token(&officer.token)
            .language("en")
            .send();
        assert_ne!(
            english.good()["state_name"],
            desk.read(&officer, &id).good()["state_name"]
        );
    }
    let elsewhere = desk.server.actor(Role::ComplaintOfficer, "gd-440300");
    let unknown = desk.read(&elsewhere, "0190b6a0-7c00-7000-8000-000000000001");
    let other = desk.read(&elsewhere, &id);
    assert_eq!(
        other.problem(404, "not_found")["title"],
        unknown.json()["title"]
    );
}

fn whoever_lost_the_right_is_told_nothing(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let id = desk.received();
    let officer = desk.server.actor(Role::CenterLead, GUANGZHOU);
    let _ = desk.read(&officer, &id).good();
    change(
        &desk,
        &officer,
        "\"1\"",
        &json!({"role": "complaint_officer"}),
    );
    let as_officer = desk.read(&officer, &id).good();
    assert_eq!(as_officer["id"], json!(id));
    change(
        &desk,
        &officer,
        "\"2\"",
        &json!({"organisation_id": "gd-440300"}),
    );
    let _ = desk.read(&officer, &id).problem(404, "not_found");
    change(
        &desk,
        &officer,
        "\"3\"",
        &json!({"organisation_id": GUANGZHOU}),
    );
    let _ = desk.read(&officer, &id).good();
    let path = format!("/api/v1/clients/{}/disable", officer.client_id);
    let admin = desk.server.admin();
    let _ = desk.server.post_as(&admin.token, &path, &json!({})).good();
    let _ = desk.read(&officer, &id).problem(401, "unauthorized");
}

fn change(desk: &Desk, client: &Actor, tag: &str, body: &Value) {
    let path = format!("/api/v1/clients/{}", client.client_id);
    let admin = desk.server.admin();
    let call = desk.server.call("PATCH", &path).token(&admin.token);
    let _ = call
        .header("If-Match", tag)
        .json_text(body.to_string())
        .send()
        .good();
}
