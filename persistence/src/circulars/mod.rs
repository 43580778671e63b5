//! Circulars (gd Art. 17): streams `circular/<uuid>`, and a row of each.

mod derived;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::gd::circular::{Circular, CircularEvent};

pub use derived::Circulars;

use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::ledger::{self, AppendError, Head, NewEvent, StoredEvent};
use crate::schema::{circular_counters as counters, circulars};

/// The row of a circular.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, AsChangeset, Queryable, Selectable)]
#[diesel(table_name = circulars, treat_none_as_null = true)]
pub(crate) struct Row {
    id: String,
    center: String,
    regime: String,
    status: String,
    created_at: i64,
    published_at: Option<i64>,
    year: Option<i64>,
    number: Option<i64>,
    version: i64,
    document: String,
}

/// A circular as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCircular {
    /// Its id.
    pub id: String,
    /// Version of its stream.
    pub version: i64,
    /// When it was drafted, in microseconds.
    pub created_at: i64,
    /// When it was published, in microseconds.
    pub published_at: Option<i64>,
    /// How it stands.
    pub circular: Circular,
}

/// Whose circulars are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// This center's.
    Center(String),
    /// All of a regime.
    Regime(&'static str),
    /// Everybody's that were published, also those withdrawn since.
    Published,
}

/// The stream of a circular.
#[must_use]
pub fn stream(id: &str) -> String {
    format!("circular/{id}")
}

fn decode(stored: &StoredEvent) -> Result<CircularEvent, StoreError> {
    serde_json::from_str(&stored.payload)
        .map_err(|_unreadable| StoreError::Corrupt("events.payload"))
}

impl Row {
    fn new(
        id: &str,
        circular: &Circular,
        created_at: i64,
        published_at: Option<i64>,
        version: i64,
    ) -> Result<Self, StoreError> {
        let number = circular
            .publication
            .as_ref()
            .map(|published| &published.number);
        Ok(Self {
            id: id.to_owned(),
            center: circular.drafted.center.clone(),
            regime: circular.drafted.regime.as_str().to_owned(),
            status: circular.status.as_str().to_owned(),
            created_at,
            published_at,
            year: number.map(|number| number.year.into()),
            number: number.map(|number| number.number.into()),
            version,
            document: serde_json::to_string(circular)
                .map_err(|_unwritable| StoreError::Corrupt("circulars.document"))?,
        })
    }
}

impl TryFrom<Row> for StoredCircular {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            circular: serde_json::from_str(&row.document)
                .map_err(|_unreadable| StoreError::Corrupt("circulars.document"))?,
            id: row.id,
            version: row.version,
            created_at: row.created_at,
            published_at: row.published_at,
        })
    }
}

/// Takes the next number of a center's circulars in a year of Shanghai; given back if the transaction fails.
///
/// # Errors
/// See [`StoreError`].
pub fn next_number(
    connection: &mut AnyConnection,
    center: &str,
    year: i32,
) -> Result<i64, StoreError> {
    let year = i64::from(year);
    dialect::ensure_circular_counter(connection, center, year)?;
    diesel::update(counters::table.find((center, year)))
        .set(counters::last.eq(counters::last + 1))
        .execute(connection)?;
    Ok(counters::table
        .find((center, year))
        .select(counters::last)
        .get_result(connection)?)
}

/// Within a write transaction, waits until no other gives this circular a command.
///
/// # Errors
/// See [`StoreError`].
pub fn lock(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    Ok(dialect::lock_name(
        connection,
        &ledger::sha256(stream(id).as_bytes()),
    )?)
}

/// Records an event of a circular, the first or a further one that rests on `seen`.
///
/// # Errors
/// [`AppendError::Conflict`] where another came first.
pub fn record(
    connection: &mut AnyConnection,
    id: &str,
    seen: Option<StoredCircular>,
    event: &CircularEvent,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<StoredCircular, AppendError> {
    let stream = stream(id);
    let head = match &seen {
        Some(_) => ledger::head(connection, &stream)?,
        None => Head::EMPTY,
    };
    if seen.as_ref().map_or(0, |seen| seen.version) != head.version {
        return Err(AppendError::Conflict);
    }
    let new = NewEvent {
        kind: event.kind(),
        payload: serde_json::to_string(event)
            .map_err(|_unwritable| StoreError::Corrupt("circular event"))?,
    };
    let head = ledger::append(connection, &stream, &head, &[new], actor, now)?;
    let at = now.timestamp_micros();
    let published_at = matches!(event, CircularEvent::Published(_)).then_some(at);
    let is_new = seen.is_none();
    let (created_at, published_at, circular) = match (seen, event) {
        (Some(seen), event) => {
            let mut circular = seen.circular;
            circular.apply(event);
            (
                seen.created_at,
                published_at.or(seen.published_at),
                circular,
            )
        }
        (None, CircularEvent::Drafted(drafted)) => (at, None, Circular::begin(drafted)),
        (None, _) => return Err(StoreError::Corrupt("circular event").into()),
    };
    let row = Row::new(id, &circular, created_at, published_at, head.version)?;
    let written = if is_new {
        diesel::insert_into(circulars::table)
            .values(&row)
            .execute(connection)
    } else {
        dialect::on_backend!(connection, |connection| diesel::update(
            circulars::table.find(id)
        )
        .set(&row)
        .execute(connection))
    };
    written.map_err(StoreError::from)?;
    Ok(StoredCircular {
        id: id.to_owned(),
        version: head.version,
        created_at,
        published_at,
        circular,
    })
}

/// A circular, if there is one of that id.
///
/// # Errors
/// See [`StoreError`].
pub fn get(connection: &mut AnyConnection, id: &str) -> Result<Option<StoredCircular>, StoreError> {
    let row: Option<Row> = circulars::table
        .find(id)
        .select(Row::as_select())
        .first(connection)
        .optional()?;
    row.map(StoredCircular::try_from).transpose()
}

/// Up to `limit` circulars, the latest first: by when they were drafted, published ones by when they were published.
///
/// # Errors
/// See [`StoreError`].
pub fn list(
    connection: &mut AnyConnection,
    whose: &Whose,
    after: Option<(i64, &str)>,
    limit: i64,
) -> Result<Vec<StoredCircular>, StoreError> {
    use circulars as c;
    let (at, id) = after.unwrap_or((i64::MAX, ""));
    let mut query = c::table.limit(limit).select(Row::as_select()).into_boxed();
    query = match whose {
        Whose::Published => query
            .filter(c::published_at.is_not_null())
            .filter(c::published_at.le(at))
            .filter(c::published_at.lt(at).assume_not_null().or(c::id.lt(id)))
            .order((c::published_at.desc(), c::id.desc())),
        Whose::Center(_) | Whose::Regime(_) => query
            .filter(c::created_at.le(at))
            .filter(c::created_at.lt(at).or(c::id.lt(id)))
            .order((c::created_at.desc(), c::id.desc())),
    };
    query = match whose {
        Whose::Published => query,
        Whose::Center(center) => query.filter(c::center.eq(center)),
        Whose::Regime(regime) => query.filter(c::regime.eq(regime)),
    };
    let rows: Vec<Row> = query.load(connection)?;
    rows.into_iter().map(StoredCircular::try_from).collect()
}
