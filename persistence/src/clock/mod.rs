//! What the clock of Art. 18 does by itself: cases that are due soon or overdue, and due dates that moved with the working
//! calendar. Each is an event in the stream `clock/<case>`, beside that of the case, whose version stays as it is.

pub mod list;
pub mod moves;
pub mod projection;
pub mod sweep;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::gd::case::ClockEvent;

use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::ledger::{self, AppendError, NewEvent, StoredEvent, sha256};
use crate::schema::events;

/// Who causes what the clock does.
pub const ACTOR: &str = "system";

/// The stream of what the clock did to a case.
#[must_use]
pub fn stream(id: &str) -> String {
    format!("clock/{id}")
}

/// Within a write transaction, waits until no other writes what a clock did. Positions are then in the order in which they
/// become visible, so that whoever reads on from the last one it saw misses none.
pub(crate) fn hold(connection: &mut AnyConnection) -> Result<(), StoreError> {
    Ok(dialect::lock_name(connection, &sha256(b"clock"))?)
}

/// Appends what the clock did to a case, whoever holds [`hold`]; its position among all events.
pub(crate) fn append(
    connection: &mut AnyConnection,
    id: &str,
    event: &ClockEvent,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let stream = stream(id);
    let head = ledger::head(connection, &stream)?;
    let payload =
        serde_json::to_string(event).map_err(|_unwritable| StoreError::Corrupt("clock event"))?;
    let kind = event.kind();
    let new = NewEvent { kind, payload };
    let head = match ledger::append(connection, &stream, &head, &[new], ACTOR, now) {
        Ok(head) => head,
        Err(AppendError::Store(error)) => return Err(error),
        // Whoever appends to this stream holds the lock.
        Err(AppendError::Conflict) => return Err(StoreError::Corrupt("events.version")),
    };
    Ok(events::table
        .filter(events::stream.eq(&stream))
        .filter(events::version.eq(head.version))
        .select(events::position)
        .get_result(connection)?)
}

/// What an event of such a stream says.
///
/// # Errors
/// [`StoreError::Corrupt`] where it is none of them.
pub fn decode(event: &StoredEvent) -> Result<ClockEvent, StoreError> {
    serde_json::from_str(&event.payload)
        .map_err(|_unreadable| StoreError::Corrupt("events.payload"))
}
