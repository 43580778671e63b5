//! A server on a real socket: what only shows on the wire.

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use actix_web::rt::System;
use tokio::sync::oneshot;

use super::{
    Stack,
    server::serve_until,
    test_app::{configure, readiness, routes, settings},
};

#[derive(Clone, Copy)]
struct Server {
    address: SocketAddr,
}

/// Tells a running server to stop and waits until it has; gives the time that took.
type Stop = Box<dyn FnOnce() -> Duration>;

fn started() -> Option<(Server, Stop)> {
    let (tell_ready, ready) = mpsc::channel();
    let (tell_stop, stop) = oneshot::channel::<()>();
    let running = thread::spawn(move || {
        let settings = settings();
        let stack = Stack::new(&settings, readiness(), routes());
        let stop = async {
            let _ = stop.await;
        };
        System::new().block_on(serve_until(stop, &settings, stack, configure, |address| {
            let _ = tell_ready.send(address);
        }))
    });
    let address = ready.recv_timeout(Duration::from_secs(5)).ok()?;
    let stop = Box::new(move || {
        let begun = Instant::now();
        let _ = tell_stop.send(());
        let outcome = running.join();
        assert!(matches!(outcome, Ok(Ok(()))), "{outcome:?}");
        begun.elapsed()
    });
    Some((Server { address }, stop))
}

/// Runs `test` beside a server.
fn with_server(test: impl FnOnce(Server)) {
    let server = started();
    assert!(server.is_some());
    if let Some((server, stop)) = server {
        test(server);
        stop();
    }
}

impl Server {
    fn connect(self) -> io::Result<TcpStream> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(8)))?;
        Ok(stream)
    }

    /// Sends the parts one after the other and reads the answer.
    fn talk(self, parts: &[&[u8]]) -> String {
        let talked = self.connect().map(|mut stream| {
            for part in parts {
                // The server may answer and stop reading while this still writes.
                if stream.write_all(part).is_err() {
                    break;
                }
            }
            read_answer(&mut stream)
        });
        talked.unwrap_or_default()
    }
}

/// Reads until the announced length is there or the server closes.
fn read_answer(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = stream.read(&mut buffer);
        assert!(read.is_ok(), "{read:?} after {} bytes", answer.len());
        let read = read.unwrap_or_default();
        answer.extend_from_slice(buffer.get(..read).unwrap_or_default());
        let text = String::from_utf8_lossy(&answer).into_owned();
        let complete = text.split_once("\r\n\r\n").is_some_and(|(head, body)| {
            let length = head.lines().find_map(|line| {
                let value = line.strip_prefix("content-length: ")?;
                value.parse().ok()
            });
            length == Some(body.len())
        });
        if read == 0 || complete {
            return text;
        }
    }
}

const CLOSE: &str = "Host: a\r\nConnection: close\r\n\r\n";

#[test]
fn head_has_the_length_and_no_body() {
    with_server(|server| {
        let request = format!("HEAD /api/v1/list HTTP/1.1\r\n{CLOSE}");
        let answer = server.talk(&[request.as_bytes()]);
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(
            answer.to_lowercase().contains("content-length: 5000\r\n"),
            "{answer}"
        );
        assert!(answer.ends_with("\r\n\r\n"));
    });
}

#[test]
fn a_panic_is_answered_and_the_worker_goes_on() {
    with_server(|server| {
        for _ in 0..3 {
            let request = format!("GET /api/v1/panic HTTP/1.1\r\n{CLOSE}");
            let answer = server.talk(&[request.as_bytes()]);
            assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
            assert!(answer.contains("x-request-id: ") && answer.contains("\"code\":\"internal\""));
        }
    });
}

#[test]
fn clients_see_the_answer_to_a_body_that_is_too_large() {
    with_server(|server| {
        let megabyte = vec![b'x'; 1024 * 1024];
        let head = "POST /api/v1/things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
        let announced = format!("{head}Content-Length: 20971520\r\n\r\n");
        let mut parts = vec![announced.as_bytes()];
        parts.extend(std::iter::repeat_n(megabyte.as_slice(), 20));
        let answer = server.talk(&parts);
        assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");

        let chunked = format!("{head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
        let mut chunk = b"100000\r\n".to_vec();
        chunk.extend_from_slice(&megabyte);
        chunk.extend_from_slice(b"\r\n");
        let mut parts = vec![chunked.as_bytes()];
        parts.extend(std::iter::repeat_n(chunk.as_slice(), 20));
        parts.push(b"0\r\n\r\n");
        let answer = server.talk(&parts);
        assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    });
}

#[test]
fn slow_clients_are_answered_408() {
    with_server(|server| {
        let answer = server.talk(&[b"GET /api/v1/thi"]);
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        let begun = Instant::now();
        let answer = server.talk(&[
            b"POST /api/v1/things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n",
            b"Content-Length: 10\r\n\r\n{",
        ]);
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        assert!(answer.contains("\"code\":\"request_timeout\""), "{answer}");
        assert!(begun.elapsed() < Duration::from_secs(7));
    });
}

#[test]
fn requests_under_way_finish_when_the_server_stops() {
    let server = started();
    assert!(server.is_some());
    let Some((server, stop)) = server else { return };
    let idle = server.connect();
    let slow = thread::spawn(move || {
        let request = format!("GET /api/v1/slow HTTP/1.1\r\n{CLOSE}");
        server.talk(&[request.as_bytes()])
    });
    thread::sleep(Duration::from_millis(150));
    let took = stop();
    let answer = slow.join().unwrap_or_default();
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(took < Duration::from_secs(4), "{took:?}");
    drop(idle);
}
