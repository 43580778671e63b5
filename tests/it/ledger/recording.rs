//! What is recorded, corrected, decided and struck, over HTTP.

use domain::access::Role;
use serde_json::{Value, json};
use tests::database::Kind;

use super::{Bureau, SCHOOL, text};
use crate::support::on_both;

on_both!(
    a_batch_goes_from_plan_to_results_and_correction,
    what_cannot_be_so_is_refused_with_pointer_and_provision,
    fees_reports_staff_and_retention_are_kept,
    a_rectification_goes_from_order_to_acceptance,
    the_institution_records_and_never_judges,
);

fn batch(id: &str, status: &str, held_on: &str) -> Value {
    json!({"id": id, "status": status, "occupation": "6-31-01-03", "level": 4, "held_on": held_on})
}

fn a_batch_goes_from_plan_to_results_and_correction(kind: Kind) {
    let bureau = Bureau::of(kind);
    let plan = batch("N1", "planned", "2026-11-24");
    let created = bureau.post(SCHOOL, "batches", &plan);
    assert_eq!(created.status, 201, "{}", created.text());
    let version = created.json()["version"].as_i64().unwrap();
    assert_eq!(created.header("etag"), format!("\"{version}\""));
    // The same again: nothing happens.
    let again = bureau.post(SCHOOL, "batches", &plan).good();
    assert_eq!(
        (&again["changed"], &again["version"]),
        (&false.into(), &version.into())
    );
    let other = batch("N1", "planned", "2026-11-25");
    let _ = bureau
        .post(SCHOOL, "batches", &other)
        .problem(409, "already_exists");
    bureau.desk.put_clock("2026-11-24T18:00:00+08:00");
    let results = json!({"candidates": 40, "unqualified_candidates": 2, "passed": 31});
    let stale = bureau.change("POST", SCHOOL, "batches/N1/results", version - 1, &results);
    let _ = stale.problem(412, "precondition_failed");
    let _ = bureau
        .post(SCHOOL, "batches/N1/results", &results)
        .problem(428, "precondition_required");
    let held = bureau
        .change("POST", SCHOOL, "batches/N1/results", version, &results)
        .good();
    assert_eq!(held["entry"]["status"], "held");
    let version = held["version"].as_i64().unwrap();
    let late = json!({"reason": "无人报名"});
    let refused = bureau.change("POST", SCHOOL, "batches/N1/cancellation", version, &late);
    let _ = refused.problem(409, "wrong_state");
    let mut corrected = batch("N1", "held", "2026-11-24");
    corrected["candidates"] = 41.into();
    let missing = bureau.change("PUT", SCHOOL, "batches/N1", version, &corrected);
    assert_eq!(missing.faults()[0].0, "/reason");
    corrected["reason"] = "漏计一人".into();
    let done = bureau
        .change("PUT", SCHOOL, "batches/N1", version, &corrected)
        .good();
    assert_eq!(done["entry"]["candidates"], 41);
    let read = bureau.get(SCHOOL, "batches/N1");
    assert_eq!(read.header("etag"), format!("\"{}\"", done["version"]));
    let version = done["version"].as_i64().unwrap();
    let struck = json!({"reason": "误录"});
    let struck = bureau.change("POST", SCHOOL, "entries/batch/N1/strike", version, &struck);
    assert_eq!(struck.good()["entry"], Value::Null);
    let _ = bureau.get(SCHOOL, "batches/N1").problem(404, "not_found");
    let none = bureau.change(
        "POST",
        SCHOOL,
        "entries/thing/N1/strike",
        version,
        &json!({"reason": "x"}),
    );
    let _ = none.problem(404, "not_found");
    // What was known before the strike is still told.
    let known = bureau.get(SCHOOL, "batches/N1?known_at=2026-11-23").good();
    assert_eq!(known["entry"]["status"], "planned");
}

fn what_cannot_be_so_is_refused_with_pointer_and_provision(kind: Kind) {
    let bureau = Bureau::of(kind);
    let with = |change: &dyn Fn(&mut Value)| {
        let mut body = batch("N1", "held", "2026-11-20");
        change(&mut body);
        body
    };
    let cases: [(Value, &str); 6] = [
        (with(&|b| b["held_on"] = "2026-11-24".into()), "/held_on"),
        (
            with(&|b| b["occupation"] = "6-31-01-99".into()),
            "/occupation",
        ),
        (with(&|b| b["division"] = "429999".into()), "/division"),
        (with(&|b| b["level"] = 6.into()), "/level"),
        (
            with(&|b| (b["candidates"], b["unqualified_candidates"]) = (3.into(), 4.into())),
            "/unqualified_candidates",
        ),
        (with(&|b| b["reason"] = "x".into()), "/reason"),
    ];
    for (body, pointer) in cases {
        let faults = bureau.post(SCHOOL, "batches", &body).faults();
        assert_eq!(faults[0].0, pointer, "{body}");
    }
    let several = json!({"id": 1, "status": "done", "thing": true});
    let pointers: Vec<String> = bureau
        .post(SCHOOL, "batches", &several)
        .faults()
        .into_iter()
        .map(|(pointer, _)| pointer)
        .collect();
    for pointer in [
        "/id",
        "/status",
        "/thing",
        "/occupation",
        "/level",
        "/held_on",
    ] {
        assert!(
            pointers.iter().any(|told| told == pointer),
            "{pointer}: {pointers:?}"
        );
    }
    // Not filed on that day.
    let early = bureau.post(
        SCHOOL,
        "batches",
        &with(&|b| b["held_on"] = "2022-05-15".into()),
    );
    let _ = early.problem(409, "command_refused");
    let short = json!({"id": "R1", "subject": "评分表", "medium": "paper", "produced_on": "2026-01-10", "keep_until": "2029-01-09"});
    let refused = bureau
        .post(SCHOOL, "retention-entries", &short)
        .problem(409, "command_refused");
    assert_eq!(
        refused["legal_basis"]["provision"]
            .as_str()
            .or(refused["legal_basis"].as_str()),
        Some("jz-institutions/art9"),
        "{refused}"
    );
}

fn fees_reports_staff_and_retention_are_kept(kind: Kind) {
    let bureau = Bureau::of(kind);
    let created = |path: &str, body: &Value| {
        let answer = bureau.post(SCHOOL, path, body);
        assert_eq!(answer.status, 201, "{path}: {}", answer.text());
        answer.json()
    };
    let fee = json!({"id": "2026", "yuan": 380, "from": "2026-09-01"});
    let _ = created("fees", &fee);
    let overlapping = json!({"id": "2026b", "yuan": 390, "from": "2026-09-01"});
    let _ = bureau
        .post(SCHOOL, "fees", &overlapping)
        .problem(409, "command_refused");
    let report = created(
        "annual-reports",
        &json!({"id": "2025", "submitted_on": "2026-04-01"}),
    );
    assert_eq!(report["entry"]["due_on"], "2026-03-31");
    let kept = json!({"id": "R1", "subject": "评分表", "medium": "electronic", "produced_on": "2026-01-10"});
    assert_eq!(
        created("retention-entries", &kept)["entry"]["keep_until"],
        "2031-01-10"
    );
    let staff = json!({"id": "K1", "name": "李某", "post": "考评员", "from": "2024-03-01", "certificates": [
        {"number": "KP-1", "occupation": "6-31-01-03", "from": "2024-01-01", "until": "2026-12-31"}]});
    let _ = created("staff", &staff);
    let evaluation = json!({"id": "2026", "on": "2026-10-10", "basis": "standard", "result": "合格", "summary": "规范。"});
    assert_eq!(
        created("evaluations", &evaluation)["entry"]["center"],
        "jz-421000"
    );
    let duties = bureau
        .desk
        .server
        .get_as(&bureau.officer.token, "/api/v1/institutions/duties")
        .good();
    let mut items: Vec<Value> = duties["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|duty| json!({"item": duty["id"], "answer": "fulfilled"}))
        .collect();
    let declared = |items: &[Value]| json!({"id": "2026", "on": "2026-10-10", "signed_by": "宋启文", "items": items});
    let all = declared(&items);
    let _ = items.pop();
    let partly = bureau.post(SCHOOL, "declarations", &declared(&items));
    assert_eq!(partly.faults()[0].0, "/items");
    let _ = created("declarations", &all);
    // The whole ledger, page by page; the earlier fee ended when the later one began.
    let mut seen = Vec::new();
    let mut path = "ledger?limit=3".to_owned();
    loop {
        let page = bureau.get(SCHOOL, &path).good();
        for item in page["items"].as_array().unwrap() {
            seen.push((text(&item["kind"]), text(&item["id"])));
            if item["kind"] == "fee" && item["id"] == "filed" {
                assert_eq!(item["entry"]["to"], "2026-08-31");
            }
        }
        match page["next"].as_str() {
            Some(next) => path = format!("ledger?limit=3&cursor={next}"),
            None => break,
        }
    }
    let mut sorted = seen.clone();
    sorted.sort();
    assert_eq!((seen.len(), &seen), (7, &sorted));
    let fees = bureau
        .get(SCHOOL, "ledger?kind=fee&as_of=2026-08-31")
        .good();
    assert_eq!(fees["items"].as_array().unwrap().len(), 1);
    let before = bureau.get(SCHOOL, "ledger?known_at=2026-11-22");
    let _ = before.problem(404, "not_found");
    let _ = bureau
        .get(SCHOOL, "ledger?kind=thing")
        .problem(400, "malformed_request");
}

fn a_rectification_goes_from_order_to_acceptance(kind: Kind) {
    let bureau = Bureau::of(kind);
    let order = json!({"id": "Z1", "subject": "收费未公示", "ordered_on": "2026-10-01", "due_on": "2026-11-01"});
    let ordered = bureau.post(SCHOOL, "rectifications", &order);
    assert_eq!(ordered.status, 201, "{}", ordered.text());
    let mut version = ordered.json()["version"].as_i64().unwrap();
    let accept = json!({"completed_on": "2026-11-02", "remark": "属实"});
    let early = bureau.change(
        "POST",
        SCHOOL,
        "rectifications/Z1/acceptance",
        version,
        &accept,
    );
    let _ = early.problem(409, "wrong_state");
    for (step, body) in [
        (
            "completion",
            json!({"on": "2026-11-02", "statement": "已公示"}),
        ),
        ("acceptance", accept),
    ] {
        let path = format!("rectifications/Z1/{step}");
        let done = bureau.change("POST", SCHOOL, &path, version, &body).good();
        version = done["version"].as_i64().unwrap();
    }
    // A day late: Art. 21(7).
    let found = bureau.get(SCHOOL, "candidate-findings").good();
    let found: Vec<String> = found["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| text(&one["id"]))
        .collect();
    assert!(found.contains(&"art21/7:Z1".to_owned()), "{found:?}");
}

fn the_institution_records_and_never_judges(kind: Kind) {
    let bureau = Bureau::of(kind);
    let stranger = bureau.desk.server.any(Role::Institution);
    let server = &bureau.desk.server;
    // What is another's does not exist to it.
    let path = bureau.path(SCHOOL, "batches");
    let _ = server
        .post_as(&stranger.token, &path, &batch("N1", "held", "2026-11-20"))
        .problem(404, "not_found");
    let finding = json!({"provision": "jz-institutions/art20/2", "occurred_on": "2026-10-10", "source": "other", "evidence": "x"});
    let _ = server
        .post_as(&stranger.token, &bureau.path(SCHOOL, "findings"), &finding)
        .problem(403, "forbidden");
    let verdict = server
        .call("POST", &bureau.path(SCHOOL, "findings/F1/verification"))
        .token(&stranger.token)
        .header("If-Match", "\"1\"")
        .json_text(json!({"reason": "x"}).to_string())
        .send();
    let _ = verdict.problem(403, "forbidden");
    // An inspector alleges, the officer decides.
    let inspector = server.actor(Role::Inspector, "jz-421000");
    let alleged = server.post_as(&inspector.token, &bureau.path(SCHOOL, "findings"), &finding);
    assert_eq!(alleged.status, 201, "{}", alleged.text());
    let alleged = alleged.json();
    assert_eq!(alleged["entry"]["verdict"], "alleged");
    let path = format!("findings/{}/dismissal", text(&alleged["id"]));
    let version = alleged["version"].as_i64().unwrap();
    let decided = bureau.change(
        "POST",
        SCHOOL,
        &path,
        version,
        &json!({"reason": "查无实据"}),
    );
    assert_eq!(decided.good()["entry"]["verdict"], "dismissed");
}
