//! The table of organisations against their events.

use diesel::prelude::*;
use serde_json::{Value, json};

use super::{Organisation, get};
use crate::dialect::AnyConnection;
use crate::keys::KeyRing;
use crate::ledger::StoredEvent;
use crate::schema::organisations;
use crate::verify::derived::{Columns, Derived, compare, take_over, unknown};
use crate::verify::{Checked, Mismatch, Projection};

/// The table of organisations.
#[derive(Debug, Clone, Copy)]
pub struct Organisations;

impl Projection for Organisations {
    fn name(&self) -> &'static str {
        "organisations"
    }

    fn compare(
        &self,
        connection: &mut AnyConnection,
        _keys: &KeyRing,
    ) -> Result<Checked, Mismatch> {
        compare(self, connection)
    }
}

impl Derived for Organisations {
    const TABLE: &'static str = "organisations";
    const KIND: &'static str = "organisation";

    fn ids(
        connection: &mut AnyConnection,
        after: &str,
        limit: i64,
    ) -> Result<Vec<String>, Mismatch> {
        Ok(organisations::table
            .filter(organisations::id.gt(after))
            .order(organisations::id)
            .limit(limit)
            .select(organisations::id)
            .load(connection)?)
    }

    fn row(&self, connection: &mut AnyConnection, id: &str) -> Result<Option<Columns>, Mismatch> {
        Ok(get(connection, id)?.map(|organisation| {
            let mut columns = columns(&organisation);
            columns.insert("version".to_owned(), json!(organisation.version));
            columns
        }))
    }

    fn follow(row: &mut Columns, event: &StoredEvent) -> Result<(), Mismatch> {
        match event.kind.as_str() {
            "organisation_created" | "organisation_changed" => take_over(row, event)?,
            _ => return Err(unknown(event)),
        }
        row.insert("version".to_owned(), json!(event.version));
        Ok(())
    }
}

/// What the event of its creation tells of an organisation.
pub(super) fn columns(organisation: &Organisation) -> Columns {
    let columns = json!({
        "kind": organisation.kind.as_str(),
        "level": organisation.level.map(|level| level.as_str()),
        "department_kind": organisation.department_kind.map(|kind| kind.as_str()),
        "regime": organisation.regime.as_str(),
        "name_zh": organisation.name_zh,
        "name_en": organisation.name_en,
        "division_code": organisation.division_code,
        "industry": organisation.industry,
        "parent_id": organisation.parent_id,
        "channels": organisation.channels,
        "active": organisation.active,
    });
    match columns {
        Value::Object(columns) => columns,
        _ => Columns::new(),
    }
}
