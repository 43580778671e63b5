//! Queries and paths.

use serde_json::json;
use tests::server::Server;

use crate::support::{batch_path, on_both, path};

on_both!(
    unknown_and_wrong_query_parameters_are_refused,
    what_does_not_exist_is_not_found,
    strange_paths_are_refused_politely,
);

fn unknown_and_wrong_query_parameters_are_refused(server: &Server) {
    let request = json!({"from": "2026-03-02", "add": 1});
    for query in [
        "explain=1",
        "explain=yes",
        "explain=TRUE",
        "explain=",
        "explain",
        "explain=true&explain=true",
        "expain=true",
        "explain=true&x=1",
        "=",
        "x",
        "explain=tru%65x",
    ] {
        let single = server.post(&format!("{}?{query}", path("working-days")), &request);
        let _ = single.problem(400, "malformed_request");
        let batch = server.post(
            &format!("{}?{query}", batch_path("working-days")),
            &json!({"items": [request]}),
        );
        let _ = batch.problem(400, "malformed_request");
    }
    for query in ["", "explain=true", "explain=false", "explain=tru%65"] {
        let _ = server
            .post(&format!("{}?{query}", path("working-days")), &request)
            .good();
    }
    for reading in [
        "/api/v1/profiles",
        "/api/v1/regulations",
        "/api/v1/regulations/gd-complaints",
        "/api/v1/regulations/gd-complaints/articles/10",
        "/api/v1/regulations/gd-complaints/parameters",
        "/api/v1/interpretations",
        "/api/v1/interpretations/jz-22-6-cross-reference",
        "/api/v1/calendars/cn",
        "/api/v1/calendars/cn/2026",
    ] {
        assert_eq!(server.get(reading).status, 200);
        for query in [
            "x=1",
            "asof=2026-01-01",
            "as_of=2026-01-01&as_of=2026-01-01",
            "limit=1&as_of=2026-01-01",
        ] {
            let answer = server.get(&format!("{reading}?{query}"));
            let _ = answer.problem(400, "malformed_request");
        }
    }
}

fn what_does_not_exist_is_not_found(server: &Server) {
    for path in [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v2/regulations",
        "/api/v1/regulation",
        "/api/v1/regulations/",
        "/api/v1/regulations/gz-complaints",
        "/api/v1/regulations/GD-COMPLAINTS",
        "/api/v1/regulations/gd-complaints/articles/0",
        "/api/v1/regulations/gd-complaints/articles/24",
        "/api/v1/regulations/jz-institutions/articles/25",
        "/api/v1/regulations/gd-complaints/articles/256",
        "/api/v1/regulations/gd-complaints/articles/-1",
        "/api/v1/regulations/gd-complaints/articles/ten",
        "/api/v1/regulations/gd-complaints/articles/10/1",
        "/api/v1/regulations/none/parameters",
        "/api/v1/interpretations/none",
        "/api/v1/calendars/us",
        "/api/v1/calendars/cn/1899",
        "/api/v1/calendars/cn/2200",
        "/api/v1/calendars/cn/26",
        "/api/v1/calendars/cn/+026",
        "/api/v1/calendars/cn/twenty",
        "/api/v1/evaluations",
        "/api/v1/evaluations/appeals",
        "/problems/none",
        "/health",
        "/health/alive",
        "/metrics/",
        "/favicon.ico",
        "/.env",
        "/admin",
        "/swagger-ui/none.js",
    ] {
        for language in ["zh", "en"] {
            let _ = server
                .call("GET", path)
                .language(language)
                .send()
                .problem(404, "not_found");
        }
    }
}

fn strange_paths_are_refused_politely(server: &Server) {
    for path in [
        "/api/v1/regulations/%00",
        "/api/v1/regulations/%ff",
        "/api/v1/regulations/%2e%2e",
        "/api/v1/regulations/..%2f",
        "/api/v1/regulations/%3Cscript%3E",
        "/api/v1/regulations/gd-complaints%00",
        "/api/v1/regulations/gd%2Dcomplaints%20",
        "/../../etc/passwd",
        "/swagger-ui/../../etc/passwd",
        "/swagger-ui/%2e%2e%2fCargo.toml",
        "//api/v1/regulations",
        "/api//v1/regulations",
        "/api/v1/interpretations/%E4%B8%AD",
        "/problems/%0d%0aX:1",
        "/api/v1/calendars/cn/%32%30%32%36x",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}: {}", answer.text());
        let problem = answer.problem(404, "not_found").to_string();
        assert!(
            !problem.contains("script") && !problem.contains("passwd"),
            "{problem}"
        );
    }
    // Percent-encoding of what needs none is the same path.
    assert_eq!(
        server.get("/api/v1/regulations/gd%2Dcomplaints").good()["id"],
        "gd-complaints"
    );
    let long = server.get(&format!("/api/v1/regulations/{}", "x".repeat(5000)));
    let _ = long.problem(404, "not_found");
}
