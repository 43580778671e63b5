//! The public's door, and what is made of cases: circulars, statements, periodic reports.

use serde_json::{Value, json};
use tests::actor::Actor;
use tests::client::Answer;

use super::super::person::Person;
use super::{Life, by_web};
use crate::load::cases::{admissible, text};

const DOOR: &str = "/api/v1/public/complaints";
const CIRCULARS: &str = "/api/v1/circulars";
const REPORTS: &str = "/api/v1/periodic-reports";

fn said(life: &mut Life<'_>, path: &str, body: &Value) -> Answer {
    let path = format!("{DOOR}{path}");
    let call = life.watched.server.call("POST", &path);
    life.watched
        .made("POST", &path, call.json_text(body.to_string()))
}

/// Two complaints of somebody without an account: one is accepted, the other withdrawn; the first one's id. Receipts show
/// their codes: so what tells a code is sent aside.
pub fn at_the_door(life: &mut Life<'_>, who: &Person) -> String {
    let officer = life.officer.clone();
    let mut body = by_web(who);
    for member in ["channel", "oral_record"] {
        body.as_object_mut().unwrap().remove(member);
    }
    let mut codes = Vec::new();
    for _ in 0..2 {
        let call = life.watched.server.call("POST", DOOR);
        let call = call.json_text(body.to_string());
        let receipt = life.watched.shown("POST", DOOR, call).json();
        let code = text(&receipt["receipt_code"]);
        life.secrets.0.push(code.replace('-', ""));
        life.secrets.0.push(code.clone());
        codes.push(code);
    }
    let list = life
        .watched
        .server
        .get_as(
            &officer.token,
            "/api/v1/complaints?sort=received_at&order=asc",
        )
        .good();
    let id = text(&list["items"][0]["id"]);
    let _ = life.order(&officer, &id, "evaluations", &admissible());
    let _ = life.order(&officer, &id, "acceptance", &json!({}));
    let [first, second] = [&codes[0], &codes[1]];
    for (path, body) in [
        ("/status", json!({"receipt_code": first})),
        ("/notices", json!({"receipt_code": first, "number": 1})),
        (
            "/supplements",
            json!({"receipt_code": first, "text": life.secrets.text()}),
        ),
        (
            "/withdrawal",
            json!({"receipt_code": second, "reason": life.secrets.text()}),
        ),
    ] {
        let answer = said(life, path, &body);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        let mut more = body.clone();
        more["no_such_member"] = json!(life.secrets.text());
        let refused = said(life, path, &more);
        assert_eq!(refused.status, 422, "{path}: {}", refused.text());
    }
    id
}

/// A command to a circular.
fn circular(
    life: &mut Life<'_>,
    who: &Actor,
    method: &str,
    id: &str,
    step: &str,
    body: Option<&Value>,
) -> Answer {
    let path = format!("{CIRCULARS}/{id}");
    let tag = life.watched.get(who, &path).header("etag").to_owned();
    let path = format!("{path}{step}");
    let call = life.watched.server.call(method, &path).token(&who.token);
    let call = call.header("If-Match", &tag);
    let call = match body {
        Some(body) => call.json_text(body.to_string()),
        None => call,
    };
    life.watched.made(method, &path, call)
}

/// A circular from draft to withdrawal. One that gives something away is refused, and not quoted.
pub fn made_public(life: &mut Life<'_>, case: &str, who: &Person) {
    let (officer, lead) = (life.officer.clone(), life.lead.clone());
    let draft =
        |text: &str| json!({"title": "关于一起替考问题的通报", "text": text, "cases": [case]});
    for secret in [&who.secrets[0], &who.secrets[11]] {
        let told = draft(&format!("经{secret}反映，查实。"));
        let refused = life.watched.post(&officer, CIRCULARS, &told);
        assert!(matches!(refused.status, 409 | 422), "{}", refused.text());
        let statement = json!({"title": secret, "text": "已查实。"});
        let version = life.case(case)["version"].as_i64().unwrap();
        let refused = life
            .watched
            .order(&officer, case, "public-statements", version, &statement);
        assert!(matches!(refused.status, 409 | 422), "{}", refused.text());
    }
    let drafted = life.watched.post(&officer, CIRCULARS, &draft("经查属实。"));
    assert_eq!(drafted.status, 201, "{}", drafted.text());
    let id = text(&drafted.json()["id"]);
    let revised = draft("经查属实，已取消成绩。");
    let why = json!({"reason": "所依据的事实有误"});
    let steps: [(&Actor, &str, &str, Option<&Value>); 4] = [
        (&officer, "PUT", "", Some(&revised)),
        (&lead, "POST", "/approval", None),
        (&lead, "POST", "/publication", None),
        (&lead, "POST", "/withdrawal", Some(&why)),
    ];
    for (who, method, step, body) in steps {
        let answer = circular(life, who, method, &id, step, body);
        assert_eq!(answer.status, 200, "{step}: {}", answer.text());
        if step == "/publication" {
            everybody_reads(life, case, &id);
        }
    }
}

/// What the public reads.
fn everybody_reads(life: &mut Life<'_>, case: &str, id: &str) {
    let statement = text(&life.case(case)["public_response"]["statements"][0]["id"]);
    for path in [
        "circulars".to_owned(),
        format!("circulars/{id}"),
        "statements".to_owned(),
        format!("statements/{statement}"),
    ] {
        let path = format!("/api/v1/public/{path}");
        let call = life.watched.server.call("GET", &path);
        let answer = life.watched.made("GET", &path, call);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    }
}

/// The report of the month that is over.
pub fn reported_by_month(life: &mut Life<'_>) {
    let lead = life.lead.clone();
    let preview = format!("{REPORTS}/preview?period=2026-11");
    let _ = life.watched.get(&lead, &preview).good();
    let body = json!({"period": "2026-11"});
    let submitted = life.watched.post(&lead, REPORTS, &body);
    assert_eq!(submitted.status, 201, "{}", submitted.text());
    let id = text(&submitted.json()["id"]);
    let _ = life.watched.get(&lead, &format!("{REPORTS}/{id}")).good();
}
