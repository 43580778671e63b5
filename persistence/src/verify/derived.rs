//! Comparing a table, a row for each stream of one kind, with the events of those streams.

use diesel::prelude::*;
use serde_json::{Map, Value};

use super::{Checked, Finding, Mismatch};
use crate::dialect::AnyConnection;
use crate::ledger::{self, StoredEvent};
use crate::schema::events;

/// Streams or rows read at once.
const PAGE: i64 = 500;

/// Columns by name.
pub(crate) type Columns = Map<String, Value>;

/// A table with a row for each stream of one kind.
pub(crate) trait Derived {
    /// The table.
    const TABLE: &'static str;
    /// What the names of the streams begin with, before `/` and the row's id.
    const KIND: &'static str;

    /// Up to `limit` ids after one, ascending.
    fn ids(
        connection: &mut AnyConnection,
        after: &str,
        limit: i64,
    ) -> Result<Vec<String>, Mismatch>;

    /// The row, as far as events decide it.
    fn row(&self, connection: &mut AnyConnection, id: &str) -> Result<Option<Columns>, Mismatch>;

    /// What the row is after one more event.
    fn follow(row: &mut Columns, event: &StoredEvent) -> Result<(), Mismatch>;
}

/// Derives each row anew and compares.
pub(crate) fn compare<D: Derived>(
    derived: &D,
    connection: &mut AnyConnection,
) -> Result<Checked, Mismatch> {
    let mut rows = 0;
    let mut last = format!("{}/", D::KIND);
    // "0" is the character after "/".
    let end = format!("{}0", D::KIND);
    loop {
        let page: Vec<String> = events::table
            .filter(events::version.eq(1))
            .filter(events::stream.gt(&last).and(events::stream.lt(&end)))
            .order(events::stream)
            .limit(PAGE)
            .select(events::stream)
            .load(connection)?;
        for stream in &page {
            compare_stream(derived, connection, stream)?;
            rows += 1;
        }
        match page.into_iter().next_back() {
            Some(stream) => last = stream,
            None => break,
        }
    }
    without_events::<D>(connection)?;
    Ok(Checked { rows })
}

fn compare_stream<D: Derived>(
    derived: &D,
    connection: &mut AnyConnection,
    stream: &str,
) -> Result<(), Mismatch> {
    let id = stream.split_once('/').map_or("", |(_, id)| id);
    let at = |what: String| Mismatch::Found(Finding::new(what).at_row(D::TABLE, id));
    let mut expected = Columns::new();
    for event in &ledger::load(connection, stream)? {
        D::follow(&mut expected, event)?;
    }
    let Some(row) = derived.row(connection, id)? else {
        return Err(at("there is no such row, but events of it".to_owned()));
    };
    let different = row
        .iter()
        .find(|(name, value)| expected.get(*name) != Some(*value));
    match different {
        Some((name, _)) => Err(at(format!(
            "{name} is not what follows from the events of stream {stream}"
        ))),
        None => Ok(()),
    }
}

/// No row is there without a stream.
fn without_events<D: Derived>(connection: &mut AnyConnection) -> Result<(), Mismatch> {
    let mut last = String::new();
    loop {
        let page = D::ids(connection, &last, PAGE)?;
        for id in &page {
            let head = ledger::head(connection, &format!("{}/{id}", D::KIND))?;
            if head.version == 0 {
                let finding = Finding::new("no event tells of this row");
                return Err(finding.at_row(D::TABLE, id).into());
            }
        }
        match page.into_iter().next_back() {
            Some(id) => last = id,
            None => return Ok(()),
        }
    }
}

/// Puts the values of an event's payload into the columns of their names.
pub(crate) fn take_over(row: &mut Columns, event: &StoredEvent) -> Result<(), Mismatch> {
    let Ok(Value::Object(mut payload)) = serde_json::from_str(&event.payload) else {
        let finding = Finding::new("its payload is no JSON object");
        return Err(finding
            .at_event(&event.stream, event.version, event.position)
            .into());
    };
    row.append(&mut payload);
    Ok(())
}

/// An event of a kind that this program does not write.
pub(crate) fn unknown(event: &StoredEvent) -> Mismatch {
    Finding::new(format!("events of kind {} are not known here", event.kind))
        .at_event(&event.stream, event.version, event.position)
        .into()
}
