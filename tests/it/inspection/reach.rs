//! Another authority's records do not exist, word for word; an institution sees its own results once they are published.

use domain::access::Role;
use serde_json::{Value, json};
use tests::client::Answer;
use tests::database::Kind;

use super::desk::{CODES, Desk};
use crate::complaints::desk::words;
use crate::support::on_both;

on_both!(
    another_authoritys_records_do_not_exist,
    the_record_of_inspections_is_verified,
);

const NOBODYS: &str = "00000000-0000-7000-8000-000000000000";

fn told(answer: &Answer) -> Value {
    let mut body = answer.json();
    if let Some(members) = body.as_object_mut() {
        members.retain(|name, _| name != "trace_id" && name != "instance");
    }
    body
}

fn another_authoritys_records_do_not_exist(kind: Kind) {
    let desk = Desk::new(kind);
    let ids = desk.inspectors(&["人社局", "市场监管局"]);
    let proposal = desk.made(
        "/api/v1/inspection-proposals",
        &json!({
            "department": "市场监督管理局", "institution_uscc": CODES[0], "reason": "线索",
        }),
    );
    let draw = desk.announce(&json!({"institutions": 1}));
    let inspection = words(&desk.hold(&draw)["inspections"][0]);
    let elsewhere = desk.server.actor(Role::Regulator, "jz-421087");
    let institution = desk.server.any(Role::Institution);
    let auditor = desk.server.actor(Role::Auditor, "jz-421000");
    let records = [
        (
            "/api/v1/inspectors",
            ids[0].clone(),
            vec![("PATCH", ""), ("POST", "/conflicts")],
        ),
        (
            "/api/v1/draws",
            draw,
            vec![("POST", "/result"), ("POST", "/redraws")],
        ),
        (
            "/api/v1/inspections",
            inspection,
            vec![
                ("POST", "/record"),
                ("POST", "/corrections"),
                ("POST", "/publication"),
            ],
        ),
        (
            "/api/v1/inspection-proposals",
            words(&proposal["id"]),
            vec![("POST", "/answer")],
        ),
    ];
    let body = json!({
        "active": false, "institution_uscc": CODES[1], "reason": "x", "public_value": "1", "accepted": false,
    });
    for (path, id, commands) in records {
        // Regulators read all inspections and draws of the regulation, and change their own authority's only.
        let regime = matches!(path, "/api/v1/draws" | "/api/v1/inspections");
        let own = desk.read_as(&elsewhere, &format!("{path}/{id}"));
        if regime {
            let _ = own.good();
            assert_eq!(desk.read_as(&auditor, &format!("{path}/{id}")).status, 200);
            let _ = desk
                .read_as(&institution, &format!("{path}/{id}"))
                .problem(404, "not_found");
            assert_eq!(desk.read_as(&institution, path).good()["items"], json!([]));
        } else {
            let nobodys = desk.read_as(&elsewhere, &format!("{path}/{NOBODYS}"));
            assert_eq!((own.status, told(&own)), (404, told(&nobodys)));
            assert_eq!(desk.read_as(&elsewhere, path).good()["items"], json!([]));
            let _ = desk.read_as(&institution, path).problem(403, "forbidden");
        }
        for (method, step) in commands {
            let body = match step {
                "" => json!({"active": false}),
                "/conflicts" => json!({"institution_uscc": CODES[1], "reason": "x"}),
                "/result" => json!({"public_value": "1"}),
                "/answer" => json!({"accepted": false, "reason": "x"}),
                "/publication" => body.clone(),
                _ => continue,
            };
            let call = |id: &str| {
                desk.server
                    .call(method, &format!("{path}/{id}{step}"))
                    .token(&elsewhere.token)
                    .header("If-Match", "\"1\"")
                    .json_text(body.to_string())
                    .send()
            };
            let (others, nobodys) = (call(&id), call(NOBODYS));
            assert_eq!(
                (others.status, told(&others)),
                (404, told(&nobodys)),
                "{path}{step}"
            );
            let missing = desk
                .server
                .call(method, &format!("{path}/{id}{step}"))
                .token(&desk.regulator.token)
                .json_text(body.to_string())
                .send();
            let _ = missing.problem(428, "precondition_required");
        }
    }
}

fn the_record_of_inspections_is_verified(kind: Kind) {
    let desk = Desk::new(kind);
    let _ = desk.inspectors(&["人社局", "市场监管局"]);
    let draw = desk.announce(&json!({"institutions": 2}));
    let _ = desk.hold(&draw);
    let database = std::sync::Arc::clone(&desk.server.database);
    let verified = crate::load::cases::on(&database, &["verify", "--json"]);
    assert_eq!(verified.code, Some(0), "{}", verified.said);
    let told = String::from_utf8(verified.output).unwrap();
    assert!(told.contains("supervision_records"), "{told}");
}
