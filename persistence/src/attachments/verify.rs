//! Whether every file that an event tells of is kept whole, and no other is; for `jiandu verify`.

use aws_lc_rs::digest::{Context, SHA256};
use diesel::prelude::*;
use domain::gd::case::CaseEvent;
use domain::gd::case::event::handling::AttachmentAdded;

use super::{Chunk, KEPT, chunks, open, open_digest, read};
use crate::checkpoint::hex;
use crate::complaints::record::decode;
use crate::dialect::AnyConnection;
use crate::keys::{CaseKey, KeyRing};
use crate::ledger::sealed::{self, OpenError};
use crate::ledger::{EventRow, StoredEvent, load_kind, sha256_bytes};
use crate::schema::{attachment_chunks as pieces, attachments as files, case_keys, events};
use crate::verify::{Checked, Finding, Mismatch};

/// The events looked for.
const ADDED: &str = "attachment_added";

/// Events or rows read at once.
const PAGE: i64 = 200;

/// Pieces read at once.
const PIECES: u64 = 8;

/// Compares the files with the events that tell of them.
pub(crate) fn check(
    connection: &mut AnyConnection,
    keys: Option<&KeyRing>,
) -> Result<Checked, Mismatch> {
    let (mut last, mut rows) = (0, 0);
    loop {
        let page: Vec<EventRow> = events::table
            .filter(events::position.gt(last))
            .filter(events::kind.eq(ADDED))
            .order(events::position)
            .limit(PAGE)
            .select(EventRow::as_select())
            .load(connection)?;
        let Some(end) = page.last() else { break };
        last = end.position;
        for row in page {
            is_kept(connection, keys, &StoredEvent::try_from(row)?)?;
            rows += 1;
        }
    }
    no_other_is_kept(connection)?;
    Ok(Checked { rows })
}

/// What is wrong with a file, beside the event that tells of it.
struct At<'a> {
    event: &'a StoredEvent,
    id: &'a str,
}

impl At<'_> {
    fn file(&self, what: impl Into<String>) -> Mismatch {
        let StoredEvent {
            stream,
            version,
            position,
            ..
        } = self.event;
        let finding = Finding::new(what).at_row("attachments", self.id);
        finding.at_event(stream, *version, *position).into()
    }

    fn piece(&self, number: u64, what: &str) -> Mismatch {
        let StoredEvent {
            stream,
            version,
            position,
            ..
        } = self.event;
        let key = format!("{} {number}", self.id);
        let finding = Finding::new(what).at_row("attachment_chunks", &key);
        finding.at_event(stream, *version, *position).into()
    }
}

fn is_kept(
    connection: &mut AnyConnection,
    keys: Option<&KeyRing>,
    event: &StoredEvent,
) -> Result<(), Mismatch> {
    let CaseEvent::AttachmentAdded(added) = decode(event)? else {
        return Ok(());
    };
    let at = At {
        event,
        id: &added.id,
    };
    let erased_at: Option<Option<i64>> = case_keys::table
        .find(&event.stream)
        .select(case_keys::erased_at)
        .first(connection)
        .optional()?;
    match erased_at {
        None => return Err(at.file("the key of its case is missing")),
        // Its content is gone with the key, as it should be.
        Some(Some(_erased)) => return Ok(()),
        Some(None) => {}
    }
    let digest = row_agrees(connection, &added, &at)?;
    let hash = rolling_hash(connection, &added, &at, None)?;
    let key = keys.map(|keys| sealed::key(connection, keys, &event.stream));
    let key = match key {
        Some(Err(OpenError::Store(error))) => return Err(error.into()),
        // The check of what is sealed tells what is wrong with the key.
        Some(Err(OpenError::Seal(_) | OpenError::Missing)) | None => None,
        Some(Ok(key)) => Some(key),
    };
    if hash == added.hash {
        return match key {
            Some(key) if open_digest(&key, &added.id, &digest).is_err() => {
                Err(at.file("the sealed hash of its content was changed"))
            }
            Some(_) | None => Ok(()),
        };
    }
    if let Some(key) = &key {
        // Names the piece, since the hash of the whole does not.
        rolling_hash(connection, &added, &at, Some(key))?;
    }
    Err(at.file("its sealed content is not the one that was added"))
}

/// That the row says what the event says; the sealed hash of the content.
fn row_agrees(
    connection: &mut AnyConnection,
    added: &AttachmentAdded,
    at: &At<'_>,
) -> Result<Vec<u8>, Mismatch> {
    let row: Option<(String, String, String, i64, i64, Vec<u8>)> = files::table
        .find(&added.id)
        .select((
            files::stream,
            files::state,
            files::media_type,
            files::size,
            files::chunks,
            files::digest,
        ))
        .first(connection)
        .optional()?;
    let Some((stream, state, media_type, size, count, digest)) = row else {
        return Err(at.file("the file that this event tells of is missing"));
    };
    let is = |number: i64, expected: u64| u64::try_from(number).is_ok_and(|it| it == expected);
    let wrong = if stream != at.event.stream {
        "it was moved to another case"
    } else if state != KEPT {
        "it is not kept, though this event tells of it"
    } else if media_type != added.media_type {
        "its media type is not what this event says"
    } else if !is(size, added.size) || !is(count, chunks(added.size)) {
        "its size is not what this event says"
    } else {
        return Ok(digest);
    };
    Err(at.file(wrong))
}

/// The hash over all pieces in order; with a key, the first piece that does not open is a finding.
fn rolling_hash(
    connection: &mut AnyConnection,
    added: &AttachmentAdded,
    at: &At<'_>,
    key: Option<&CaseKey>,
) -> Result<String, Mismatch> {
    let count = chunks(added.size);
    let mut hash = Context::new(&SHA256);
    let mut next = 0_u64;
    while next < count {
        let page = read(connection, &added.id, next, PIECES.min(count - next))?;
        if page.is_empty() {
            return Err(at.piece(next, "this piece of the file is missing"));
        }
        for Chunk { number, ciphertext } in page {
            if number != next {
                return Err(at.piece(next, "this piece of the file is missing"));
            }
            if let Some(key) = key
                && open(key, &added.id, number, count, &ciphertext).is_err()
            {
                return Err(at.piece(number, "this piece of the file was changed"));
            }
            hash.update(&ciphertext);
            next += 1;
        }
    }
    let all: i64 = pieces::table
        .filter(pieces::attachment_id.eq(&added.id))
        .count()
        .get_result(connection)?;
    if u64::try_from(all).is_ok_and(|all| all != count) {
        return Err(at.file("it has more pieces than were added"));
    }
    Ok(hex(&sha256_bytes(hash)))
}

/// That every kept file is told of by an event of its case.
fn no_other_is_kept(connection: &mut AnyConnection) -> Result<(), Mismatch> {
    let mut last = String::new();
    loop {
        let page: Vec<(String, String)> = files::table
            .filter(files::id.gt(&last).and(files::state.eq(KEPT)))
            .order(files::id)
            .limit(PAGE)
            .select((files::id, files::stream))
            .load(connection)?;
        let Some((end, _)) = page.last() else {
            return Ok(());
        };
        last.clone_from(end);
        for (id, stream) in page {
            let mut told = false;
            for event in load_kind(connection, &stream, ADDED)? {
                if let CaseEvent::AttachmentAdded(added) = decode(&event)? {
                    told |= added.id == id;
                }
            }
            if !told {
                let mut finding = Finding::new("no event tells of this file");
                finding.stream = Some(stream);
                return Err(finding.at_row("attachments", &id).into());
            }
        }
    }
}
