//! A client as the table holds it.

use chrono::DateTime;
use diesel::prelude::*;
use domain::access::Role;

use super::Client;
use crate::error::StoreError;
use crate::schema::clients;

/// Without the hash of the secret, which only [`crate::access`] reads.
#[derive(Queryable, Selectable)]
#[diesel(table_name = clients)]
pub(super) struct Row {
    id: String,
    name: String,
    role: String,
    organisation_id: String,
    created_at: i64,
    disabled_at: Option<i64>,
    version: i64,
}

#[derive(Insertable)]
#[diesel(table_name = clients)]
pub(super) struct NewRow<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) role: &'a str,
    pub(super) organisation_id: &'a str,
    pub(super) secret_hash: &'a [u8],
    pub(super) created_at: i64,
    pub(super) disabled_at: Option<i64>,
    pub(super) tokens_not_before: i64,
    pub(super) version: i64,
}

impl TryFrom<Row> for Client {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let at = |micros| {
            DateTime::from_timestamp_micros(micros).ok_or(StoreError::Corrupt("clients instant"))
        };
        Ok(Self {
            id: row.id,
            name: row.name,
            role: Role::parse(&row.role).ok_or(StoreError::Corrupt("clients.role"))?,
            organisation_id: row.organisation_id,
            created_at: at(row.created_at)?,
            disabled_at: row.disabled_at.map(at).transpose()?,
            version: row.version,
        })
    }
}
