//! The rows of circulars and their counters, compared with the events.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::gd::circular::{Circular, CircularEvent};

use super::{Row, decode, stream};
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::keys::KeyRing;
use crate::ledger;
use crate::schema::{circular_counters as counters, circulars, events};
use crate::verify::{Checked, Finding, Mismatch, Projection};

/// Rows looked at at once.
const CHUNK: i64 = 200;

/// The table of circulars, and the counters of their numbers.
#[derive(Debug, Clone, Copy)]
pub struct Circulars;

/// How many numbers a center gave in a year, and the last of them.
type Given = BTreeMap<(String, i64), (i64, i64)>;

impl Projection for Circulars {
    fn name(&self) -> &'static str {
        "circulars"
    }

    fn compare(
        &self,
        connection: &mut AnyConnection,
        _keys: &KeyRing,
    ) -> Result<Checked, Mismatch> {
        let (mut after, mut rows, mut given) = (String::new(), 0_u64, Given::new());
        loop {
            let chunk: Vec<Row> = circulars::table
                .filter(circulars::id.gt(&after))
                .order(circulars::id)
                .limit(CHUNK)
                .select(Row::as_select())
                .load(connection)?;
            let Some(last) = chunk.last() else { break };
            after.clone_from(&last.id);
            for row in chunk {
                compare_row(connection, &row, &mut given)?;
                rows = rows.saturating_add(1);
            }
        }
        streams_have_rows(connection, rows)?;
        counters_agree(connection, &given)?;
        Ok(Checked { rows })
    }
}

fn wrong(id: &str, what: &str) -> Mismatch {
    let finding = Finding::new(format!("the row of a circular {what}"));
    finding.at_row("circulars", id).into()
}

fn compare_row(
    connection: &mut AnyConnection,
    row: &Row,
    given: &mut Given,
) -> Result<(), Mismatch> {
    let stored = ledger::load(connection, &stream(&row.id))?;
    let (Some(first), Some(last)) = (stored.first(), stored.last()) else {
        return Err(wrong(&row.id, "has no events"));
    };
    let decoded = stored
        .iter()
        .map(decode)
        .collect::<Result<Vec<CircularEvent>, StoreError>>()?;
    let Some(circular) = Circular::replay(&decoded) else {
        return Err(wrong(&row.id, "has events that tell no circular"));
    };
    let published_at = stored
        .iter()
        .zip(&decoded)
        .find(|(_, event)| matches!(event, CircularEvent::Published(_)))
        .map(|(stored, _)| stored.recorded_at.timestamp_micros());
    let created_at = first.recorded_at.timestamp_micros();
    let expected = Row::new(&row.id, &circular, created_at, published_at, last.version)?;
    if expected != *row {
        return Err(wrong(&row.id, "differs from its events"));
    }
    if let (Some(year), Some(number)) = (row.year, row.number) {
        let (count, last) = given.entry((row.center.clone(), year)).or_default();
        *count = count.saturating_add(1);
        *last = (*last).max(number);
    }
    Ok(())
}

/// That every stream of a circular has its row.
fn streams_have_rows(connection: &mut AnyConnection, rows: u64) -> Result<(), Mismatch> {
    let streams: i64 = events::table
        .filter(events::stream.ge("circular/"))
        // "0" is the character after "/".
        .filter(events::stream.lt("circular0"))
        .filter(events::version.eq(1))
        .count()
        .get_result(connection)?;
    if u64::try_from(streams).is_ok_and(|streams| streams == rows) {
        return Ok(());
    }
    let what = format!("there are {rows} rows of circulars, but {streams} streams");
    Err(Finding::new(what).into())
}

/// That every center's numbers of a year are without gaps, and counted as far as they were given.
fn counters_agree(connection: &mut AnyConnection, given: &Given) -> Result<(), Mismatch> {
    let stored: Vec<(String, i64, i64)> = counters::table
        .filter(counters::last.gt(0))
        .select((counters::center, counters::year, counters::last))
        .load(connection)?;
    let stored: BTreeMap<(String, i64), i64> = stored
        .into_iter()
        .map(|(center, year, last)| ((center, year), last))
        .collect();
    let last_given = given
        .iter()
        .map(|(place, (_, last))| (place.clone(), *last))
        .collect();
    let gapless = given.values().all(|(count, last)| count == last);
    if gapless && stored == last_given {
        return Ok(());
    }
    let finding = Finding::new("the numbers of circulars have gaps, or are not counted as given");
    Err(finding.at_row("circular_counters", "").into())
}
