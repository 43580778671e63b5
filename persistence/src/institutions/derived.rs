//! The rows of institutions, compared with the events.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike as _;
use diesel::prelude::*;
use domain::jz::institution::Institution;

use super::{get, row};
use crate::aggregate;
use crate::dialect::AnyConnection;
use crate::keys::KeyRing;
use crate::schema::{
    filing_counters, institution_occupations, institution_terms as terms, institutions,
};
use crate::verify::{Checked, Finding, Mismatch, Projection};

/// The tables of institutions and their occupations.
#[derive(Debug, Clone, Copy)]
pub struct Institutions;

impl Projection for Institutions {
    fn name(&self) -> &'static str {
        "institutions"
    }

    fn compare(
        &self,
        connection: &mut AnyConnection,
        _keys: &KeyRing,
    ) -> Result<Checked, Mismatch> {
        use institution_occupations as o;
        let (mut pairs, mut names) = (0_i64, 0_i64);
        let mut given = Given::new();
        let streams = aggregate::compare_all::<Institution>(connection, |connection, opened| {
            let stored = get(connection, &opened.id)?;
            if stored.is_none() || stored != row::row(opened) {
                return Err(wrong("institutions", &opened.id));
            }
            let found: Vec<(String, i64)> = o::table
                .filter(o::institution_id.eq(&opened.id))
                .select((o::occupation, o::level))
                .load(connection)?;
            let found: BTreeSet<(String, i64)> = found.into_iter().collect();
            if found != row::occupations(&opened.state) {
                return Err(wrong("institution_occupations", &opened.id));
            }
            pairs = pairs.saturating_add(i64::try_from(found.len()).unwrap_or(i64::MAX));
            let mut found: Vec<String> = terms::table
                .filter(terms::institution_id.eq(&opened.id))
                .select(terms::term)
                .load(connection)?;
            found.sort_unstable();
            if found != row::terms(&opened.state) {
                return Err(wrong("institution_terms", &opened.id));
            }
            names = names.saturating_add(i64::try_from(found.len()).unwrap_or(i64::MAX));
            note_numbers(&mut given, &opened.state);
            Ok(())
        })?;
        let rows: i64 = institutions::table.count().get_result(connection)?;
        aggregate::same_number("institutions", streams, rows)?;
        let occupations: i64 = o::table.count().get_result(connection)?;
        if occupations != pairs {
            return Err(Finding::new("there are occupations of no institution").into());
        }
        let stored: i64 = terms::table.count().get_result(connection)?;
        if stored != names {
            return Err(Finding::new("there are terms of no institution").into());
        }
        counters_agree(connection, &given)?;
        Ok(Checked { rows: streams })
    }
}

/// How many numbers an authority gave in a year.
type Given = BTreeMap<(String, i64), i64>;

fn note_numbers(given: &mut Given, institution: &Institution) {
    for application in &institution.applications {
        if let Some(decided) = &application.decided
            && decided.filing_number.is_some()
        {
            let place = (
                application.applied.authority.clone(),
                i64::from(decided.on.year()),
            );
            let count = given.entry(place).or_default();
            *count = count.saturating_add(1);
        }
    }
}

/// That each authority's numbers of a year are counted as far as they were given: so there are no gaps.
fn counters_agree(connection: &mut AnyConnection, given: &Given) -> Result<(), Mismatch> {
    let stored: Vec<(String, i64, i64)> = filing_counters::table
        .filter(filing_counters::last.gt(0))
        .select((
            filing_counters::authority,
            filing_counters::year,
            filing_counters::last,
        ))
        .load(connection)?;
    let stored: Given = stored
        .into_iter()
        .map(|(authority, year, last)| ((authority, year), last))
        .collect();
    if stored == *given {
        return Ok(());
    }
    let finding = Finding::new("the numbers of filings are not counted as given");
    Err(finding.at_row("filing_counters", "").into())
}

fn wrong(table: &str, id: &str) -> Mismatch {
    let finding = Finding::new("the row of an institution differs from its events");
    finding.at_row(table, id).into()
}
