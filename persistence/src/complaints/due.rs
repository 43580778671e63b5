//! Due dates of running clocks, computed anew when the working calendar has changed. They follow from the events and the
//! calendar; the rows only keep them for lists.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::gd::case::CaseState;

use super::assignment;
use super::row::CaseRow;
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::{calendar_revision, complaints};

/// Rows looked at in one transaction.
const CHUNK: i64 = 200;

/// What one transaction did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recomputed {
    /// Where to go on; none: all are done.
    pub next: Option<i64>,
    /// Cases looked at.
    pub looked_at: usize,
    /// Cases whose due date has moved.
    pub moved: usize,
}

/// Computes the due dates of the next running clocks behind a row.
///
/// # Errors
/// See [`StoreError`].
pub fn recompute(
    connection: &mut AnyConnection,
    after: i64,
    due_on: impl Fn(&CaseState) -> Option<NaiveDate>,
) -> Result<Recomputed, StoreError> {
    let rows: Vec<(i64, CaseRow)> = complaints::table
        .filter(complaints::due_on.is_not_null())
        .filter(complaints::seq.gt(after))
        .order(complaints::seq)
        .limit(CHUNK)
        .select((complaints::seq, CaseRow::as_select()))
        .load(connection)?;
    let mut recomputed = Recomputed {
        next: rows.last().map(|(seq, _)| *seq),
        looked_at: rows.len(),
        moved: 0,
    };
    for (seq, row) in rows {
        let due_on = due_on(&row.state()?);
        if due_on == row.due_on {
            continue;
        }
        // Only where no command has changed the case meanwhile: that one computed it itself.
        let unchanged = complaints::table
            .filter(complaints::seq.eq(seq))
            .filter(complaints::version.eq(row.version));
        let moved = diesel::update(unchanged)
            .set(complaints::due_on.eq(due_on))
            .execute(connection)?;
        if moved > 0 {
            assignment::move_due_date(connection, seq, due_on)?;
        }
        recomputed.moved = recomputed.moved.saturating_add(moved);
    }
    Ok(recomputed)
}

/// The revision of the calendar that all due dates were last computed with.
///
/// # Errors
/// See [`StoreError`].
pub fn revision(connection: &mut AnyConnection) -> Result<i64, StoreError> {
    Ok(calendar_revision::table
        .select(calendar_revision::due_dates)
        .first(connection)?)
}

/// Notes that all due dates were computed with a revision of the calendar.
///
/// # Errors
/// See [`StoreError`].
pub fn note_revision(connection: &mut AnyConnection, revision: i64) -> Result<(), StoreError> {
    diesel::update(calendar_revision::table)
        .set(calendar_revision::due_dates.eq(revision))
        .execute(connection)?;
    Ok(())
}
