//! Limits of size that are set otherwise.

use tests::database::Kind;
use tests::server::Server;

use crate::support::{batch_path, on_both, path};

on_both!(limits_follow_the_settings);

fn limits_follow_the_settings(kind: Kind) {
    let server = Server::builder(kind)
        .env("JIANDU_BODY_LIMIT", "2048")
        .env("JIANDU_BATCH_BODY_LIMIT", "4096")
        .start();
    for (path, limit) in [(path("clock"), 2048), (batch_path("clock"), 4096)] {
        let answer =
            |length: usize| server.post_text(&path, format!("{{}}{}", " ".repeat(length - 2)));
        let _ = answer(limit).problem(422, "invalid_facts");
        let _ = answer(limit + 1).problem(413, "payload_too_large");
    }
}
