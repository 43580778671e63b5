//! What is sealed is destroyed once it need not be kept: by two persons, for good.

use domain::access::Role;
use serde_json::{Value, json};
use tests::client::Answer;
use tests::database::Kind;

use super::{archived, at};
use crate::complaints::desk::{Desk, GUANGZHOU};
use crate::load::cases::{assert_sound, rows};
use crate::support::on_both;

on_both!(
    two_persons_destroy_what_is_sealed_after_the_retention,
    an_erased_case_answers_410_to_those_who_could_read_it_and_404_to_others,
    an_erased_case_stays_in_lists_as_a_tombstone_and_is_not_found_by_what_it_was_about,
    a_circular_names_the_erased_case_that_stands_in_its_way,
);

const ARCHIVED: &str = "2026-03-02";
const LAST_DAY: &str = "2036-03-02";
const DAY_AFTER: &str = "2036-03-03";

fn why() -> Value {
    json!({"reason": "保存期限已满"})
}

fn yes() -> Value {
    json!({"confirm": true})
}

/// Proposed by an officer, confirmed by the lead, on the day after the last day of retention.
fn erase(desk: &Desk, id: &str) -> Value {
    desk.put_clock(&at(DAY_AFTER));
    desk.done(&desk.officer(), id, "erasure-proposal", &why());
    desk.done(&desk.lead(), id, "erasure", &yes())
}

fn two_persons_destroy_what_is_sealed_after_the_retention(kind: Kind) {
    let desk = Desk::at(kind, &at(ARCHIVED));
    let (officer, lead) = (desk.officer(), desk.lead());
    let (id, other) = (archived(&desk), archived(&desk));
    desk.put_clock(&at(LAST_DAY));
    let _ = desk.refused(&lead, &id, "erasure", &yes(), "erasure_not_proposed");
    let problem = desk.refused(&officer, &id, "erasure-proposal", &why(), "must_be_kept");
    assert_eq!(problem["legal_basis"], "gd-complaints/art17");
    desk.put_clock(&at(DAY_AFTER));
    let case = desk.done(&officer, &id, "erasure-proposal", &why());
    assert_eq!(case["term"]["erasure_proposal"]["on"], DAY_AFTER);
    let _ = desk.refused(
        &lead,
        &id,
        "erasure-proposal",
        &why(),
        "erasure_proposed_already",
    );
    // Not by one person, nor by two of whom none is the lead.
    let _ = desk.refused(&officer, &id, "erasure", &yes(), "same_person");
    let office = json!({
        "name": "另一经办人", "role": "complaint_officer", "organisation_id": GUANGZHOU,
    });
    let admin = desk.server.admin();
    let created = desk
        .server
        .post_as(&admin.token, "/api/v1/clients", &office)
        .json();
    let colleague = tests::actor::Actor {
        client_id: created["client"]["id"].as_str().unwrap().to_owned(),
        client_secret: created["client_secret"].as_str().unwrap().to_owned(),
        token: desk.server.token(
            created["client"]["id"].as_str().unwrap(),
            created["client_secret"].as_str().unwrap(),
        ),
        organisation: GUANGZHOU.to_owned(),
    };
    let _ = desk.refused(&colleague, &id, "erasure", &yes(), "lead_missing");
    let _ = desk
        .give(&lead, &id, "erasure", &json!({"confirm": false}))
        .faults();

    let stream = |id: &str| json!(format!("complaint/{id}"));
    let kept = |table: &str, column: &str, value: &Value| -> Vec<Value> {
        let rows = rows(&desk.server.database);
        let of = rows[table].iter().filter(|row| row[column] == *value);
        of.map(|row| json!(row)).collect()
    };
    let before = desk.events(&id);
    assert!(!kept("sealed_items", "stream", &stream(&id)).is_empty());
    assert!(!kept("complainant_hashes", "complaint_id", &json!(id)).is_empty());
    desk.done(&lead, &id, "erasure", &yes());

    // A backup taken now holds nothing to open it with, and nothing to open.
    assert!(kept("sealed_items", "stream", &stream(&id)).is_empty());
    assert!(kept("complainant_hashes", "complaint_id", &json!(id)).is_empty());
    let key = kept("case_keys", "stream", &stream(&id)).remove(0);
    assert_eq!(key["wrapped"], "", "{key}");
    assert!(!key["erased_at"].is_null());
    let other_key = kept("case_keys", "stream", &stream(&other)).remove(0);
    assert_ne!(other_key["wrapped"], "");
    // The record has grown by one event, and is whole.
    let after = desk.events(&id);
    assert_eq!(after[..before.len()], before);
    assert_eq!(after.last().unwrap().kind, "complaint_erased");
    assert_eq!(after.len(), before.len() + 1);
    assert_sound(&desk.server.database);
    // Another case is read as before.
    let _ = desk.read(&officer, &other).good();
}

fn an_erased_case_answers_410_to_those_who_could_read_it_and_404_to_others(kind: Kind) {
    let desk = Desk::at(kind, &at(ARCHIVED));
    let (officer, lead) = (desk.officer(), desk.lead());
    let id = archived(&desk);
    let tag = desk.read(&officer, &id).header("etag").to_owned();
    let done = erase(&desk, &id);
    let version = done["version"].as_i64().unwrap();
    let gone = |answer: &Answer, what: &str| {
        let problem = answer.problem(410, "gone");
        assert_eq!(problem["erased_on"], DAY_AFTER, "{what}");
    };
    let stranger = desk.server.actor(Role::CenterLead, "gd-440300");
    let parts = [
        "",
        "/timeline",
        "/clock",
        "/notices",
        "/notices/1",
        "/evaluations",
        "/evaluations/1",
        "/disclosures",
    ];
    for part in parts {
        let path = format!("/api/v1/complaints/{id}{part}");
        for who in [&officer, &lead, &desk.server.any(Role::ProvinceLead)] {
            gone(&desk.server.get_as(&who.token, &path), part);
        }
        let _ = desk
            .server
            .get_as(&stranger.token, &path)
            .problem(404, "not_found");
    }
    gone(&desk.read(&desk.platform(), &id), "platform");
    // Nor is what somebody still has said to be current.
    let conditional = desk.server.call("GET", &format!("/api/v1/complaints/{id}"));
    gone(
        &conditional
            .token(&officer.token)
            .header("If-None-Match", &tag)
            .send(),
        "304",
    );
    let replay = format!("/api/v1/complaints/{id}/evaluations/1/replay");
    gone(
        &desk.server.post_as(&officer.token, &replay, &json!({})),
        "replay",
    );
    for what in ["identity", "statement"] {
        let path = format!("/api/v1/complaints/{id}/{what}-disclosures");
        let purpose = json!({"purpose": "核实"});
        gone(&desk.server.post_as(&officer.token, &path, &purpose), what);
        let _ = desk
            .server
            .post_as(&stranger.token, &path, &purpose)
            .problem(404, "not_found");
    }
    for (step, body) in [
        ("erasure", yes()),
        ("erasure-proposal", why()),
        ("withdrawal", json!({"by": "complainant", "reason": "撤回"})),
        (
            "extension",
            json!({"reason": "complex", "to_working_days": 30, "text": "x"}),
        ),
    ] {
        gone(&desk.give_on(&lead, version, &id, step, &body), step);
        if step == "extension" {
            let _ = desk
                .give_on(&stranger, version, &id, step, &body)
                .problem(404, "not_found");
        }
    }
}

fn an_erased_case_stays_in_lists_as_a_tombstone_and_is_not_found_by_what_it_was_about(kind: Kind) {
    let desk = Desk::at(kind, &at(ARCHIVED));
    let officer = desk.officer();
    let subject = json!({"subject": "冲刺材料泄题"});
    let (id, other) = (
        desk.received_from("19900000777"),
        desk.received_from("19900000888"),
    );
    for id in [&id, &other] {
        desk.done(&officer, id, "subject", &subject);
        desk.done(
            &officer,
            id,
            "evaluations",
            &crate::complaints::desk::baseless(),
        );
        desk.done(&officer, id, "rejection", &json!({}));
        desk.done(&officer, id, "archive", &json!({}));
    }
    let get = |path: &str| desk.server.get_as(&officer.token, path).good();
    let archived = |counts: &Value| {
        let states = counts["by_state"].as_array().unwrap();
        states.iter().find(|s| s["state"] == "archived").unwrap()["total"]["count"].clone()
    };
    let ids = |path: &str| -> Vec<String> {
        let page = get(path);
        let items = page["items"].as_array().unwrap().iter();
        items
            .map(|item| item["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids("/api/v1/complaints?q=%E6%B3%84%E9%A2%98").len(), 2);
    erase(&desk, &id);
    let page = get("/api/v1/complaints?state=archived&total=true");
    let items = page["items"].as_array().unwrap();
    assert_eq!((items.len(), &page["total"]["count"]), (2, &json!(2)));
    assert_eq!(archived(&get("/api/v1/complaints/counts")), 2);
    let stone = items.iter().find(|item| item["id"] == id.as_str()).unwrap();
    assert_eq!(stone["erased_on"], DAY_AFTER);
    for member in ["accused_name", "subject"] {
        assert_eq!(stone[member], Value::Null, "{member}");
    }
    // Found neither by subject nor by the accused party, and by its complainant no more.
    assert_eq!(
        ids("/api/v1/complaints?q=%E6%B3%84%E9%A2%98"),
        std::slice::from_ref(&other)
    );
    let name = "/api/v1/complaints?accused_name=%E5%B9%BF%E5%B7%9E%E5%8D%97%E5%B2%AB%E8%81%8C%E4%B8%9A%E5%9F%B9%E8%AE%AD%E5%AD%A6%E6%A0%A1";
    assert_eq!(ids(name), [other]);
    let again = desk.received_from("19900000777");
    desk.done(
        &officer,
        &again,
        "evaluations",
        &crate::complaints::desk::sound(),
    );
    let evaluation = desk.part(&officer, &again, "evaluations/1").good();
    assert_eq!(evaluation["priors"], json!([]));
    assert_sound(&desk.server.database);
}

/// What a circular rests on cannot be compared any more: it is not made public, but revised or taken back.
fn a_circular_names_the_erased_case_that_stands_in_its_way(kind: Kind) {
    let desk = Desk::at(kind, &at(ARCHIVED));
    let (officer, lead) = (desk.officer(), desk.lead());
    let (id, other) = (archived(&desk), archived(&desk));
    let circulars = "/api/v1/circulars";
    let draft = |cases: &[&str]| json!({"title": "通报", "text": "经查属实。", "cases": cases});
    let drafted = || {
        let body = draft(&[&other, &id]);
        let answer = desk.server.post_as(&officer.token, circulars, &body);
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.json()["id"].as_str().unwrap().to_owned()
    };
    let give =
        |who: &tests::actor::Actor, method: &str, circular: &str, step: &str, body: &Value| {
            let path = format!("{circulars}/{circular}");
            let tag = desk
                .server
                .get_as(&lead.token, &path)
                .header("etag")
                .to_owned();
            let call = desk.server.call(method, &format!("{path}{step}"));
            let call = call.token(&who.token).header("If-Match", &tag);
            if body.is_null() {
                call.send()
            } else {
                call.json_text(body.to_string()).send()
            }
        };
    let (revised, approved, published) = (drafted(), drafted(), drafted());
    let none = Value::Null;
    for circular in [&approved, &published] {
        let _ = give(&lead, "POST", circular, "/approval", &none).good();
    }
    let _ = give(&lead, "POST", &published, "/publication", &none).good();
    erase(&desk, &id);

    let problem = give(&lead, "POST", &revised, "/approval", &none).problem(409, "command_refused");
    assert_eq!(problem["refusal"], "case_gone");
    assert_eq!(problem["errors"][0]["pointer"], "/cases/1");
    assert!(
        problem["detail"].as_str().unwrap().contains(&id),
        "{problem}"
    );
    let possible = json!(["revise", "approve", "withdraw"]);
    assert_eq!(problem["allowed_commands"], possible);
    let problem =
        give(&lead, "POST", &approved, "/publication", &none).problem(409, "command_refused");
    assert_eq!(
        (&problem["refusal"], &problem["allowed_commands"]),
        (&json!("case_gone"), &json!(["publish", "withdraw"]))
    );
    // Named anew it is as one that never was.
    let faults = give(&officer, "PUT", &revised, "", &draft(&[&other, &id])).faults();
    assert_eq!(faults[0].0, "/cases/1");
    let _ = give(&officer, "PUT", &revised, "", &draft(&[&other])).good();
    let _ = give(&lead, "POST", &revised, "/approval", &none).good();
    let body = give(&lead, "POST", &revised, "/publication", &none).good();
    assert_eq!(body["status"], "published");
    // Whatever became of their cases, circulars are taken back.
    let why = json!({"reason": "所依据的案件已经销毁"});
    for circular in [&approved, &published] {
        let body = give(&lead, "POST", circular, "/withdrawal", &why).good();
        assert_eq!(body["status"], "withdrawn");
        let problem =
            give(&lead, "POST", circular, "/withdrawal", &why).problem(409, "wrong_state");
        assert_eq!(problem["allowed_commands"], json!([]));
    }
    let public = desk.server.get("/api/v1/public/circulars").good();
    let left = public["items"].as_array().unwrap();
    let withdrawn = left
        .iter()
        .find(|one| one["id"] == published.as_str())
        .unwrap();
    assert_eq!(
        (&withdrawn["text"], &withdrawn["title"]),
        (&Value::Null, &Value::Null)
    );
    assert_sound(&desk.server.database);
}
