//! Files that never come to their end: the client leaves, the server is killed.

use std::sync::Arc;

use tests::database::Kind;
use tests::raw::Connection;
use tests::server::Server;
use tests::wait;

use super::files::{noise, pdf, pdf_with};
use super::limits::{desk, head};
use super::{added, download, kept, latest, nothing_staged};
use crate::complaints::desk::Desk;
use crate::load::cases::assert_sound;
use crate::support::on_both;

on_both!(
    of_a_client_that_leaves_nothing_is_kept,
    of_a_server_that_is_killed_nothing_is_kept_by_half,
);

const QUICK: (&str, &str) = ("JIANDU_ATTACHMENT_STALL_SECONDS", "1");

/// Sends the first part of a file, until some of it is staged.
fn half(desk: &Desk, id: &str) -> Connection {
    let pieces = kept(&desk.server.database).1;
    let before = desk.read(&desk.officer(), id).good();
    let mut connection = Connection::to(desk.server.address);
    connection.send(head(desk, id, "Content-Length: 1000000"));
    connection.send(pdf_with(&noise(600_000)));
    wait::until("staged", || {
        (kept(&desk.server.database).1 >= pieces + 4).then_some(())
    });
    // What is staged is nothing yet.
    assert_eq!(desk.read(&desk.officer(), id).good(), before);
    assert_sound(&desk.server.database);
    connection
}

fn of_a_client_that_leaves_nothing_is_kept(kind: Kind) {
    let desk = desk(kind, &[("JIANDU_ATTACHMENT_STALL_SECONDS", "30")]);
    let id = desk.accepted();
    let tag = latest(&desk, &id);
    drop(half(&desk, &id));
    nothing_staged(&desk.server.database);
    assert_eq!(kept(&desk.server.database), (0, 0));
    assert_eq!(latest(&desk, &id), tag);
}

fn of_a_server_that_is_killed_nothing_is_kept_by_half(kind: Kind) {
    let first = desk(kind, &[]);
    let database = Arc::clone(&first.server.database);
    let id = first.accepted();
    let whole = pdf_with(&noise(400_000));
    let attachment = added(&first, &first.officer(), &id, &whole);
    let officer = first.officer();
    let connection = half(&first, &id);
    first.server.kill();
    let stopped = first.server.stopped();
    assert_eq!(stopped.code, Some(128 + 9));
    drop(connection);
    assert_sound(&database);

    let builder = Server::builder(kind)
        .database(&database)
        .env("JIANDU_SANDBOX", "true");
    let again = Desk::on(builder.env(QUICK.0, QUICK.1).start());
    nothing_staged(&database);
    assert_eq!(kept(&database), (1, 7));
    assert_sound(&database);
    let token = again
        .server
        .token(&officer.client_id, &officer.client_secret);
    let officer = tests::actor::Actor { token, ..officer };
    assert!(download(&again, &officer, &id, &attachment).body == whole);
    let _ = added(&again, &again.officer(), &id, &pdf());
}
