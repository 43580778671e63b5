//! Which web pages may call the API from a browser: those that are configured, and none by default.

use serde_json::json;
use tests::client::Answer;
use tests::database::Kind;
use tests::server::Server;

use crate::support::{on_both, path};

on_both!(
    by_default_no_page_may,
    pages_of_the_configured_origins_may,
    every_page_may_where_so_configured,
);

const PAGE: &str = "https://office.example.cn";

fn preflight(server: &Server, origin: &str) -> Answer {
    server
        .call("OPTIONS", &path("clock"))
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "content-type,traceparent")
        .send()
}

fn ask(server: &Server, origin: &str, body: &str) -> Answer {
    server
        .call("POST", &path("clock"))
        .header("Origin", origin)
        .json_text(body)
        .send()
}

fn good() -> String {
    json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"}).to_string()
}

fn by_default_no_page_may(server: &Server) {
    for answer in [preflight(server, PAGE), ask(server, PAGE, &good())] {
        let names = answer.headers.keys().map(|name| name.as_str());
        let cross: Vec<&str> = names
            .filter(|name| name.starts_with("access-control"))
            .collect();
        assert_eq!(cross, Vec::<&str>::new());
    }
}

fn pages_of_the_configured_origins_may(kind: Kind) {
    let server = Server::builder(kind)
        .env(
            "JIANDU_CORS_ORIGINS",
            format!("https://other.example.cn, {PAGE}"),
        )
        .start();
    let allowed = preflight(&server, PAGE);
    assert!([200, 204].contains(&allowed.status), "{}", allowed.status);
    assert_eq!(allowed.header("access-control-allow-origin"), PAGE);
    assert!(
        allowed
            .header("access-control-allow-methods")
            .contains("POST")
    );
    let headers = allowed
        .header("access-control-allow-headers")
        .to_ascii_lowercase();
    assert!(
        headers.contains("content-type") && headers.contains("traceparent"),
        "{headers}"
    );
    assert!(
        allowed
            .header("access-control-max-age")
            .parse::<u32>()
            .unwrap()
            > 0
    );
    assert_eq!(allowed.header("access-control-allow-credentials"), "");
    assert!(allowed.all("vary").to_ascii_lowercase().contains("origin"));

    // A page can read answers and failures alike, and the headers it needs.
    for answer in [
        ask(&server, PAGE, &good()),
        ask(&server, PAGE, "{}"),
        ask(&server, PAGE, "{"),
    ] {
        assert_eq!(answer.header("access-control-allow-origin"), PAGE);
        let exposed = answer
            .all("access-control-expose-headers")
            .to_ascii_lowercase();
        for name in ["x-request-id", "retry-after", "ratelimit", "etag"] {
            assert!(exposed.contains(name), "{name} in {exposed}");
        }
    }
    for origin in [
        "https://evil.example.com",
        "http://office.example.cn",
        "https://office.example.cn.evil.com",
        "null",
    ] {
        let refused = preflight(&server, origin);
        assert_eq!(
            refused.header("access-control-allow-origin"),
            "",
            "{origin}"
        );
        assert!(
            (400..500).contains(&refused.status),
            "{origin}: {}",
            refused.status
        );
        assert_eq!(
            ask(&server, origin, &good()).header("access-control-allow-origin"),
            ""
        );
    }
    // Others are not browsers.
    assert_eq!(server.post_text(&path("clock"), good()).status, 200);
}

fn every_page_may_where_so_configured(kind: Kind) {
    let server = Server::builder(kind)
        .env("JIANDU_CORS_ORIGINS", "*")
        .start();
    for answer in [
        preflight(&server, PAGE),
        ask(&server, PAGE, &good()),
        ask(&server, PAGE, "{"),
    ] {
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
}
