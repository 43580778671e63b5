//! Stopping: requests under way may finish.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use tests::database::Kind;
use tests::raw::{self, Connection};
use tests::server::Server;
use tests::wait::{self, LIMIT};

use crate::support::on_both;

on_both!(
    a_request_under_way_is_finished,
    a_request_that_never_ends_does_not_hold_the_server,
    an_idle_server_stops_at_once,
);

const PATH: &str = "/api/v1/evaluations/working-days";
const BODY: &[u8] = br#"{"from":"2026-03-02","add":3}"#;

/// A connection on which half a request was sent, and its other half.
fn half_a_request(server: &Server) -> (Connection, Vec<u8>) {
    let request = raw::post(PATH, BODY);
    let (first, second) = request.split_at(request.len() - 10);
    let mut connection = Connection::to(server.address);
    connection.send(first);
    // It has arrived, and is being handled, when it is counted as such.
    wait::until("the request is under way", || {
        let metrics = server.get("/metrics");
        metrics
            .text()
            .contains("jiandu_http_requests_in_flight 2")
            .then_some(())
    });
    (connection, second.to_vec())
}

fn is_stopping(server: &Server) {
    let line = server
        .lines()
        .wait_for(LIMIT, |line| line.contains("stopping").then_some(()));
    assert!(line.is_some(), "{:?}", server.lines().all());
}

fn a_request_under_way_is_finished(kind: Kind) {
    for signal in ["TERM", "INT"] {
        let mut server = Server::builder(kind).start();
        let (mut connection, rest) = half_a_request(&server);
        server.signal(signal);
        is_stopping(&server);
        // Nobody else comes in, but who is in is served.
        wait::until("no new connections", || {
            TcpStream::connect(server.address).is_err().then_some(())
        });
        assert!(connection.stays_open_for(Duration::from_millis(2500)));
        connection.send(rest);
        assert_eq!(connection.answer().good()["date"], "2026-03-05");
        let stopped = server.stopped();
        assert_eq!(stopped.code, Some(0), "{stopped:?}");
        assert!(
            stopped.lines.last().unwrap().contains("stopped"),
            "{stopped:?}"
        );
    }
}

fn a_request_that_never_ends_does_not_hold_the_server(kind: Kind) {
    let mut server = Server::builder(kind)
        .env("JIANDU_SHUTDOWN_SECONDS", "1")
        .start();
    let (_connection, _rest) = half_a_request(&server);
    let start = Instant::now();
    server.signal("TERM");
    let stopped = server.stopped();
    assert_eq!(stopped.code, Some(0), "{stopped:?}");
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}

fn an_idle_server_stops_at_once(kind: Kind) {
    let mut server = Server::builder(kind).start();
    let start = Instant::now();
    server.signal("TERM");
    let stopped = server.stopped();
    assert_eq!(stopped.code, Some(0), "{stopped:?}");
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}
