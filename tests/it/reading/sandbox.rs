//! The clock of a sandbox.

use serde_json::json;
use tests::database::Kind;
use tests::server::Server;

use super::MONDAY;
use crate::complaints::desk::Desk;
use crate::support::on_both;

on_both!(
    the_clock_of_a_sandbox_can_be_put,
    outside_a_sandbox_there_is_none,
);

fn the_clock_of_a_sandbox_can_be_put(kind: Kind) {
    let desk = Desk::at(kind, MONDAY);
    let platform = desk.platform();
    let path = "/api/v1/sandbox/clock";
    let answer = desk.server.get_as(&platform.token, path);
    assert_eq!(answer.header("jiandu-sandbox"), "true");
    assert_eq!(answer.header("cache-control"), "no-store");
    let clock = answer.good();
    assert_eq!(clock["today"], "2026-03-02");
    assert!(
        clock["now"]
            .as_str()
            .unwrap()
            .starts_with("2026-03-02T01:3")
    );
    let put = |body: &str| {
        let call = desk.server.call("PUT", path).token(&platform.token);
        call.json_text(body).send()
    };
    let clock = put(r#"{"now": "2025-12-31T23:59:58+08:00"}"#).good();
    assert_eq!(clock["today"], "2025-12-31");
    for bad in [
        r#"{"now": "tomorrow"}"#,
        "{}",
        r#"{"now": null}"#,
        r#"{"now": "2026-03-02"}"#,
    ] {
        let _ = put(bad).problem(422, "invalid_facts");
    }
    let _ = desk.server.get(path).problem(401, "unauthorized");
    // Refusals say it too, and so does everything else.
    assert_eq!(desk.server.get(path).header("jiandu-sandbox"), "true");
    assert_eq!(
        desk.server.get("/health/live").header("jiandu-sandbox"),
        "true"
    );
}

fn outside_a_sandbox_there_is_none(server: &Server) {
    let admin = server.admin();
    let answer = server.get_as(&admin.token, "/api/v1/sandbox/clock");
    assert_eq!(answer.header("jiandu-sandbox"), "");
    let _ = answer.problem(404, "not_found");
    let body = json!({"now": MONDAY}).to_string();
    let call = server.call("PUT", "/api/v1/sandbox/clock");
    let _ = call
        .token(&admin.token)
        .json_text(body)
        .send()
        .problem(404, "not_found");
}
