//! Checkpoints: signed digests of the record, so that a removed tail or an old backup shows too.
//!
//! The chain within each stream shows a changed event. What it cannot show is that the last events of a stream, or a
//! whole stream, are gone. A checkpoint covers all events since the one before it and is signed with a key that is not
//! in the database; copies of it are kept outside ([`anchor`]).

pub mod anchor;
mod row;

use aws_lc_rs::digest::{Context, SHA256};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use chrono::{DateTime, Utc};
use diesel::dsl::max;
use diesel::prelude::*;

use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::keys::{KeyRing, SealError};
use crate::ledger::{Hash, sha256, sha256_bytes};
use crate::schema::events;
use crate::store::Store;

pub use row::{after, newest};

/// What is hashed and signed begins with these: another format would have other names.
const DIGEST_FORMAT: &[u8] = b"jiandu-checkpoint-digest-v1";
const SIGNATURE_FORMAT: &[u8] = b"jiandu-checkpoint-v1";

/// Events read at once.
const PAGE: i64 = 1000;

/// A signed digest of the events since the checkpoint before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// From 1, without gaps.
    pub id: i64,
    /// Position of the last event it covers.
    pub upto_position: i64,
    /// How many events it covers.
    pub events: i64,
    /// SHA-256 over the digest before it and the position and hash of every event it covers, in order.
    pub digest: Hash,
    /// Digest of the checkpoint before it; zero for the first.
    pub previous: Hash,
    /// When it was made, to the microsecond.
    pub created_at: DateTime<Utc>,
    /// Ed25519 signature over all of the above.
    pub signature: Vec<u8>,
    /// Id of the key that signed it.
    pub key_id: String,
}

/// Why no checkpoint was made.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// It could not be signed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<diesel::result::Error> for CheckpointError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

/// The public key that checkpoints are checked with: 32 bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    bytes: Vec<u8>,
}

impl PublicKey {
    /// The key of an installation.
    ///
    /// # Errors
    /// See [`SealError`].
    pub fn of(keys: &KeyRing) -> Result<Self, SealError> {
        Ok(Self::of_pair(&keys.checkpoint_key()?))
    }

    fn of_pair(pair: &Ed25519KeyPair) -> Self {
        Self {
            bytes: pair.public_key().as_ref().to_vec(),
        }
    }

    /// The key itself.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its id: the beginning of its SHA-256 in hexadecimal digits.
    #[must_use]
    pub fn id(&self) -> String {
        let hash = sha256(&self.bytes);
        hex(hash.get(..8).unwrap_or_default())
    }
}

impl Checkpoint {
    /// Whether the signature is that key's.
    #[must_use]
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        UnparsedPublicKey::new(&ED25519, key.as_bytes())
            .verify(&self.signed_bytes(), &self.signature)
            .is_ok()
    }

    fn signed_bytes(&self) -> Vec<u8> {
        let mut bytes = SIGNATURE_FORMAT.to_vec();
        for number in [
            self.id,
            self.upto_position,
            self.events,
            self.created_at.timestamp_micros(),
        ] {
            bytes.extend_from_slice(&number.to_be_bytes());
        }
        bytes.extend_from_slice(&self.digest);
        bytes.extend_from_slice(&self.previous);
        bytes
    }
}

/// Makes a checkpoint, if there are events since the last one. Of several replicas that try at once, one succeeds; the
/// others are told that there is nothing to do.
///
/// # Errors
/// See [`CheckpointError`].
pub fn make(
    store: &Store,
    keys: &KeyRing,
    now: DateTime<Utc>,
) -> Result<Option<Checkpoint>, CheckpointError> {
    let before = store.read(newest)?;
    let (id, from, previous) = before.as_ref().map_or((0, 0, [0; 32]), |before| {
        (before.id, before.upto_position, before.digest)
    });
    let is_new = |last: &i64| *last > from;
    if !store.read(last_position)?.is_some_and(|last| is_new(&last)) {
        return Ok(None);
    }
    // All positions up to this one are committed or will never be: the rest needs no lock.
    let settled = store.write(|connection| {
        dialect::settle_events(connection)?;
        last_position(connection)
    })?;
    let Some(upto_position) = settled.filter(is_new) else {
        return Ok(None);
    };
    let mut digest = Digest::new(&previous);
    store.read(|connection| digest.take_in(connection, from, upto_position, |_position| ()))?;
    let (events, digest) = digest.finish();
    let pair = keys.checkpoint_key()?;
    let mut checkpoint = Checkpoint {
        id: id.saturating_add(1),
        upto_position,
        events,
        digest,
        previous,
        created_at: now,
        signature: Vec::new(),
        key_id: PublicKey::of_pair(&pair).id(),
    };
    checkpoint.signature = pair.sign(&checkpoint.signed_bytes()).as_ref().to_vec();
    let row = checkpoint.clone();
    let inserted = store.write(move |connection| row::insert(connection, &row))?;
    Ok(inserted.then_some(checkpoint))
}

fn last_position(connection: &mut AnyConnection) -> Result<Option<i64>, StoreError> {
    Ok(events::table
        .select(max(events::position))
        .first(connection)?)
}

/// The digest of one checkpoint in the making.
pub(crate) struct Digest {
    context: Context,
    events: i64,
}

impl Digest {
    pub(crate) fn new(previous: &Hash) -> Self {
        let mut context = Context::new(&SHA256);
        context.update(DIGEST_FORMAT);
        context.update(previous);
        Self { context, events: 0 }
    }

    /// Takes in the events at positions above `from` and up to `upto`, and shows each position.
    pub(crate) fn take_in(
        &mut self,
        connection: &mut AnyConnection,
        from: i64,
        upto: i64,
        mut seen: impl FnMut(i64),
    ) -> Result<(), StoreError> {
        let mut last = from;
        loop {
            let page: Vec<(i64, Vec<u8>)> = events::table
                .filter(events::position.gt(last).and(events::position.le(upto)))
                .order(events::position)
                .limit(PAGE)
                .select((events::position, events::hash))
                .load(connection)?;
            for (position, hash) in &page {
                self.context.update(&position.to_be_bytes());
                self.context.update(hash);
                self.events = self.events.saturating_add(1);
                seen(*position);
            }
            match page.last() {
                Some((position, _)) => last = *position,
                None => return Ok(()),
            }
        }
    }

    /// How many events were taken in, and the digest.
    pub(crate) fn finish(self) -> (i64, Hash) {
        (self.events, sha256_bytes(self.context))
    }
}

/// Bytes in hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        let digits = [byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16));
        text.extend(digits.into_iter().flatten());
    }
    text
}
