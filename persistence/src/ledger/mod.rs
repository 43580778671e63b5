//! The record: append-only events, hash-chained within their stream.
//!
//! The events of a case are its timeline, the audit trail, and what every projection is rebuilt from. Each carries the
//! hash of the one before it in its stream, so that a changed, removed or reordered event shows.

pub mod idempotency;
pub mod sealed;

use aws_lc_rs::digest::{Context, SHA256};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};

use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::schema::events;

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// What goes into every event's hash first: another format of hashing would have another name.
const FORMAT: &[u8] = b"jiandu-event-v1";

/// An event that is to be appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// Its stable name, such as `complaint_received`.
    pub kind: &'static str,
    /// What it says, as JSON; never anything confidential in clear.
    pub payload: String,
}

/// An event of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// Its place among all events; not without gaps.
    pub position: i64,
    /// The stream it belongs to, `<kind>/<id>`.
    pub stream: String,
    /// Its place in the stream, from 1, without gaps.
    pub version: i64,
    /// Its stable name.
    pub kind: String,
    /// What it says, as JSON.
    pub payload: String,
    /// The client that caused it, or `system`.
    pub actor: String,
    /// When it was recorded, to the microsecond.
    pub recorded_at: DateTime<Utc>,
    /// Hash of the event before it in the stream; zero for the first.
    pub prev_hash: Hash,
    /// Its own hash.
    pub hash: Hash,
}

/// The end of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Version of the last event; 0 where there is none.
    pub version: i64,
    /// Its hash; zero where there is none.
    pub hash: Hash,
}

impl Head {
    /// The head of a stream without events.
    pub const EMPTY: Self = Self {
        version: 0,
        hash: [0; 32],
    };
}

/// Why nothing was appended.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Another writer appended to the stream meanwhile.
    #[error("the stream has changed meanwhile")]
    Conflict,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DieselError> for AppendError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Self::Conflict,
            other => Self::Store(other.into()),
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = events)]
struct NewRow<'a> {
    stream: &'a str,
    version: i64,
    kind: &'a str,
    payload: &'a str,
    actor: &'a str,
    recorded_at: i64,
    prev_hash: &'a [u8],
    hash: &'a [u8],
}

/// An event as the table holds it.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = events)]
pub(crate) struct EventRow {
    pub(crate) position: i64,
    pub(crate) stream: String,
    pub(crate) version: i64,
    pub(crate) kind: String,
    pub(crate) payload: String,
    pub(crate) actor: String,
    pub(crate) recorded_at: i64,
    pub(crate) prev_hash: Vec<u8>,
    pub(crate) hash: Vec<u8>,
}

impl TryFrom<EventRow> for StoredEvent {
    type Error = StoreError;

    fn try_from(row: EventRow) -> Result<Self, StoreError> {
        Ok(Self {
            position: row.position,
            stream: row.stream,
            version: row.version,
            kind: row.kind,
            payload: row.payload,
            actor: row.actor,
            recorded_at: instant(row.recorded_at)
                .ok_or(StoreError::Corrupt("events.recorded_at"))?,
            prev_hash: hash(&row.prev_hash).ok_or(StoreError::Corrupt("events.prev_hash"))?,
            hash: hash(&row.hash).ok_or(StoreError::Corrupt("events.hash"))?,
        })
    }
}

/// Bytes as a hash.
pub(crate) fn hash(bytes: &[u8]) -> Option<Hash> {
    bytes.try_into().ok()
}

/// An instant from microseconds since 1970.
#[must_use]
pub fn instant(micros: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros)
}

/// The hash of an event: over the hash before it and every field, each with its length.
#[must_use]
pub fn event_hash(
    prev: &Hash,
    stream: &str,
    version: i64,
    kind: &str,
    payload: &str,
    actor: &str,
    recorded_at: i64,
) -> Hash {
    let mut context = Context::new(&SHA256);
    let mut field = |bytes: &[u8]| {
        // Lengths before contents: no two different events give the same bytes.
        context.update(&u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        context.update(bytes);
    };
    field(FORMAT);
    field(prev);
    field(stream.as_bytes());
    field(&version.to_be_bytes());
    field(kind.as_bytes());
    field(payload.as_bytes());
    field(actor.as_bytes());
    field(&recorded_at.to_be_bytes());
    sha256_bytes(context)
}

pub(crate) fn sha256_bytes(context: Context) -> Hash {
    let digest = context.finish();
    let mut bytes = [0; 32];
    for (to, from) in bytes.iter_mut().zip(digest.as_ref()) {
        *to = *from;
    }
    bytes
}

/// SHA-256.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Hash {
    let mut context = Context::new(&SHA256);
    context.update(bytes);
    sha256_bytes(context)
}

/// Place and hash of an event that follows on the end of a stream: made ready before the transaction that appends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Link {
    recorded_at: i64,
    prev_hash: Hash,
    /// The end of the stream once the event is appended.
    pub(crate) head: Head,
}

impl Link {
    pub(crate) fn new(
        stream: &str,
        after: &Head,
        event: &NewEvent,
        actor: &str,
        now: DateTime<Utc>,
    ) -> Self {
        let recorded_at = now.timestamp_micros();
        let version = after.version.saturating_add(1);
        let hash = event_hash(
            &after.hash,
            stream,
            version,
            event.kind,
            &event.payload,
            actor,
            recorded_at,
        );
        Self {
            recorded_at,
            prev_hash: after.hash,
            head: Head { version, hash },
        }
    }

    /// Appends the event it was made for.
    pub(crate) fn append(
        &self,
        connection: &mut AnyConnection,
        stream: &str,
        event: &NewEvent,
        actor: &str,
    ) -> Result<(), AppendError> {
        let row = NewRow {
            stream,
            version: self.head.version,
            kind: event.kind,
            payload: &event.payload,
            actor,
            recorded_at: self.recorded_at,
            prev_hash: &self.prev_hash,
            hash: &self.head.hash,
        };
        dialect::on_backend!(connection, |connection| diesel::insert_into(events::table)
            .values(&row)
            .execute(connection))?;
        Ok(())
    }
}

/// Appends events to a stream whose end the caller has seen.
///
/// # Errors
/// [`AppendError::Conflict`] where the stream has grown beyond `after`; the transaction must then be given up.
pub fn append(
    connection: &mut AnyConnection,
    stream: &str,
    after: &Head,
    new: &[NewEvent],
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Head, AppendError> {
    let mut head = *after;
    for event in new {
        let link = Link::new(stream, &head, event, actor, now);
        link.append(connection, stream, event, actor)?;
        head = link.head;
    }
    Ok(head)
}

/// All events of a stream, oldest first.
///
/// # Errors
/// See [`StoreError`].
pub fn load(connection: &mut AnyConnection, stream: &str) -> Result<Vec<StoredEvent>, StoreError> {
    let rows: Vec<EventRow> = events::table
        .filter(events::stream.eq(stream))
        .order(events::version)
        .select(EventRow::as_select())
        .load(connection)?;
    rows.into_iter().map(StoredEvent::try_from).collect()
}

/// The events of a stream behind a version, oldest first.
///
/// # Errors
/// See [`StoreError`].
pub fn load_after(
    connection: &mut AnyConnection,
    stream: &str,
    version: i64,
    limit: i64,
) -> Result<Vec<StoredEvent>, StoreError> {
    let rows: Vec<EventRow> = events::table
        .filter(events::stream.eq(stream))
        .filter(events::version.gt(version))
        .order(events::version)
        .limit(limit)
        .select(EventRow::as_select())
        .load(connection)?;
    rows.into_iter().map(StoredEvent::try_from).collect()
}

/// The events of one kind in a stream, oldest first.
///
/// # Errors
/// See [`StoreError`].
pub fn load_kind(
    connection: &mut AnyConnection,
    stream: &str,
    kind: &str,
) -> Result<Vec<StoredEvent>, StoreError> {
    let rows: Vec<EventRow> = events::table
        .filter(events::stream.eq(stream))
        .filter(events::kind.eq(kind))
        .order(events::version)
        .select(EventRow::as_select())
        .load(connection)?;
    rows.into_iter().map(StoredEvent::try_from).collect()
}

/// The end of a stream.
///
/// # Errors
/// See [`StoreError`].
pub fn head(connection: &mut AnyConnection, stream: &str) -> Result<Head, StoreError> {
    let last: Option<(i64, Vec<u8>)> = events::table
        .filter(events::stream.eq(stream))
        .order(events::version.desc())
        .select((events::version, events::hash))
        .first(connection)
        .optional()?;
    match last {
        None => Ok(Head::EMPTY),
        Some((version, bytes)) => Ok(Head {
            version,
            hash: hash(&bytes).ok_or(StoreError::Corrupt("events.hash"))?,
        }),
    }
}
