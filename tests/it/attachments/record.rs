//! Files are part of the record: verified, backed up, restored into either kind of database.

use std::sync::Arc;

use tests::database::{Database, Kind};
use tests::server::Server;

use super::files::{noise, pdf, pdf_with};
use super::{NOW, added, download, kept};
use crate::complaints::desk::Desk;
use crate::load::cases::{assert_sound, on};
use crate::support::on_both;

on_both!(a_backup_carries_the_files);

fn a_backup_carries_the_files(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    let content = pdf_with(&noise(300_000));
    let attachment = added(&desk, &officer, &id, &content);
    let _ = added(&desk, &officer, &id, &pdf());
    let database = Arc::clone(&desk.server.database);
    let file = database.folder().join("backup");
    let done = on(&database, &["backup", file.to_str().unwrap()]);
    assert_eq!(done.code, Some(0), "{}", done.said);
    for kind in [Kind::Sqlite, Kind::Postgres] {
        if !kind.available() {
            continue;
        }
        let into = Arc::new(Database::new(kind));
        let keys = into.folder().join("keys.json");
        std::fs::copy(database.folder().join("keys.json"), keys).unwrap();
        let done = on(&into, &["restore", file.to_str().unwrap()]);
        assert_eq!(done.code, Some(0), "{}", done.said);
        assert_eq!(kept(&into), kept(&database));
        let builder = Server::builder(kind).database(&into);
        let again = Desk::on(builder.env("JIANDU_SANDBOX", "true").start());
        let token = again
            .server
            .token(&officer.client_id, &officer.client_secret);
        let officer = tests::actor::Actor {
            token,
            ..officer.clone()
        };
        assert!(download(&again, &officer, &id, &attachment).body == content);
    }
}

#[test]
fn a_piece_that_was_tampered_with_is_named() {
    if !Kind::Postgres.available() {
        return;
    }
    let desk = Desk::at(Kind::Postgres, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    let _ = added(&desk, &officer, &id, &pdf());
    let attachment = added(&desk, &officer, &id, &pdf_with(&noise(200_000)));
    let database = Arc::clone(&desk.server.database);
    assert_sound(&database);
    let Database::Postgres(postgres, _) = &*database else {
        panic!("asked for PostgreSQL");
    };
    postgres
        .sql(&format!(
            "UPDATE attachment_chunks SET ciphertext = set_byte(ciphertext, 0, 255 - get_byte(ciphertext, 0)) \
             WHERE attachment_id = '{attachment}' AND number = 2"
        ))
        .unwrap();
    let done = on(&database, &["verify"]);
    assert_eq!(done.code, Some(1), "{}", done.text());
    let text = done.text();
    assert!(text.contains("attachments: TAMPERED WITH\n"), "{text}");
    assert!(
        text.contains(&format!("attachment_chunks {attachment} 2")),
        "{text}"
    );
    assert!(text.contains(&format!("stream complaint/{id}")), "{text}");
}
