//! The bucket of each client address.

use std::collections::BTreeSet;

use tests::client::Answer;
use tests::database::Kind;
use tests::server::Server;
use tests::wait;

use crate::support::on_both;

on_both!(
    a_hasty_client_is_told_to_wait,
    probes_are_never_told,
    clients_behind_a_trusted_proxy_are_told_apart,
    without_a_limit_nobody_is_told,
);

/// Asks until the bucket is empty, which takes as many requests as it holds and the few it regains.
fn refusal(mut ask: impl FnMut() -> Answer) -> (usize, Answer) {
    for passed in 0..100 {
        let answer = ask();
        if answer.status == 429 {
            return (passed, answer);
        }
    }
    panic!("never refused");
}

fn number(header: &str, name: &str) -> u32 {
    let value = header.split(';').find_map(|part| part.strip_prefix(name));
    value
        .unwrap_or_else(|| panic!("{name} in {header}"))
        .parse()
        .unwrap()
}

fn a_hasty_client_is_told_to_wait(kind: Kind) {
    let server = Server::builder(kind)
        .env("JIANDU_RATE_LIMIT", "1/5")
        .start();
    let first = server.get("/api/v1/regulations");
    assert_eq!(first.header("ratelimit-policy"), "\"per-address\";q=5;w=5");
    assert_eq!(number(first.header("ratelimit"), "r="), 4);
    let (passed, refused) = refusal(|| server.get("/api/v1/regulations"));
    assert!(passed >= 4, "{passed}");
    let _ = refused.problem(429, "rate_limited");
    assert!((1..=5).contains(&refused.header("retry-after").parse::<u32>().unwrap()));
    assert_eq!(number(refused.header("ratelimit"), "r="), 0);
    assert!((1..=5).contains(&number(refused.header("ratelimit"), "t=")));
    assert_eq!(
        refused.header("ratelimit-policy"),
        "\"per-address\";q=5;w=5"
    );
    // Whatever it asks for, also what does not exist or cannot be read.
    for path in ["/api/v1/nothing", "/swagger-ui/", "/openapi.json"] {
        let (_, refused) = refusal(|| server.get(path));
        let _ = refused.problem(429, "rate_limited");
    }
    let (_, refused) = refusal(|| server.post_text("/api/v1/evaluations/clock", "{"));
    let _ = refused.problem(429, "rate_limited");
    wait::until("the bucket has a token again", || {
        (server.get("/api/v1/regulations").status == 200).then_some(())
    });
}

fn probes_are_never_told(kind: Kind) {
    let server = Server::builder(kind)
        .env("JIANDU_RATE_LIMIT", "1/1")
        .start();
    for path in ["/health/live", "/health/ready", "/metrics"] {
        for _ in 0..20 {
            let answer = server.get(path);
            assert_eq!((answer.status, answer.header("ratelimit")), (200, ""));
        }
    }
}

fn clients_behind_a_trusted_proxy_are_told_apart(kind: Kind) {
    let server = Server::builder(kind)
        .env("JIANDU_RATE_LIMIT", "1/3")
        .env("JIANDU_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8")
        .start();
    let ask = |forwarded: &str| {
        let call = server.call("GET", "/api/v1/regulations");
        call.header("X-Forwarded-For", forwarded).send()
    };
    let (_, refused) = refusal(|| ask("203.0.113.7"));
    let _ = refused.problem(429, "rate_limited");
    // Others are not affected, in whatever way they come; what a client itself wrote to the left is not believed.
    for other in [
        "203.0.113.8",
        "203.0.113.7, 203.0.113.9",
        "2001:db8::1",
        "203.0.113.10, 10.1.2.3",
    ] {
        assert_eq!(ask(other).status, 200, "{other}");
    }
    let (_, refused) = refusal(|| ask("198.51.100.1, 203.0.113.7, 10.1.2.3"));
    assert_eq!(refused.status, 429);

    // Without a trusted proxy the header is anybody's word.
    let server = Server::builder(kind)
        .env("JIANDU_RATE_LIMIT", "1/3")
        .start();
    let mut number = 0;
    let (_, refused) = refusal(|| {
        number += 1;
        let call = server.call("GET", "/api/v1/regulations");
        call.header("X-Forwarded-For", &format!("203.0.113.{number}"))
            .send()
    });
    assert_eq!(refused.status, 429);
}

fn without_a_limit_nobody_is_told(server: &Server) {
    let headers: BTreeSet<String> = (0..50)
        .map(|_| {
            server
                .get("/api/v1/regulations")
                .header("ratelimit")
                .to_owned()
        })
        .collect();
    assert_eq!(headers, BTreeSet::from([String::new()]));
}
