//! The table of clients against their events. The hash of a secret is in no event and cannot be compared.

use diesel::prelude::*;
use serde_json::json;

use super::change::next_second;
use crate::dialect::AnyConnection;
use crate::keys::KeyRing;
use crate::ledger::StoredEvent;
use crate::schema::clients;
use crate::verify::derived::{Columns, Derived, compare, take_over, unknown};
use crate::verify::{Checked, Mismatch, Projection};

/// The table of clients.
#[derive(Debug, Clone, Copy)]
pub struct Clients;

impl Projection for Clients {
    fn name(&self) -> &'static str {
        "clients"
    }

    fn compare(
        &self,
        connection: &mut AnyConnection,
        _keys: &KeyRing,
    ) -> Result<Checked, Mismatch> {
        compare(self, connection)
    }
}

/// The columns in the order in which they are selected.
type Row = (String, String, String, i64, Option<i64>, i64, i64);

impl Derived for Clients {
    const TABLE: &'static str = "clients";
    const KIND: &'static str = "client";

    fn ids(
        connection: &mut AnyConnection,
        after: &str,
        limit: i64,
    ) -> Result<Vec<String>, Mismatch> {
        Ok(clients::table
            .filter(clients::id.gt(after))
            .order(clients::id)
            .limit(limit)
            .select(clients::id)
            .load(connection)?)
    }

    fn row(&self, connection: &mut AnyConnection, id: &str) -> Result<Option<Columns>, Mismatch> {
        let row: Option<Row> = clients::table
            .find(id)
            .select((
                clients::name,
                clients::role,
                clients::organisation_id,
                clients::created_at,
                clients::disabled_at,
                clients::tokens_not_before,
                clients::version,
            ))
            .first(connection)
            .optional()?;
        let Some((name, role, organisation, created_at, disabled_at, not_before, version)) = row
        else {
            return Ok(None);
        };
        let columns = [
            ("name", json!(name)),
            ("role", json!(role)),
            ("organisation_id", json!(organisation)),
            ("created_at", json!(created_at)),
            ("disabled_at", json!(disabled_at)),
            ("tokens_not_before", json!(not_before)),
            ("version", json!(version)),
        ];
        Ok(Some(
            columns
                .map(|(name, value)| (name.to_owned(), value))
                .into_iter()
                .collect(),
        ))
    }

    fn follow(row: &mut Columns, event: &StoredEvent) -> Result<(), Mismatch> {
        let at = json!(event.recorded_at.timestamp_micros());
        let not_before = json!(next_second(event.recorded_at));
        let mut set = |name: &str, value| row.insert(name.to_owned(), value);
        set("version", json!(event.version));
        match event.kind.as_str() {
            "client_created" => {
                set("created_at", at);
                set("disabled_at", json!(null));
                set("tokens_not_before", json!(0));
                take_over(row, event)
            }
            "client_changed" => take_over(row, event),
            "client_secret_renewed" => {
                set("tokens_not_before", not_before);
                Ok(())
            }
            "client_disabled" => {
                set("disabled_at", at);
                set("tokens_not_before", not_before);
                Ok(())
            }
            "token_revoked" => Ok(()),
            _ => Err(unknown(event)),
        }
    }
}
