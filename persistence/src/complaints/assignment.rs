//! The undertaking departments of a case as rows, so that a department's lists go along an index (gd Art. 6, 11).

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::gd::case::CaseState;

use super::row::Columns;
use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::schema::{complaint_assignments as assignments, complaints};

/// A department that may handle a case.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, Queryable, Selectable)]
#[diesel(table_name = assignments)]
pub(super) struct AssignmentRow {
    department: String,
    seq: i64,
    center: String,
    number: i64,
    part: String,
    received_at: i64,
    updated_at: i64,
    due_on: Option<NaiveDate>,
    report_due_on: Option<NaiveDate>,
    reported_on: Option<NaiveDate>,
}

/// The rows that follow from a case, by department.
pub(super) fn rows(seq: i64, state: &CaseState, columns: &Columns) -> Vec<AssignmentRow> {
    let mut rows: Vec<AssignmentRow> = state
        .handling_departments()
        .into_iter()
        .map(|one| AssignmentRow {
            department: one.department.clone(),
            seq,
            center: columns.center.clone(),
            number: one.number.into(),
            part: one.part.as_str().to_owned(),
            received_at: columns.received_at,
            updated_at: columns.updated_at,
            due_on: columns.due_on,
            report_due_on: one.due_on,
            reported_on: state
                .handling
                .report_of(&one.department)
                .map(|report| report.on),
        })
        .collect();
    rows.sort_by(|one, other| one.department.cmp(&other.department));
    rows
}

/// The rows that are kept of a case, by department.
pub(super) fn kept(
    connection: &mut AnyConnection,
    seq: i64,
) -> Result<Vec<AssignmentRow>, StoreError> {
    Ok(assignments::table
        .filter(assignments::seq.eq(seq))
        .order(assignments::department)
        .select(AssignmentRow::as_select())
        .load(connection)?)
}

/// Keeps the rows in step with the case.
pub(super) fn keep(
    connection: &mut AnyConnection,
    seq: i64,
    state: &CaseState,
    columns: &Columns,
) -> Result<(), StoreError> {
    // Before its assignment a case has none, and an assignment is never taken back.
    if state.handling.assignments.is_empty() {
        return Ok(());
    }
    diesel::delete(assignments::table.filter(assignments::seq.eq(seq))).execute(connection)?;
    for row in rows(seq, state, columns) {
        dialect::on_backend!(connection, |connection| diesel::insert_into(
            assignments::table
        )
        .values(&row)
        .execute(connection))?;
    }
    Ok(())
}

/// Moves the due date of a case whose clock was computed anew.
pub(super) fn move_due_date(
    connection: &mut AnyConnection,
    seq: i64,
    due_on: Option<NaiveDate>,
) -> Result<(), StoreError> {
    diesel::update(assignments::table.filter(assignments::seq.eq(seq)))
        .set(assignments::due_on.eq(due_on))
        .execute(connection)?;
    Ok(())
}

/// The ids of the cases that a department handles: as many as one department has, not as many as there are.
pub(crate) fn cases_of(
    connection: &mut AnyConnection,
    department: &str,
) -> Result<Vec<String>, StoreError> {
    Ok(assignments::table
        .inner_join(complaints::table.on(complaints::seq.eq(assignments::seq)))
        .filter(assignments::department.eq(department))
        .select(complaints::id)
        .load(connection)?)
}
