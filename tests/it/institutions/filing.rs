//! Applications and decisions (jz Art. 2, 3, 22).

use domain::access::Role;
use serde_json::{Value, json};
use tests::database::Kind;
use tests::institutions::{CITY, CODES, COUNTY, OTHER_COUNTY, application, content};
use tests::server::Server;

use crate::complaints::desk::Desk;
use crate::support::on_both;

on_both!(
    an_institution_is_filed_changed_and_renewed,
    whoever_is_not_in_charge_cannot_decide,
    what_cannot_be_filed_is_refused_with_its_pointer,
);

/// A sandbox at noon of 23 November 2026.
fn server(kind: Kind) -> Server {
    Desk::at(kind, "2026-11-23T12:00:00+08:00").server
}

fn granted() -> Value {
    json!({"outcome": "granted"})
}

fn an_institution_is_filed_changed_and_renewed(kind: Kind) {
    let server = server(kind);
    let client = server.institution_client("inst-a", CITY);
    let regulator = server.regulator(CITY);
    let body = application(CODES[0], "421002");
    let created = server.post_as(&client.token, "/api/v1/institutions", &body);
    assert_eq!(created.status, 201, "{}", created.text());
    let applied = created.json();
    let id = applied["id"].as_str().unwrap();
    assert_eq!(
        created.header("Location"),
        format!("/api/v1/institutions/{id}")
    );
    assert_eq!(applied["status"], "applied");
    assert_eq!(applied["filing"], Value::Null);
    let checks = applied["applications"][0]["checks"].as_array().unwrap();
    assert_eq!(checks.len(), 7);
    assert!(
        checks.iter().all(|check| check["passed"] == true),
        "{checks:?}"
    );

    let step = "applications/1/decision";
    let filed = server.institution_command(&regulator, id, step, &granted());
    let filed = filed.good();
    assert_eq!(filed["status"], "filed");
    assert_eq!(filed["filing"]["number"], "荆职评备〔2026〕421000-0001号");
    assert_eq!(filed["filing"]["filed_on"], "2026-11-23");
    assert_eq!(filed["filing"]["valid_until"], "2029-11-22");

    // A change waits beside the filing, which stays as it is until it is granted.
    let mut changed = content("荆州市测试职业培训学校", "421002");
    changed["principal"] = "易春华".into();
    let change = json!({"kind": "change", "content": changed});
    let waiting = server.institution_command(&client, id, "applications", &change);
    let waiting = waiting.good();
    assert_eq!(waiting["filing"]["content"]["principal"], "宋启文");
    assert_eq!(waiting["applications"][1]["state"], "pending");
    let step = "applications/2/decision";
    let after = server.institution_command(&regulator, id, step, &granted());
    let after = after.good();
    assert_eq!(after["filing"]["content"]["principal"], "易春华");
    assert_eq!(after["filing"]["valid_until"], "2029-11-22");
    assert_eq!(after["filing"]["number"], "荆职评备〔2026〕421000-0001号");

    // Renewals only within the window before the end.
    let renewal = json!({"kind": "renewal"});
    let early = server.institution_command(&client, id, "applications", &renewal);
    let early = early.problem(409, "command_refused");
    assert_eq!(early["refusal"], "too_early_to_renew", "{early}");
}

fn whoever_is_not_in_charge_cannot_decide(kind: Kind) {
    let server = server(kind);
    let regulator = server.regulator(COUNTY);
    let body = application(CODES[7], "421087");
    let created = server.post_as(&regulator.token, "/api/v1/institutions", &body);
    assert_eq!(created.status, 201, "{}", created.text());
    let id = created.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/institutions/{id}");
    // Another county does not reach it; the answer is that of an id nobody has.
    let other = server.regulator(OTHER_COUNTY);
    let decide = |token: &str, path: &str| {
        server
            .call("POST", &format!("{path}/applications/1/decision"))
            .token(token)
            .header("If-Match", "\"1\"")
            .json_text(granted().to_string())
            .send()
    };
    let nobodys = "/api/v1/institutions/00000000-0000-7000-8000-000000000000";
    let strip = |answer: &tests::client::Answer| {
        let mut problem = answer.problem(404, "not_found");
        problem["trace_id"] = Value::Null;
        problem
    };
    assert_eq!(
        strip(&decide(&other.token, &path)),
        strip(&decide(&other.token, nobodys))
    );
    // The city above reads it, but the one who files decides.
    let city = server.regulator(CITY);
    let _read = server.institution(&city, &id);
    let refused = decide(&city.token, &path).problem(409, "command_refused");
    assert_eq!(refused["refusal"], "not_own_authority", "{refused}");
    // A stale version, and none.
    let stale = server
        .call("POST", &format!("{path}/applications/1/decision"))
        .token(&regulator.token)
        .header("If-Match", "\"7\"")
        .json_text(granted().to_string())
        .send();
    let _ = stale.problem(412, "precondition_failed");
    let none = server.post_as(
        &regulator.token,
        &format!("{path}/applications/1/decision"),
        &granted(),
    );
    let _ = none.problem(428, "precondition_required");
    // An institution never decides, its own application least of all.
    let own = server.institution_client("inst-b", COUNTY);
    let _ = decide(&own.token, &path).problem(403, "forbidden");
    let inspector = server.actor(Role::Inspector, CITY);
    let _ = decide(&inspector.token, &path).problem(403, "forbidden");
}

fn what_cannot_be_filed_is_refused_with_its_pointer(kind: Kind) {
    let server = server(kind);
    let regulator = server.regulator(CITY);
    let good = application(CODES[1], "421003");
    let cases: [(&str, Value, &str); 6] = [
        ("/uscc", "52421003MJXDEQ2YX7".into(), "/uscc"),
        ("/content/division", "421099".into(), "/content/division"),
        ("/content/division", "440106".into(), "/content/division"),
        (
            "/content/occupations/0/code",
            "9-99-99-99".into(),
            "/content/occupations/0/code",
        ),
        (
            "/content/occupations/1/levels/0",
            6.into(),
            "/content/occupations/1/levels",
        ),
        ("/on", "2026-11-24".into(), "/on"),
    ];
    for (member, value, pointer) in cases {
        let mut body = good.clone();
        match body.pointer_mut(member) {
            Some(place) => *place = value,
            None => body["on"] = value,
        }
        let answer = server.post_as(&regulator.token, "/api/v1/institutions", &body);
        let status = answer.status;
        assert!(matches!(status, 409 | 422), "{member}: {}", answer.text());
        let pointers: Vec<String> = tests::client::faults(&answer.json())
            .into_iter()
            .map(|(at, _)| at)
            .collect();
        assert_eq!(pointers, [pointer], "{}", answer.text());
    }
    // Full-width characters are narrowed.
    let mut wide = good.clone();
    wide["uscc"] = "５２４２１００３ＭＪＸＤＥＱ２ＹＸ６".into();
    let created = server.post_as(&regulator.token, "/api/v1/institutions", &wide);
    assert_eq!(created.status, 201, "{}", created.text());
    assert_eq!(created.json()["uscc"], CODES[1]);
    let again = server.post_as(&regulator.token, "/api/v1/institutions", &good);
    let again = again.problem(409, "already_exists");
    assert_eq!(again["refusal"], "application_pending", "{again}");
}
