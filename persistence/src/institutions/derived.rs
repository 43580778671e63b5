//! The rows of institutions, compared with the events.

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::jz::institution::Institution;

use super::{get, row};
use crate::aggregate;
use crate::dialect::AnyConnection;
use crate::keys::KeyRing;
use crate::schema::{institution_occupations, institutions};
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
        let mut pairs = 0_i64;
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
            Ok(())
        })?;
        let rows: i64 = institutions::table.count().get_result(connection)?;
        aggregate::same_number("institutions", streams, rows)?;
        let occupations: i64 = o::table.count().get_result(connection)?;
        if occupations != pairs {
            return Err(Finding::new("there are occupations of no institution").into());
        }
        Ok(Checked { rows: streams })
    }
}

fn wrong(table: &str, id: &str) -> Mismatch {
    let finding = Finding::new("the row of an institution differs from its events");
    finding.at_row(table, id).into()
}
