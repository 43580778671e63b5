//! The rows of proceedings, compared with the events.

use diesel::prelude::*;
use domain::jz::proceeding::Proceeding;

use super::{get, row};
use crate::aggregate;
use crate::dialect::AnyConnection;
use crate::keys::KeyRing;
use crate::schema::proceedings;
use crate::verify::{Checked, Finding, Mismatch, Projection};

/// The table of proceedings.
#[derive(Debug, Clone, Copy)]
pub struct Proceedings;

impl Projection for Proceedings {
    fn name(&self) -> &'static str {
        "proceedings"
    }

    fn compare(
        &self,
        connection: &mut AnyConnection,
        _keys: &KeyRing,
    ) -> Result<Checked, Mismatch> {
        let streams = aggregate::compare_all::<Proceeding>(connection, |connection, opened| {
            let told = row::row(opened).map_err(Mismatch::from)?;
            if get(connection, &opened.id)?.as_ref() == Some(&told) {
                return Ok(());
            }
            let finding = Finding::new("the row of a proceeding differs from its events");
            Err(finding.at_row("proceedings", &opened.id).into())
        })?;
        let rows: i64 = proceedings::table.count().get_result(connection)?;
        aggregate::same_number("proceedings", streams, rows)?;
        Ok(Checked { rows: streams })
    }
}
