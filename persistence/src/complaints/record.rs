//! A case and its stream: opening it for a command, and recording what the command decided.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use domain::gd::case::event::Received;
use domain::gd::case::{CaseEvent, CaseState};

use super::lookup::{self, Identifier};
use super::party;
use super::row::{self, Columns};
use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::keys::WrappedKey;
use crate::ledger::sealed::{self, SealedItem};
use crate::ledger::{self, AppendError, Head, NewEvent, StoredEvent};
use crate::schema::complaints;

/// A case as its events tell it, opened for a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The case.
    pub id: String,
    /// Its row.
    pub seq: i64,
    /// The end of its stream.
    pub head: Head,
    /// When the officer last departed from the engine's outcome, in microseconds.
    pub departed_at: Option<i64>,
    /// How it stands.
    pub state: CaseState,
}

/// What is confidential in a submission or correction, sealed already, and how its complainant is found again.
#[derive(Debug, Clone, Default)]
pub struct Confidential {
    /// The case's data key, where it has none yet.
    pub key: Option<WrappedKey>,
    /// The sealed items that the events refer to.
    pub items: Vec<SealedItem>,
    /// The complainant's identifiers; none: unchanged.
    pub identifiers: Option<Vec<Identifier>>,
}

/// Why nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// The case has changed meanwhile.
    #[error("the case has changed meanwhile")]
    Conflict,
    /// The client has submitted another case under the same reference.
    #[error("this reference was used before")]
    ReferenceUsed,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<AppendError> for CommitError {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::Conflict => Self::Conflict,
            AppendError::Store(error) => Self::Store(error),
        }
    }
}

impl From<DieselError> for CommitError {
    fn from(error: DieselError) -> Self {
        Self::Store(error.into())
    }
}

/// The stream of a case.
#[must_use]
pub fn stream(id: &str) -> String {
    format!("complaint/{id}")
}

/// An event for the ledger.
///
/// # Errors
/// [`StoreError::Corrupt`] where it cannot be written, which would be a fault of the program.
pub fn encode(event: &CaseEvent) -> Result<NewEvent, StoreError> {
    let payload =
        serde_json::to_string(event).map_err(|_unwritable| StoreError::Corrupt("case event"))?;
    Ok(NewEvent {
        kind: event.kind(),
        payload,
    })
}

/// An event from the ledger.
///
/// # Errors
/// [`StoreError::Corrupt`] where it is none that this program knows.
pub fn decode(event: &StoredEvent) -> Result<CaseEvent, StoreError> {
    serde_json::from_str(&event.payload)
        .map_err(|_unreadable| StoreError::Corrupt("events.payload"))
}

/// When the latest of these events departed from the engine's outcome.
fn departed(event: &CaseEvent) -> bool {
    match event {
        CaseEvent::Accepted(event) => event.departure.is_some(),
        CaseEvent::Rejected(event) => event.departure.is_some(),
        CaseEvent::Referred(event) => event.departure.is_some(),
        CaseEvent::Joined(event) => event.departure.is_some(),
        CaseEvent::Received(_)
        | CaseEvent::Corrected(_)
        | CaseEvent::Described(_)
        | CaseEvent::Evaluated(_)
        | CaseEvent::RejectionReviewed(_)
        | CaseEvent::OfficerChanged(_)
        | CaseEvent::NoticeIssued(_)
        | CaseEvent::NoticeDelivered(_)
        | CaseEvent::Withdrawn(_)
        | CaseEvent::Concluded(_) => false,
    }
}

/// What the events of a stream come to.
///
/// # Errors
/// [`StoreError::Corrupt`] where they tell no case.
pub fn replay(events: &[StoredEvent]) -> Result<(CaseState, Option<i64>), StoreError> {
    let decoded = events.iter().map(decode).collect::<Result<Vec<_>, _>>()?;
    let state =
        CaseState::replay(&decoded).map_err(|_no_case| StoreError::Corrupt("events.kind"))?;
    let departed_at = events
        .iter()
        .zip(&decoded)
        .rev()
        .find(|(_, event)| departed(event))
        .map(|(stored, _)| stored.recorded_at.timestamp_micros());
    Ok((state, departed_at))
}

/// Opens a case, if there is one.
///
/// # Errors
/// See [`StoreError`].
pub fn open(connection: &mut AnyConnection, id: &str) -> Result<Option<Opened>, StoreError> {
    // PostgreSQL takes no text with NUL: no case has such an id.
    if id.contains('\0') {
        return Ok(None);
    }
    let found: Option<i64> = complaints::table
        .filter(complaints::id.eq(id))
        .select(complaints::seq)
        .first(connection)
        .optional()?;
    let Some(seq) = found else {
        return Ok(None);
    };
    let events = ledger::load(connection, &stream(id))?;
    let head = events.last().map_or(Head::EMPTY, |last| Head {
        version: last.version,
        hash: last.hash,
    });
    let (state, departed_at) = replay(&events)?;
    Ok(Some(Opened {
        id: id.to_owned(),
        seq,
        head,
        departed_at,
        state,
    }))
}

/// Records a new case.
///
/// # Errors
/// See [`CommitError`].
pub fn submit(
    connection: &mut AnyConnection,
    id: &str,
    received: Received,
    confidential: &Confidential,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Opened, CommitError> {
    let event = CaseEvent::from(received);
    let CaseEvent::Received(received) = &event else {
        return Err(StoreError::Corrupt("case event").into());
    };
    let state = CaseState::begin(received);
    let head = ledger::append(
        connection,
        &stream(id),
        &Head::EMPTY,
        &[encode(&event)?],
        actor,
        now,
    )?;
    let party_id = party_of(connection, &state)?;
    let columns = Columns::new(id, &state, &head, party_id, None, None, now)?;
    let inserted = dialect::on_backend!(connection, |connection| diesel::insert_into(
        complaints::table
    )
    .values(&columns)
    .execute(connection));
    match inserted {
        Ok(_one) => {}
        // The id is new: only the reference can be there already.
        Err(DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {
            return Err(CommitError::ReferenceUsed);
        }
        Err(error) => return Err(error.into()),
    }
    keep(connection, id, confidential, now)?;
    Ok(Opened {
        id: id.to_owned(),
        seq: 0,
        head,
        departed_at: None,
        state,
    })
}

/// Records what a command decided.
///
/// # Errors
/// See [`CommitError`].
pub fn commit(
    connection: &mut AnyConnection,
    case: Opened,
    events: &[CaseEvent],
    confidential: &Confidential,
    due_on: impl FnOnce(&CaseState) -> Option<NaiveDate>,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Opened, CommitError> {
    let Opened {
        id,
        seq,
        head,
        mut departed_at,
        mut state,
    } = case;
    let encoded = events.iter().map(encode).collect::<Result<Vec<_>, _>>()?;
    let head = ledger::append(connection, &stream(&id), &head, &encoded, actor, now)?;
    let texts = row::text_pairs(&state);
    for event in events {
        state.apply(event);
        if departed(event) {
            departed_at = Some(now.timestamp_micros());
        }
    }
    let party_id = party_of(connection, &state)?;
    let due_on = due_on(&state);
    let columns = Columns::new(&id, &state, &head, party_id, due_on, departed_at, now)?;
    dialect::on_backend!(connection, |connection| diesel::update(
        complaints::table.filter(complaints::seq.eq(seq))
    )
    .set(&columns)
    .execute(connection))?;
    row::index_texts(connection, seq, &texts, &state)?;
    keep(connection, &id, confidential, now)?;
    Ok(Opened {
        id,
        seq,
        head,
        departed_at,
        state,
    })
}

fn keep(
    connection: &mut AnyConnection,
    id: &str,
    confidential: &Confidential,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let stream = stream(id);
    if let Some(key) = &confidential.key {
        sealed::put_key(connection, &stream, key)?;
    }
    for item in &confidential.items {
        sealed::put(connection, &stream, item, now)?;
    }
    match &confidential.identifiers {
        Some(identifiers) if confidential.key.is_some() => lookup::put(connection, id, identifiers),
        Some(identifiers) => lookup::replace(connection, id, identifiers),
        None => Ok(()),
    }
}

fn party_of(connection: &mut AnyConnection, state: &CaseState) -> Result<Option<i64>, StoreError> {
    let accused = &state.record.accused;
    let key = party::party_key(accused.name.as_deref(), accused.uscc.as_deref());
    match (key, &accused.name) {
        (Some(key), name) => {
            let shown = name.as_deref().or(accused.uscc.as_deref());
            party::note(connection, &key, shown.unwrap_or_default()).map(Some)
        }
        (None, _) => Ok(None),
    }
}
