//! The rows of cases rebuilt from their events and compared, for `jiandu verify`.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::gd::case::CaseState;

use super::record::{Derived, party_named, replay, stream};
use super::row::{Columns, text_pairs};
use super::{assignment, content, duties, statements, steps};
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::keys::KeyRing;
use crate::ledger::{self, Head};
use crate::schema::{
    accused_parties, complaint_assignments, complaint_duties, complaint_steps, complaint_terms,
    complaints, events, public_statements, registration_counters as counters,
};
use crate::verify::{Checked, Finding, Mismatch, Projection};

/// Rows looked at at once.
const CHUNK: i64 = 200;

/// The rows of cases, their index of texts, and the counters of registration numbers.
pub struct Complaints<D> {
    /// What follows from a case by the calendar and parameters in force.
    pub derived: D,
}

/// How many numbers a center gave in a year, and the last of them.
type Given = BTreeMap<(String, i64), (i64, i64)>;

/// What the cases come to together.
#[derive(Default)]
struct Sum {
    /// Registration numbers.
    given: Given,
    /// Assignments.
    assigned: i64,
    /// Duties.
    owed: i64,
    /// Steps.
    stepped: i64,
    /// Statements to the public.
    published: i64,
}

impl<D: Fn(&CaseState) -> Derived> Projection for Complaints<D> {
    fn name(&self) -> &'static str {
        "complaints"
    }

    fn compare(
        &self,
        connection: &mut AnyConnection,
        _keys: &KeyRing,
    ) -> Result<Checked, Mismatch> {
        let mut after = 0_i64;
        let mut rows = 0_u64;
        let mut given = Sum::default();
        loop {
            let chunk: Vec<(i64, Columns)> = complaints::table
                .filter(complaints::seq.gt(after))
                .order(complaints::seq)
                .limit(CHUNK)
                .select((complaints::seq, Columns::as_select()))
                .load(connection)?;
            let Some((last, _)) = chunk.last() else { break };
            after = *last;
            for (seq, stored) in chunk {
                self.compare_row(connection, seq, &stored, &mut given)?;
                rows = rows.saturating_add(1);
            }
        }
        streams_have_rows(connection, rows)?;
        counters_agree(connection, &given.given)?;
        nothing_else(connection, &given)?;
        Ok(Checked { rows })
    }
}

impl<D: Fn(&CaseState) -> Derived> Complaints<D> {
    fn compare_row(
        &self,
        connection: &mut AnyConnection,
        seq: i64,
        stored: &Columns,
        given: &mut Sum,
    ) -> Result<(), Mismatch> {
        let found = |what: &str| wrong(&stored.id, what);
        let events = ledger::load(connection, &stream(&stored.id))?;
        let Some(last) = events.last() else {
            return Err(found("has no events"));
        };
        let head = Head {
            version: last.version,
            hash: last.hash,
        };
        let (state, departed_at) =
            replay(&events).map_err(|_no_case| found("has events that tell no case"))?;
        let Derived {
            due_on,
            duties,
            steps,
        } = (self.derived)(&state);
        let rebuilt = Columns::new(
            &stored.id,
            &state,
            &head,
            stored.party_id,
            due_on,
            departed_at,
            last.recorded_at,
        )?;
        if let Some(column) = rebuilt.difference(stored) {
            return Err(found(&format!("differs from its events in {column}")));
        }
        let departments = assignment::rows(seq, &state, &rebuilt);
        given.assigned = given
            .assigned
            .saturating_add(i64::try_from(departments.len()).unwrap_or(i64::MAX));
        if assignment::kept(connection, seq)? != departments {
            return Err(found("differs from its events in its departments"));
        }
        given.owed = given.owed.saturating_add(duties::count(&duties));
        if !duties::agree(connection, &stored.id, &state, &duties)? {
            return Err(found("differs from its events in what is owed"));
        }
        given.stepped = given.stepped.saturating_add(steps::count(&steps));
        if !steps::agree(connection, &stored.id, &state, &steps)? {
            return Err(found("differs from its events in its steps"));
        }
        let published = statements::expected(&stored.id, &state.record.center, &events)?;
        given.published = given
            .published
            .saturating_add(statements::count(&published));
        if !statements::agree(connection, &stored.id, &published)? {
            return Err(found("differs from its events in what was published"));
        }
        let erased = state.handling.erased.is_some();
        content::is_kept(connection, &stream(&stored.id), &events, erased)?;
        let key = party_named(&state).map(|(key, _)| key);
        let noted: Option<String> = match stored.party_id {
            Some(id) => accused_parties::table
                .find(id)
                .select(accused_parties::party_key)
                .first(connection)
                .optional()?,
            None => None,
        };
        if noted != key {
            return Err(found("differs from its events in party_id"));
        }
        for term in text_pairs(&state) {
            let place = (term.as_str(), rebuilt.received_at, seq);
            let there: Option<i64> = complaint_terms::table
                .find(place)
                .select(complaint_terms::seq)
                .first(connection)
                .optional()?;
            if there.is_none() {
                return Err(found("cannot be found by its number and subject"));
            }
        }
        if let Some(accepted) = &state.acceptance {
            let registration = &accepted.registration;
            let place = (registration.center.clone(), i64::from(registration.year));
            let (count, last) = given.given.entry(place).or_default();
            *count = count.saturating_add(1);
            *last = (*last).max(i64::from(registration.number));
        }
        Ok(())
    }
}

fn wrong(id: &str, what: &str) -> Mismatch {
    Mismatch::Found(Finding {
        what: format!("the row of a case {what}"),
        stream: Some(stream(id)),
        row: Some(format!("complaints {id}")),
        ..Finding::default()
    })
}

/// That every stream of a case has its row.
fn streams_have_rows(connection: &mut AnyConnection, rows: u64) -> Result<(), Mismatch> {
    let first = events::table
        .filter(events::stream.ge("complaint/"))
        .filter(events::stream.lt("complaint0"))
        .filter(events::version.eq(1));
    let streams: i64 = first.count().get_result(connection)?;
    if u64::try_from(streams).is_ok_and(|streams| streams == rows) {
        return Ok(());
    }
    let mut after = "complaint/".to_owned();
    loop {
        let chunk: Vec<String> = first
            .filter(events::stream.gt(&after))
            .order(events::stream)
            .limit(CHUNK)
            .select(events::stream)
            .load(connection)?;
        let Some(last) = chunk.last() else {
            return Err(Mismatch::Found(Finding {
                what: format!("there are {rows} rows of cases, but {streams} streams"),
                ..Finding::default()
            }));
        };
        after = last.clone();
        for stream in chunk {
            let id = stream.trim_start_matches("complaint/");
            let there: Option<i64> = complaints::table
                .filter(complaints::id.eq(id))
                .select(complaints::seq)
                .first(connection)
                .optional()?;
            if there.is_none() {
                return Err(wrong(id, "is missing"));
            }
        }
    }
}

/// That no assignment, no duty, no step and no statement is there which is no case's.
fn nothing_else(connection: &mut AnyConnection, sum: &Sum) -> Result<(), Mismatch> {
    let assigned: i64 = complaint_assignments::table
        .count()
        .get_result(connection)?;
    let owed: i64 = complaint_duties::table.count().get_result(connection)?;
    let published: i64 = public_statements::table.count().get_result(connection)?;
    let stepped: i64 = complaint_steps::table.count().get_result(connection)?;
    for (table, there, expected) in [
        ("complaint_assignments", assigned, sum.assigned),
        ("complaint_steps", stepped, sum.stepped),
        ("complaint_duties", owed, sum.owed),
        ("public_statements", published, sum.published),
    ] {
        if there != expected {
            return Err(Mismatch::Found(Finding {
                what: format!("there are {there} rows, but {expected} follow from the events"),
                row: Some(table.to_owned()),
                ..Finding::default()
            }));
        }
    }
    Ok(())
}

/// That every center's numbers of a year are without gaps, and counted as far as they were given.
fn counters_agree(connection: &mut AnyConnection, given: &Given) -> Result<(), Mismatch> {
    let stored: Vec<(String, i64, i64)> = counters::table
        .select((counters::center, counters::year, counters::last))
        .load(connection)
        .map_err(StoreError::from)?;
    let stored: BTreeMap<(String, i64), i64> = stored
        .into_iter()
        .filter(|(_, _, last)| *last > 0)
        .map(|(center, year, last)| ((center, year), last))
        .collect();
    let found = |(center, year): &(String, i64), what: &str| {
        Mismatch::Found(Finding {
            what: what.to_owned(),
            row: Some(format!("registration_counters {center} {year}")),
            ..Finding::default()
        })
    };
    for (place, (count, last)) in given {
        if count != last {
            return Err(found(place, "registration numbers have gaps or repeats"));
        }
        if stored.get(place) != Some(last) {
            return Err(found(
                place,
                "the counter differs from the last registration number",
            ));
        }
    }
    match stored.keys().find(|place| !given.contains_key(*place)) {
        Some(place) => Err(found(place, "the counter counts numbers that no case has")),
        None => Ok(()),
    }
}
