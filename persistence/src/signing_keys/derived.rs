//! The table of signing keys against their events.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use diesel::prelude::*;
use serde_json::json;

use super::{Row, all};
use crate::dialect::AnyConnection;
use crate::keys::{KeyRing, SealError};
use crate::ledger::StoredEvent;
use crate::schema::signing_keys;
use crate::verify::derived::{Columns, Derived, compare, take_over, unknown};
use crate::verify::{Checked, Finding, Mismatch, Projection};

/// The table of signing keys.
#[derive(Debug, Clone, Copy)]
pub struct SigningKeys;

impl Projection for SigningKeys {
    fn name(&self) -> &'static str {
        "signing keys"
    }

    fn compare(&self, connection: &mut AnyConnection, keys: &KeyRing) -> Result<Checked, Mismatch> {
        let checked = compare(self, connection)?;
        for key in all(connection)? {
            let at = |what: &str| Finding::new(what).at_row(Self::TABLE, &key.kid);
            let private = key.private(keys).map_err(|error| match error {
                SealError::UnknownKey => Mismatch::from(error),
                SealError::Broken | SealError::Erased | SealError::Failed => {
                    at("its private part was changed").into()
                }
            })?;
            let public = Ed25519KeyPair::from_pkcs8(&private)
                .map(|pair| pair.public_key().as_ref() == key.public_key);
            if public != Ok(true) {
                return Err(at("its private part belongs to another public one").into());
            }
        }
        Ok(checked)
    }
}

impl Derived for SigningKeys {
    const TABLE: &'static str = "signing_keys";
    const KIND: &'static str = "signing-key";

    fn ids(
        connection: &mut AnyConnection,
        after: &str,
        limit: i64,
    ) -> Result<Vec<String>, Mismatch> {
        Ok(signing_keys::table
            .filter(signing_keys::kid.gt(after))
            .order(signing_keys::kid)
            .limit(limit)
            .select(signing_keys::kid)
            .load(connection)?)
    }

    fn row(&self, connection: &mut AnyConnection, id: &str) -> Result<Option<Columns>, Mismatch> {
        let row: Option<Row> = signing_keys::table
            .find(id)
            .select(Row::as_select())
            .first(connection)
            .optional()?;
        Ok(row.map(|row| {
            [
                ("kid", json!(row.kid)),
                ("public_key", json!(URL_SAFE_NO_PAD.encode(&row.public_key))),
                ("created_at", json!(row.created_at)),
                ("retired_at", json!(row.retired_at)),
            ]
            .map(|(name, value)| (name.to_owned(), value))
            .into_iter()
            .collect()
        }))
    }

    fn follow(row: &mut Columns, event: &StoredEvent) -> Result<(), Mismatch> {
        let at = json!(event.recorded_at.timestamp_micros());
        match event.kind.as_str() {
            "signing_key_created" => {
                row.insert("created_at".to_owned(), at);
                row.insert("retired_at".to_owned(), json!(null));
                take_over(row, event)
            }
            "signing_key_retired" => {
                row.insert("retired_at".to_owned(), at);
                Ok(())
            }
            _ => Err(unknown(event)),
        }
    }
}
