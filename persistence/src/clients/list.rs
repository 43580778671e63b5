//! Reading clients.

use diesel::prelude::*;
use domain::access::Role;

use super::Client;
use super::row::Row;
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::clients;

/// Which clients are wanted; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In this role.
    pub role: Option<Role>,
    /// Of this organisation.
    pub organisation_id: Option<String>,
}

/// One client.
///
/// # Errors
/// See [`StoreError`].
pub fn get(connection: &mut AnyConnection, id: &str) -> Result<Option<Client>, StoreError> {
    let row: Option<Row> = clients::table
        .find(id)
        .select(Row::as_select())
        .first(connection)
        .optional()?;
    row.map(Client::try_from).transpose()
}

/// Up to `limit` clients in the order of their creation, those after `after`.
///
/// # Errors
/// See [`StoreError`].
pub fn list(
    connection: &mut AnyConnection,
    filter: &Filter,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Client>, StoreError> {
    // Ids are UUIDs of version 7: their order is that of creation.
    let mut query = clients::table
        .order(clients::id)
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(clients::id.gt(after));
    }
    if let Some(role) = filter.role {
        query = query.filter(clients::role.eq(role.as_str()));
    }
    if let Some(organisation) = &filter.organisation_id {
        query = query.filter(clients::organisation_id.eq(organisation));
    }
    let rows: Vec<Row> = query.load(connection)?;
    rows.into_iter().map(Client::try_from).collect()
}
