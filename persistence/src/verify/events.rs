//! The events: whole streams, each event as it was recorded and chained to the one before it.

use diesel::prelude::*;

use super::{Checked, Finding, Mismatch};
use crate::dialect::AnyConnection;
use crate::ledger::{EventRow, Head, event_hash, hash};
use crate::schema::events;

/// Events read at once.
const PAGE: i64 = 500;

pub(super) fn check(connection: &mut AnyConnection) -> Result<Checked, Mismatch> {
    let mut rows = 0;
    let mut last: Option<Last> = None;
    loop {
        let page = next(connection, last.as_ref())?;
        if page.is_empty() {
            return Ok(Checked { rows });
        }
        for row in page {
            let before = last.take().filter(|last| last.stream == row.stream);
            last = Some(follows(before, row)?);
            rows += 1;
        }
    }
}

/// The event that the next one of its stream must follow.
struct Last {
    stream: String,
    head: Head,
    position: i64,
}

/// The next events by stream and version: the rest of the stream, or else the streams after it.
///
/// Two queries, for each is a walk along the index; `(a, b) > (x, y)` written as one condition would not be.
fn next(
    connection: &mut AnyConnection,
    last: Option<&Last>,
) -> Result<Vec<EventRow>, diesel::result::Error> {
    let (stream, version) = last.map_or(("", 0), |last| (last.stream.as_str(), last.head.version));
    let rest: Vec<EventRow> = events::table
        .filter(events::stream.eq(stream).and(events::version.gt(version)))
        .order(events::version)
        .limit(PAGE)
        .select(EventRow::as_select())
        .load(connection)?;
    if !rest.is_empty() {
        return Ok(rest);
    }
    events::table
        .filter(events::stream.gt(stream))
        .order((events::stream, events::version))
        .limit(PAGE)
        .select(EventRow::as_select())
        .load(connection)
}

fn follows(before: Option<Last>, row: EventRow) -> Result<Last, Finding> {
    let (head, position) = before.map_or((Head::EMPTY, 0), |last| (last.head, last.position));
    let at = |what: String| Finding::new(what).at_event(&row.stream, row.version, row.position);
    let expected = head.version.saturating_add(1);
    if row.version != expected {
        let missing = match row.version.saturating_sub(1) {
            upto if upto > expected => {
                format!("versions {expected} to {upto} of the stream are missing")
            }
            _ => format!("version {expected} of the stream is missing"),
        };
        return Err(at(missing));
    }
    let (Some(prev_hash), Some(stored)) = (hash(&row.prev_hash), hash(&row.hash)) else {
        return Err(at("its hash is none".to_owned()));
    };
    let content = event_hash(
        &prev_hash,
        &row.stream,
        row.version,
        &row.kind,
        &row.payload,
        &row.actor,
        row.recorded_at,
    );
    if content != stored {
        return Err(at(
            "its payload, actor, kind, time or place in the stream was changed: they do not fit its hash".to_owned(),
        ));
    }
    if prev_hash != head.hash {
        return Err(at(
            "it does not follow the event before it: that one was replaced, or this one moved"
                .to_owned(),
        ));
    }
    if row.position <= position {
        return Err(at(format!(
            "its position is not after that of the event before it, {position}"
        )));
    }
    Ok(Last {
        head: Head {
            version: row.version,
            hash: stored,
        },
        position: row.position,
        stream: row.stream,
    })
}
