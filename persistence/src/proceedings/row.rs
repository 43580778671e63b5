//! The rows of proceedings.

use std::collections::BTreeSet;

use chrono::Datelike;
use diesel::prelude::*;
use domain::jz::proceeding::{Proceeding, Status};
use domain::jz::sanctions::Tier;

use crate::aggregate::Opened;
use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::ledger::AppendError;
use crate::schema::proceedings;

/// The row of a proceeding: what look-ups and lists need.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, AsChangeset, Queryable, Selectable)]
#[diesel(table_name = proceedings, treat_none_as_null = true)]
pub struct ProceedingRow {
    /// Its id; later ones have greater ids.
    pub id: String,
    /// The institution.
    pub institution_id: String,
    /// Its credit code.
    pub uscc: String,
    /// Its name when it was proposed.
    pub name: String,
    /// The authority that decides.
    pub authority: Option<String>,
    /// The regime.
    pub regime: String,
    /// Where it stands by its events.
    pub status: String,
    /// Its tier.
    pub tier: String,
    /// Neither served nor dropped.
    pub is_open: bool,
    /// The institution itself sees it.
    pub told: bool,
    /// What it rests on is not raised again.
    pub settles: bool,
    /// Grounds with evidence, as keys, a JSON list.
    pub supports: String,
    /// The day it was proposed.
    pub proposed_on: i64,
    /// Last day of everything it ordered, where days alone end it.
    pub ends_on: Option<i64>,
    /// When it came on record, in microseconds.
    pub created_at: i64,
    /// When it last changed, in microseconds.
    pub changed_at: i64,
    /// Version of its stream.
    pub version: i64,
}

impl ProceedingRow {
    /// Where it stands by its events.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn status(&self) -> Result<Status, StoreError> {
        Status::parse(&self.status).ok_or(StoreError::Corrupt("proceedings.status"))
    }

    /// Its tier.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn tier(&self) -> Result<Tier, StoreError> {
        Tier::parse(&self.tier).ok_or(StoreError::Corrupt("proceedings.tier"))
    }

    /// What it rests on.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn supports(&self) -> Result<BTreeSet<String>, StoreError> {
        serde_json::from_str(&self.supports)
            .map_err(|_unreadable| StoreError::Corrupt("proceedings.supports"))
    }
}

/// The row as the events tell it.
pub(super) fn row(opened: &Opened<Proceeding>) -> Result<ProceedingRow, StoreError> {
    let proceeding = &opened.state;
    let proposed = &proceeding.proposed;
    Ok(ProceedingRow {
        id: opened.id.clone(),
        institution_id: proposed.institution.clone(),
        uscc: proposed.uscc.clone(),
        name: proposed.name.clone(),
        authority: proposed.authority.clone(),
        regime: proposed.regime.as_str().to_owned(),
        status: proceeding.status.as_str().to_owned(),
        tier: proceeding.tier().as_str().to_owned(),
        is_open: proceeding.status.is_open(),
        told: proceeding.is_told(),
        settles: proceeding.settles(),
        supports: serde_json::to_string(&proceeding.supports())
            .map_err(|_unwritable| StoreError::Corrupt("proceedings.supports"))?,
        proposed_on: i64::from(proposed.on.num_days_from_ce()),
        ends_on: proceeding
            .ends_on()
            .map(|day| i64::from(day.num_days_from_ce())),
        created_at: opened.created_at.timestamp_micros(),
        changed_at: opened.changed_at.timestamp_micros(),
        version: opened.head.version,
    })
}

/// Writes the row.
pub(super) fn keep(
    connection: &mut AnyConnection,
    opened: &Opened<Proceeding>,
    is_new: bool,
) -> Result<(), AppendError> {
    let row = row(opened)?;
    if is_new {
        // A second open proceeding of the same institution conflicts.
        diesel::insert_into(proceedings::table)
            .values(&row)
            .execute(connection)?;
    } else {
        dialect::on_backend!(connection, |connection| diesel::update(
            proceedings::table.find(&row.id)
        )
        .set(&row)
        .execute(connection))?;
    }
    Ok(())
}
