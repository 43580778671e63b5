//! Repeated requests: the answer to a request with an `Idempotency-Key` is stored in the transaction of its effect, and
//! given again when the same client sends the same request with the same key within a day.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use zeroize::Zeroizing;

use super::{Hash, sha256};
use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::keys::{KeyRing, SealError};
use crate::schema::idempotency_records as records;

/// How long an answer is kept.
pub const KEPT_HOURS: i64 = 24;

/// A request that may be a repetition.
#[derive(Clone)]
pub struct Attempt {
    client_id: String,
    operation: &'static str,
    key_hash: Hash,
    body_hash: Hash,
    /// Binds the encrypted answer to client, operation and key.
    purpose: Zeroizing<String>,
    keys: KeyRing,
}

impl std::fmt::Debug for Attempt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Attempt")
            .field("operation", &self.operation)
            .finish_non_exhaustive()
    }
}

/// Whether the request was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// It is new: carry it out, then [`Attempt::complete`].
    New,
    /// It was carried out: this is the answer it got.
    Replay(Zeroizing<Vec<u8>>),
    /// The key was used for another request.
    OtherBody,
}

/// Why a repetition cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum ClaimError {
    /// The stored answer does not open.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<diesel::result::Error> for ClaimError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

#[derive(Insertable)]
#[diesel(table_name = records)]
struct NewRow<'a> {
    client_id: &'a str,
    operation: &'a str,
    key_hash: &'a [u8],
    body_hash: &'a [u8],
    reply: &'a [u8],
    created_at: i64,
}

impl Attempt {
    /// A request of a client to an operation, with its key and body. Only keyed hashes of the last two are kept.
    #[must_use]
    pub fn new(
        keys: &KeyRing,
        client_id: &str,
        operation: &'static str,
        key: &str,
        body: &[u8],
    ) -> Self {
        Self {
            client_id: client_id.to_owned(),
            operation,
            key_hash: keys.keyed_hash("idempotency key", key.as_bytes()),
            body_hash: keys.keyed_hash("idempotency body", body),
            purpose: Zeroizing::new(format!("idempotency\0{client_id}\0{operation}\0{key}")),
            keys: keys.clone(),
        }
    }

    /// Looks whether the request was seen, first thing in the transaction that would carry it out. A repetition that
    /// arrives while the first is under way waits for it here.
    ///
    /// # Errors
    /// See [`ClaimError`].
    pub fn claim(
        &self,
        connection: &mut AnyConnection,
        now: DateTime<Utc>,
    ) -> Result<Claim, ClaimError> {
        let name = [
            self.client_id.as_bytes(),
            self.operation.as_bytes(),
            &self.key_hash,
        ]
        .join(&0);
        dialect::lock_name(connection, &sha256(&name))?;
        let row: Option<(Vec<u8>, Vec<u8>, i64)> =
            dialect::on_backend!(connection, |connection| records::table
                .find((&self.client_id, self.operation, self.key_hash.as_slice()))
                .select((records::body_hash, records::reply, records::created_at))
                .get_result(connection)
                .optional())?;
        let Some((body_hash, reply, created_at)) = row else {
            return Ok(Claim::New);
        };
        if created_at < oldest_kept(now) {
            diesel::delete(records::table.find((
                &self.client_id,
                self.operation,
                self.key_hash.as_slice(),
            )))
            .execute(connection)?;
            return Ok(Claim::New);
        }
        if body_hash != self.body_hash {
            return Ok(Claim::OtherBody);
        }
        Ok(Claim::Replay(self.keys.open(&self.purpose, &reply)?))
    }

    /// Whether the same client used the key with the operation before, whatever the body: asked where a body is too long
    /// to be taken in twice. Only [`Self::claim`] tells for certain.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn may_repeat(
        &self,
        connection: &mut AnyConnection,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let created_at: Option<i64> = records::table
            .find((&self.client_id, self.operation, self.key_hash.as_slice()))
            .select(records::created_at)
            .get_result(connection)
            .optional()?;
        Ok(created_at.is_some_and(|created_at| created_at >= oldest_kept(now)))
    }

    /// Stores the answer, last thing in the transaction.
    ///
    /// # Errors
    /// See [`ClaimError`].
    pub fn complete(
        &self,
        connection: &mut AnyConnection,
        reply: &[u8],
        now: DateTime<Utc>,
    ) -> Result<(), ClaimError> {
        let sealed = self.keys.seal(&self.purpose, reply)?;
        let row = NewRow {
            client_id: &self.client_id,
            operation: self.operation,
            key_hash: &self.key_hash,
            body_hash: &self.body_hash,
            reply: &sealed,
            created_at: now.timestamp_micros(),
        };
        dialect::on_backend!(connection, |connection| diesel::insert_into(records::table)
            .values(&row)
            .execute(connection))?;
        Ok(())
    }
}

fn oldest_kept(now: DateTime<Utc>) -> i64 {
    now.checked_sub_signed(TimeDelta::hours(KEPT_HOURS))
        .map_or(i64::MIN, |oldest| oldest.timestamp_micros())
}

/// Removes answers that are no longer kept; returns how many.
///
/// # Errors
/// See [`StoreError`].
pub fn purge(connection: &mut AnyConnection, now: DateTime<Utc>) -> Result<usize, StoreError> {
    Ok(
        diesel::delete(records::table.filter(records::created_at.lt(oldest_kept(now))))
            .execute(connection)?,
    )
}
