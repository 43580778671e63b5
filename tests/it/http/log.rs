//! The log: a JSON line for each request, with nothing in it that could be personal data.

use serde_json::{Value, json};
use tests::database::Kind;
use tests::server::Server;
use tests::wait::LIMIT;

use crate::support::{batch_path, on_both, path};

on_both!(
    a_line_for_each_request_and_nothing_personal,
    lines_for_people_where_so_configured
);

/// Invented data of a person, to be put wherever a client can put something.
const PERSONAL: [&str; 4] = [
    "张三丰",
    "19900001234",
    "11010519491231002X",
    "zhang@example.cn",
];

fn a_line_for_each_request_and_nothing_personal(kind: Kind) {
    let server = Server::builder(kind).env("RUST_LOG", "debug").start();
    let mut ids = Vec::new();
    for word in PERSONAL {
        let encoded: String = word.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let facts = json!({"as_of": "2026-03-02", "facts": {"batches": [{"id": word, "held_on": "2026-03-01"}]}});
        let wrong = json!({"as_of": word, "facts": {"batches": [{"id": word, "held_on": word}], word: word}});
        for answer in [
            server.get(&format!("/api/v1/regulations/{encoded}")),
            server.get(&format!("/api/v1/profiles?as_of={encoded}")),
            server.get(&format!("/{encoded}?name={encoded}")),
            server.post(&path("sanctions"), &facts),
            server.post(&path("sanctions"), &wrong),
            server.post(
                &batch_path("sanctions"),
                &json!({"items": [facts, wrong, word]}),
            ),
            server.post_text(&path("sanctions"), format!("{{\"{word}\"")),
            server
                .call("GET", "/api/v1/regulations")
                .header("X-Name", &encoded)
                .header("User-Agent", &encoded)
                .header("Referer", &encoded)
                .send(),
        ] {
            ids.push((answer.header("x-request-id").to_owned(), answer.status));
        }
    }
    for (id, status) in ids {
        let line = server
            .lines()
            .wait_for(LIMIT, |line| line.contains(&id).then(|| line.to_owned()));
        let line: Value = serde_json::from_str(&line.expect("a line for each request")).unwrap();
        assert_eq!(
            (&line["target"], &line["level"]),
            (&json!("access"), &json!("INFO"))
        );
        assert_eq!(
            (&line["trace_id"], &line["status"]),
            (&json!(id), &json!(status))
        );
        let route = line["route"].as_str().unwrap();
        assert!(
            route == "unmatched" || route.starts_with("/api/v1/"),
            "{line}"
        );
        assert!(
            line["method"].is_string() && line["duration_us"].is_u64(),
            "{line}"
        );
        let members = line.as_object().unwrap().keys().all(|member| {
            [
                "ts",
                "level",
                "target",
                "method",
                "route",
                "status",
                "duration_us",
                "bytes",
                "trace_id",
            ]
            .contains(&member.as_str())
        });
        assert!(members, "{line}");
    }
    let lines = server.lines().all();
    for line in &lines {
        let lower = line.to_lowercase();
        for word in PERSONAL {
            let encoded: String = word.bytes().map(|byte| format!("%{byte:02x}")).collect();
            assert!(
                !lower.contains(&word.to_lowercase()) && !lower.contains(&encoded),
                "{line}"
            );
        }
    }
    // Besides what is said to a person at the start, in one piece, every line is JSON.
    let is_json =
        |line: &str| serde_json::from_str::<Value>(line).is_ok_and(|line| line.is_object());
    let greeting: Vec<&String> = lines
        .iter()
        .skip_while(|line| *line != "jiandu is ready.")
        .take_while(|line| !is_json(line))
        .collect();
    assert!(greeting.len() >= 3, "{lines:#?}");
    let others = lines.iter().filter(|line| !is_json(line)).count();
    assert_eq!(others, greeting.len(), "{lines:#?}");
}

fn lines_for_people_where_so_configured(kind: Kind) {
    let server = Server::builder(kind)
        .env("JIANDU_LOG_FORMAT", "plain")
        .start();
    let id = server
        .get("/api/v1/regulations")
        .header("x-request-id")
        .to_owned();
    let line = server
        .lines()
        .wait_for(LIMIT, |line| line.contains(&id).then(|| line.to_owned()))
        .unwrap();
    assert!(
        line.contains(" INFO  access method=GET route=/api/v1/regulations status=200 "),
        "{line}"
    );
    let quiet = Server::builder(kind).env("RUST_LOG", "warn").start();
    assert_eq!(quiet.get("/api/v1/regulations").status, 200);
    assert!(
        !quiet
            .lines()
            .all()
            .iter()
            .any(|line| line.contains("access"))
    );
}
