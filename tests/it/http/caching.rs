//! ETag, If-None-Match and HEAD.

use std::collections::BTreeSet;

use serde_json::json;
use tests::server::Server;

use crate::support::{on_both, path};

on_both!(
    a_client_that_has_it_already_gets_no_body,
    head_is_get_without_a_body,
    different_answers_have_different_tags,
);

/// What is read.
const READS: [&str; 13] = [
    "/api/v1/regulations",
    "/api/v1/regulations/gd-complaints",
    "/api/v1/regulations/jz-institutions",
    "/api/v1/regulations/gd-complaints/articles/10",
    "/api/v1/regulations/gd-complaints/parameters?as_of=2026-01-01",
    "/api/v1/interpretations",
    "/api/v1/interpretations/jz-22-6-cross-reference",
    "/api/v1/profiles?as_of=2026-01-01",
    "/api/v1/calendars/cn",
    "/api/v1/calendars/cn/2026",
    "/api/v1/calendars/cn/2027",
    "/openapi.json",
    "/openapi.yaml",
];

fn a_client_that_has_it_already_gets_no_body(server: &Server) {
    for path in READS {
        let first = server.get(path);
        assert_eq!(first.status, 200);
        let tag = first.header("etag").to_owned();
        assert!(tag.ends_with('"') && tag.len() > 10, "{path}: {tag}");
        assert!(first.header("cache-control").starts_with("public, "));
        for known in [
            tag.clone(),
            format!("W/{}", tag.trim_start_matches("W/")),
            format!("\"other\", {tag}"),
            "*".to_owned(),
        ] {
            let again = server
                .call("GET", path)
                .header("If-None-Match", &known)
                .send();
            assert_eq!((again.status, again.body.len()), (304, 0), "{path} {known}");
            assert_eq!(again.header("etag"), tag);
            assert_eq!(again.header("cache-control"), first.header("cache-control"));
        }
        for other in ["\"other\"", "W/\"other\"", "nonsense"] {
            let again = server
                .call("GET", path)
                .header("If-None-Match", other)
                .send();
            assert_eq!((again.status, &again.body), (200, &first.body), "{path}");
        }
    }
}

fn head_is_get_without_a_body(server: &Server) {
    for path in READS.iter().copied().chain([
        "/problems/",
        "/health/live",
        "/health/ready",
        "/swagger-ui/",
    ]) {
        let get = server.get(path);
        let head = server.call("HEAD", path).send();
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
        for header in ["content-type", "content-length", "etag", "cache-control"] {
            assert_eq!(head.header(header), get.header(header), "{path} {header}");
        }
    }
    let head = server.call("HEAD", "/api/v1/nothing").send();
    assert_eq!((head.status, head.body.len()), (404, 0));
    assert_eq!(head.header("content-type"), "application/problem+json");
}

fn different_answers_have_different_tags(server: &Server) {
    let tags: BTreeSet<String> = READS
        .iter()
        .map(|path| server.get(path).header("etag").to_owned())
        .collect();
    assert_eq!(tags.len(), READS.len());
    // What is computed from a body has none.
    let answer = server.post(
        &path("clock"),
        &json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"}),
    );
    assert_eq!((answer.status, answer.header("etag")), (200, ""));
}
