//! Sealed content: encrypted under the data key of its case, referred to by id and ciphertext hash from the events.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use zeroize::Zeroizing;

use super::{Hash, sha256};
use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::keys::{CaseKey, KeyRing, SealError, WrappedKey};
use crate::schema::{case_keys, sealed_items};
use crate::store::Store;

/// Why sealed content cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It does not open.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// There is no such item or key.
    #[error("the sealed item or its key is missing")]
    Missing,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<diesel::result::Error> for OpenError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

/// An item sealed outside the transaction that will store it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedItem {
    /// Its id.
    pub id: String,
    /// Nonce, ciphertext and tag.
    pub ciphertext: Vec<u8>,
    /// SHA-256 of the ciphertext, which the event that refers to it holds.
    pub hash: Hash,
}

impl SealedItem {
    /// Seals a text under the key of its case.
    ///
    /// # Errors
    /// [`SealError::Failed`].
    pub fn new(key: &CaseKey, id: String, plaintext: &[u8]) -> Result<Self, SealError> {
        let ciphertext = key.seal(&id, plaintext)?;
        let hash = sha256(&ciphertext);
        Ok(Self {
            id,
            ciphertext,
            hash,
        })
    }
}

#[derive(Insertable)]
#[diesel(table_name = case_keys)]
struct KeyRow<'a> {
    stream: &'a str,
    master_key_id: &'a str,
    wrapped: &'a [u8],
}

#[derive(Insertable)]
#[diesel(table_name = sealed_items)]
struct ItemRow<'a> {
    id: &'a str,
    stream: &'a str,
    ciphertext: &'a [u8],
    created_at: i64,
}

/// Stores the data key of a new stream.
///
/// # Errors
/// See [`StoreError`].
pub fn put_key(
    connection: &mut AnyConnection,
    stream: &str,
    key: &WrappedKey,
) -> Result<(), StoreError> {
    let row = KeyRow {
        stream,
        master_key_id: &key.master_key_id,
        wrapped: &key.wrapped,
    };
    dialect::on_backend!(connection, |connection| diesel::insert_into(
        case_keys::table
    )
    .values(&row)
    .execute(connection))?;
    Ok(())
}

/// Stores a sealed item.
///
/// # Errors
/// See [`StoreError`].
pub fn put(
    connection: &mut AnyConnection,
    stream: &str,
    item: &SealedItem,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ItemRow {
        id: &item.id,
        stream,
        ciphertext: &item.ciphertext,
        created_at: now.timestamp_micros(),
    };
    dialect::on_backend!(connection, |connection| diesel::insert_into(
        sealed_items::table
    )
    .values(&row)
    .execute(connection))?;
    Ok(())
}

/// The data key of a stream.
///
/// # Errors
/// [`OpenError::Missing`] where it never had one, [`SealError::Erased`] where it was destroyed.
pub fn key(
    connection: &mut AnyConnection,
    keys: &KeyRing,
    stream: &str,
) -> Result<CaseKey, OpenError> {
    let row: Option<(String, Vec<u8>, Option<i64>)> = case_keys::table
        .find(stream)
        .select((
            case_keys::master_key_id,
            case_keys::wrapped,
            case_keys::erased_at,
        ))
        .get_result(connection)
        .optional()?;
    match row {
        None => Err(OpenError::Missing),
        Some((_, _, Some(_))) => Err(SealError::Erased.into()),
        Some((master_key_id, wrapped, None)) => {
            let wrapped = WrappedKey {
                master_key_id,
                wrapped,
            };
            Ok(keys.unwrap_case_key(stream, &wrapped)?)
        }
    }
}

/// Destroys the data key of a stream and everything sealed under it. What the key was is overwritten; that there was one,
/// and when it was destroyed, stays.
///
/// # Errors
/// See [`StoreError`].
pub fn destroy(
    connection: &mut AnyConnection,
    stream: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::update(case_keys::table.find(stream))
        .set((
            case_keys::wrapped.eq(Vec::new()),
            case_keys::erased_at.eq(Some(now.timestamp_micros())),
        ))
        .execute(connection)?;
    diesel::delete(sealed_items::table.filter(sealed_items::stream.eq(stream)))
        .execute(connection)?;
    Ok(())
}

/// The content of an item, if its ciphertext is the one the event refers to.
///
/// # Errors
/// [`OpenError::Missing`], [`SealError::Broken`], [`SealError::Erased`].
pub fn open(
    connection: &mut AnyConnection,
    keys: &KeyRing,
    stream: &str,
    id: &str,
    hash: &Hash,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let key = key(connection, keys, stream)?;
    let ciphertext: Option<Vec<u8>> = sealed_items::table
        .find(id)
        .filter(sealed_items::stream.eq(stream))
        .select(sealed_items::ciphertext)
        .get_result(connection)
        .optional()?;
    let ciphertext = ciphertext.ok_or(OpenError::Missing)?;
    if sha256(&ciphertext) != *hash {
        return Err(SealError::Broken.into());
    }
    Ok(key.open(id, &ciphertext)?)
}

/// Whether anything was ever sealed in this database.
///
/// # Errors
/// See [`StoreError`].
pub fn any(store: &Store) -> Result<bool, StoreError> {
    store.read(|connection| {
        let key: Option<String> = case_keys::table
            .select(case_keys::stream)
            .first(connection)
            .optional()?;
        Ok(key.is_some() || !crate::signing_keys::all(connection)?.is_empty())
    })
}
