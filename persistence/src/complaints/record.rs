//! A case and its stream: opening it for a command, and recording what the command decided.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use domain::gd::case::event::Received;
use domain::gd::case::{CaseEvent, CaseState, Duty, Step};

use super::erasure;
use super::lookup::{self, Identifier};
use super::row::{self, Columns};
use super::{assignment, duties, party, statements, steps};
use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::keys::WrappedKey;
use crate::ledger::sealed::{self, SealedItem};
use crate::ledger::{self, AppendError, Head, Link, NewEvent, StoredEvent};
use crate::schema::complaints;
use crate::similar::{self, TextTraits};

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
    /// By what cases of a similar text are found; none: unchanged.
    pub text: Option<TextTraits>,
}

/// What of a case follows from its events together with the calendar and the parameters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Derived {
    /// Its due date, while its clock runs.
    pub due_on: Option<NaiveDate>,
    /// What is owed about it.
    pub duties: Vec<Duty>,
    /// What periodic reports count of it.
    pub steps: Vec<Step>,
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
        | CaseEvent::Concluded(_)
        | CaseEvent::Assigned(_)
        | CaseEvent::MaterialsShared(_)
        | CaseEvent::Answered(_)
        | CaseEvent::ReplyPromised(_)
        | CaseEvent::Reported(_)
        | CaseEvent::Consolidated(_)
        | CaseEvent::SupervisionOrdered(_)
        | CaseEvent::SupervisionAnswered(_)
        | CaseEvent::Extended(_)
        | CaseEvent::DelayExplained(_)
        | CaseEvent::MeasureExecuted(_)
        | CaseEvent::FedBack(_)
        | CaseEvent::Archived(_)
        | CaseEvent::AccountabilityRecorded(_)
        | CaseEvent::ComplainantReferred(_)
        | CaseEvent::UpwardReported(_)
        | CaseEvent::MediaMeasureTaken(_)
        | CaseEvent::StatementPublished(_)
        | CaseEvent::AttachmentAdded(_)
        | CaseEvent::SupplementReceived(_)
        | CaseEvent::SimilarityDecided(_)
        | CaseEvent::ErasureProposed(_)
        | CaseEvent::Erased(_) => false,
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

/// Within a write transaction, waits until no other gives this case a command. A case to which another one is joined must
/// not be closed in between.
///
/// # Errors
/// See [`StoreError`].
pub fn lock(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    Ok(dialect::lock_name(
        connection,
        &ledger::sha256(stream(id).as_bytes()),
    )?)
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
        .get_result(connection)
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

/// A new case with everything that can be made ready before its transaction, which only inserts.
#[derive(Debug)]
pub struct Submission {
    /// The case as it will be.
    pub case: Opened,
    stream: String,
    event: NewEvent,
    link: Link,
    columns: Columns,
    /// Key and name of the accused party.
    party: Option<(String, String)>,
    duties: Vec<Duty>,
    /// By what cases of similar facts are found.
    facts: Vec<i64>,
    actor: String,
    now: DateTime<Utc>,
}

/// Makes a new case ready to be recorded.
///
/// # Errors
/// [`StoreError::Corrupt`] where it cannot be written, which would be a fault of the program.
pub fn prepare(
    id: &str,
    received: Received,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Submission, StoreError> {
    let event = CaseEvent::from(received);
    let CaseEvent::Received(received) = &event else {
        return Err(StoreError::Corrupt("case event"));
    };
    let state = CaseState::begin(received);
    let event = encode(&event)?;
    let stream = stream(id);
    let link = Link::new(&stream, &Head::EMPTY, &event, actor, now);
    let head = link.head;
    Ok(Submission {
        columns: Columns::new(id, &state, &head, None, None, None, now)?,
        party: party_named(&state),
        facts: similar::facts::bands(&state.record),
        case: Opened {
            id: id.to_owned(),
            seq: 0,
            head,
            departed_at: None,
            state,
        },
        stream,
        event,
        link,
        duties: Vec::new(),
        actor: actor.to_owned(),
        now,
    })
}

impl Submission {
    /// With what is owed about it from the start.
    #[must_use]
    pub fn owing(mut self, duties: Vec<Duty>) -> Self {
        self.duties = duties;
        self
    }

    /// Records it.
    ///
    /// # Errors
    /// See [`CommitError`].
    pub fn record(
        mut self,
        connection: &mut AnyConnection,
        confidential: &Confidential,
    ) -> Result<Opened, CommitError> {
        self.link
            .append(connection, &self.stream, &self.event, &self.actor)?;
        self.columns.party_id = noted(connection, self.party)?;
        let columns = &self.columns;
        let inserted = dialect::on_backend!(connection, |connection| diesel::insert_into(
            complaints::table
        )
        .values(columns)
        .returning(complaints::seq)
        .get_result(connection));
        match inserted {
            Ok(seq) => self.case.seq = seq,
            // The id is new: only the reference can be there already.
            Err(DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {
                return Err(CommitError::ReferenceUsed);
            }
            Err(error) => return Err(error.into()),
        }
        duties::insert(connection, &self.case.id, &self.case.state, &self.duties)?;
        keep(connection, &self.case.id, confidential, self.now)?;
        similar::put(
            connection,
            self.case.seq,
            &self.facts,
            confidential.text.as_ref(),
        )?;
        Ok(self.case)
    }
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
    prepare(id, received, actor, now)?.record(connection, confidential)
}

/// Records what a command decided.
///
/// # Errors
/// See [`CommitError`].
pub fn commit<D: Into<Derived>>(
    connection: &mut AnyConnection,
    case: Opened,
    events: &[CaseEvent],
    confidential: &Confidential,
    derived: impl FnOnce(&CaseState) -> D,
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
    let facts = similar::facts::bands(&state.record);
    for event in events {
        state.apply(event);
        if departed(event) {
            departed_at = Some(now.timestamp_micros());
        }
    }
    let party_id = party_of(connection, &state)?;
    let Derived {
        due_on,
        duties,
        steps,
    } = derived(&state).into();
    let columns = Columns::new(&id, &state, &head, party_id, due_on, departed_at, now)?;
    dialect::on_backend!(connection, |connection| diesel::update(
        complaints::table.filter(complaints::seq.eq(seq))
    )
    .set(&columns)
    .execute(connection))?;
    row::index_texts(connection, seq, &texts, &state)?;
    assignment::keep(connection, seq, &state, &columns)?;
    duties::keep(connection, &id, &state, &duties)?;
    steps::keep(connection, &id, &state, &steps)?;
    statements::publish(connection, &id, &state.record.center, events, now)?;
    keep(connection, &id, confidential, now)?;
    if events
        .iter()
        .any(|event| matches!(event, CaseEvent::Erased(_)))
    {
        erasure::erase(connection, &id, now)?;
        similar::forget(connection, &id)?;
    } else {
        let after = similar::facts::bands(&state.record);
        if facts != after || confidential.text.is_some() {
            similar::replace(connection, seq, &after, confidential.text.as_ref())?;
        }
    }
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
    noted(connection, party_named(state))
}

/// Key and shown name of the accused party.
pub(super) fn party_named(state: &CaseState) -> Option<(String, String)> {
    if state.handling.erased.is_some() {
        return None;
    }
    let accused = &state.record.accused;
    let key = party::party_key(accused.name.as_deref(), accused.uscc.as_deref())?;
    let shown = accused.name.as_ref().or(accused.uscc.as_ref());
    Some((key, shown.cloned().unwrap_or_default()))
}

fn noted(
    connection: &mut AnyConnection,
    party: Option<(String, String)>,
) -> Result<Option<i64>, StoreError> {
    party
        .map(|(key, name)| party::note(connection, &key, &name))
        .transpose()
}
