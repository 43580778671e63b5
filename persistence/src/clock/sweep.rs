//! Saying that cases are due soon or overdue, once each.
//!
//! That it is said once for a case, a kind and a due date is held by the primary key of `clock_events`, whose row is
//! inserted in the transaction that appends the event: not by who runs the job, nor by how often it was stopped.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use domain::access::Regime;
use domain::gd::case::{CaseState, ClockEvent, ClockKind};

use super::{append, hold};
use crate::calendar;
use crate::complaints::{record, row};
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::{clock_events, complaints};

/// Cases whose due dates lie in a range and of which a thing has not been said for that due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The regulation under which they are handled.
    pub regime: Regime,
    /// What has not been said.
    pub kind: ClockKind,
    /// The first due date.
    pub from: NaiveDate,
    /// The last due date.
    pub to: NaiveDate,
}

/// A case of which something may have to be said.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Candidate {
    /// Its row.
    pub seq: i64,
    /// The case.
    pub id: String,
    /// Its due date.
    pub due_on: Option<NaiveDate>,
}

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stepped {
    /// It was said.
    Said(ClockKind),
    /// Nothing was said.
    Skipped(Skip),
}

/// Why nothing was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// Another server said it first.
    AlreadySaid,
    /// It was concluded or withdrawn meanwhile.
    NotRunning,
    /// By its own parameters it has more time.
    NothingToSay,
    /// Its due date is to be computed anew first.
    DueDateOutdated,
    /// A calendar year was imported that this server has not taken up yet.
    CalendarOutdated,
}

impl Skip {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AlreadySaid => "already_said",
            Self::NotRunning => "not_running",
            Self::NothingToSay => "nothing_to_say",
            Self::DueDateOutdated => "due_date_outdated",
            Self::CalendarOutdated => "calendar_outdated",
        }
    }
}

/// The next candidates behind one, by due date.
///
/// # Errors
/// See [`StoreError`].
pub fn candidates(
    connection: &mut AnyConnection,
    range: Range,
    after: Option<&Candidate>,
    limit: i64,
) -> Result<Vec<Candidate>, StoreError> {
    let (day, seq) = after.map_or((range.from, i64::MIN), |last| {
        (last.due_on.unwrap_or(range.from), last.seq)
    });
    let said = clock_events::table
        .filter(clock_events::case_id.eq(complaints::id))
        .filter(clock_events::kind.eq(range.kind.as_str()))
        .filter(clock_events::due_on.nullable().eq(complaints::due_on));
    Ok(complaints::table
        .filter(complaints::regime.eq(range.regime.as_str()))
        .filter(complaints::due_on.is_not_null())
        .filter(complaints::due_on.ge(day))
        .filter(complaints::due_on.le(range.to))
        .filter(
            complaints::due_on
                .gt(day)
                .assume_not_null()
                .or(complaints::seq.gt(seq)),
        )
        .filter(not(exists(said)))
        .order((complaints::due_on.asc(), complaints::seq.asc()))
        .limit(limit)
        .select((complaints::seq, complaints::id, complaints::due_on))
        .load(connection)?)
}

#[derive(Insertable)]
#[diesel(table_name = clock_events)]
struct NewRow<'a> {
    case_id: &'a str,
    kind: &'a str,
    due_on: NaiveDate,
    position: i64,
    regime: &'a str,
    center: &'a str,
    submitted_by: &'a str,
    recorded_at: i64,
}

/// Says what there is to say of a case, in a write transaction of its own, by the calendar of a revision.
///
/// # Errors
/// See [`StoreError`].
pub fn step(
    connection: &mut AnyConnection,
    id: &str,
    revision: i64,
    now: DateTime<Utc>,
    decide: impl FnOnce(&CaseState) -> Option<ClockEvent>,
) -> Result<Stepped, StoreError> {
    // A command that concludes the case comes before or after, not in between.
    record::lock(connection, id)?;
    hold(connection)?;
    if calendar::current_revision(connection)? != revision {
        return Ok(Stepped::Skipped(Skip::CalendarOutdated));
    }
    let Some(row) = row::read(connection, id)?.filter(|row| row.due_on.is_some()) else {
        return Ok(Stepped::Skipped(Skip::NotRunning));
    };
    let Some(event) = decide(&row.state()?) else {
        return Ok(Stepped::Skipped(Skip::NothingToSay));
    };
    let Some((kind, due_on)) = event.once() else {
        return Ok(Stepped::Skipped(Skip::NothingToSay));
    };
    if row.due_on != Some(due_on) {
        return Ok(Stepped::Skipped(Skip::DueDateOutdated));
    }
    let said: i64 = clock_events::table
        .find((id, kind.as_str(), due_on))
        .count()
        .get_result(connection)?;
    if said > 0 {
        return Ok(Stepped::Skipped(Skip::AlreadySaid));
    }
    let position = append(connection, id, &event, now)?;
    let new = NewRow {
        case_id: id,
        kind: kind.as_str(),
        due_on,
        position,
        regime: &row.regime,
        center: &row.center,
        submitted_by: &row.submitted_by,
        recorded_at: now.timestamp_micros(),
    };
    diesel::insert_into(clock_events::table)
        .values(&new)
        .execute(connection)?;
    Ok(Stepped::Said(kind))
}
