//! Periodic reports (gd Art. 4(2)): streams `report/<center>/<period>`, and a row of each revision, frozen as submitted.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::gd::art04_periodic_report::ReportSubmitted;

use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::keys::KeyRing;
use crate::ledger::{self, AppendError, NewEvent, StoredEvent};
use crate::schema::{events, periodic_reports as t};
use crate::verify::{Checked, Finding, Mismatch, Projection};

/// Its name in the ledger.
const SUBMITTED: &str = "periodic_report_submitted";

/// Rows looked at at once.
const CHUNK: i64 = 200;

#[derive(Debug, Clone, PartialEq, Eq, Insertable, Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: String,
    center: String,
    regime: String,
    period: String,
    revision: i64,
    submitted_at: i64,
    document: String,
}

/// A report as it was submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReport {
    /// When, in microseconds.
    pub submitted_at: i64,
    /// What it says.
    pub report: ReportSubmitted,
}

/// Whose reports are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// This center's.
    Center(String),
    /// All of a regime.
    Regime(&'static str),
}

fn stream(center: &str, period: &str) -> String {
    format!("report/{center}/{period}")
}

impl Row {
    fn new(report: &ReportSubmitted, at: i64) -> Result<Self, StoreError> {
        Ok(Self {
            id: report.id.clone(),
            center: report.center.clone(),
            regime: report.regime.as_str().to_owned(),
            period: report.period.clone(),
            revision: report.revision.into(),
            submitted_at: at,
            document: serde_json::to_string(report)
                .map_err(|_unwritable| StoreError::Corrupt("periodic_reports.document"))?,
        })
    }
}

impl TryFrom<Row> for StoredReport {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            submitted_at: row.submitted_at,
            report: serde_json::from_str(&row.document)
                .map_err(|_unreadable| StoreError::Corrupt("periodic_reports.document"))?,
        })
    }
}

/// Within a write transaction, waits until no other submits this report; how many revisions there are.
///
/// # Errors
/// See [`StoreError`].
pub fn revisions(
    connection: &mut AnyConnection,
    center: &str,
    period: &str,
) -> Result<u32, StoreError> {
    let stream = stream(center, period);
    dialect::lock_name(connection, &ledger::sha256(stream.as_bytes()))?;
    let head = ledger::head(connection, &stream)?;
    u32::try_from(head.version).map_err(|_out_of_range| StoreError::Corrupt("events.version"))
}

/// Records a report.
///
/// # Errors
/// [`AppendError::Conflict`] where its revision is there already.
pub fn record(
    connection: &mut AnyConnection,
    report: &ReportSubmitted,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), AppendError> {
    let stream = stream(&report.center, &report.period);
    let head = ledger::head(connection, &stream)?;
    if head.version.checked_add(1) != Some(report.revision.into()) {
        return Err(AppendError::Conflict);
    }
    let event = NewEvent {
        kind: SUBMITTED,
        payload: serde_json::to_string(report)
            .map_err(|_unwritable| StoreError::Corrupt("report event"))?,
    };
    ledger::append(connection, &stream, &head, &[event], actor, now)?;
    diesel::insert_into(t::table)
        .values(&Row::new(report, now.timestamp_micros())?)
        .execute(connection)
        .map_err(StoreError::from)?;
    Ok(())
}

/// A report, if there is one of that id.
///
/// # Errors
/// See [`StoreError`].
pub fn get(connection: &mut AnyConnection, id: &str) -> Result<Option<StoredReport>, StoreError> {
    let row: Option<Row> = t::table
        .find(id)
        .select(Row::as_select())
        .first(connection)
        .optional()?;
    row.map(StoredReport::try_from).transpose()
}

/// Up to `limit` reports, the latest first, behind one.
///
/// # Errors
/// See [`StoreError`].
pub fn list(
    connection: &mut AnyConnection,
    whose: &Whose,
    after: Option<(i64, &str)>,
    limit: i64,
) -> Result<Vec<StoredReport>, StoreError> {
    let (at, id) = after.unwrap_or((i64::MAX, ""));
    let mut query = t::table
        .filter(t::submitted_at.le(at))
        .filter(t::submitted_at.lt(at).or(t::id.lt(id)))
        .order((t::submitted_at.desc(), t::id.desc()))
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    query = match whose {
        Whose::Center(center) => query.filter(t::center.eq(center)),
        Whose::Regime(regime) => query.filter(t::regime.eq(regime)),
    };
    let rows: Vec<Row> = query.load(connection)?;
    rows.into_iter().map(StoredReport::try_from).collect()
}

/// The table of periodic reports.
#[derive(Debug, Clone, Copy)]
pub struct PeriodicReports;

impl Projection for PeriodicReports {
    fn name(&self) -> &'static str {
        "periodic_reports"
    }

    fn compare(
        &self,
        connection: &mut AnyConnection,
        _keys: &KeyRing,
    ) -> Result<Checked, Mismatch> {
        let (mut after, mut rows) = (String::new(), 0_u64);
        loop {
            let chunk: Vec<Row> = t::table
                .filter(t::id.gt(&after))
                .order(t::id)
                .limit(CHUNK)
                .select(Row::as_select())
                .load(connection)?;
            let Some(last) = chunk.last() else { break };
            after.clone_from(&last.id);
            for row in chunk {
                compare_row(connection, &row)?;
                rows = rows.saturating_add(1);
            }
        }
        let submitted: i64 = events::table
            .filter(events::stream.ge("report/"))
            // "0" is the character after "/".
            .filter(events::stream.lt("report0"))
            .count()
            .get_result(connection)?;
        if u64::try_from(submitted).is_ok_and(|submitted| submitted == rows) {
            return Ok(Checked { rows });
        }
        let what = format!("there are {rows} rows of reports, but {submitted} events");
        Err(Finding::new(what).into())
    }
}

fn compare_row(connection: &mut AnyConnection, row: &Row) -> Result<(), Mismatch> {
    let stored = ledger::load(connection, &stream(&row.center, &row.period))?;
    let event: Option<&StoredEvent> = stored.iter().find(|event| event.version == row.revision);
    let expected = match event {
        Some(event) => {
            let report: ReportSubmitted = serde_json::from_str(&event.payload)
                .map_err(|_unreadable| StoreError::Corrupt("events.payload"))?;
            Some(Row::new(&report, event.recorded_at.timestamp_micros())?)
        }
        None => None,
    };
    if expected.as_ref() == Some(row) {
        return Ok(());
    }
    let finding = Finding::new("the row of a report differs from its events");
    Err(finding.at_row("periodic_reports", &row.id).into())
}
