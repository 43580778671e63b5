//! The cases of an undertaking department: along the index of its assignments, each with its row.

use diesel::prelude::*;

use super::query::{along, along_known, day, rows};
use super::{ListQuery, Place, Sort, Summary};
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::{complaint_assignments as assignments, complaints};

/// The next rows of a department's list. Filters are looked at row by row.
pub(super) fn chunk(
    connection: &mut AnyConnection,
    wanted: &ListQuery,
    department: &str,
    limit: usize,
) -> Result<Vec<Summary>, StoreError> {
    let query = assignments::table
        .inner_join(complaints::table.on(complaints::seq.eq(assignments::seq)))
        .filter(assignments::department.eq(department))
        .into_boxed();
    let query = match wanted.sort {
        // Departures and feedback are not a department's business.
        Sort::Departed | Sort::FeedbackOwed => return Ok(Vec::new()),
        Sort::Received => along!(query, assignments, received_at, wanted, |key: i64| key),
        Sort::Updated => along!(query, assignments, updated_at, wanted, |key: i64| key),
        Sort::Due => along_known!(query, assignments, due_on, wanted, day),
    };
    Ok(query
        .limit(rows(limit))
        .select(Summary::as_select())
        .load(connection)?)
}

/// How many cases the department has, up to a limit.
pub(super) fn count(
    connection: &mut AnyConnection,
    wanted: &ListQuery,
    department: &str,
    most: usize,
) -> Result<usize, StoreError> {
    chunk(connection, wanted, department, most).map(|rows| rows.len())
}
