//! gzip, where the client takes it and it is worth it.

use std::io::Read;

use flate2::read::GzDecoder;
use serde_json::json;
use tests::client::Answer;
use tests::server::Server;
use tests::vectors::SETS;

use crate::support::{batch_path, on_both, path};

on_both!(
    large_answers_are_compressed_for_those_who_ask,
    small_answers_and_problems_are_not,
    a_client_that_takes_nothing_is_told,
);

fn unpacked(answer: &Answer) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut decoder = GzDecoder::new(answer.body.as_slice());
    decoder.read_to_end(&mut plain).unwrap();
    plain
}

fn large_answers_are_compressed_for_those_who_ask(server: &Server) {
    let batch = json!({"items": SETS[0].requests()}).to_string();
    for accept in ["gzip", "gzip, deflate, br, zstd", "br;q=1, gzip;q=0.5"] {
        for (method, path, body) in [
            ("GET", "/api/v1/regulations/gd-complaints".to_owned(), None),
            ("GET", "/openapi.yaml".to_owned(), None),
            ("GET", "/swagger-ui/swagger-ui-bundle.js".to_owned(), None),
            ("POST", batch_path("admissibility"), Some(&batch)),
            (
                "POST",
                path("sanctions"),
                Some(&SETS[2].requests()[0].to_string()),
            ),
        ] {
            let send = |accept: Option<&str>| {
                let mut call = server.call(method, &path);
                if let Some(accept) = accept {
                    call = call.header("Accept-Encoding", accept);
                }
                match body {
                    Some(body) => call.json_text(body.as_str()).send(),
                    None => call.send(),
                }
            };
            let plain = send(None);
            let packed = send(Some(accept));
            assert_eq!(plain.header("content-encoding"), "", "{path}");
            assert_eq!(packed.header("content-encoding"), "gzip", "{path} {accept}");
            assert!(packed.body.len() * 2 < plain.body.len(), "{path}");
            assert_eq!(unpacked(&packed), plain.body, "{path}");
            let vary = packed.all("vary").to_ascii_lowercase();
            assert!(vary.contains("accept-encoding"), "{path}: {vary}");
        }
    }
}

fn small_answers_and_problems_are_not(server: &Server) {
    for path in ["/health/live", "/health/ready", "/api/v1/nothing"] {
        let answer = server
            .call("GET", path)
            .header("Accept-Encoding", "gzip")
            .send();
        assert_eq!(answer.header("content-encoding"), "", "{path}");
        let _ = answer.json();
    }
    let refused = server
        .call("POST", &path("clock"))
        .header("Accept-Encoding", "gzip");
    let _ = refused.json_text("{}").send().faults();
}

fn a_client_that_takes_nothing_is_told(server: &Server) {
    for accept in ["identity;q=0", "identity;q=0, br", "*;q=0"] {
        let answer = server
            .call("GET", "/api/v1/regulations/gd-complaints")
            .header("Accept-Encoding", accept)
            .send();
        let _ = answer.problem(406, "not_acceptable");
    }
    // One that takes what there is not, and did not rule out plain text, gets that.
    let answer = server
        .call("GET", "/api/v1/regulations/gd-complaints")
        .header("Accept-Encoding", "br, zstd")
        .send();
    assert_eq!(
        (answer.status, answer.header("content-encoding")),
        (200, "")
    );
}
