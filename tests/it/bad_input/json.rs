//! Bodies that are hardly JSON, or JSON meant to hurt: a 4xx at once, never a 5xx, never a hang.

use serde_json::json;
use tests::raw;
use tests::server::Server;

use crate::support::{batch_path, on_both, path};

on_both!(
    malformed_json_is_refused_with_its_place,
    what_is_no_character_is_refused,
    hostile_json_is_refused,
    numbers_of_any_size_are_read,
    strings_of_any_kind_are_read,
    the_server_is_well_after_all_that,
);

const ENGINES: [&str; 4] = ["admissibility", "clock", "sanctions", "working-days"];

/// Bodies that are not JSON.
fn malformed() -> Vec<Vec<u8>> {
    let text = [
        " ",
        "\n",
        "{",
        "}",
        "[",
        "{\"from\":",
        "{\"from\":\"2026-03-02\",}",
        "{'from':'2026-03-02'}",
        "{from:1}",
        "{\"from\":\"2026-03-02\",\"add\":01}",
        "{\"from\":\"2026-03-02\",\"add\":+1}",
        "{\"add\":.5}",
        "{\"add\":1.}",
        "{\"add\":0x10}",
        "{\"add\":NaN}",
        "{\"add\":Infinity}",
        "{\"add\":-}",
        "{\"add\":tru}",
        "nul",
        "undefined",
        "{\"from\":\"2026-03-02\",\"add\":1}x",
        "{\"from\":\"2026-03-02\",\"add\":1}{}",
        "{} {}",
        "{},",
        "// comment\n{}",
        "{/* comment */}",
        "{\"from\":\"2026-03-02\n\",\"add\":1}",
        "{\"from\":\"a\tb\"}",
        "{\"from\":\"\\x41\"}",
        "{\"from\":\"\\u12\"}",
        "{\"from\":\"2026-03-02\" \"add\":1}",
        "{\"a\":1,,\"b\":2}",
        "[1,]",
        "\u{feff}{\"from\":\"2026-03-02\",\"add\":1}",
        "a=1&b=2",
        "<xml/>",
        "{\"from\":\"2026-03-02\",\"add\":1}\0",
    ];
    let mut bodies: Vec<Vec<u8>> = text.iter().map(|text| text.as_bytes().to_vec()).collect();
    // UTF-16.
    bodies.push(b"\xff\xfe{\0}\0".to_vec());
    bodies.push(b"{\0}\0".to_vec());
    bodies
}

/// What is no character: half a surrogate pair, a stray byte, an overlong NUL, a surrogate in UTF-8, a cut-off character,
/// another coding.
const NO_CHARACTERS: [&[u8]; 8] = [
    b"\\ud800",
    b"\\udc00",
    b"\\ud800\\u0041",
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xe4\xb8",
    b"\xc4\xe3",
];

fn what_is_no_character_is_refused(server: &Server) {
    for bytes in NO_CHARACTERS {
        let shown = String::from_utf8_lossy(bytes).into_owned();
        let body =
            |before: &str, after: &str| [before.as_bytes(), bytes, after.as_bytes()].concat();
        // In a fact, in a member's name, and anywhere outside a string.
        for body in [
            body(
                r#"{"as_of":"2026-03-10","facts":{"batches":[{"id":""#,
                r#"","held_on":"2026-03-02"}]}}"#,
            ),
            body(r#"{"as_of":""#, r#"","facts":{}}"#),
            body(r#"{"profile":""#, r#"","as_of":"2026-03-10","facts":{}}"#),
            body(r#"{""#, r#"":1,"as_of":"2026-03-10","facts":{}}"#),
            body("", r#"{"as_of":"2026-03-10","facts":{}}"#),
        ] {
            let answer = server.post_text(&path("sanctions"), body);
            assert_eq!(answer.status, 400, "{shown}: {}", answer.text());
            let _ = answer.problem(400, "malformed_json");
        }
        // In what nobody reads: refused for being there.
        let unknown = body(r#"{"as_of":"2026-03-10","facts":{},"x":""#, r#""}"#);
        let answer = server.post_text(&path("sanctions"), unknown);
        assert!(
            [400, 422].contains(&answer.status),
            "{shown}: {}",
            answer.text()
        );
    }
}

fn malformed_json_is_refused_with_its_place(server: &Server) {
    for engine in ENGINES {
        for body in malformed() {
            let shown = String::from_utf8_lossy(&body).into_owned();
            for path in [path(engine), batch_path(engine)] {
                let answer = server
                    .call("POST", &path)
                    .language("en")
                    .json_text(body.clone())
                    .send();
                assert_eq!(answer.status, 400, "{path} {shown:?}: {}", answer.text());
                let problem = answer.problem(400, "malformed_json");
                assert_eq!(problem["errors"], json!([]));
                let detail = problem["detail"].as_str().unwrap();
                assert!(
                    detail.starts_with("not well-formed JSON at "),
                    "{shown:?}: {detail}"
                );
            }
        }
        let empty = server
            .call("POST", &path(engine))
            .language("en")
            .json_text("")
            .send();
        assert_eq!(
            empty.problem(400, "malformed_json")["detail"],
            "The body is empty."
        );
    }
    let place = |language: &str, body: &str| {
        let call = server.call("POST", &path("clock")).language(language);
        call.json_text(body).send().problem(400, "malformed_json")["detail"].clone()
    };
    let lines = "{\n  \"as_of\": x\n}";
    assert_eq!(
        place("en", lines),
        "not well-formed JSON at line 2, column 12"
    );
    assert_eq!(place("zh", lines), "第 2 行第 12 列处不是合法的 JSON");
    assert_eq!(
        place("en", "{\"as_of\": x}"),
        "not well-formed JSON at column 11"
    );
    assert_eq!(place("zh", "{\"as_of\": x}"), "第 11 列处不是合法的 JSON");
}

fn hostile_json_is_refused(server: &Server) {
    let deep = 400_000;
    let bombs = [
        "[".repeat(deep),
        format!("{}{}", "[".repeat(deep), "]".repeat(deep)),
        "{\"a\":".repeat(deep / 4),
        format!("{{\"facts\":{}{}}}", "[".repeat(deep), "]".repeat(deep)),
        format!("{{\"from\":{}", "{\"from\":".repeat(deep / 8)),
        format!("{{\"unknown\":{}1{}}}", "[".repeat(deep), "]".repeat(deep)),
        format!(
            "{{\"facts\":{{\"event\":{}}}}}",
            "[{\"x\":".repeat(deep / 8)
        ),
        format!("{{\"items\":[{}{}]}}", "[".repeat(deep), "]".repeat(deep)),
        format!("{{\"items\":{}", "[{\"items\":".repeat(deep / 16)),
    ];
    for engine in ENGINES {
        for bomb in &bombs {
            // Where the nesting is closed again and stands for nothing, it is JSON, but not what is needed.
            let single = server.post_text(&path(engine), bomb.as_str());
            assert!([400, 422].contains(&single.status), "{}", single.status);
            let batch = server.post_text(&batch_path(engine), bomb.as_str());
            assert!([200, 400, 422].contains(&batch.status), "{}", batch.status);
            if batch.status == 200 {
                // The nesting is within an item, and only that is refused.
                let error = &batch.json()["results"][0]["error"];
                let code = error["code"].as_str().unwrap();
                assert!(
                    ["malformed_json", "invalid_facts"].contains(&code),
                    "{code}"
                );
            }
        }
        // Not deep, but wide: a great many members, each a fault.
        let members: Vec<String> = (0..40_000)
            .map(|number| format!("\"member{number}\":0"))
            .collect();
        let faults = server
            .post_text(&path(engine), format!("{{{}}}", members.join(",")))
            .faults();
        assert_eq!(faults.len(), 500);
        let long = format!(
            "{{\"{}\":\"{}\"}}",
            "k".repeat(400_000),
            "v".repeat(400_000)
        );
        assert!(server.post_text(&path(engine), long).body.len() < 4000);
    }
}

fn numbers_of_any_size_are_read(server: &Server) {
    let many = "9".repeat(400);
    for number in [
        "1e999",
        "-1e999",
        "1E+400",
        &many,
        &format!("-{many}"),
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        "1e19",
        "-0.0001",
        "3.5",
        "4294967297",
        "2147483648",
        "1e10",
    ] {
        for (engine, text, pointer) in [
            (
                "working-days",
                format!(r#"{{"from":"2026-03-02","add":{number}}}"#),
                "/add",
            ),
            (
                "clock",
                format!(
                    r#"{{"accepted_on":"2026-03-02","as_of":"2026-03-10","extended_to_working_days":{number}}}"#
                ),
                "/extended_to_working_days",
            ),
            (
                "clock",
                format!(r#"{{"accepted_on":{number},"as_of":"2026-03-10"}}"#),
                "/accepted_on",
            ),
            (
                "sanctions",
                format!(
                    r#"{{"as_of":"2026-03-10","facts":{{"batches":[{{"id":"B","held_on":"2026-03-02","candidates":{number}}}]}}}}"#
                ),
                "/facts/batches/0/candidates",
            ),
        ] {
            let answer = server.post_text(&path(engine), text.as_str());
            // A number too large for a double is refused where JSON is read, any other where the fact is.
            if answer.status == 400 {
                let _ = answer.problem(400, "malformed_json");
            } else {
                let faults = answer.faults();
                assert_eq!(faults.len(), 1, "{text}");
                assert_eq!(faults[0].0, pointer, "{text}");
            }
        }
    }
    for (number, date) in [
        ("3", "2026-03-05"),
        ("3.0", "2026-03-05"),
        ("-0", "2026-03-02"),
        ("0.0", "2026-03-02"),
        ("30e-1", "2026-03-05"),
        // Beyond the precision of a double, the nearest double counts.
        (&format!("2.{many}"), "2026-03-05"),
        ("1e-999", "2026-03-02"),
    ] {
        let text = format!(r#"{{"from":"2026-03-02","add":{number}}}"#);
        assert_eq!(
            server.post_text(&path("working-days"), text).good()["date"],
            date,
            "{number}"
        );
    }
}

fn strings_of_any_kind_are_read(server: &Server) {
    let ask = |id: &str| {
        let text = format!(
            r#"{{"as_of":"2026-03-10","facts":{{"batches":[{{"id":"{id}","held_on":"2026-03-02"}}]}}}}"#
        );
        server.post_text(&path("sanctions"), text)
    };
    for id in [
        "B",
        "批次一",
        "\\u6279",
        "\\ud83d\\ude00",
        "a b",
        "\\/",
        "\\\"",
        "'; DROP TABLE calendar_days; --",
        "é",
        "e\\u0301",
        "\\uffff",
        "%00",
        "&lt;",
    ] {
        let _ = ask(id).good();
    }
    for id in [
        "",
        "\\u0000",
        "B\\u0000",
        "\\n",
        "\\u001b[31m",
        "\\u007f",
        "\\u0085",
        "\\u202e",
        "\\u2066x",
        "\\u200f",
    ] {
        let faults = ask(id).faults();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].0, "/facts/batches/0/id", "{id}");
    }
    // 200 characters, whatever their size in bytes.
    for (character, count, good) in [
        ("x", 200, true),
        ("x", 201, false),
        ("批", 200, true),
        ("批", 201, false),
        ("😀", 200, true),
    ] {
        assert_eq!(
            ask(&character.repeat(count)).status == 200,
            good,
            "{character} {count}"
        );
    }
    // Ids that are the same text, written differently, are the same id.
    let text = r#"{"as_of":"2026-03-10","facts":{"batches":[{"id":"B","held_on":"2026-03-02"},{"id":"\u0042","held_on":"2026-03-02"}]}}"#;
    assert_eq!(
        server.post_text(&path("sanctions"), text).faults()[0].0,
        "/facts/batches/1/id"
    );
}

/// Also over one connection: what is wrong with one request leaves the next alone.
fn the_server_is_well_after_all_that(server: &Server) {
    let mut connection = raw::Connection::to(server.address);
    let good = br#"{"from":"2026-03-02","add":3}"#;
    for body in malformed() {
        connection.send(raw::post("/api/v1/evaluations/working-days", &body));
        assert_eq!(connection.answer().status, 400);
        connection.send(raw::post("/api/v1/evaluations/working-days", good));
        assert_eq!(connection.answer().good()["date"], "2026-03-05");
    }
}
