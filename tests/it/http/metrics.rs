//! `/metrics`: counted by route template, never by path.

use serde_json::json;
use tests::database::Kind;
use tests::server::Server;

use crate::support::{on_both, path};

on_both!(requests_are_counted_by_template);

fn requests_are_counted_by_template(kind: Kind) {
    let server = Server::builder(kind).start();
    let _ = server
        .get("/api/v1/regulations/gd-complaints/articles/10")
        .good();
    let _ = server
        .get("/api/v1/regulations/jz-institutions/articles/9")
        .good();
    assert_eq!(
        server
            .get("/api/v1/regulations/secret-name/articles/9")
            .status,
        404
    );
    let explained = format!("{}?explain=true", path("clock"));
    let _ = server
        .post(
            &explained,
            &json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"}),
        )
        .good();
    let _ = server.post(&explained, &json!({})).faults();
    assert_eq!(server.get("/no/such/path/19900001234").status, 404);
    assert_eq!(
        server.call("DELETE", "/api/v1/regulations").send().status,
        405
    );
    // Methods that clients invent are all one.
    for method in ["BREW", "WHEN"] {
        let answer = server.call(method, "/api/v1/regulations").send();
        assert_eq!(answer.status, 405);
    }

    let answer = server.get("/metrics");
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("content-type"),
        "application/openmetrics-text; version=1.0.0; charset=utf-8"
    );
    let text = answer.text();
    for line in [
        "jiandu_http_requests_total{method=\"GET\",route=\"/api/v1/regulations/{id}/articles/{number}\",status=\"200\"} 2",
        "jiandu_http_requests_total{method=\"GET\",route=\"/api/v1/regulations/{id}/articles/{number}\",status=\"404\"} 1",
        "jiandu_http_requests_total{method=\"POST\",route=\"/api/v1/evaluations/clock\",status=\"200\"} 1",
        "jiandu_http_requests_total{method=\"POST\",route=\"/api/v1/evaluations/clock\",status=\"422\"} 1",
        "jiandu_http_requests_total{method=\"GET\",route=\"unmatched\",status=\"404\"} 1",
        "jiandu_http_requests_total{method=\"DELETE\",route=\"/api/v1/regulations\",status=\"405\"} 1",
        "jiandu_http_requests_total{method=\"OTHER\",route=\"/api/v1/regulations\",status=\"405\"} 2",
        "jiandu_http_request_duration_seconds_count{route=\"/api/v1/evaluations/clock\"} 2",
        // The one that reads the metrics.
        "jiandu_http_requests_in_flight 1",
    ] {
        assert!(
            text.lines().any(|found| found == line),
            "{line} not in\n{text}"
        );
    }
    for word in [
        "secret-name",
        "19900001234",
        "explain",
        "articles/10",
        "2026-03-02",
        "BREW",
    ] {
        assert!(!text.contains(word), "{word} in\n{text}");
    }
    assert!(text.ends_with("# EOF\n"));
    let families = text
        .lines()
        .filter(|line| line.starts_with("# HELP "))
        .count();
    assert_eq!(
        families,
        text.lines()
            .filter(|line| line.starts_with("# TYPE "))
            .count()
    );
}
