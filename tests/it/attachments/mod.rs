//! Files of cases end to end: added, refused, downloaded, and never readable to whoever has the database only.

mod adding;
mod downloads;
mod endings;
pub mod files;
mod limits;
mod record;
mod refused;

use tests::actor::Actor;
use tests::client::Answer;
use tests::database::Database;
use tests::wait;

use crate::complaints::desk::Desk;
use crate::load::cases::rows;

/// A Monday at work.
pub const NOW: &str = "2026-11-23T09:00:00+08:00";

/// Why somebody downloads, as it stands in an address.
pub const PURPOSE: &str = "%E6%A0%B8%E5%AF%B9";

/// The path to which files of a case are sent.
pub fn place(id: &str, purpose: &str) -> String {
    format!("/api/v1/complaints/{id}/attachments?purpose={purpose}")
}

/// Adds a file on the latest version of a case.
pub fn add(desk: &Desk, who: &Actor, id: &str, purpose: &str, content: &[u8]) -> Answer {
    add_on(desk, who, &latest(desk, id), id, purpose, content)
}

/// Adds a file on a version.
pub fn add_on(
    desk: &Desk,
    who: &Actor,
    tag: &str,
    id: &str,
    purpose: &str,
    content: &[u8],
) -> Answer {
    desk.server
        .call("POST", &place(id, purpose))
        .token(&who.token)
        .header("If-Match", tag)
        .header("Content-Type", "application/octet-stream")
        .body(content)
        .send()
}

/// Adds a file, which must succeed; its id.
pub fn added(desk: &Desk, who: &Actor, id: &str, content: &[u8]) -> String {
    let answer = add(desk, who, id, "material", content);
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.json()["id"].as_str().unwrap().to_owned()
}

/// The tag of the latest version of a case.
pub fn latest(desk: &Desk, id: &str) -> String {
    desk.read(&desk.officer(), id).header("etag").to_owned()
}

/// The path of a download.
pub fn file(id: &str, attachment: &str) -> String {
    format!("/api/v1/complaints/{id}/attachments/{attachment}?purpose={PURPOSE}")
}

/// Downloads a file.
pub fn download(desk: &Desk, who: &Actor, id: &str, attachment: &str) -> Answer {
    desk.server.get_as(&who.token, &file(id, attachment))
}

/// Reads something of a case.
pub fn part(desk: &Desk, who: &Actor, id: &str, part: &str) -> Answer {
    let path = format!("/api/v1/complaints/{id}/{part}");
    desk.server.get_as(&who.token, &path)
}

/// How many files and pieces the database has.
pub fn kept(database: &Database) -> (usize, usize) {
    let rows = rows(database);
    (rows["attachments"].len(), rows["attachment_chunks"].len())
}

/// Waits until nothing is there of files that were not kept.
pub fn nothing_staged(database: &Database) {
    wait::until("staged files are removed", || {
        let rows = rows(database);
        let staged = rows["attachments"]
            .iter()
            .filter(|row| row["state"] != "kept");
        let pieces: i64 = rows["attachments"]
            .iter()
            .map(|row| row["chunks"].as_i64().unwrap())
            .sum();
        let there = rows["attachment_chunks"].len();
        (staged.count() == 0 && usize::try_from(pieces) == Ok(there)).then_some(())
    });
}
