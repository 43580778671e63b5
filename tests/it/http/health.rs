//! Whether the process lives and can work.

use serde_json::json;
use tests::database::Kind;
use tests::server::shared;

use crate::support::on_both;

on_both!(a_server_lives_and_is_ready_at_once);

fn a_server_lives_and_is_ready_at_once(kind: Kind) {
    let server = shared(kind);
    assert_eq!(server.get("/health/live").good(), json!({"status": "ok"}));
    let ready = server.get("/health/ready").good();
    assert_eq!(
        (&ready["status"], &ready["backend"]),
        (&json!("ok"), &json!(kind.as_str()))
    );
    assert!(!ready["schema_version"].as_str().unwrap().is_empty());
    for path in ["/health/live", "/health/ready"] {
        assert_eq!(server.get(path).header("etag"), "");
    }
}

#[test]
fn both_databases_have_the_same_schema_version() {
    if Kind::Postgres.available() {
        let version = |kind| shared(kind).get("/health/ready").good()["schema_version"].clone();
        assert_eq!(version(Kind::Sqlite), version(Kind::Postgres));
    }
}
