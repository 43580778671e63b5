//! What a proceeding refuses.

use serde_json::json;
use tests::database::Kind;

use super::{Office, two_complaints, warning};
use crate::support::on_both;

on_both!(
    whoever_decided_does_not_approve,
    a_step_is_refused_with_its_reason,
    the_machine_is_published_as_it_is_enforced,
);

fn whoever_decided_does_not_approve(kind: Kind) {
    let office = Office::new(kind);
    let institution = office.institution(two_complaints());
    let id = office.proposed(&institution);
    let first = &office.first;
    office.done(first, &id, "notice", &json!({"facts": "事实"}));
    let statement = json!({"kind": "statement", "text": "由监管人员记入"});
    office.done(first, &id, "statements", &statement);
    office.done(first, &id, "decision", &warning());
    let alone = office.step(first, &id, "approval", &json!({}));
    assert_eq!(alone.status, 409, "{}", alone.text());
    assert!(alone.text().contains("same_officer"), "{}", alone.text());
    let alone = office.step(first, &id, "return", &json!({"reason": "x"}));
    assert!(alone.text().contains("same_officer"), "{}", alone.text());
    let unserved = office.step(
        first,
        &id,
        "service",
        &json!({"manner": "post", "recipient": "王某"}),
    );
    let _ = unserved.problem(409, "wrong_state");
    assert!(office.stands(&institution).ledger.sanctions.is_empty());
    office.done(
        &office.second,
        &id,
        "return",
        &json!({"reason": "理由不足"}),
    );
    office.done(first, &id, "decision", &warning());
    let approved = office.done(&office.second, &id, "approval", &json!({}));
    assert_eq!(approved["status"], "approved");
}

fn a_step_is_refused_with_its_reason(kind: Kind) {
    let office = Office::new(kind);
    let institution = office.institution(two_complaints());
    let id = office.proposed(&institution);
    let first = &office.first;
    let undecided = office.step(first, &id, "decision", &warning());
    let _ = undecided.problem(409, "wrong_state");
    let late = office.step(
        first,
        &id,
        "notice",
        &json!({"facts": "事实", "on": "2026-11-03"}),
    );
    assert!(late.text().contains("\"/on\""), "{}", late.text());
    assert_eq!(late.status, 422, "{}", late.text());
    let early = office.step(
        first,
        &id,
        "notice",
        &json!({"facts": "事实", "on": "2026-11-01"}),
    );
    assert_eq!(early.status, 422, "{}", early.text());
    let misspelt = office.step(first, &id, "notice", &json!({"fact": "事实"}));
    assert_eq!(misspelt.status, 422, "{}", misspelt.text());
    office.done(first, &id, "notice", &json!({"facts": "事实"}));
    let runs = office.step(first, &id, "hearing-lapse", &json!({}));
    assert!(runs.text().contains("time_for_it_runs"), "{}", runs.text());
    let none = office.step(first, &id, "hearing-request", &json!({"reason": "x"}));
    assert!(
        none.text().contains("no_hearing_offered"),
        "{}",
        none.text()
    );
    office.done(
        first,
        &id,
        "statements",
        &json!({"kind": "statement", "text": "无"}),
    );
    let mut decision = warning();
    decision["sanctioning"]["voided"] = json!([]);
    let foreign = office.step(first, &id, "decision", &decision);
    assert!(
        foreign.text().contains("/sanctioning/voided"),
        "{}",
        foreign.text()
    );
    let mut decision = warning();
    decision["grounds"] = json!(["jz-institutions/art21/1"]);
    let unmet = office.step(first, &id, "decision", &decision);
    assert!(unmet.text().contains("ground_not_met"), "{}", unmet.text());
    let path = format!("/api/v1/proceedings/{id}/drop");
    let server = &office.desk.server;
    let call = || server.call("POST", &path).token(&first.token);
    let body = json!({"reason": "x"}).to_string();
    assert_eq!(call().json_text(body.clone()).send().status, 428);
    let outdated = call().header("If-Match", "\"1\"").json_text(body).send();
    assert_eq!(outdated.status, 412, "{}", outdated.text());
    for query in ["status=nothing", "tier=low", "colour=red"] {
        let path = format!("/api/v1/proceedings?{query}");
        assert_eq!(server.get_as(&first.token, &path).status, 400, "{query}");
    }
}

fn the_machine_is_published_as_it_is_enforced(kind: Kind) {
    let office = Office::new(kind);
    let machine = office
        .desk
        .server
        .get("/api/v1/proceedings/state-machine")
        .good();
    let institution = office.institution(two_complaints());
    let id = office.proposed(&institution);
    let shown = office.show(&office.first, &id).good();
    for command in shown["commands"].as_array().unwrap() {
        let mut all = machine["commands"].as_array().unwrap().iter();
        let published = all
            .find(|one| one["command"] == command["command"])
            .unwrap();
        let from = published["from"].as_array().unwrap();
        // A decision straight from the proposal is for where local policy needs no notice.
        let expected = from.contains(&json!("proposed")) && command["command"] != "decide";
        assert_eq!(command["allowed"], expected, "{command}");
        assert_eq!(command["reason_zh"].is_null(), expected, "{command}");
    }
}
