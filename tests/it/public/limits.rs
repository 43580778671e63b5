//! Limits for each address and for all together, and waiting after wrong codes.

use serde_json::json;
use tests::client::Answer;
use tests::database::Kind;
use tests::server::{Builder, Server};

use super::{DOOR, complaint, handed_in};
use crate::complaints::desk::words;
use crate::support::on_both;

on_both!(
    an_address_hands_in_so_many_and_no_more,
    all_together_hand_in_so_many_and_no_more,
    what_is_added_to_a_closed_case_counts_as_handed_in,
    an_address_looks_up_so_many_and_no_more,
    wrong_codes_make_an_address_wait,
);

/// Behind a proxy that says who asks.
fn behind_a_proxy(kind: Kind) -> Builder {
    Server::builder(kind).env("JIANDU_TRUSTED_PROXIES", "127.0.0.0/8")
}

fn from(server: &Server, address: &str, path: &str, body: &serde_json::Value) -> Answer {
    server
        .call("POST", &format!("{DOOR}{path}"))
        .header("X-Forwarded-For", address)
        .json_text(body.to_string())
        .send()
}

fn refused(answer: &Answer, most: u32) {
    let _ = answer.problem(429, "rate_limited");
    let wait: u32 = answer.header("retry-after").parse().unwrap();
    assert!((1..=most).contains(&wait), "{wait}");
}

fn an_address_hands_in_so_many_and_no_more(kind: Kind) {
    let server = behind_a_proxy(kind)
        .env("JIANDU_PUBLIC_SUBMISSIONS", "3/3600")
        .start();
    for _ in 0..3 {
        assert_eq!(from(&server, "10.0.0.1", "", &complaint()).status, 201);
    }
    refused(&from(&server, "10.0.0.1", "", &complaint()), 1200);
    // Before anything is read: whatever the body is.
    refused(&from(&server, "10.0.0.1", "", &json!([])), 1200);
    assert_eq!(from(&server, "10.0.0.2", "", &complaint()).status, 201);
    // What is asked elsewhere is not meant.
    assert_eq!(server.get("/api/v1/regulations").status, 200);
}

fn all_together_hand_in_so_many_and_no_more(kind: Kind) {
    let server = behind_a_proxy(kind)
        .env("JIANDU_PUBLIC_SUBMISSIONS_TOTAL", "3/3600")
        .start();
    for host in 1..=3 {
        let address = format!("10.0.0.{host}");
        assert_eq!(from(&server, &address, "", &complaint()).status, 201);
    }
    refused(&from(&server, "10.0.0.9", "", &complaint()), 1200);
}

fn an_address_looks_up_so_many_and_no_more(kind: Kind) {
    let server = behind_a_proxy(kind)
        .env("JIANDU_RECEIPT_LOOKUPS", "4/3600")
        .env("JIANDU_RECEIPT_LOOKUPS_TOTAL", "6/3600")
        .start();
    let code = json!({"receipt_code": handed_in(&server, &complaint())["receipt_code"]});
    for _ in 0..4 {
        assert_eq!(from(&server, "10.0.0.1", "/status", &code).status, 200);
    }
    for path in ["/status", "/notices", "/supplements", "/withdrawal"] {
        refused(&from(&server, "10.0.0.1", path, &code), 900);
    }
    for _ in 0..2 {
        assert_eq!(from(&server, "10.0.0.2", "/status", &code).status, 200);
    }
    refused(&from(&server, "10.0.0.2", "/status", &code), 900);
}

fn wrong_codes_make_an_address_wait(kind: Kind) {
    let server = behind_a_proxy(kind)
        .env("JIANDU_RECEIPT_WRONG_CODES", "3/3600")
        .start();
    let code = words(&handed_in(&server, &complaint())["receipt_code"]);
    let (good, wrong) = (
        json!({"receipt_code": code}),
        json!({"receipt_code": "0000-0000-0000-0000"}),
    );
    // A good code takes nothing back and costs nothing.
    for _ in 0..3 {
        assert_eq!(from(&server, "10.0.0.1", "/status", &wrong).status, 404);
        assert_eq!(from(&server, "10.0.0.1", "/status", &good).status, 200);
    }
    // Each one more doubles the wait: the third must take longer than the first.
    let mut waited = 0;
    for _ in 0..2 {
        tests::wait::until("the wait is over", || {
            let answer = from(&server, "10.0.0.1", "/status", &wrong);
            (answer.status == 404).then_some(())
        });
        let now = from(&server, "10.0.0.1", "/status", &wrong);
        refused(&now, 2);
        let wait: u32 = now.header("retry-after").parse().unwrap();
        assert!(wait >= waited);
        waited = wait;
    }
    assert_eq!(waited, 2);
    // Then the good one waits too, in every place; others do not.
    refused(&from(&server, "10.0.0.1", "/status", &good), 2);
    refused(&from(&server, "10.0.0.1", "/withdrawal", &good), 2);
    assert_eq!(from(&server, "10.0.0.2", "/status", &good).status, 200);
}

fn what_is_added_to_a_closed_case_counts_as_handed_in(kind: Kind) {
    let server = behind_a_proxy(kind)
        .env("JIANDU_PUBLIC_SUBMISSIONS", "2/3600")
        .start();
    let handed_in = from(&server, "10.0.0.1", "", &complaint());
    assert_eq!(handed_in.status, 201);
    let code = words(&handed_in.json()["receipt_code"]);
    let add = |address: &str, key: &str| {
        let call = server
            .call("POST", &format!("{DOOR}/supplements"))
            .header("X-Forwarded-For", address)
            .header("Idempotency-Key", key);
        let body = json!({"receipt_code": code, "text": "补充说明。"});
        call.json_text(body.to_string()).send()
    };
    // To an open case as much as one may look up.
    for key in ["a", "b", "c", "d"] {
        assert_eq!(add("10.0.0.1", key).status, 200, "{key}");
    }
    let withdrawal = json!({"receipt_code": code, "reason": "已解决"});
    assert_eq!(
        from(&server, "10.0.0.1", "/withdrawal", &withdrawal).status,
        200
    );
    // To a closed one it hands a complaint in: the second of this address, then none.
    let second = add("10.0.0.1", "e");
    assert_eq!(second.status, 201, "{}", second.text());
    refused(&add("10.0.0.1", "f"), 1800);
    refused(&from(&server, "10.0.0.1", "", &complaint()), 1800);
    // A repetition takes nothing; another address has its own.
    assert_eq!(add("10.0.0.1", "e").body, second.body);
    assert_eq!(add("10.0.0.2", "g").status, 201);
    assert_eq!(add("10.0.0.2", "h").status, 201);
    refused(&add("10.0.0.2", "i"), 1800);
}
