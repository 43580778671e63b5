//! Reading organisations.

use diesel::prelude::*;
use domain::access::{OrganisationKind, Regime};

use super::Organisation;
use super::row::Row;
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::organisations;

/// Which organisations are wanted; what is absent does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this kind.
    pub kind: Option<OrganisationKind>,
    /// Under this regulation.
    pub regime: Option<Regime>,
    /// Directly under this organisation.
    pub parent_id: Option<String>,
    /// Responsible for this division.
    pub division_code: Option<String>,
    /// Active, or not.
    pub active: Option<bool>,
}

/// One organisation.
///
/// # Errors
/// See [`StoreError`].
pub fn get(connection: &mut AnyConnection, id: &str) -> Result<Option<Organisation>, StoreError> {
    let row: Option<Row> = organisations::table
        .find(id)
        .select(Row::as_select())
        .first(connection)
        .optional()?;
    row.map(Organisation::try_from).transpose()
}

/// Up to `limit` organisations in the order of their ids, those after `after`.
///
/// # Errors
/// See [`StoreError`].
pub fn list(
    connection: &mut AnyConnection,
    filter: &Filter,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Organisation>, StoreError> {
    let mut query = organisations::table
        .order(organisations::id)
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(organisations::id.gt(after));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(organisations::kind.eq(kind.as_str()));
    }
    if let Some(regime) = filter.regime {
        query = query.filter(organisations::regime.eq(regime.as_str()));
    }
    if let Some(parent) = &filter.parent_id {
        query = query.filter(organisations::parent_id.eq(parent));
    }
    if let Some(division) = &filter.division_code {
        query = query.filter(organisations::division_code.eq(division));
    }
    if let Some(active) = filter.active {
        query = query.filter(organisations::active.eq(active));
    }
    let rows: Vec<Row> = query.load(connection)?;
    rows.into_iter().map(Organisation::try_from).collect()
}
