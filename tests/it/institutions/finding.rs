//! Lists, the public register, and how the register stood (jz Art. 2, 3).

use domain::access::Role;
use serde_json::{Value, json};
use tests::database::Kind;
use tests::institutions::{CITY, CODES, COUNTY, OTHER_COUNTY, application, code};
use tests::server::Server;

use super::filing::{granted, server};
use crate::complaints::desk::Desk;
use crate::support::on_both;

on_both!(
    institutions_are_found_by_name_code_place_and_occupation,
    everybody_reads_the_register_and_nobody_an_application,
    what_was_answered_on_a_day_is_answered_again,
);

fn uscc(items: &Value) -> Vec<String> {
    let items = items["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["uscc"].as_str().unwrap().to_owned())
        .collect()
}

/// A query whose characters are ASCII.
fn encoded(query: &str) -> String {
    let escaped = |byte: u8| {
        if byte.is_ascii() {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    query.bytes().map(escaped).collect()
}

fn named(code: &str, name: &str, division: &str, occupation: &str) -> Value {
    let mut body = application(code, division);
    body["content"]["name"] = name.into();
    body["content"]["occupations"] = json!([{"code": occupation, "levels": [4, 5]}]);
    body
}

fn institutions_are_found_by_name_code_place_and_occupation(kind: Kind) {
    let server = server(kind);
    server.filed_on(
        CITY,
        named(CODES[0], "荆州市荆岫职业培训学校", "421002", "6-31-01-03"),
        None,
    );
    server.filed_on(
        COUNTY,
        named(CODES[7], "松滋市洈岸Ａ职业培训学校", "421087", "6-18-02-04"),
        None,
    );
    server.filed_on(
        OTHER_COUNTY,
        named(CODES[6], "监利市容畔养老服务中心", "421088", "4-10-01-05"),
        None,
    );
    let regulator = server.regulator(CITY);
    let county = server.regulator(COUNTY);
    let cases: [(&str, &[&str]); 12] = [
        ("", &[CODES[0], CODES[7], CODES[6]]),
        ("?q=职业培训", &[CODES[0], CODES[7]]),
        ("?q=岸a职", &[CODES[7]]),
        ("?q=没有这样的", &[]),
        ("?uscc=52421088mjxp5ec04j", &[CODES[6]]),
        ("?division=421000", &[CODES[0], CODES[7], CODES[6]]),
        ("?division=421087", &[CODES[7]]),
        ("?division=440000", &[]),
        ("?occupation=6-18-02-04", &[CODES[7]]),
        ("?occupation=6-18-02-04&level=3", &[]),
        ("?status=filed&authority=jz-421088", &[CODES[6]]),
        ("?status=suspended", &[]),
    ];
    for (query, expected) in cases {
        let path = format!("/api/v1/institutions{}", encoded(query));
        let found = server.get_as(&regulator.token, &path);
        assert_eq!(uscc(&found.good()), expected, "{query}");
    }
    // A county sees the whole city's, which work on one platform (Art. 15).
    let all = server.get_as(&county.token, "/api/v1/institutions").good();
    assert_eq!(uscc(&all), [CODES[0], CODES[7], CODES[6]]);
    // Page by page, without repeats.
    let mut seen = Vec::new();
    let mut path = "/api/v1/institutions?limit=1".to_owned();
    loop {
        let page = server.get_as(&regulator.token, &path).good();
        seen.extend(uscc(&page));
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/institutions?limit=1&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen, [CODES[0], CODES[7], CODES[6]]);
    for bad in [
        "?q=a",
        "?division=421099",
        "?occupation=1",
        "?level=6",
        "?status=gone",
        "?nobody=1",
    ] {
        let refused = server.get_as(&regulator.token, &format!("/api/v1/institutions{bad}"));
        let _ = refused.problem(400, "malformed_request");
    }
}

fn everybody_reads_the_register_and_nobody_an_application(kind: Kind) {
    let server = server(kind);
    let regulator = server.regulator(CITY);
    let body = application(CODES[0], "421002");
    let created = server.post_as(&regulator.token, "/api/v1/institutions", &body);
    let id = created.json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/public/institutions/{}", CODES[0]);
    let waiting = server.get(&path).problem(404, "not_found");
    let mut nobodys = server
        .get(&format!("/api/v1/public/institutions/{}", code(77)))
        .problem(404, "not_found");
    nobodys["trace_id"] = waiting["trace_id"].clone();
    assert_eq!(waiting, nobodys);
    assert!(uscc(&server.get("/api/v1/public/institutions").good()).is_empty());

    let step = "applications/1/decision";
    let _ = server
        .institution_command(&regulator, &id, step, &granted())
        .good();
    let first = server.get(&path);
    assert_eq!(first.header("Cache-Control"), "public, no-cache");
    let tag = first.header("ETag").to_owned();
    let shown = first.good();
    assert_eq!(shown["status"], "filed");
    assert_eq!(shown["principal"], "宋启文");
    assert_eq!(shown["authority"], "荆州市人力资源和社会保障局");
    assert_eq!(shown["suspended"], false);
    assert_eq!(shown.get("id"), None);
    let again = server
        .call("GET", &path)
        .header("If-None-Match", &tag)
        .send();
    assert_eq!(again.status, 304);
    let found = server
        .get(&encoded(
            "/api/v1/public/institutions?q=测试职业&occupation=6-31-01-03",
        ))
        .good();
    assert_eq!(uscc(&found), [CODES[0]]);
}

fn clock(server: &Server, instant: &str) {
    let admin = server.admin();
    let body = json!({"now": instant}).to_string();
    let put = server
        .call("PUT", "/api/v1/sandbox/clock")
        .token(&admin.token);
    assert_eq!(put.json_text(body).send().status, 200);
}

/// The register is asked on several days; months later it is asked for the same days by what was known then.
fn what_was_answered_on_a_day_is_answered_again(kind: Kind) {
    let server = Desk::at(kind, "2026-01-05T12:00:00+08:00").server;
    let regulator = server.regulator(CITY);
    let auditor = server.actor(Role::Auditor, CITY);
    let id = server.filed_on(CITY, application(CODES[0], "421002"), Some("2026-01-02"));
    let path = format!("/api/v1/institutions/{id}");
    let mut answers: Vec<(String, String, Value)> = Vec::new();
    let asked = [
        "2026-01-01",
        "2026-01-02",
        "2026-02-10",
        "2026-03-15",
        "2026-12-31",
    ];
    let mut ask = |known: &str| {
        for as_of in asked {
            let shown = server
                .get_as(&auditor.token, &format!("{path}?as_of={as_of}"))
                .good();
            answers.push((as_of.to_owned(), known.to_owned(), shown));
        }
    };
    ask("2026-01-05");
    clock(&server, "2026-02-20T12:00:00+08:00");
    // A change that is dated back behind a day that was asked for.
    let mut content = application(CODES[0], "421002")["content"].clone();
    content["principal"] = "易春华".into();
    let change = json!({"kind": "change", "content": content, "on": "2026-02-01"});
    let step = "applications/2/decision";
    let back = json!({"outcome": "granted", "on": "2026-02-05"});
    let _ = server
        .institution_command(&regulator, &id, "applications", &change)
        .good();
    let _ = server
        .institution_command(&regulator, &id, step, &back)
        .good();
    ask("2026-02-20");
    clock(&server, "2026-03-20T12:00:00+08:00");
    let report = json!({"reason": "转型", "on": "2026-03-01"});
    let ended = json!({"on": "2026-03-10"});
    let _ = server
        .institution_command(&regulator, &id, "deregistration", &report)
        .good();
    let _ = server
        .institution_command(&regulator, &id, "deregistration/completion", &ended)
        .good();
    ask("2026-03-20");
    clock(&server, "2026-06-01T12:00:00+08:00");
    let mut told = 0;
    for (as_of, known, mut before) in answers {
        let query = format!("{path}?as_of={as_of}&known_at={known}");
        let mut now = server.get_as(&auditor.token, &query).good();
        assert_eq!(now["known_at"], known.as_str());
        // What is known later differs for some days: else nothing would be shown.
        let latest = server
            .get_as(&auditor.token, &format!("{path}?as_of={as_of}"))
            .good();
        told += usize::from(latest["filing"] != now["filing"]);
        for shown in [&mut before, &mut now] {
            shown["known_at"] = Value::Null;
        }
        assert_eq!(now, before, "{as_of} by {known}");
    }
    assert!(told >= 4, "{told}");
}
