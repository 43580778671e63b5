//! The keys that access tokens are signed with (Ed25519). Every change is an event in the stream `signing-key/<kid>`.

mod derived;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::json;
use zeroize::Zeroizing;

pub use derived::SigningKeys;

use crate::access::{self, ChangeError};
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::keys::{KeyRing, SealError};
use crate::ledger::{self, Head, NewEvent};
use crate::schema::signing_keys;

/// Length of a public key in bytes.
pub const PUBLIC_LENGTH: usize = 32;

/// A key, its private part sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningKey {
    /// Its id, in the header of its tokens.
    pub kid: String,
    /// Its public part.
    pub public_key: [u8; PUBLIC_LENGTH],
    sealed_private: Vec<u8>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Since when nothing is signed with it any more.
    pub retired_at: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SigningKey")
            .field("kid", &self.kid)
            .field("retired_at", &self.retired_at)
            .finish_non_exhaustive()
    }
}

/// Why there is no new key.
#[derive(Debug, thiserror::Error)]
pub enum RotateError {
    /// It could not be made or sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// It could not be stored.
    #[error(transparent)]
    Change(#[from] ChangeError),
}

impl From<StoreError> for RotateError {
    fn from(error: StoreError) -> Self {
        Self::Change(error.into())
    }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = signing_keys)]
struct Row {
    kid: String,
    public_key: Vec<u8>,
    sealed_private: Vec<u8>,
    created_at: i64,
    retired_at: Option<i64>,
}

impl SigningKey {
    /// The private part as PKCS #8, unsealed.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn private(&self, keys: &KeyRing) -> Result<Zeroizing<Vec<u8>>, SealError> {
        keys.open(&purpose(&self.kid), &self.sealed_private)
    }
}

fn purpose(kid: &str) -> String {
    format!("signing-key/{kid}")
}

/// All keys, newest first.
pub(crate) fn all(connection: &mut AnyConnection) -> Result<Vec<SigningKey>, StoreError> {
    let rows: Vec<Row> = signing_keys::table
        .order((signing_keys::created_at.desc(), signing_keys::kid.desc()))
        .select(Row::as_select())
        .load(connection)?;
    rows.into_iter().map(read).collect()
}

fn read(row: Row) -> Result<SigningKey, StoreError> {
    let at = |micros| {
        DateTime::from_timestamp_micros(micros).ok_or(StoreError::Corrupt("signing_keys instant"))
    };
    Ok(SigningKey {
        kid: row.kid,
        public_key: row
            .public_key
            .try_into()
            .map_err(|_length| StoreError::Corrupt("signing_keys.public_key"))?,
        sealed_private: row.sealed_private,
        created_at: at(row.created_at)?,
        retired_at: row.retired_at.map(at).transpose()?,
    })
}

/// Makes a new key and retires those before it. Their public parts stay until their last tokens have expired.
///
/// # Errors
/// See [`RotateError`].
pub fn rotate(
    connection: &mut AnyConnection,
    keys: &KeyRing,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<SigningKey, RotateError> {
    access::touch(connection).map_err(StoreError::from)?;
    let made = make(keys, now)?;
    for older in all(connection)? {
        if older.retired_at.is_none() {
            retire(connection, &older.kid, actor, now)?;
        }
    }
    diesel::insert_into(signing_keys::table)
        .values(&made)
        .execute(connection)
        .map_err(StoreError::from)?;
    let event = NewEvent {
        kind: "signing_key_created",
        payload: json!({
            "kid": made.kid,
            "public_key": URL_SAFE_NO_PAD.encode(&made.public_key),
        })
        .to_string(),
    };
    let stream = purpose(&made.kid);
    ledger::append(connection, &stream, &Head::EMPTY, &[event], actor, now)
        .map_err(ChangeError::from)?;
    Ok(read(made)?)
}

fn make(keys: &KeyRing, now: DateTime<Utc>) -> Result<Row, SealError> {
    let pair = Ed25519KeyPair::generate().map_err(|_unspecified| SealError::Failed)?;
    let private = pair.to_pkcs8().map_err(|_unspecified| SealError::Failed)?;
    let public_key = pair.public_key().as_ref().to_vec();
    // A name that tells nothing and is found nowhere else, not even with the same key.
    let kid = uuid::Uuid::now_v7().simple().to_string();
    Ok(Row {
        sealed_private: keys.seal(&purpose(&kid), private.as_ref())?,
        kid,
        public_key,
        created_at: now.timestamp_micros(),
        retired_at: None,
    })
}

fn retire(
    connection: &mut AnyConnection,
    kid: &str,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<(), ChangeError> {
    diesel::update(signing_keys::table.find(kid))
        .set(signing_keys::retired_at.eq(Some(now.timestamp_micros())))
        .execute(connection)?;
    let event = NewEvent {
        kind: "signing_key_retired",
        payload: "{}".to_owned(),
    };
    let stream = purpose(kid);
    let head = ledger::head(connection, &stream)?;
    ledger::append(connection, &stream, &head, &[event], actor, now)?;
    Ok(())
}
