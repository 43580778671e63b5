//! Clients that take their time.

use serde_json::Value;
use tests::database::Kind;
use tests::raw::{self, Connection};
use tests::server::Server;

use crate::support::on_both;

on_both!(
    a_slow_body_is_refused,
    a_slow_head_is_cut_off,
    an_idle_connection_is_closed
);

const PATH: &str = "/api/v1/evaluations/working-days";
const BODY: &[u8] = br#"{"from":"2026-03-02","add":3}"#;

fn a_slow_body_is_refused(kind: Kind) {
    let server = Server::builder(kind)
        .env("JIANDU_BODY_TIMEOUT_SECONDS", "1")
        .start();
    let request = raw::post(PATH, BODY);
    let mut connection = Connection::to(server.address);
    connection.send(&request[..request.len() - 1]);
    let _ = connection.answer().problem(408, "request_timeout");
    // The same for a body in chunks.
    let mut connection = Connection::to(server.address);
    connection.send(format!(
        "POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{{\r\n"
    ));
    let _ = connection.answer().problem(408, "request_timeout");
    assert_eq!(
        server.post_text(PATH, BODY).good()["date"],
        Value::from("2026-03-05")
    );
}

fn a_slow_head_is_cut_off(kind: Kind) {
    let server = Server::builder(kind)
        .env("JIANDU_HEADER_TIMEOUT_SECONDS", "1")
        .start();
    let mut connection = Connection::to(server.address);
    connection.send("GET /health/live HTTP/1.1\r\nHost:");
    let answer = connection.answer();
    assert_eq!(answer.status, 408);
    assert!(connection.is_closed());
}

fn an_idle_connection_is_closed(kind: Kind) {
    let server = Server::builder(kind)
        .env("JIANDU_KEEP_ALIVE_SECONDS", "1")
        .start();
    let mut connection = Connection::to(server.address);
    for _ in 0..3 {
        connection.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
        assert_eq!(connection.answer().status, 200);
    }
    assert!(connection.is_closed());
}
