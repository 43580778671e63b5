//! However much is sent, and however slowly: it is cut off, and memory stays flat.

use std::time::Duration;

use tests::database::Kind;
use tests::raw::Connection;
use tests::server::Server;

use super::files::{noise, pdf, pdf_with, wav};
use super::{NOW, add, added, download, kept, latest, nothing_staged, place};
use crate::complaints::desk::Desk;
use crate::support::on_both;

on_both!(
    what_is_announced_too_large_is_refused_unread,
    an_endless_stream_is_cut_off_and_memory_stays_flat,
    a_large_file_goes_through_in_little_memory,
    recordings_may_be_larger,
    a_slow_stream_is_cut_off,
);

const MIB: usize = 1 << 20;

/// A desk with its own limits.
pub fn desk(kind: Kind, settings: &[(&str, &str)]) -> Desk {
    let mut builder = Server::builder(kind).env("JIANDU_SANDBOX", "true");
    for (name, value) in settings {
        builder = builder.env(name, *value);
    }
    let desk = Desk::on(builder.start());
    desk.put_clock(NOW);
    desk
}

/// The head of a request that adds a file, with these lines about its body.
pub fn head(desk: &Desk, id: &str, lines: &str) -> String {
    let (path, token, tag) = (
        place(id, "material"),
        desk.officer().token,
        latest(desk, id),
    );
    format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nIf-Match: {tag}\r\n{lines}\r\n\r\n"
    )
}

fn what_is_announced_too_large_is_refused_unread(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let id = desk.accepted();
    for length in [100 * MIB + 1, usize::MAX] {
        let mut connection = Connection::to(desk.server.address);
        connection.send(head(&desk, &id, &format!("Content-Length: {length}")));
        let _ = connection.answer().problem(413, "payload_too_large");
    }
    // Of what is no recording, the first bytes are enough.
    let mut connection = Connection::to(desk.server.address);
    connection.send(head(
        &desk,
        &id,
        &format!("Content-Length: {}", 20 * MIB + 1),
    ));
    connection.send(pdf_with(&noise(5000)));
    let _ = connection.answer().problem(413, "payload_too_large");
    assert_eq!(kept(&desk.server.database), (0, 0));
}

fn an_endless_stream_is_cut_off_and_memory_stays_flat(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let id = desk.accepted();
    let _ = added(&desk, &desk.officer(), &id, &pdf_with(&noise(MIB)));
    let before = desk.server.peak_memory();
    let mut connection = Connection::to(desk.server.address);
    connection.send(head(&desk, &id, "Transfer-Encoding: chunked"));
    let mut piece = b"%PDF-1.7\n".to_vec();
    let (mut sent, mut answered_after) = (0, None);
    // A gigabyte, made on the way. The server listens a little longer, so that its answer is not lost.
    while sent < 1024 * MIB {
        piece.resize(64 * 1024, b'x');
        let length = format!("{:x}\r\n", piece.len());
        if !connection.takes([length.as_bytes(), &piece, b"\r\n"].concat()) {
            break;
        }
        sent += piece.len();
        piece.clear();
        let late = sent > 20 * MIB && answered_after.is_none();
        if late && !connection.stays_open_for(Duration::from_millis(5)) {
            answered_after = Some(sent);
        }
    }
    let _ = connection.answer().problem(413, "payload_too_large");
    let sent = answered_after.unwrap_or(sent);
    let grown = desk.server.peak_memory().saturating_sub(before);
    println!(
        "{}: refused after {} MiB were sent, {} KiB more memory",
        kind.as_str(),
        sent / MIB,
        grown / 1024
    );
    assert!(sent < 64 * MIB, "{sent}");
    assert!(grown < 16 << 20, "{grown}");
    nothing_staged(&desk.server.database);
    assert_eq!(kept(&desk.server.database).0, 1);
}

fn a_large_file_goes_through_in_little_memory(kind: Kind) {
    let desk = Desk::at(kind, NOW);
    let (officer, id) = (desk.officer(), desk.accepted());
    let _ = added(&desk, &officer, &id, &pdf_with(&noise(MIB)));
    let before = desk.server.peak_memory();
    let content = pdf_with(&noise(20 * MIB - 1000));
    let attachment = added(&desk, &officer, &id, &content);
    assert!(download(&desk, &officer, &id, &attachment).body == content);
    let grown = desk.server.peak_memory().saturating_sub(before);
    println!(
        "{}: 20 MiB up and down, {} KiB more memory",
        kind.as_str(),
        grown / 1024
    );
    assert!(grown < 16 << 20, "{grown}");
    let more = pdf_with(&noise(20 * MIB));
    let _ = add(&desk, &officer, &id, "material", &more).problem(413, "payload_too_large");
}

fn recordings_may_be_larger(kind: Kind) {
    let desk = desk(
        kind,
        &[
            ("JIANDU_ATTACHMENT_LIMIT", "100000"),
            ("JIANDU_AUDIO_LIMIT", "300000"),
        ],
    );
    let (officer, id) = (desk.officer(), desk.accepted());
    let sound = |length: usize| {
        let mut content = b"#!AMR\n".to_vec();
        content.resize(length, 7);
        content
    };
    let text = |length: usize| "a".repeat(length).into_bytes();
    let send = |purpose: &str, content: &[u8]| add(&desk, &officer, &id, purpose, content);
    assert_eq!(send("oral_recording", &sound(300_000)).status, 201);
    let _ = send("oral_recording", &sound(300_001)).problem(413, "payload_too_large");
    assert_eq!(send("material", &text(100_000)).status, 201);
    let _ = send("material", &text(100_001)).problem(413, "payload_too_large");
    let _ = send("report_annex", &sound(100_001)).problem(413, "payload_too_large");
    assert_eq!(send("material", &wav()).status, 201);
    nothing_staged(&desk.server.database);
    assert_eq!(kept(&desk.server.database).0, 3);
}

fn a_slow_stream_is_cut_off(kind: Kind) {
    let desk = desk(kind, &[("JIANDU_ATTACHMENT_STALL_SECONDS", "1")]);
    let id = desk.accepted();
    // One that says nothing more, and one that says a byte now and then.
    let mut silent = Connection::to(desk.server.address);
    silent.send(head(&desk, &id, "Content-Length: 600000"));
    silent.send(pdf_with(&noise(500_000)));
    let mut slow = Connection::to(desk.server.address);
    slow.send(head(&desk, &id, "Transfer-Encoding: chunked"));
    let mut bytes = 0;
    while slow.takes(b"1\r\na\r\n") && slow.stays_open_for(Duration::from_millis(30)) {
        bytes += 1;
        assert!(bytes < 1000, "it is not cut off");
    }
    assert_eq!(slow.answer().status, 408);
    let _ = silent.answer().problem(408, "request_timeout");
    nothing_staged(&desk.server.database);
    assert_eq!(kept(&desk.server.database), (0, 0));
    // Whoever sends steadily is not cut off, however the others behave.
    assert_eq!(
        add(&desk, &desk.officer(), &id, "material", &pdf()).status,
        201
    );
}
