//! Headers of every answer.

use std::collections::BTreeSet;

use serde_json::json;
use tests::client::Answer;
use tests::server::Server;

use crate::support::{on_both, path};

on_both!(
    a_request_has_an_id_of_its_own,
    a_traceparent_is_carried_on,
    nothing_tells_of_the_program,
    evaluations_are_never_stored,
    the_language_is_negotiated,
);

/// Answers of every kind.
fn answers(server: &Server) -> Vec<Answer> {
    vec![
        server.get("/api/v1/regulations"),
        server.get("/api/v1/nothing"),
        server.get("/problems/"),
        server.get("/health/live"),
        server.get("/health/ready"),
        server.get("/metrics"),
        server.get("/swagger-ui/"),
        server.get("/openapi.json"),
        server.call("DELETE", "/api/v1/regulations").send(),
        server.call("OPTIONS", "/api/v1/regulations").send(),
        server.call("HEAD", "/api/v1/regulations").send(),
        server.post(&path("clock"), &json!({})),
        server.post(
            &path("clock"),
            &json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"}),
        ),
        server.post_text(&path("clock"), "{"),
    ]
}

fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

fn a_request_has_an_id_of_its_own(server: &Server) {
    let answers = answers(server);
    let ids: BTreeSet<&str> = answers
        .iter()
        .map(|answer| answer.header("x-request-id"))
        .collect();
    assert_eq!(ids.len(), answers.len());
    assert!(ids.into_iter().all(is_id));
}

fn a_traceparent_is_carried_on(server: &Server) {
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let ask = |traceparent: &str, path: &str| {
        let answer = server
            .call("GET", path)
            .header("traceparent", traceparent)
            .send();
        answer.header("x-request-id").to_owned()
    };
    for path in ["/api/v1/regulations", "/api/v1/nothing", "/health/live"] {
        assert_eq!(ask(&format!("00-{trace}-00f067aa0ba902b7-01"), path), trace);
    }
    // What is not valid is not believed.
    for bad in [
        "",
        trace,
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        &format!("00-{}-00f067aa0ba902b7-01", trace.to_uppercase()),
        &format!("ff-{trace}-00f067aa0ba902b7-01"),
        &format!("00-{trace}-0000000000000000-01"),
        &format!("00-{trace}-00f067aa0ba902b7-01-x"),
        &"x".repeat(4000),
    ] {
        let id = ask(bad, "/api/v1/regulations");
        assert!(is_id(&id) && id != trace, "{bad}: {id}");
    }
    // The id of a failure is the caller's too.
    let refused = server
        .call("POST", &path("clock"))
        .header("traceparent", &format!("00-{trace}-00f067aa0ba902b7-01"))
        .json_text("{}")
        .send();
    let problem = refused.problem(422, "invalid_facts");
    assert_eq!(problem["trace_id"], trace);
}

fn nothing_tells_of_the_program(server: &Server) {
    for answer in answers(server) {
        assert_eq!(answer.header("server"), "");
        assert_eq!(answer.header("x-powered-by"), "");
        assert_eq!(answer.header("set-cookie"), "");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("x-frame-options"), "DENY");
    }
}

fn evaluations_are_never_stored(server: &Server) {
    let request = json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"});
    for answer in [
        server.post(&path("clock"), &request),
        server.post(&path("clock"), &json!({})),
    ] {
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

fn the_language_is_negotiated(server: &Server) {
    for (accept, language) in [
        ("", "zh-CN"),
        ("zh-CN", "zh-CN"),
        ("zh-Hant-HK", "zh-CN"),
        ("en", "en"),
        ("en-US,en;q=0.9", "en"),
        ("fr-FR, fr;q=0.9, en;q=0.8, *;q=0.5", "en"),
        ("zh;q=0.5, en", "en"),
        ("en;q=0.5, zh", "zh-CN"),
        ("en;q=0", "zh-CN"),
        ("de", "zh-CN"),
        ("*", "zh-CN"),
        (";;,q=1,", "zh-CN"),
    ] {
        let answer = server
            .call("GET", "/api/v1/nothing")
            .language(accept)
            .send();
        let _ = answer.problem(404, "not_found");
        assert_eq!(answer.header("content-language"), language, "{accept}");
    }
}
