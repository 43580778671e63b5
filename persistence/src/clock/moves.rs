//! Due dates that moved with the working calendar.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::gd::case::ClockEvent;
use domain::gd::case::clock_event::DueDateMoved;

use super::append;
use crate::complaints::assignment::cases_of;
use crate::complaints::list::Reach;
use crate::complaints::row::CaseRow;
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::due_date_moves;

/// A due date that moved.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = due_date_moves)]
pub struct Move {
    /// Its position among all events.
    pub position: i64,
    /// The case.
    pub case_id: String,
    /// The center that holds it.
    pub center: String,
    /// The due date before.
    pub moved_from: NaiveDate,
    /// The due date since; none: beyond the supported calendar.
    pub moved_to: Option<NaiveDate>,
    /// When that was recorded, in microseconds.
    pub recorded_at: i64,
}

#[derive(Insertable)]
#[diesel(table_name = due_date_moves)]
struct NewRow<'a> {
    position: i64,
    case_id: &'a str,
    moved_from: NaiveDate,
    moved_to: Option<NaiveDate>,
    calendar_revision: i64,
    regime: &'a str,
    center: &'a str,
    submitted_by: &'a str,
    recorded_at: i64,
}

/// Records that the due date of a case has moved, whoever holds [`super::hold`].
pub(crate) fn note(
    connection: &mut AnyConnection,
    row: &CaseRow,
    moved_from: NaiveDate,
    moved_to: Option<NaiveDate>,
    calendar_revision: i64,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let event = ClockEvent::DueDateMoved(DueDateMoved {
        moved_from,
        moved_to,
        calendar_revision,
    });
    let position = append(connection, &row.id, &event, now)?;
    let new = NewRow {
        position,
        case_id: &row.id,
        moved_from,
        moved_to,
        calendar_revision,
        regime: &row.regime,
        center: &row.center,
        submitted_by: &row.submitted_by,
        recorded_at: now.timestamp_micros(),
    };
    diesel::insert_into(due_date_moves::table)
        .values(&new)
        .execute(connection)?;
    Ok(())
}

/// What moved with a revision of the calendar, behind a position, of cases that may be seen; without a reach: of all.
///
/// # Errors
/// See [`StoreError`].
pub fn page(
    connection: &mut AnyConnection,
    reach: Option<&Reach>,
    revision: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<Move>, StoreError> {
    let query = due_date_moves::table
        .filter(due_date_moves::calendar_revision.eq(revision))
        .filter(due_date_moves::position.gt(after))
        .order(due_date_moves::position)
        .limit(limit)
        .select(Move::as_select())
        .into_boxed();
    let query = match reach {
        Some(Reach::Submitted(client)) => query.filter(due_date_moves::submitted_by.eq(client)),
        Some(Reach::Center(center)) => query.filter(due_date_moves::center.eq(center)),
        Some(Reach::Regime(regime)) => query.filter(due_date_moves::regime.eq(*regime)),
        Some(Reach::Assigned(department)) => {
            query.filter(due_date_moves::case_id.eq_any(cases_of(connection, department)?))
        }
        None => query,
    };
    Ok(query.load(connection)?)
}

/// How many due dates moved with a revision of the calendar, of cases that may be seen; without a reach: of all.
///
/// # Errors
/// See [`StoreError`].
pub fn count(
    connection: &mut AnyConnection,
    reach: Option<&Reach>,
    revision: i64,
) -> Result<i64, StoreError> {
    let query = due_date_moves::table
        .filter(due_date_moves::calendar_revision.eq(revision))
        .count()
        .into_boxed();
    let query = match reach {
        Some(Reach::Submitted(client)) => query.filter(due_date_moves::submitted_by.eq(client)),
        Some(Reach::Center(center)) => query.filter(due_date_moves::center.eq(center)),
        Some(Reach::Regime(regime)) => query.filter(due_date_moves::regime.eq(*regime)),
        Some(Reach::Assigned(department)) => {
            query.filter(due_date_moves::case_id.eq_any(cases_of(connection, department)?))
        }
        None => query,
    };
    Ok(query.get_result(connection)?)
}
