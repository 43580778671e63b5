//! What is sealed, opened for a purpose and on record.

use domain::access::Role;
use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::Answer;
use tests::database::Kind;

use super::MONDAY;
use crate::complaints::desk::{Desk, intake};
use crate::support::on_both;

on_both!(
    a_look_needs_a_purpose_and_is_on_record,
    an_anonymous_complaint_has_no_identity,
);

fn look(desk: &Desk, who: &Actor, id: &str, what: &str, body: &Value) -> Answer {
    let path = format!("/api/v1/complaints/{id}/{what}-disclosures");
    desk.server.post_as(&who.token, &path, body)
}

fn a_look_needs_a_purpose_and_is_on_record(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let (officer, lead) = (desk.officer(), desk.lead());
    let id = desk.examined();
    let before = desk.read(&officer, &id);
    for bad in [
        json!({}),
        json!({"purpose": "  "}),
        json!({"purpose": 1}),
        json!({"purpose": "一\n二"}),
    ] {
        let _ = look(&desk, &officer, &id, "identity", &bad).problem(422, "invalid_facts");
    }
    let seen = look(
        &desk,
        &officer,
        &id,
        "identity",
        &json!({"purpose": "电话核实"}),
    );
    assert_eq!(seen.header("cache-control"), "no-store");
    let seen = seen.good();
    assert_eq!(seen["version"], 1);
    assert_eq!(seen["given"], true);
    assert_eq!(seen["identity"]["name"], "覃玉莲");
    assert_eq!(seen["identity"]["phone"], "19910000001");
    let seen = look(&desk, &lead, &id, "statement", &json!({"purpose": "复核"})).good();
    assert_eq!(seen["version"], 2);
    assert_eq!(seen["statement"]["request"], "查清冲刺材料的来源。");
    // Looking at a case does not change it.
    assert_eq!(
        desk.read(&officer, &id).header("etag"),
        before.header("etag")
    );

    let auditor = desk.server.any(Role::Auditor);
    let listed = desk.part(&auditor, &id, "disclosures").good();
    let items = listed["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(items[0]["kind"], "identity_disclosed");
    assert_eq!(items[0]["client_id"], officer.client_id.as_str());
    assert_eq!(items[0]["role"], "complaint_officer");
    assert_eq!(items[0]["purpose"], "电话核实");
    assert_eq!(items[1]["client_id"], lead.client_id.as_str());
    assert!(!listed.to_string().contains("覃玉莲"));

    // Whoever reads the whole province sees no identity; nor does whoever handed the complaint in.
    for role in [Role::Auditor, Role::Platform, Role::Intake] {
        let _ = look(
            &desk,
            &desk.server.any(role),
            &id,
            "identity",
            &json!({"purpose": "看看"}),
        )
        .problem(403, "forbidden");
    }
    for who in [
        desk.server.any(Role::ProvinceLead),
        desk.server.actor(Role::ComplaintOfficer, "gd-440300"),
    ] {
        let _ = look(&desk, &who, &id, "identity", &json!({"purpose": "看看"}))
            .problem(404, "not_found");
    }
    let again = desk.part(&auditor, &id, "disclosures").good();
    assert_eq!(again, listed);
}

fn an_anonymous_complaint_has_no_identity(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let officer = desk.officer();
    let mut body = intake("19900000116");
    body["complainant"] = Value::Null;
    let case = desk.submit(&desk.platform(), &body);
    let id = case["id"].as_str().unwrap();
    let seen = look(
        &desk,
        &officer,
        id,
        "identity",
        &json!({"purpose": "联系提出人"}),
    )
    .good();
    assert_eq!(seen["given"], false);
    assert_eq!(seen["identity"], Value::Null);
    let listed = desk.part(&officer, id, "disclosures").good();
    assert_eq!(listed["items"][0]["given"], false);
    assert!(listed["next"].is_null());
}
