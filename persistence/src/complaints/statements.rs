//! Statements to the public (gd Art. 13): rows that follow from the cases, read by everybody.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::gd::case::CaseEvent;
use domain::gd::case::event::handling::StatementPublished;

use super::record::decode;
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::ledger::StoredEvent;
use crate::schema::public_statements;

#[derive(Debug, Clone, PartialEq, Eq, Insertable, Queryable, Selectable)]
#[diesel(table_name = public_statements)]
pub(super) struct Row {
    id: String,
    complaint_id: String,
    number: i64,
    center: String,
    title: String,
    text: String,
    published_on: NaiveDate,
    published_at: i64,
}

impl Row {
    fn new(id: &str, center: &str, event: &StatementPublished, at: DateTime<Utc>) -> Self {
        Self {
            id: event.id.clone(),
            complaint_id: id.to_owned(),
            number: event.number.into(),
            center: center.to_owned(),
            title: event.title.clone(),
            text: event.text.clone(),
            published_on: event.on,
            published_at: at.timestamp_micros(),
        }
    }
}

/// A statement as the public reads it: nothing of the case.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = public_statements)]
pub struct Statement {
    /// Its own id.
    pub id: String,
    /// The center that published it.
    pub center: String,
    /// Its title.
    pub title: String,
    /// What it says.
    pub text: String,
    /// The day.
    pub published_on: NaiveDate,
    /// The instant, in microseconds.
    pub published_at: i64,
}

/// Publishes what these events of a case say.
pub(super) fn publish(
    connection: &mut AnyConnection,
    id: &str,
    center: &str,
    events: &[CaseEvent],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for event in events {
        if let CaseEvent::StatementPublished(event) = event {
            diesel::insert_into(public_statements::table)
                .values(&Row::new(id, center, event, now))
                .execute(connection)?;
        }
    }
    Ok(())
}

/// The rows that follow from the events of a case.
pub(super) fn expected(
    id: &str,
    center: &str,
    events: &[StoredEvent],
) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    for stored in events {
        if let CaseEvent::StatementPublished(event) = decode(stored)? {
            rows.push(Row::new(id, center, &event, stored.recorded_at));
        }
    }
    Ok(rows)
}

/// How many these are, as the database counts.
pub(super) fn count(rows: &[Row]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}

/// Whether the rows of a case are those.
pub(super) fn agree(
    connection: &mut AnyConnection,
    id: &str,
    expected: &[Row],
) -> Result<bool, StoreError> {
    let stored: Vec<Row> = public_statements::table
        .filter(public_statements::complaint_id.eq(id))
        .order(public_statements::number)
        .select(Row::as_select())
        .load(connection)?;
    Ok(stored == expected)
}

/// A statement, if there is one of that id.
///
/// # Errors
/// See [`StoreError`].
pub fn get(connection: &mut AnyConnection, id: &str) -> Result<Option<Statement>, StoreError> {
    Ok(public_statements::table
        .find(id)
        .select(Statement::as_select())
        .first(connection)
        .optional()?)
}

/// Up to `limit` statements, the latest first, behind one.
///
/// # Errors
/// See [`StoreError`].
pub fn list(
    connection: &mut AnyConnection,
    after: Option<(i64, &str)>,
    limit: i64,
) -> Result<Vec<Statement>, StoreError> {
    use public_statements as p;
    let (at, id) = after.unwrap_or((i64::MAX, ""));
    Ok(p::table
        .filter(p::published_at.le(at))
        .filter(p::published_at.lt(at).or(p::id.lt(id)))
        .order((p::published_at.desc(), p::id.desc()))
        .limit(limit)
        .select(Statement::as_select())
        .load(connection)?)
}
