//! What background jobs did: their last runs.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::job_runs;

/// Runs that are kept of each job.
pub const KEPT: i64 = 100;

/// A run of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its id; later runs have greater ones.
    pub id: String,
    /// The job.
    pub job: String,
    /// The process that ran it.
    pub instance: String,
    /// When it began, in microseconds.
    pub started_at: i64,
    /// When it ended; none: it is under way, or its process has stopped.
    pub ended_at: Option<i64>,
    /// What it came to.
    pub outcome: Outcome,
}

/// What a run came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Rows looked at.
    pub candidates: u64,
    /// Rows for which something was done.
    pub done: u64,
    /// Rows for which nothing was done, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// Why it stopped early, in a word.
    pub error: Option<String>,
}

impl Outcome {
    /// Counts a row for which nothing was done.
    pub fn skip(&mut self, reason: &str) {
        let count = self.skipped.entry(reason.to_owned()).or_default();
        *count = count.saturating_add(1);
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = job_runs)]
struct Row {
    id: String,
    job: String,
    instance: String,
    started_at: i64,
    ended_at: Option<i64>,
    candidates: i64,
    done: i64,
    skipped: String,
    error: Option<String>,
}

fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn skipped(outcome: &Outcome) -> Result<String, StoreError> {
    serde_json::to_string(&outcome.skipped)
        .map_err(|_unwritable| StoreError::Corrupt("job_runs.skipped"))
}

impl TryFrom<Row> for Run {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let number = |number: i64| u64::try_from(number).unwrap_or_default();
        Ok(Self {
            id: row.id,
            job: row.job,
            instance: row.instance,
            started_at: row.started_at,
            ended_at: row.ended_at,
            outcome: Outcome {
                candidates: number(row.candidates),
                done: number(row.done),
                skipped: serde_json::from_str(&row.skipped)
                    .map_err(|_unreadable| StoreError::Corrupt("job_runs.skipped"))?,
                error: row.error,
            },
        })
    }
}

/// Notes that a run begins; its id.
///
/// # Errors
/// See [`StoreError`].
pub fn start(
    connection: &mut AnyConnection,
    job: &str,
    instance: &str,
    now: DateTime<Utc>,
) -> Result<String, StoreError> {
    let row = Row {
        id: Uuid::now_v7().to_string(),
        job: job.to_owned(),
        instance: instance.to_owned(),
        started_at: now.timestamp_micros(),
        ended_at: None,
        candidates: 0,
        done: 0,
        skipped: skipped(&Outcome::default())?,
        error: None,
    };
    diesel::insert_into(job_runs::table)
        .values(&row)
        .execute(connection)?;
    let oldest: Option<String> = job_runs::table
        .filter(job_runs::job.eq(job))
        .order(job_runs::id.desc())
        .offset(KEPT)
        .select(job_runs::id)
        .first(connection)
        .optional()?;
    if let Some(oldest) = oldest {
        let old = job_runs::table
            .filter(job_runs::job.eq(job))
            .filter(job_runs::id.le(oldest));
        diesel::delete(old).execute(connection)?;
    }
    Ok(row.id)
}

/// Notes how a run ended.
///
/// # Errors
/// See [`StoreError`].
pub fn finish(
    connection: &mut AnyConnection,
    id: &str,
    outcome: &Outcome,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::update(job_runs::table.find(id))
        .set((
            job_runs::ended_at.eq(now.timestamp_micros()),
            job_runs::candidates.eq(stored(outcome.candidates)),
            job_runs::done.eq(stored(outcome.done)),
            job_runs::skipped.eq(skipped(outcome)?),
            job_runs::error.eq(&outcome.error),
        ))
        .execute(connection)?;
    Ok(())
}

/// The last runs of a job, the latest first.
///
/// # Errors
/// See [`StoreError`].
pub fn last(connection: &mut AnyConnection, job: &str, limit: i64) -> Result<Vec<Run>, StoreError> {
    let rows: Vec<Row> = job_runs::table
        .filter(job_runs::job.eq(job))
        .order(job_runs::id.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(connection)?;
    rows.into_iter().map(Run::try_from).collect()
}
