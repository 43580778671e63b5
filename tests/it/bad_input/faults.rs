//! Well-formed JSON that is not what an engine needs: 422, one entry per fault, all at once, in the language asked for.

use serde_json::{Value, json};
use tests::json::with;
use tests::server::Server;

use crate::support::{on_both, path};

on_both!(every_fault_in_both_languages, impossible_dates, wrong_types,);

const DATE: (&str, &str) = (
    "应为 1900-01-01 至 2199-12-31 之间实际存在的日期，形式为 YYYY-MM-DD",
    "must be an existing date YYYY-MM-DD from 1900-01-01 to 2199-12-31",
);
pub fn complaint(member: &str, value: Value) -> Value {
    let request = json!({"facts": {"submitted_on": "2026-04-27"}});
    with(&request, &format!("/facts/{member}"), value)
}

pub fn institution(member: &str, value: Value) -> Value {
    let request = json!({"as_of": "2026-06-30", "facts": {}});
    with(&request, &format!("/facts/{member}"), value)
}

fn clock(member: &str, value: Value) -> Value {
    let request = json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"});
    with(&request, &format!("/{member}"), value)
}

pub fn post(
    server: &Server,
    engine: &str,
    request: &Value,
    language: &str,
) -> Vec<(String, String)> {
    let call = server.call("POST", &path(engine)).language(language);
    call.json_text(request.to_string()).send().faults()
}

/// A line each: engine, request, where it is wrong, and why in Chinese and English.
const ROWS: &str = include_str!("../../data/faults.jsonl");

fn every_fault_in_both_languages(server: &Server) {
    for row in ROWS.lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        let text = |member: &str| row[member].as_str().unwrap();
        for (language, reason) in [
            ("zh-CN", text("zh")),
            ("en", text("en")),
            ("en-GB,zh;q=0.5", text("en")),
            ("fr", text("zh")),
        ] {
            let faults = post(server, text("engine"), &row["request"], language);
            let expected = (text("pointer").to_owned(), reason.to_owned());
            assert_eq!(faults, [expected], "{row}");
        }
    }
    for number in [
        "art19", "art20", "art20/0", "art20/9", "art22/7", "art12/1", "art12 ",
    ] {
        let provision = format!("jz-institutions/{number}");
        let violation = json!([{"id": "V", "provision": provision, "occurred_on": "2026-03-31"}]);
        let faults = post(
            server,
            "sanctions",
            &institution("violations", violation),
            "en",
        );
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].0, "/facts/violations/0/provision");
        assert!(faults[0].1.starts_with(&format!(
            "'{provision}' is not allowed; allowed: jz-institutions/art12, "
        )));
        assert!(faults[0].1.ends_with("jz-institutions/art22/6"));
    }
}

fn impossible_dates(server: &Server) {
    for date in [
        "2025-02-29",
        "2025-13-01",
        "2025-00-10",
        "2025-04-31",
        "2025-1-1",
        "20250101",
        "2025-01-01T00:00:00Z",
        "2025/01/01",
        "01-01-2025",
        " 2025-01-01",
        "2025-01-01 ",
        "+2025-01-01",
        "２０２５-01-01",
        "1899-12-31",
        "2200-01-01",
        "0000-00-00",
        "",
        "today",
    ] {
        for (engine, request, pointer) in [
            (
                "admissibility",
                complaint("submitted_on", json!(date)),
                "/facts/submitted_on",
            ),
            (
                "admissibility",
                complaint("event", json!({"date": date})),
                "/facts/event/date",
            ),
            ("clock", clock("accepted_on", json!(date)), "/accepted_on"),
            ("clock", clock("concluded_on", json!(date)), "/concluded_on"),
            (
                "sanctions",
                institution("filed_on", json!(date)),
                "/facts/filed_on",
            ),
            ("working-days", json!({"from": date, "add": 1}), "/from"),
        ] {
            for (language, reason) in [("zh", DATE.0), ("en", DATE.1)] {
                let faults = post(server, engine, &request, language);
                assert_eq!(
                    faults,
                    [(pointer.to_owned(), reason.to_owned())],
                    "{request}"
                );
            }
        }
    }
    let _ = server.evaluate("working-days", &json!({"from": "2024-02-29", "add": 1}));
}

fn wrong_types(server: &Server) {
    let boolean = "must be true or false";
    let object = "must be an object";
    let array = "must be an array";
    let text =
        "must be a text of 1 to 200 characters without control or bidirectional control characters";
    let count = "must be a whole number from 0 to 1000000000";
    let signed = "must be a whole number from -3660 to 3660";
    let item = |member: &str, value: &Value| {
        let mut batch = json!({"id": "B", "held_on": "2026-05-20"});
        batch[member] = value.clone();
        institution("batches", json!([batch]))
    };
    let values = [
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!("x"),
        json!(""),
        json!([]),
        json!({}),
        json!([[]]),
        json!({"a": 1}),
    ];
    for value in &values {
        let is = |kinds: &[&str]| {
            kinds.iter().any(|kind| match *kind {
                "boolean" => value.is_boolean(),
                "count" => *value == 0,
                "signed" => value.is_i64(),
                "text" => value.as_str().is_some_and(|text| !text.is_empty()),
                "array" => *value == json!([]),
                other => panic!("{other}"),
            })
        };
        for (engine, request, pointer, reason, good) in [
            (
                "admissibility",
                complaint("urgent", value.clone()),
                "/facts/urgent",
                boolean,
                is(&["boolean"]),
            ),
            (
                "admissibility",
                complaint("prior_complaints", value.clone()),
                "/facts/prior_complaints",
                array,
                is(&["array"]),
            ),
            (
                "clock",
                clock("profile", value.clone()),
                "/profile",
                text,
                is(&["text"]),
            ),
            (
                "clock",
                clock("as_of", value.clone()),
                "/as_of",
                DATE.1,
                false,
            ),
            (
                "sanctions",
                item("candidates", value),
                "/facts/batches/0/candidates",
                count,
                is(&["count"]),
            ),
            (
                "sanctions",
                item("id", value),
                "/facts/batches/0/id",
                text,
                is(&["text"]),
            ),
            (
                "working-days",
                json!({"from": "2026-03-02", "add": value}),
                "/add",
                signed,
                is(&["signed"]),
            ),
        ] {
            // What is good here may be wrong in another way: an unknown profile, a list in a list.
            let answer = server
                .call("POST", &path(engine))
                .language("en")
                .json_text(request.to_string())
                .send();
            let nested =
                value.is_array() && *value != json!([]) && pointer == "/facts/prior_complaints";
            if good {
                assert!(answer.status == 200 || pointer == "/profile", "{request}");
            } else if nested {
                assert_eq!(
                    answer.faults(),
                    [(format!("{pointer}/0"), object.to_owned())],
                    "{request}"
                );
            } else {
                assert_eq!(
                    answer.faults(),
                    [(pointer.to_owned(), reason.to_owned())],
                    "{request}"
                );
            }
        }
    }
    for (request, pointer) in [
        (json!({"facts": []}), "/facts"),
        (complaint("event", json!("2026-03-02")), "/facts/event"),
        (
            complaint("prior_complaints", json!([17])),
            "/facts/prior_complaints/0",
        ),
    ] {
        assert_eq!(
            post(server, "admissibility", &request, "en"),
            [(pointer.to_owned(), object.to_owned())]
        );
    }
}
