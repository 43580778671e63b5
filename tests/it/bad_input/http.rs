//! Methods, media types, lengths.

use serde_json::json;
use tests::raw;
use tests::server::Server;

use crate::support::{batch_path, on_both, path};

on_both!(
    a_wrong_method_is_told_the_right_ones,
    a_body_must_be_json_in_utf_8,
    an_answer_must_be_acceptable,
    too_large_a_body_is_refused,
    broken_requests_are_refused,
    a_refused_body_never_becomes_a_request,
    requests_may_come_together_or_ask_before_they_send,
);

fn a_wrong_method_is_told_the_right_ones(server: &Server) {
    for (target, allowed) in [
        (path("clock"), "POST"),
        (batch_path("clock"), "POST"),
        ("/api/v1/regulations".to_owned(), "GET, HEAD"),
        (
            "/api/v1/regulations/gd-complaints/articles/10".to_owned(),
            "GET, HEAD",
        ),
        ("/api/v1/calendars/cn/2026".to_owned(), "GET, HEAD, PUT"),
        ("/problems/".to_owned(), "GET, HEAD"),
        ("/problems/not-found".to_owned(), "GET, HEAD"),
        ("/health/live".to_owned(), "GET, HEAD"),
        ("/health/ready".to_owned(), "GET, HEAD"),
        ("/metrics".to_owned(), "GET, HEAD"),
        ("/openapi.json".to_owned(), "GET, HEAD"),
        ("/openapi.yaml".to_owned(), "GET, HEAD"),
        ("/swagger-ui/".to_owned(), "GET, HEAD"),
    ] {
        for method in [
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW",
        ] {
            if allowed.split(", ").any(|known| known == method) {
                continue;
            }
            let answer = server.call(method, &target).send();
            if method == "HEAD" {
                assert_eq!((answer.status, answer.body.len()), (405, 0));
            } else {
                let _ = answer.problem(405, "method_not_allowed");
            }
            assert_eq!(answer.header("allow"), allowed, "{method} {target}");
        }
        let options = server.call("OPTIONS", &target).send();
        assert_eq!(
            (options.status, options.header("allow"), options.text()),
            (204, allowed, ""),
            "{target}"
        );
    }
    // A path that is not there has no methods either.
    let _ = server
        .call("DELETE", "/api/v1/nothing")
        .send()
        .problem(404, "not_found");
}

fn a_body_must_be_json_in_utf_8(server: &Server) {
    let body = json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"}).to_string();
    let send = |headers: &[(&str, &str)]| {
        let mut call = server.call("POST", &path("clock"));
        for (name, value) in headers {
            call = call.header(name, value);
        }
        call.body(body.clone()).send()
    };
    for good in [
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
        "Application/JSON",
        "application/problem+json",
        "application/json; profile=x",
    ] {
        let _ = send(&[("Content-Type", good)]).good();
    }
    for bad in [
        "text/plain",
        "text/json",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=gbk",
        "application/json; charset=utf-16",
        "application/jsonp",
        "json",
        "*/*",
        "",
    ] {
        let _ = send(&[("Content-Type", bad)]).problem(415, "unsupported_media_type");
    }
    let _ = send(&[]).problem(415, "unsupported_media_type");
    for coding in ["gzip", "br", "deflate", "zstd", "identity, gzip"] {
        let answer = send(&[
            ("Content-Type", "application/json"),
            ("Content-Encoding", coding),
        ]);
        let _ = answer.problem(415, "unsupported_media_type");
    }
    let _ = send(&[
        ("Content-Type", "application/json"),
        ("Content-Encoding", "identity"),
    ])
    .good();
}

fn an_answer_must_be_acceptable(server: &Server) {
    let body = json!({"accepted_on": "2026-03-02", "as_of": "2026-03-10"}).to_string();
    for (accept, good) in [
        ("application/json", true),
        ("*/*", true),
        ("application/*", true),
        ("text/html, */*;q=0.1", true),
        ("application/problem+json", true),
        ("application/json;q=0.001", true),
        ("text/html", false),
        ("application/xml, text/*", false),
        ("application/json;q=0", false),
        ("image/png", false),
    ] {
        let posted = server
            .call("POST", &path("clock"))
            .header("Accept", accept)
            .json_text(body.clone())
            .send();
        let read = server
            .call("GET", "/api/v1/regulations")
            .header("Accept", accept)
            .send();
        for answer in [posted, read] {
            if good {
                let _ = answer.good();
            } else {
                let _ = answer.problem(406, "not_acceptable");
            }
        }
    }
    // A probe or a page is not asked for JSON.
    for path in ["/health/live", "/metrics", "/problems/", "/swagger-ui/"] {
        assert_eq!(
            server
                .call("GET", path)
                .header("Accept", "text/html")
                .send()
                .status,
            200,
            "{path}"
        );
    }
}

fn too_large_a_body_is_refused(server: &Server) {
    const MIB: usize = 1 << 20;
    let padded = |length: usize| {
        let body = r#"{"from":"2026-03-02","add":1}"#;
        format!("{body}{}", " ".repeat(length - body.len()))
    };
    let address = server.address;
    for (path, limit) in [
        (path("working-days"), MIB),
        (batch_path("working-days"), 8 * MIB),
    ] {
        let fits = server.post_text(&path, padded(limit));
        assert_ne!(fits.status, 413, "{}", fits.text());
        let over = server
            .call("POST", &path)
            .language("en")
            .json_text(padded(limit + 1))
            .send();
        let detail = over.problem(413, "payload_too_large")["detail"].clone();
        assert_eq!(
            detail,
            format!("The body is larger than the {limit} bytes this operation allows.")
        );
        // Announced and never sent: the answer comes at once.
        for announced in [(limit + 1).to_string(), "9".repeat(18)] {
            let head = format!(
                "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {announced}\r\n\r\n"
            );
            let _ = raw::exchange(address, head).problem(413, "payload_too_large");
        }
        // Not announced: the answer comes when it is too much.
        let mut connection = raw::Connection::to(address);
        connection.send(format!(
            "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        ));
        let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
        for _ in 0..=limit / 0x10000 {
            connection.send(&chunk);
        }
        let _ = connection.answer().problem(413, "payload_too_large");
    }
    // In chunks within the limit, it is a body like any other.
    let chunked = format!(
        "POST {} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n\
         5\r\n{{\"fro\r\n18\r\nm\":\"2026-03-02\",\"add\":1}}\r\n0\r\n\r\n",
        path("working-days")
    );
    assert_eq!(raw::exchange(address, chunked).good()["date"], "2026-03-03");
}

fn broken_requests_are_refused(server: &Server) {
    let address = server.address;
    let target = path("clock");
    for request in [
        "\r\n\r\nnonsense\r\n\r\n".to_owned(),
        format!("POST {target}\r\n\r\n"),
        format!(
            "POST {target} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: x\r\n\r\n"
        ),
        format!(
            "POST {target} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n"
        ),
        format!(
            "POST {target} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{{}}"
        ),
        format!(
            "POST {target} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
        ),
        format!("GET {target} HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n"),
        format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "x".repeat(200_000)),
        format!(
            "GET / HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n",
            "x".repeat(200_000)
        ),
    ] {
        let answer = raw::exchange(address, &request);
        let head: String = request.chars().take(120).collect();
        assert!(
            (400..500).contains(&answer.status),
            "{head}: {} {}",
            answer.status,
            answer.text()
        );
    }
    // Many headers of the same name are no reason to fail.
    let many: String = (0..90)
        .map(|number| format!("X-{number}: {number}\r\n"))
        .collect();
    let answer = raw::exchange(
        address,
        format!("GET /health/live HTTP/1.1\r\nHost: x\r\n{many}\r\n"),
    );
    assert_eq!(answer.status, 200);
}

/// The body of a request that was refused unread may look like a request; it must not be taken for one.
fn a_refused_body_never_becomes_a_request(server: &Server) {
    let smuggled = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";
    let next = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
    for (start, status) in [
        (
            format!(
                "POST {} HTTP/1.1\r\nContent-Type: text/plain",
                path("clock")
            ),
            415,
        ),
        ("POST /nothing HTTP/1.1".to_owned(), 404),
        ("PUT /api/v1/regulations HTTP/1.1".to_owned(), 405),
        ("GET /nothing HTTP/1.1".to_owned(), 404),
    ] {
        let head = format!(
            "{start}\r\nHost: x\r\nContent-Length: {}\r\n\r\n",
            smuggled.len()
        );
        let mut connection = raw::Connection::to(server.address);
        connection.send(format!("{head}{smuggled}{next}"));
        assert_eq!(connection.answer().status, status, "{start}");
        // The connection may end here. If it goes on, it does so behind the body.
        if let Some(answer) = connection.answer_if_any() {
            assert_eq!(answer.json(), json!({"status": "ok"}), "{start}");
        }
    }
    // Two lengths that contradict each other are no request at all.
    let both = format!(
        "POST {} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n\
         0\r\n\r\n{smuggled}",
        path("clock")
    );
    let mut connection = raw::Connection::to(server.address);
    connection.send(both);
    assert_eq!(connection.answer().status, 400);
    assert!(connection.is_closed());
}

fn requests_may_come_together_or_ask_before_they_send(server: &Server) {
    let target = path("working-days");
    let body = |add: u32| json!({"from": "2026-03-02", "add": add}).to_string();
    let mut connection = raw::Connection::to(server.address);
    let together: Vec<u8> = (1..=3)
        .flat_map(|add| raw::post(&target, body(add).as_bytes()))
        .collect();
    connection.send(together);
    for date in ["2026-03-03", "2026-03-04", "2026-03-05"] {
        assert_eq!(connection.answer().good()["date"], date);
    }
    let ask = |length: usize| {
        let mut connection = raw::Connection::to(server.address);
        connection.send(format!(
            "POST {target} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: {length}\r\n\r\n"
        ));
        connection
    };
    let mut connection = ask(body(3).len());
    assert_eq!(connection.answer().status, 100);
    connection.send(body(3));
    assert_eq!(connection.answer().good()["date"], "2026-03-05");
    // Refused before a byte of it was sent, with or without an interim answer.
    let mut connection = ask(99_999_999);
    let first = connection.answer();
    let refused = if first.status == 100 {
        connection.answer()
    } else {
        first
    };
    let _ = refused.problem(413, "payload_too_large");
}
