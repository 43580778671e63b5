//! The table of checkpoints.

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};

use super::Checkpoint;
use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::ledger::{hash, instant};
use crate::schema::checkpoints;

#[derive(Insertable)]
#[diesel(table_name = checkpoints)]
struct NewRow<'a> {
    id: i64,
    upto_position: i64,
    events: i64,
    digest: &'a [u8],
    previous: &'a [u8],
    created_at: i64,
    signature: &'a [u8],
    key_id: &'a str,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = checkpoints)]
struct Row {
    id: i64,
    upto_position: i64,
    events: i64,
    digest: Vec<u8>,
    previous: Vec<u8>,
    created_at: i64,
    signature: Vec<u8>,
    key_id: String,
}

impl TryFrom<Row> for Checkpoint {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            upto_position: row.upto_position,
            events: row.events,
            digest: hash(&row.digest).ok_or(StoreError::Corrupt("checkpoints.digest"))?,
            previous: hash(&row.previous).ok_or(StoreError::Corrupt("checkpoints.previous"))?,
            created_at: instant(row.created_at)
                .ok_or(StoreError::Corrupt("checkpoints.created_at"))?,
            signature: row.signature,
            key_id: row.key_id,
        })
    }
}

/// Whether the checkpoint was stored; not, if another with its id was.
pub(super) fn insert(
    connection: &mut AnyConnection,
    checkpoint: &Checkpoint,
) -> Result<bool, StoreError> {
    let row = NewRow {
        id: checkpoint.id,
        upto_position: checkpoint.upto_position,
        events: checkpoint.events,
        digest: &checkpoint.digest,
        previous: &checkpoint.previous,
        created_at: checkpoint.created_at.timestamp_micros(),
        signature: &checkpoint.signature,
        key_id: &checkpoint.key_id,
    };
    // In a transaction of its own: on PostgreSQL a refused statement ends the one it is in.
    let inserted = connection.transaction(|connection| {
        dialect::on_backend!(connection, |connection| diesel::insert_into(
            checkpoints::table
        )
        .values(&row)
        .execute(connection))
    });
    match inserted {
        Ok(_one) => Ok(true),
        Err(DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// The newest checkpoint.
///
/// # Errors
/// See [`StoreError`].
pub fn newest(connection: &mut AnyConnection) -> Result<Option<Checkpoint>, StoreError> {
    let row: Option<Row> = checkpoints::table
        .order(checkpoints::id.desc())
        .select(Row::as_select())
        .first(connection)
        .optional()?;
    row.map(Checkpoint::try_from).transpose()
}

/// Up to `limit` checkpoints after an id, ascending.
///
/// # Errors
/// See [`StoreError`].
pub fn after(
    connection: &mut AnyConnection,
    id: i64,
    limit: i64,
) -> Result<Vec<Checkpoint>, StoreError> {
    let rows: Vec<Row> = checkpoints::table
        .filter(checkpoints::id.gt(id))
        .order(checkpoints::id)
        .limit(limit)
        .select(Row::as_select())
        .load(connection)?;
    rows.into_iter().map(Checkpoint::try_from).collect()
}
