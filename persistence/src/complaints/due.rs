//! Due dates of running clocks, computed anew when the working calendar has changed. They follow from the events and the
//! calendar; the rows only keep them for lists.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::gd::case::{CaseState, Status};

use super::assignment;
use super::row::CaseRow;
use crate::calendar;
use crate::clock::{self, moves};
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::{calendar_imports, calendar_revision, complaints};

/// Rows looked at in one transaction.
const CHUNK: i64 = 50;

/// Where the clock of a case runs (Art. 18).
const RUNNING: [Status; 3] = [Status::Accepted, Status::Assigned, Status::Reported];

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
    // A case whose clock runs may have no due date: by another calendar it lay beyond the supported one.
    let running = complaints::state.eq_any(RUNNING.iter().map(|status| status.as_str()));
    let rows: Vec<(i64, CaseRow)> = complaints::table
        .filter(complaints::due_on.is_not_null().or(running))
        .filter(complaints::seq.gt(after))
        .order(complaints::seq)
        .limit(CHUNK)
        .select((complaints::seq, CaseRow::as_select()))
        .load(connection)?;
    recomputed.next = rows.last().map(|(seq, _)| *seq);
    recomputed.looked_at = rows.len();
    for (seq, row) in rows {
        let due_on = due_on(&row.state()?);
        if row.due_on == due_on || !put(connection, seq, &row, due_on)? {
            continue;
        }
        assignment::move_due_date(connection, seq, due_on)?;
        // What had no due date got one: nothing moved that anybody was told of.
        let Some(before) = row.due_on else { continue };
        moves::note(connection, &row, before, due_on, revision, now)?;
        recomputed.moved.push(Moved {
            id: row.id,
            from: before,
            to: due_on,
        });
    }
    Ok(recomputed)
}

/// Puts a due date, unless a command has changed the case meanwhile, which computed it itself, or another server did.
fn put(
    connection: &mut AnyConnection,
    seq: i64,
    row: &CaseRow,
    due_on: Option<NaiveDate>,
) -> Result<bool, StoreError> {
    let unchanged = complaints::seq
        .eq(seq)
        .and(complaints::version.eq(row.version));
    let set = complaints::due_on.eq(due_on);
    let updated = match row.due_on {
        Some(before) => {
            let as_it_was = unchanged.and(complaints::due_on.assume_not_null().eq(before));
            diesel::update(complaints::table.filter(as_it_was))
                .set(set)
                .execute(connection)?
        }
        None => {
            let as_it_was = unchanged.and(complaints::due_on.is_null());
            diesel::update(complaints::table.filter(as_it_was))
                .set(set)
                .execute(connection)?
        }
    };
    Ok(updated > 0)
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
