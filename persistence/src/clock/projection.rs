//! What the clock did, and the imports of calendar years, compared with their events, for `jiandu verify`.

use diesel::prelude::*;
use domain::gd::case::ClockEvent;

use super::{decode, stream};
use crate::calendar;
use crate::dialect::AnyConnection;
use crate::keys::KeyRing;
use crate::ledger::{EventRow, StoredEvent};
use crate::schema::{calendar_imports, clock_events, complaints, due_date_moves, events};
use crate::verify::{Checked, Finding, Mismatch, Projection};

/// Events looked at at once.
const CHUNK: i64 = 200;

/// The tables `clock_events` and `due_date_moves`.
#[derive(Debug, Clone, Copy)]
pub struct ClockRows;

/// The table `calendar_imports`.
#[derive(Debug, Clone, Copy)]
pub struct CalendarImports;

/// Whose case a row is about: regime, center, and who submitted it.
type Whose = (String, String, String);

impl Projection for ClockRows {
    fn name(&self) -> &'static str {
        "clock"
    }

    fn compare(
        &self,
        connection: &mut AnyConnection,
        _keys: &KeyRing,
    ) -> Result<Checked, Mismatch> {
        let (mut said, mut moved) = (0_i64, 0_i64);
        let mut after = ("clock/".to_owned(), 0);
        loop {
            let chunk = next(connection, &after, "clock0")?;
            let Some(last) = chunk.last() else { break };
            after = (last.stream.clone(), last.version);
            for event in chunk {
                match decode(&event)? {
                    ClockEvent::DueDateMoved(_) => moved = moved.saturating_add(1),
                    ClockEvent::DueSoon(_) | ClockEvent::Overdue(_) => {
                        said = said.saturating_add(1);
                    }
                }
                has_row(connection, &event)?;
            }
        }
        // Every event has its row: as many rows are all of them.
        let rows: i64 = clock_events::table.count().get_result(connection)?;
        as_many("clock_events", rows, said)?;
        let rows: i64 = due_date_moves::table.count().get_result(connection)?;
        as_many("due_date_moves", rows, moved)?;
        let rows = u64::try_from(said.saturating_add(moved)).unwrap_or_default();
        Ok(Checked { rows })
    }
}

/// The next events of the streams before an end, by stream and version.
fn next(
    connection: &mut AnyConnection,
    (stream, version): &(String, i64),
    end: &str,
) -> Result<Vec<StoredEvent>, Mismatch> {
    let same = events::stream.eq(stream).and(events::version.gt(*version));
    let rows: Vec<EventRow> = events::table
        .filter(events::stream.ge(stream))
        .filter(events::stream.lt(end))
        .filter(events::stream.gt(stream).or(same))
        .order((events::stream, events::version))
        .limit(CHUNK)
        .select(EventRow::as_select())
        .load(connection)?;
    let events = rows.into_iter().map(StoredEvent::try_from);
    Ok(events.collect::<Result<_, _>>()?)
}

fn as_many(table: &str, rows: i64, events: i64) -> Result<(), Mismatch> {
    if rows == events {
        return Ok(());
    }
    Err(Finding {
        what: format!("there are {rows} rows, but {events} events"),
        row: Some(table.to_owned()),
        ..Finding::default()
    }
    .into())
}

/// That an event has its row, and that this says the same.
fn has_row(connection: &mut AnyConnection, event: &StoredEvent) -> Result<(), Mismatch> {
    let decoded = decode(event)?;
    let found = |what: &str| {
        Mismatch::Found(Finding::new(what).at_event(&event.stream, event.version, event.position))
    };
    let Some(id) = event.stream.strip_prefix("clock/") else {
        return Err(found("belongs to no case"));
    };
    let case: Option<Whose> = complaints::table
        .filter(complaints::id.eq(id))
        .select((
            complaints::regime,
            complaints::center,
            complaints::submitted_by,
        ))
        .get_result(connection)
        .optional()?;
    let Some(case) = case else {
        return Err(found("belongs to no case"));
    };
    if event.kind != decoded.kind() || stream(id) != event.stream {
        return Err(found("is of another kind than it says"));
    }
    let at = event.recorded_at.timestamp_micros();
    let agrees = if let ClockEvent::DueDateMoved(says) = &decoded {
        let row = due_date_moves::table.find(event.position).select((
            due_date_moves::case_id,
            due_date_moves::moved_from,
            due_date_moves::moved_to,
            due_date_moves::calendar_revision,
            due_date_moves::recorded_at,
            (
                due_date_moves::regime,
                due_date_moves::center,
                due_date_moves::submitted_by,
            ),
        ));
        let row: Option<(String, _, _, i64, i64, Whose)> = row.get_result(connection).optional()?;
        let wanted = (
            id.to_owned(),
            says.moved_from,
            says.moved_to,
            says.calendar_revision,
            at,
            case,
        );
        row == Some(wanted)
    } else {
        let Some((kind, due_on)) = decoded.once() else {
            return Err(found("is of another kind than it says"));
        };
        let row = clock_events::table
            .find((id, kind.as_str(), due_on))
            .select((
                clock_events::position,
                clock_events::recorded_at,
                (
                    clock_events::regime,
                    clock_events::center,
                    clock_events::submitted_by,
                ),
            ));
        let row: Option<(i64, i64, Whose)> = row.get_result(connection).optional()?;
        row == Some((event.position, at, case))
    };
    if agrees {
        Ok(())
    } else {
        Err(found("has no row that says the same"))
    }
}

impl Projection for CalendarImports {
    fn name(&self) -> &'static str {
        "calendar"
    }

    fn compare(
        &self,
        connection: &mut AnyConnection,
        _keys: &KeyRing,
    ) -> Result<Checked, Mismatch> {
        let mut count = 0_i64;
        let mut after = 0;
        loop {
            let chunk = crate::ledger::load_after(connection, calendar::STREAM, after, CHUNK)?;
            let Some(last) = chunk.last() else { break };
            after = last.version;
            for event in chunk {
                is_imported(connection, &event)?;
                count = count.saturating_add(1);
            }
        }
        let rows: i64 = calendar_imports::table.count().get_result(connection)?;
        as_many("calendar_imports", rows, count)?;
        are_in_force(connection)?;
        let rows = u64::try_from(rows).unwrap_or_default();
        Ok(Checked { rows })
    }
}

fn is_imported(connection: &mut AnyConnection, event: &StoredEvent) -> Result<(), Mismatch> {
    let says = calendar::decode(&event.payload)?;
    let row: Option<(String, i64, Vec<u8>, String, i64)> = calendar_imports::table
        .find((i64::from(says.year), says.revision))
        .select((
            calendar_imports::source,
            calendar_imports::days,
            calendar_imports::notice_hash,
            calendar_imports::actor,
            calendar_imports::imported_at,
        ))
        .get_result(connection)
        .optional()?;
    let agrees = row.is_some_and(|(source, days, hash, actor, at)| {
        source == says.source
            && days == says.days
            && hex(&hash) == says.notice_hash
            && actor == event.actor
            && at == event.recorded_at.timestamp_micros()
    });
    if agrees && event.kind == calendar::IMPORTED {
        return Ok(());
    }
    let what = "has no row that says the same";
    Err(Finding::new(what)
        .at_event(&event.stream, event.version, event.position)
        .into())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// That the days in force are those that were imported last. Years imported before imports were put on record have no
/// event to compare them with.
fn are_in_force(connection: &mut AnyConnection) -> Result<(), Mismatch> {
    for stored in calendar::load_all(connection)? {
        let notice = &stored.notice;
        let Some(import) = calendar::latest_import(connection, notice.year)? else {
            continue;
        };
        if import.notice_hash != calendar::notice_hash(notice) || import.source != notice.source {
            return Err(Finding {
                what: "the days differ from the notice that was imported".to_owned(),
                row: Some(format!("calendar_notices {}", notice.year)),
                ..Finding::default()
            }
            .into());
        }
    }
    Ok(())
}
