//! Aggregates of the supervising side: a stream of events each, folded whenever it is read, and rows that follow from it.
//!
//! Unlike a case, an aggregate keeps no copy of its state: how it stood on a day, by what was known on another, is the fold
//! of the events recorded until then.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::ledger::{self, AppendError, Head, NewEvent, StoredEvent};
use crate::schema::events;
use crate::verify::{Finding, Mismatch};

/// What is folded from the events of one stream.
pub trait Aggregate: Sized {
    /// What happens to it.
    type Event: Serialize + DeserializeOwned;

    /// What the names of its streams begin with, before `/` and the id.
    const KIND: &'static str;

    /// The stable name of an event.
    fn event_kind(event: &Self::Event) -> &'static str;

    /// From its first event; none: it cannot begin so.
    fn begin(event: &Self::Event) -> Option<Self>;

    /// What it is after one more event.
    fn apply(&mut self, event: &Self::Event);
}

/// An aggregate as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened<A> {
    /// Its id.
    pub id: String,
    /// The end of its stream, of what was read.
    pub head: Head,
    /// When its first event was recorded.
    pub created_at: DateTime<Utc>,
    /// When its last event was recorded.
    pub changed_at: DateTime<Utc>,
    /// How it stands.
    pub state: A,
}

/// The stream of an aggregate.
#[must_use]
pub fn stream<A: Aggregate>(id: &str) -> String {
    format!("{}/{id}", A::KIND)
}

/// An event of the record.
///
/// # Errors
/// [`StoreError::Corrupt`] where it is none that this program knows.
pub fn decode<A: Aggregate>(stored: &StoredEvent) -> Result<A::Event, StoreError> {
    serde_json::from_str(&stored.payload)
        .map_err(|_unreadable| StoreError::Corrupt("events.payload"))
}

/// Folds the events of one stream, the oldest first; none: there are none.
///
/// # Errors
/// [`StoreError::Corrupt`] where they tell no such aggregate.
pub fn fold<A: Aggregate>(
    id: &str,
    stored: &[StoredEvent],
) -> Result<Option<Opened<A>>, StoreError> {
    let (Some(first), Some(last)) = (stored.first(), stored.last()) else {
        return Ok(None);
    };
    let mut state = A::begin(&decode::<A>(first)?).ok_or(StoreError::Corrupt("events.kind"))?;
    for event in stored.iter().skip(1) {
        state.apply(&decode::<A>(event)?);
    }
    Ok(Some(Opened {
        id: id.to_owned(),
        head: Head {
            version: last.version,
            hash: last.hash,
        },
        created_at: first.recorded_at,
        changed_at: last.recorded_at,
        state,
    }))
}

/// Within a write transaction, waits until no other changes this aggregate.
///
/// # Errors
/// See [`StoreError`].
pub fn lock<A: Aggregate>(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    Ok(dialect::lock_name(
        connection,
        &ledger::sha256(stream::<A>(id).as_bytes()),
    )?)
}

/// Opens an aggregate, if there is one.
///
/// # Errors
/// See [`StoreError`].
pub fn open<A: Aggregate>(
    connection: &mut AnyConnection,
    id: &str,
) -> Result<Option<Opened<A>>, StoreError> {
    // PostgreSQL takes no text with NUL.
    if id.contains('\0') {
        return Ok(None);
    }
    fold(id, &ledger::load(connection, &stream::<A>(id))?)
}

/// Opens it as it was known at an instant; none: nothing was on record then.
///
/// # Errors
/// See [`StoreError`].
pub fn open_known<A: Aggregate>(
    connection: &mut AnyConnection,
    id: &str,
    known_at: DateTime<Utc>,
) -> Result<Option<Opened<A>>, StoreError> {
    if id.contains('\0') {
        return Ok(None);
    }
    let mut stored = ledger::load(connection, &stream::<A>(id))?;
    // Versions follow the order of recording, even where a clock was set back in between.
    let known = stored
        .iter()
        .position(|event| event.recorded_at > known_at)
        .unwrap_or(stored.len());
    stored.truncate(known);
    fold(id, &stored)
}

/// The events of an aggregate with when and by whom each was recorded, the oldest first.
///
/// # Errors
/// See [`StoreError`].
pub fn history<A: Aggregate>(
    connection: &mut AnyConnection,
    id: &str,
) -> Result<Vec<(StoredEvent, A::Event)>, StoreError> {
    let stored = ledger::load(connection, &stream::<A>(id))?;
    stored
        .into_iter()
        .map(|event| Ok((event.clone(), decode::<A>(&event)?)))
        .collect()
}

/// Records events behind what was seen, or the first ones. The rows that follow from them are the caller's to write.
///
/// # Errors
/// [`AppendError::Conflict`] where others came first.
pub fn append<A: Aggregate>(
    connection: &mut AnyConnection,
    id: &str,
    seen: Option<Opened<A>>,
    new: &[A::Event],
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Opened<A>, AppendError> {
    let encoded = new
        .iter()
        .map(|event| {
            Ok(NewEvent {
                kind: A::event_kind(event),
                payload: serde_json::to_string(event)
                    .map_err(|_unwritable| StoreError::Corrupt("event"))?,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let head = seen.as_ref().map_or(Head::EMPTY, |seen| seen.head);
    let head = ledger::append(connection, &stream::<A>(id), &head, &encoded, actor, now)?;
    let mut events = new.iter();
    let (created_at, mut state) = match seen {
        Some(seen) => (seen.created_at, seen.state),
        None => {
            let state = events.next().and_then(A::begin);
            (now, state.ok_or(StoreError::Corrupt("event"))?)
        }
    };
    for event in events {
        state.apply(event);
    }
    Ok(Opened {
        id: id.to_owned(),
        head,
        created_at,
        changed_at: now,
        state,
    })
}

/// Up to `limit` ids of aggregates behind one, ascending, by their streams.
///
/// # Errors
/// See [`StoreError`].
pub fn ids<A: Aggregate>(
    connection: &mut AnyConnection,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let streams: Vec<String> = events::table
        .filter(events::version.eq(1))
        .filter(events::stream.gt(stream::<A>(after)))
        // "0" is the character after "/".
        .filter(events::stream.lt(format!("{}0", A::KIND)))
        .order(events::stream)
        .limit(limit)
        .select(events::stream)
        .load(connection)?;
    let skip = A::KIND.len().saturating_add(1);
    Ok(streams
        .into_iter()
        .filter_map(|stream| stream.get(skip..).map(str::to_owned))
        .collect())
}

/// Folds every aggregate of a kind from its events and has it compared with its rows; how many there are.
///
/// # Errors
/// The first [`Mismatch`].
pub(crate) fn compare_all<A: Aggregate>(
    connection: &mut AnyConnection,
    mut compare: impl FnMut(&mut AnyConnection, &Opened<A>) -> Result<(), Mismatch>,
) -> Result<u64, Mismatch> {
    const CHUNK: i64 = 500;
    let (mut after, mut count) = (String::new(), 0_u64);
    loop {
        let chunk = ids::<A>(connection, &after, CHUNK)?;
        let Some(last) = chunk.last() else {
            return Ok(count);
        };
        after.clone_from(last);
        for id in &chunk {
            let opened = open::<A>(connection, id)?
                .ok_or_else(|| Mismatch::from(Finding::new("a stream has no events")))?;
            compare(connection, &opened)?;
            count = count.saturating_add(1);
        }
    }
}

/// That there are as many rows as streams: each stream was found in its row, so there is none too many.
///
/// # Errors
/// A finding that names the table.
pub(crate) fn same_number(table: &str, streams: u64, rows: i64) -> Result<(), Mismatch> {
    if u64::try_from(rows).is_ok_and(|rows| rows == streams) {
        return Ok(());
    }
    let what = format!("there are {rows} rows of {table}, but {streams} streams");
    Err(Finding::new(what).into())
}
