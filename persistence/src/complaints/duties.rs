//! What is owed about cases: rows that follow from them, for the lists of what is outstanding.

use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;
use domain::gd::case::{CaseState, Duty, DutyKind};

use super::record::{self, Derived};
use super::row::{self, CaseRow};
use super::steps;
use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::schema::{complaint_duties, complaint_steps};

/// The day of what is owed until no day in particular: behind every other.
const NO_DAY: i64 = 3_652_060;

/// Cases looked at in one transaction.
const CHUNK: i64 = 200;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Insertable, Queryable, Selectable)]
#[diesel(table_name = complaint_duties)]
struct Row {
    complaint_id: String,
    kind: String,
    number: i64,
    due_day: i64,
    center: String,
    regime: String,
    department: Option<String>,
}

/// A day as the rows keep it.
fn day_number(day: NaiveDate) -> i64 {
    day.num_days_from_ce().into()
}

fn rows(id: &str, state: &CaseState, duties: &[Duty]) -> Vec<Row> {
    let mut rows: Vec<Row> = duties
        .iter()
        .map(|duty| Row {
            complaint_id: id.to_owned(),
            kind: duty.kind.as_str().to_owned(),
            number: duty.number.into(),
            due_day: duty.due_on.map_or(NO_DAY, day_number),
            center: state.record.center.clone(),
            regime: state.record.regime.as_str().to_owned(),
            department: duty.department.clone(),
        })
        .collect();
    rows.sort_unstable();
    rows
}

/// Of a new case.
pub(super) fn insert(
    connection: &mut AnyConnection,
    id: &str,
    state: &CaseState,
    duties: &[Duty],
) -> Result<(), StoreError> {
    for row in rows(id, state, duties) {
        dialect::on_backend!(connection, |connection| diesel::insert_into(
            complaint_duties::table
        )
        .values(&row)
        .execute(connection))?;
    }
    Ok(())
}

fn stored(connection: &mut AnyConnection, id: &str) -> Result<Vec<(i64, Row)>, StoreError> {
    Ok(complaint_duties::table
        .filter(complaint_duties::complaint_id.eq(id))
        .select((complaint_duties::id, Row::as_select()))
        .load(connection)?)
}

/// Keeps the rows in step with a case; whether anything changed.
pub(super) fn keep(
    connection: &mut AnyConnection,
    id: &str,
    state: &CaseState,
    duties: &[Duty],
) -> Result<bool, StoreError> {
    let before = stored(connection, id)?;
    let after = rows(id, state, duties);
    let gone: Vec<i64> = before
        .iter()
        .filter(|(_, row)| !after.contains(row))
        .map(|(key, _)| *key)
        .collect();
    for key in &gone {
        diesel::delete(complaint_duties::table.find(key)).execute(connection)?;
    }
    let is_new = |row: &&Row| !before.iter().any(|(_, known)| known == *row);
    let new: Vec<&Row> = after.iter().filter(is_new).collect();
    for row in &new {
        diesel::insert_into(complaint_duties::table)
            .values(*row)
            .execute(connection)?;
    }
    Ok(!gone.is_empty() || !new.is_empty())
}

/// How many these are, as the database counts.
pub(super) fn count(duties: &[Duty]) -> i64 {
    i64::try_from(duties.len()).unwrap_or(i64::MAX)
}

/// Whether the rows are what follows from the case.
pub(super) fn agree(
    connection: &mut AnyConnection,
    id: &str,
    state: &CaseState,
    duties: &[Duty],
) -> Result<bool, StoreError> {
    let mut found: Vec<Row> = stored(connection, id)?
        .into_iter()
        .map(|(_, row)| row)
        .collect();
    found.sort_unstable();
    Ok(found == rows(id, state, duties))
}

/// Computes anew what is owed about the next cases behind one, and the steps they took, since the working calendar has
/// changed; where to go on, and how many changed.
///
/// # Errors
/// See [`StoreError`].
pub fn recompute(
    connection: &mut AnyConnection,
    after: &str,
    derived: impl Fn(&CaseState) -> Derived,
) -> Result<(Option<String>, usize), StoreError> {
    let owing: Vec<String> = complaint_duties::table
        .filter(complaint_duties::complaint_id.gt(after))
        .order(complaint_duties::complaint_id)
        .select(complaint_duties::complaint_id)
        .distinct()
        .limit(CHUNK)
        .load(connection)?;
    let stepped: Vec<String> = complaint_steps::table
        .filter(complaint_steps::complaint_id.gt(after))
        .order(complaint_steps::complaint_id)
        .select(complaint_steps::complaint_id)
        .distinct()
        .limit(CHUNK)
        .load(connection)?;
    let mut ids = owing;
    ids.extend(stepped);
    ids.sort_unstable();
    ids.dedup();
    // Behind the last of a full list there may be more of it.
    ids.truncate(usize::try_from(CHUNK).unwrap_or(usize::MAX));
    let mut moved = 0_usize;
    for id in &ids {
        record::lock(connection, id)?;
        let Some(row) = row::read(connection, id)? else {
            continue;
        };
        let state = CaseRow::state(&row)?;
        let Derived { duties, steps, .. } = derived(&state);
        let owed = keep(connection, id, &state, &duties)?;
        let stepped = steps::keep(connection, id, &state, &steps)?;
        if owed || stepped {
            moved = moved.saturating_add(1);
        }
    }
    Ok((ids.into_iter().next_back(), moved))
}

/// Whose duties may be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// Those about the cases of this center.
    Center(String),
    /// Those about all cases of a regime.
    Regime(&'static str),
    /// Those of this undertaking department.
    Department(String),
}

/// The place of a duty in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyPlace {
    /// The day, as the rows keep it.
    pub day: i64,
    /// The row.
    pub id: i64,
}

/// A list that is asked for: the most pressing first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyQuery {
    /// Whose.
    pub holder: Holder,
    /// What is owed.
    pub kind: Option<DutyKind>,
    /// The center, within a wider reach.
    pub center: Option<String>,
    /// Only what should have been done before that day.
    pub late_on: Option<NaiveDate>,
    /// Behind this place.
    pub after: Option<DutyPlace>,
    /// Most rows.
    pub limit: i64,
}

/// A duty in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwedDuty {
    /// Where it stands.
    pub place: DutyPlace,
    /// The case.
    pub complaint_id: String,
    /// The center that holds the case.
    pub center: String,
    /// What is owed.
    pub duty: Duty,
}

impl TryFrom<(i64, Row)> for OwedDuty {
    type Error = StoreError;

    fn try_from((id, row): (i64, Row)) -> Result<Self, StoreError> {
        let kind = DutyKind::parse(&row.kind);
        let number = u32::try_from(row.number).ok();
        let (Some(kind), Some(number)) = (kind, number) else {
            return Err(StoreError::Corrupt("complaint_duties"));
        };
        let due_on = (row.due_day < NO_DAY)
            .then(|| i32::try_from(row.due_day).ok())
            .flatten()
            .and_then(NaiveDate::from_num_days_from_ce_opt);
        Ok(Self {
            place: DutyPlace {
                day: row.due_day,
                id,
            },
            complaint_id: row.complaint_id,
            center: row.center,
            duty: Duty {
                kind,
                number,
                due_on,
                department: row.department,
            },
        })
    }
}

/// What is owed, the most pressing first.
///
/// # Errors
/// See [`StoreError`].
pub fn list(
    connection: &mut AnyConnection,
    wanted: &DutyQuery,
) -> Result<Vec<OwedDuty>, StoreError> {
    use complaint_duties as d;
    let mut query = d::table.into_boxed();
    query = match &wanted.holder {
        Holder::Center(center) => query.filter(d::center.eq(center)),
        Holder::Regime(regime) if wanted.center.is_none() => query.filter(d::regime.eq(regime)),
        // Along the index of the center.
        Holder::Regime(_) => query,
        Holder::Department(department) => query.filter(d::department.eq(department)),
    };
    if let Some(center) = &wanted.center {
        query = query.filter(d::center.eq(center));
    }
    if let Some(kind) = wanted.kind {
        query = query.filter(d::kind.eq(kind.as_str()));
    }
    if let Some(day) = wanted.late_on {
        query = query.filter(d::due_day.lt(day_number(day)));
    }
    if let Some(DutyPlace { day, id }) = wanted.after {
        query = query
            .filter(d::due_day.ge(day))
            .filter(d::due_day.gt(day).or(d::id.gt(id)));
    }
    let rows: Vec<(i64, Row)> = query
        .order((d::due_day.asc(), d::id.asc()))
        .limit(wanted.limit)
        .select((d::id, Row::as_select()))
        .load(connection)?;
    rows.into_iter()
        .filter(|(_, row)| match wanted.holder {
            Holder::Regime(regime) => row.regime == regime,
            Holder::Center(_) | Holder::Department(_) => true,
        })
        .map(OwedDuty::try_from)
        .collect()
}
