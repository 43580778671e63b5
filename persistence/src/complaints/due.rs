//! Due dates of running clocks, computed anew when the working calendar has changed. They follow from the events and the
//! calendar; the rows only keep them for lists.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::gd::case::CaseState;

use super::assignment;
use super::row::CaseRow;
use crate::calendar;
use crate::clock::{self, moves};
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::{calendar_imports, calendar_revision, complaints};

/// Rows looked at in one transaction.
const CHUNK: i64 = 50;

/// A due date that moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The case.
    pub id: String,
    /// The due date before.
    pub from: NaiveDate,
    /// The due date now; none: beyond the supported calendar.
    pub to: Option<NaiveDate>,
}

/// What one transaction did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recomputed {
    /// Where to go on; none: all are done.
    pub next: Option<i64>,
    /// Cases looked at.
    pub looked_at: usize,
    /// The due dates that have moved.
    pub moved: Vec<Moved>,
    /// The calendar has changed once more: nothing was done, the due dates are to be computed with the new one.
    pub outdated: bool,
}

/// Computes the due dates of the next running clocks behind a row, by the calendar of a revision. What moves is on record.
///
/// # Errors
/// See [`StoreError`].
pub fn recompute(
    connection: &mut AnyConnection,
    after: i64,
    revision: i64,
    now: DateTime<Utc>,
    due_on: impl Fn(&CaseState) -> Option<NaiveDate>,
) -> Result<Recomputed, StoreError> {
    let mut recomputed = Recomputed {
        next: None,
        looked_at: 0,
        moved: Vec::new(),
        outdated: false,
    };
    clock::hold(connection)?;
    if calendar::current_revision(connection)? != revision {
        recomputed.outdated = true;
        return Ok(recomputed);
    }
    let rows: Vec<(i64, CaseRow)> = complaints::table
        .filter(complaints::due_on.is_not_null())
        .filter(complaints::seq.gt(after))
        .order(complaints::seq)
        .limit(CHUNK)
        .select((complaints::seq, CaseRow::as_select()))
        .load(connection)?;
    recomputed.next = rows.last().map(|(seq, _)| *seq);
    recomputed.looked_at = rows.len();
    for (seq, row) in rows {
        let due_on = due_on(&row.state()?);
        let Some(before) = row.due_on.filter(|before| Some(*before) != due_on) else {
            continue;
        };
        // Only where no command has changed the case meanwhile: that one computed it itself.
        let unchanged = complaints::table
            .filter(complaints::seq.eq(seq))
            .filter(complaints::version.eq(row.version))
            .filter(complaints::due_on.eq(before));
        let updated = diesel::update(unchanged)
            .set(complaints::due_on.eq(due_on))
            .execute(connection)?;
        if updated > 0 {
            assignment::move_due_date(connection, seq, due_on)?;
            moves::note(connection, &row, before, due_on, revision, now)?;
            recomputed.moved.push(Moved {
                id: row.id,
                from: before,
                to: due_on,
            });
        }
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
    // Another server may have gone further already.
    let behind = calendar_revision::table.filter(calendar_revision::due_dates.le(revision));
    diesel::update(behind)
        .set(calendar_revision::due_dates.eq(revision))
        .execute(connection)?;
    let open = calendar_imports::table
        .filter(calendar_imports::settled.is_null())
        .filter(calendar_imports::revision.le(revision));
    diesel::update(open)
        .set(calendar_imports::settled.eq(revision))
        .execute(connection)?;
    Ok(())
}
