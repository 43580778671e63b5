//! The steps of cases that periodic reports count: rows that follow from them, for the lists behind the figures.

use chrono::{Datelike, NaiveDate};
use diesel::dsl::count_star;
use diesel::prelude::*;
use domain::gd::case::{CaseState, Step, StepKind};

use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::{complaint_steps as t, complaints};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Insertable, Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    complaint_id: String,
    center: String,
    step: String,
    detail: String,
    day: i64,
}

fn day_number(day: NaiveDate) -> i64 {
    day.num_days_from_ce().into()
}

fn rows(id: &str, state: &CaseState, steps: &[Step]) -> Vec<Row> {
    let mut rows: Vec<Row> = steps
        .iter()
        .map(|step| Row {
            complaint_id: id.to_owned(),
            center: state.record.center.clone(),
            step: step.kind.as_str().to_owned(),
            detail: step.detail.clone(),
            day: day_number(step.on),
        })
        .collect();
    rows.sort_unstable();
    rows
}

fn stored(connection: &mut AnyConnection, id: &str) -> Result<Vec<(i64, Row)>, StoreError> {
    Ok(t::table
        .filter(t::complaint_id.eq(id))
        .select((t::id, Row::as_select()))
        .load(connection)?)
}

/// Keeps the rows in step with a case; whether anything changed.
pub(super) fn keep(
    connection: &mut AnyConnection,
    id: &str,
    state: &CaseState,
    steps: &[Step],
) -> Result<bool, StoreError> {
    let before = stored(connection, id)?;
    let after = rows(id, state, steps);
    let mut changed = false;
    for (key, _) in before.iter().filter(|(_, row)| !after.contains(row)) {
        diesel::delete(t::table.find(key)).execute(connection)?;
        changed = true;
    }
    for row in &after {
        if !before.iter().any(|(_, known)| known == row) {
            diesel::insert_into(t::table)
                .values(row)
                .execute(connection)?;
            changed = true;
        }
    }
    Ok(changed)
}

/// How many these are, as the database counts.
pub(super) fn count(steps: &[Step]) -> i64 {
    i64::try_from(steps.len()).unwrap_or(i64::MAX)
}

/// Whether the rows are what follows from the case.
pub(super) fn agree(
    connection: &mut AnyConnection,
    id: &str,
    state: &CaseState,
    steps: &[Step],
) -> Result<bool, StoreError> {
    let mut found: Vec<Row> = stored(connection, id)?
        .into_iter()
        .map(|(_, row)| row)
        .collect();
    found.sort_unstable();
    Ok(found == rows(id, state, steps))
}

/// A list that is asked for: steps of one kind, of one center, of these days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepQuery {
    /// The center that holds the cases.
    pub center: String,
    /// Which step.
    pub kind: StepKind,
    /// Its ground or outcome; empty where there is none.
    pub detail: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Behind this place: the day as the rows keep it, and the row.
    pub after: Option<(i64, i64)>,
    /// Most rows.
    pub limit: i64,
}

/// A step in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedStep {
    /// Where it stands.
    pub place: (i64, i64),
    /// The case.
    pub complaint_id: String,
    /// The day.
    pub on: NaiveDate,
}

/// The steps, by their day.
///
/// # Errors
/// See [`StoreError`].
pub fn list(
    connection: &mut AnyConnection,
    wanted: &StepQuery,
) -> Result<Vec<ListedStep>, StoreError> {
    let (day, id) = wanted.after.unwrap_or((i64::MIN, i64::MIN));
    let rows: Vec<(i64, i64, String)> = t::table
        .filter(t::center.eq(&wanted.center))
        .filter(t::step.eq(wanted.kind.as_str()))
        .filter(t::detail.eq(&wanted.detail))
        .filter(t::day.ge(day_number(wanted.from).max(day)))
        .filter(t::day.le(day_number(wanted.to)))
        .filter(t::day.gt(day).or(t::id.gt(id)))
        .order((t::day.asc(), t::id.asc()))
        .limit(wanted.limit)
        .select((t::day, t::id, t::complaint_id))
        .load(connection)?;
    rows.into_iter()
        .map(|(day, id, complaint_id)| {
            let on = i32::try_from(day)
                .ok()
                .and_then(NaiveDate::from_num_days_from_ce_opt)
                .ok_or(StoreError::Corrupt("complaint_steps.day"))?;
            Ok(ListedStep {
                place: (day, id),
                complaint_id,
                on,
            })
        })
        .collect()
}

/// A figure: what is counted, its detail, how many.
pub type Counted = (String, String, i64);

/// How many steps of each kind and detail the cases of a center took in these days.
///
/// # Errors
/// See [`StoreError`].
pub fn counted(
    connection: &mut AnyConnection,
    center: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Counted>, StoreError> {
    let mut counted = Vec::new();
    // One range of an index for each kind.
    for kind in StepKind::ALL {
        let of_kind: Vec<(String, i64)> = t::table
            .filter(t::center.eq(center))
            .filter(t::step.eq(kind.as_str()))
            .filter(t::day.ge(day_number(from)))
            .filter(t::day.le(day_number(to)))
            .group_by(t::detail)
            .select((t::detail, count_star()))
            .order(t::detail)
            .load(connection)?;
        if of_kind.is_empty() && !kind.has_detail() {
            counted.push((kind.as_str().to_owned(), String::new(), 0));
        }
        counted.extend(
            of_kind
                .into_iter()
                .map(|(detail, count)| (kind.as_str().to_owned(), detail, count)),
        );
    }
    Ok(counted)
}

/// How many cases of a center came in between two instants (in microseconds, both included): together, by channel, by kind.
///
/// # Errors
/// See [`StoreError`].
pub fn received(
    connection: &mut AnyConnection,
    center: &str,
    from: i64,
    to: i64,
) -> Result<Vec<Counted>, StoreError> {
    let of: Vec<(String, String, i64)> = complaints::table
        .filter(complaints::center.eq(center))
        .filter(complaints::received_at.ge(from))
        .filter(complaints::received_at.le(to))
        .group_by((complaints::channel, complaints::kind))
        .select((complaints::channel, complaints::kind, count_star()))
        .order((complaints::channel, complaints::kind))
        .load(connection)?;
    let total = of.iter().map(|(_, _, count)| count).sum();
    let mut counted = vec![("received".to_owned(), String::new(), total)];
    let mut by = |figure: &str, of: Vec<(&String, i64)>| {
        let mut sums = std::collections::BTreeMap::<&String, i64>::new();
        for (word, count) in of {
            let sum = sums.entry(word).or_default();
            *sum = sum.saturating_add(count);
        }
        counted.extend(
            sums.into_iter()
                .map(|(word, count)| (figure.to_owned(), word.clone(), count)),
        );
    };
    by(
        "received_by_channel",
        of.iter().map(|(channel, _, n)| (channel, *n)).collect(),
    );
    by(
        "received_by_kind",
        of.iter().map(|(_, kind, n)| (kind, *n)).collect(),
    );
    Ok(counted)
}
