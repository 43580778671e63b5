//! Requests that are good and answers of every kind are what the document says they are.

use serde_json::{Value, json};
use tests::client::Answer;
use tests::json::with;
use tests::openapi::Operation;
use tests::schema;
use tests::server::Server;
use tests::vectors::SETS;

use super::authorisation::permitted;
use super::spec;
use crate::support::{batch_path, on_both, path};

on_both!(
    answers_of_the_engines_conform,
    answers_to_reads_conform,
    problems_conform_and_are_documented,
);

fn operation(method: &str, template: &str) -> Operation {
    let found = spec()
        .operations()
        .into_iter()
        .find(|o| o.method == method && o.path == template);
    found.unwrap_or_else(|| panic!("{method} {template}"))
}

/// Holds an answer against what the document says of that status.
fn conforms(operation: &Operation, answer: &Answer) {
    let what = format!("{} {}", operation.id(), answer.status);
    let response = operation.object["responses"].get(answer.status.to_string());
    let response = spec().resolve(response.unwrap_or_else(|| panic!("{what} is not documented")));
    let media_type = answer.header("content-type").split(';').next().unwrap();
    let content = &response["content"];
    assert!(
        content.get(media_type).is_some(),
        "{what}: {media_type} is not documented"
    );
    if media_type.ends_with("json") {
        let faults = schema::faults(spec(), &content[media_type]["schema"], &answer.json());
        assert_eq!(faults, Vec::<String>::new(), "{what} {}", answer.text());
    }
    for (name, header) in response["headers"].as_object().into_iter().flatten() {
        let optional = name.starts_with("RateLimit");
        let text = spec().resolve(header)["description"].as_str().unwrap();
        assert!(
            optional || !answer.header(name).is_empty(),
            "{what}: no {name} ({text})"
        );
    }
}

fn answers_of_the_engines_conform(server: &Server) {
    for set in SETS {
        let single = operation("POST", &path(set.engine));
        let request_schema = &single.object["requestBody"]["content"]["application/json"]["schema"];
        for request in set.requests() {
            assert_eq!(
                schema::faults(spec(), request_schema, &request),
                Vec::<String>::new(),
                "{request}"
            );
            conforms(
                &single,
                &server.post(&format!("{}?explain=true", single.path), &request),
            );
        }
        let batch = operation("POST", &batch_path(set.engine));
        let mut items = set.requests();
        items.push(json!({}));
        conforms(&batch, &server.post(&batch.path, &json!({"items": items})));
    }
    let days = operation("POST", &path("working-days"));
    for request in [
        json!({"from": "2026-02-10", "add": 20}),
        json!({"from": "2199-12-31", "add": 3660}),
        json!({"from": "2026-02-10", "to": "2025-02-10"}),
    ] {
        conforms(&days, &server.post(&days.path, &request));
    }
}

/// The schema refuses what the engines refuse for its form.
#[test]
fn the_schema_is_as_strict_as_the_engines() {
    let cases = [
        (
            "clock",
            json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"}),
            "/x",
            json!(1),
        ),
        (
            "clock",
            json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"}),
            "/as_of",
            json!("2026-02-30"),
        ),
        (
            "clock",
            json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"}),
            "/as_of",
            json!("2200-01-01"),
        ),
        (
            "clock",
            json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"}),
            "/as_of",
            Value::Null,
        ),
        (
            "clock",
            json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"}),
            "/extended_to_working_days",
            json!(46),
        ),
        (
            "clock",
            json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"}),
            "/profile",
            json!(""),
        ),
        (
            "working-days",
            json!({"from": "2026-03-02", "add": 1}),
            "/add",
            json!(3661),
        ),
        (
            "admissibility",
            json!({"facts": {"submitted_on": "2026-03-02"}}),
            "/facts/channel",
            json!("pigeon"),
        ),
        (
            "admissibility",
            json!({"facts": {"submitted_on": "2026-03-02"}}),
            "/facts/event",
            json!({"ongoing": null}),
        ),
        (
            "admissibility",
            json!({"facts": {"submitted_on": "2026-03-02"}}),
            "/facts/prior_complaints",
            json!([{}]),
        ),
        (
            "sanctions",
            json!({"as_of": "2026-03-02", "facts": {}}),
            "/facts/activity",
            json!({}),
        ),
        (
            "sanctions",
            json!({"as_of": "2026-03-02", "facts": {}}),
            "/facts/batches",
            json!([{"id": "B", "held_on": "2026-03-02", "candidates": -1}]),
        ),
        (
            "sanctions",
            json!({"as_of": "2026-03-02", "facts": {}}),
            "/facts/batches",
            json!([{"id": "B\u{0}", "held_on": "2026-03-02"}]),
        ),
        (
            "sanctions",
            json!({"as_of": "2026-03-02", "facts": {}}),
            "/facts/violations",
            json!([{"id": "V", "provision": "jz-institutions/art20/9", "occurred_on": "2026-03-02"}]),
        ),
    ];
    let server = tests::server::shared(tests::database::Kind::Sqlite);
    for (engine, good, pointer, value) in cases {
        let of = operation("POST", &path(engine));
        let of = &of.object["requestBody"]["content"]["application/json"]["schema"];
        assert_eq!(schema::faults(spec(), of, &good), Vec::<String>::new());
        let _ = server.evaluate(engine, &good);
        let bad = with(&good, pointer, value);
        assert_ne!(
            schema::faults(spec(), of, &bad),
            Vec::<String>::new(),
            "{bad}"
        );
        let _ = server.post(&path(engine), &bad).faults();
    }
}

fn answers_to_reads_conform(server: &Server) {
    for operation in spec()
        .operations()
        .iter()
        .filter(|operation| operation.method == "GET")
    {
        let call = permitted(server, operation, &operation.example_path());
        conforms(
            operation,
            &call.header("Accept", "application/json, */*;q=0.1").send(),
        );
    }
    let article = operation("GET", "/api/v1/regulations/{id}/articles/{number}");
    for (regulation, count) in [("gd-complaints", 23), ("jz-institutions", 24)] {
        for number in 1..=count {
            conforms(
                &article,
                &server.get(&format!(
                    "/api/v1/regulations/{regulation}/articles/{number}"
                )),
            );
        }
        assert_eq!(
            server
                .get(&format!(
                    "/api/v1/regulations/{regulation}/articles/{}",
                    count + 1
                ))
                .status,
            404
        );
    }
    let interpretation = operation("GET", "/api/v1/interpretations/{id}");
    let register = server.get("/api/v1/interpretations").good();
    for entry in register["items"].as_array().unwrap() {
        let answer = server.get(&format!(
            "/api/v1/interpretations/{}",
            entry["id"].as_str().unwrap()
        ));
        conforms(&interpretation, &answer);
        assert_eq!(answer.good(), *entry);
        let readings = entry["readings"].as_array().unwrap();
        assert!(
            readings.len() >= 2
                && readings
                    .iter()
                    .any(|reading| reading["id"] == entry["in_use"]),
            "{entry}"
        );
    }
    let year = operation("GET", "/api/v1/calendars/cn/{year}");
    for number in [1900, 2003, 2004, 2020, 2026, 2027, 2199] {
        conforms(
            &year,
            &server.get(&format!("/api/v1/calendars/cn/{number}")),
        );
    }
    let problem = operation("GET", "/problems/{code}");
    let list = server
        .call("GET", "/problems/")
        .header("Accept", "application/json")
        .send()
        .good();
    for page in list["items"].as_array().unwrap() {
        let call = server.call("GET", page["type"].as_str().unwrap());
        conforms(&problem, &call.header("Accept", "application/json").send());
    }
}

fn problems_conform_and_are_documented(server: &Server) {
    let clock = operation("POST", &path("clock"));
    let batch = operation("POST", &batch_path("clock"));
    for of in [&clock, &batch] {
        let call = || server.call("POST", &of.path);
        for answer in [
            call().json_text("{").send(),
            call().json_text("{}").send(),
            call().body("{}").send(),
            call().header("Accept", "text/csv").json_text("{}").send(),
            call().json_text(" ".repeat(9 << 20)).send(),
            server.post_text(&format!("{}?x=1", of.path), "{}"),
        ] {
            assert!(answer.status >= 400);
            conforms(of, &answer);
        }
    }
    for of in spec()
        .operations()
        .iter()
        .filter(|operation| operation.method == "GET")
    {
        let parameter = of.object["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .find(|parameter| parameter["in"] == "path");
        if let Some(parameter) = parameter {
            let name = format!("{{{}}}", parameter["name"].as_str().unwrap());
            let path = of.path.replace(&name, "none").replace("{number}", "1");
            conforms(of, &permitted(server, of, &path).send());
        }
        if of.path.starts_with("/api/") {
            let call = permitted(server, of, &of.example_path());
            conforms(of, &call.header("Accept", "text/csv").send());
        }
        let queried = of.object["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|parameter| parameter["in"] == "query");
        if queried {
            let path = format!("{}?x=1", of.example_path());
            conforms(of, &permitted(server, of, &path).send());
        }
    }
}
