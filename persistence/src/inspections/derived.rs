//! The rows of inspectors, draws, inspections and proposals, compared with the events.

use diesel::prelude::*;
use domain::jz::inspection::{Drawing, Inspection, Inspector, Proposal};

use super::{Row, Supervised};
use crate::aggregate::{self, Opened};
use crate::dialect::AnyConnection;
use crate::keys::KeyRing;
use crate::ledger::{self};
use crate::schema::supervision_records;
use crate::verify::{Checked, Finding, Mismatch, Projection};

/// The table of records of inspections.
#[derive(Debug, Clone, Copy)]
pub struct SupervisionRecords;

impl Projection for SupervisionRecords {
    fn name(&self) -> &'static str {
        "supervision_records"
    }

    fn compare(
        &self,
        connection: &mut AnyConnection,
        _keys: &KeyRing,
    ) -> Result<Checked, Mismatch> {
        let streams = [
            aggregate::compare_all::<Inspector>(connection, compare)?,
            aggregate::compare_all::<Drawing>(connection, compare)?,
            aggregate::compare_all::<Inspection>(connection, compare)?,
            aggregate::compare_all::<Proposal>(connection, compare)?,
        ];
        let streams = streams.into_iter().sum();
        let rows: i64 = supervision_records::table.count().get_result(connection)?;
        aggregate::same_number("supervision_records", streams, rows)?;
        Ok(Checked { rows: streams })
    }
}

fn compare<A: Supervised>(
    connection: &mut AnyConnection,
    opened: &Opened<A>,
) -> Result<(), Mismatch> {
    let stored: Option<Row> = supervision_records::table
        .find(&opened.id)
        .select(Row::as_select())
        .first(connection)
        .optional()?;
    let expected = Row::new(opened, published_at(connection, opened)?);
    if stored == Some(expected) {
        return Ok(());
    }
    let finding = Finding::new("the row of a record of inspections differs from its events");
    Err(finding.at_row("supervision_records", &opened.id).into())
}

/// When the first event was recorded after which the public reads it.
fn published_at<A: Supervised>(
    connection: &mut AnyConnection,
    opened: &Opened<A>,
) -> Result<Option<i64>, Mismatch> {
    let stored = ledger::load(connection, &aggregate::stream::<A>(&opened.id))?;
    for end in 1..=stored.len() {
        let (until, _) = stored.split_at(end);
        let folded = aggregate::fold::<A>(&opened.id, until)?;
        if let Some(folded) = folded.filter(|folded| folded.state.listed().published) {
            return Ok(Some(folded.changed_at.timestamp_micros()));
        }
    }
    Ok(None)
}
