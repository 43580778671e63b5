//! What an inspection finds, and where that goes.

use domain::access::Role;
use domain::jz::institution::Institution;
use domain::jz::institution::ledger::{FindingSource, Verdict};
use persistence::{Store, StoreOptions, aggregate};
use serde_json::{Value, json};
use tests::database::Kind;
use tests::json::with;

use super::desk::{Desk, JINGZHOU};
use crate::complaints::desk::words;
use crate::support::on_both;

on_both!(
    an_inspection_is_recorded_once_and_published_once,
    an_inspection_is_recorded_by_whoever_inspected,
);

/// A drawn inspection: its path, and the ids of its inspectors.
fn drawn(desk: &Desk) -> (String, Vec<String>) {
    let draw = desk.announce(&json!({"institutions": 1}));
    let held = desk.hold(&draw);
    let id = words(&held["inspections"][0]);
    let inspectors = held["result"][0]["inspectors"].as_array().unwrap();
    (
        format!("/api/v1/inspections/{id}"),
        inspectors.iter().map(words).collect(),
    )
}

fn record(by: &str) -> Value {
    let result = |item| if item == 5 { "not_conform" } else { "conform" };
    let items: Vec<Value> = (1..=6)
        .map(|item| json!({"item": item, "result": result(item)}))
        .collect();
    json!({
        "held_on": "2026-12-03", "method": "on_site", "items": items,
        "duties": [{"article": 11, "duty": "消防设施定期检查", "result": "conform"}],
        "findings": [{"provision": "jz-institutions/art20/6", "occurred_on": "2026-12-01", "evidence": "题库两年未更新"}],
        "summary": "基本规范，题库未及时更新。", "recorded_by": by,
    })
}

fn ledger(desk: &Desk, id: &str) -> Institution {
    let url = desk.server.database.url().parse().unwrap();
    let store = Store::open(&url, StoreOptions::default()).unwrap();
    let opened = store
        .read(|c| aggregate::open::<Institution>(c, id))
        .unwrap();
    opened.unwrap().state
}

fn an_inspection_is_recorded_once_and_published_once(kind: Kind) {
    let desk = Desk::new(kind);
    let _ = desk.inspectors(&["人社局", "市场监管局", "教育局"]);
    let (at, inspectors) = drawn(&desk);
    let good = record(&inspectors[0]);
    let early = desk
        .give(&at, "/publication", &json!({}))
        .problem(409, "wrong_state");
    assert_eq!(early["refusal"], "not_recorded");
    let refused = |body: &Value, code: &str| {
        let answer = desk.give(&at, "/record", body);
        assert_eq!(answer.json()["refusal"], code, "{}", answer.text());
    };
    // All six items, each once; within the days; findings where something does not conform.
    let mut five = good["items"].as_array().unwrap().clone();
    let sixth = five.pop().unwrap();
    refused(&with(&good, "/items", json!(five)), "items_incomplete");
    let twice = with(&good, "/items/0", sixth);
    refused(&twice, "items_incomplete");
    refused(
        &with(&good, "/held_on", json!("2026-12-02")),
        "held_on_out_of_range",
    );
    refused(
        &with(&good, "/held_on", json!("2026-12-04")),
        "held_on_out_of_range",
    );
    refused(
        &with(&good, "/findings/0/occurred_on", json!("2026-12-04")),
        "finding_later",
    );
    refused(
        &with(&good, "/items/4/result", json!("conform")),
        "findings_contradict_items",
    );
    for (pointer, value) in [
        ("/findings/0/provision", json!("jz-institutions/art20/9")),
        ("/items/0/item", json!(7)),
        ("/duties/0/article", json!(13)),
    ] {
        assert_eq!(
            desk.give(&at, "/record", &with(&good, pointer, value))
                .faults()[0]
                .0,
            pointer
        );
    }
    let recorded = desk.give(&at, "/record", &good).good();
    assert_eq!(recorded["status"], "recorded");
    assert_eq!(recorded["record"]["findings"], good["findings"]);
    refused(&good, "inspection_closed");

    // In the ledger: alleged, not more.
    let institution = words(&recorded["institution_id"]);
    let (id, entered) = (words(&recorded["id"]), ledger(&desk, &institution));
    let finding = &entered.ledger.findings[&format!("{id}:1")];
    assert_eq!(
        (finding.verdict, finding.source),
        (Verdict::Alleged, FindingSource::Inspection)
    );
    assert_eq!(finding.reference.as_deref(), Some(&*id));
    let result = &entered.ledger.inspections[&id];
    assert_eq!((result.clean, result.published_on), (false, None));

    // Published: items and summary, nothing alleged.
    let public = format!("/api/v1/public/inspections/{id}");
    let _ = desk.server.get(&public).problem(404, "not_found");
    let _ = desk.give(&at, "/publication", &json!({})).good();
    let again = desk
        .give(&at, "/publication", &json!({}))
        .problem(409, "wrong_state");
    assert_eq!(again["refusal"], "published_already");
    let seen = desk.server.get(&public).good();
    assert_eq!(
        seen["items"][4],
        json!({"item": 5, "result": "not_conform"})
    );
    assert_eq!(seen["verified_breaches"], json!([]));
    assert!(!seen.to_string().contains("art20/6") && !seen.to_string().contains("两年"));
    assert_eq!(
        desk.server.get("/api/v1/public/inspections").good()["items"][0],
        seen
    );
    assert!(
        ledger(&desk, &institution).ledger.inspections[&id]
            .published_on
            .is_some()
    );

    // Corrected: appended, findings only added.
    let more = json!([{"provision": "jz-institutions/art12", "occurred_on": "2026-12-02", "evidence": "无应急预案"}]);
    let body = json!({"reason": "漏记一项", "record": with(&good, "/findings", more)});
    let corrected = desk.give(&at, "/corrections", &body).good();
    assert_eq!(corrected["record"]["findings"].as_array().unwrap().len(), 2);
    assert_eq!(corrected["status"], "published");
    let entered = ledger(&desk, &institution);
    assert_eq!(entered.ledger.findings.len(), 2);
    assert!(
        entered.ledger.inspections[&id].published_on.is_some(),
        "it stays published"
    );
    assert_eq!(
        desk.server.get(&public).good()["corrections"][0]["reason"],
        "漏记一项"
    );
    // A drawn institution that was inspected is not drawn away any more.
    let draw = words(&corrected["origin"]["id"]);
    let redraw = desk.give(
        &format!("/api/v1/draws/{draw}"),
        "/redraws",
        &json!({
            "place": 1, "replaces": "institution", "leaves": corrected["institution_uscc"],
            "reason": "institution_gone", "explanation": "已注销",
        }),
    );
    assert_eq!(
        redraw.problem(409, "wrong_state")["refusal"],
        "inspection_closed"
    );
}

fn an_inspection_is_recorded_by_whoever_inspected(kind: Kind) {
    let desk = Desk::new(kind);
    let ids = desk.inspectors(&["人社局", "市场监管局"]);
    let client = desk.server.actor(Role::Inspector, JINGZHOU);
    let own = format!("/api/v1/inspectors/{}", ids[0]);
    let _ = desk
        .give_as(
            &desk.regulator,
            "PATCH",
            &own,
            "",
            &json!({"client_id": client.client_id}),
        )
        .good();
    let (at, _) = drawn(&desk);
    // Nobody who did not inspect; an inspector only for themselves.
    let other = words(
        &desk.made(
            "/api/v1/inspectors",
            &json!({"name": "丙", "department": "教育局"}),
        )["id"],
    );
    let refused = desk.give(&at, "/record", &record(&other));
    assert_eq!(
        refused.problem(409, "command_refused")["refusal"],
        "not_its_inspector"
    );
    let refused = desk.give_as(&client, "POST", &at, "/record", &record(&ids[1]));
    assert_eq!(
        refused.problem(409, "command_refused")["refusal"],
        "not_its_inspector"
    );
    // Not while one of them is in conflict.
    let inspection = desk.read(&at);
    desk.conflict(&ids[1], &words(&inspection["institution_uscc"]));
    let refused = desk.give_as(&client, "POST", &at, "/record", &record(&ids[0]));
    assert_eq!(
        refused.problem(409, "command_refused")["refusal"],
        "inspector_in_conflict"
    );
    let withdrawn = format!("/api/v1/inspectors/{}", ids[1]);
    let _ = desk
        .give(
            &withdrawn,
            "/conflicts/1/withdrawal",
            &json!({"reason": "误报"}),
        )
        .good();
    let _ = desk
        .give_as(&client, "POST", &at, "/record", &record(&ids[0]))
        .good();
    let refused = desk.give_as(&client, "POST", &at, "/publication", &json!({}));
    let _ = refused.problem(403, "forbidden");
}
