//! These rows, compared with the events.

use diesel::prelude::*;
use domain::jz::institution::Institution;

use super::Rows;
use crate::aggregate;
use crate::dialect::AnyConnection;
use crate::keys::KeyRing;
use crate::schema::{
    institution_complaints, institution_credit, institution_names, institution_publications,
};
use crate::verify::{Checked, Finding, Mismatch, Projection};

/// What is public about institutions, their credit, their names and the complaints in their ledgers.
#[derive(Debug, Clone, Copy)]
pub struct Publicity;

impl Projection for Publicity {
    fn name(&self) -> &'static str {
        "institution_publicity"
    }

    fn compare(
        &self,
        connection: &mut AnyConnection,
        _keys: &KeyRing,
    ) -> Result<Checked, Mismatch> {
        let mut told = [0_u64; 4];
        aggregate::compare_all::<Institution>(connection, |connection, opened| {
            let rows = Rows::of(&opened.id, &opened.state)?;
            let stored = Rows::stored(connection, &opened.id)?;
            let tables = [
                (
                    "institution_publications",
                    rows.publications == stored.publications,
                    rows.publications.len(),
                ),
                (
                    "institution_credit",
                    rows.credit == stored.credit,
                    rows.credit.len(),
                ),
                (
                    "institution_names",
                    rows.names == stored.names,
                    rows.names.len(),
                ),
                (
                    "institution_complaints",
                    rows.complaints == stored.complaints,
                    rows.complaints.len(),
                ),
            ];
            for ((table, same, count), told) in tables.into_iter().zip(&mut told) {
                if !same {
                    let finding = Finding::new("the rows of an institution differ from its events");
                    return Err(finding.at_row(table, &opened.id).into());
                }
                *told = told.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
            }
            Ok(())
        })?;
        let counts: [i64; 4] = [
            institution_publications::table
                .count()
                .get_result(connection)?,
            institution_credit::table.count().get_result(connection)?,
            institution_names::table.count().get_result(connection)?,
            institution_complaints::table
                .count()
                .get_result(connection)?,
        ];
        let mut rows = 0_u64;
        for (told, count) in told.into_iter().zip(counts) {
            if u64::try_from(count).ok() != Some(told) {
                let what = "there are public rows of no institution";
                return Err(Finding::new(what).into());
            }
            rows = rows.saturating_add(told);
        }
        Ok(Checked { rows })
    }
}
