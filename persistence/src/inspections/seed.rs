//! The seed of a draw: random, and sealed under a key of its own until the draw is held. Nothing prints it.

use chrono::{DateTime, Utc};
use domain::jz::art15_random_inspection::{Digest, commitment};
use domain::jz::inspection::{Drawing, SealedSeed};
use uuid::Uuid;

use crate::aggregate::stream;
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::keys::{KeyRing, LENGTH, SealError, WrappedKey};
use crate::ledger::sealed::{self, OpenError, SealedItem};

/// A new seed, sealed; it is not kept in clear anywhere.
pub struct NewSeed {
    /// The commitment to it.
    pub commitment: Digest,
    key: WrappedKey,
    item: SealedItem,
}

impl NewSeed {
    /// Of a draw.
    ///
    /// # Errors
    /// [`SealError::Failed`] where the system gives no random numbers.
    pub fn of(keys: &KeyRing, draw: &str) -> Result<Self, SealError> {
        let mut seed = zeroize::Zeroizing::new([0; LENGTH]);
        aws_lc_rs::rand::fill(seed.as_mut_slice()).map_err(|_unspecified| SealError::Failed)?;
        let (key, wrapped) = keys.new_case_key(&stream::<Drawing>(draw))?;
        let item = SealedItem::new(&key, Uuid::now_v7().to_string(), seed.as_slice())?;
        Ok(Self {
            commitment: commitment(draw, &Digest(*seed)),
            key: wrapped,
            item,
        })
    }

    /// Where it is to be found.
    #[must_use]
    pub fn place(&self) -> SealedSeed {
        SealedSeed {
            item: self.item.id.clone(),
            hash: Digest(self.item.hash),
        }
    }

    /// Stores it, in the transaction of the announcement.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn store(
        &self,
        connection: &mut AnyConnection,
        draw: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let stream = stream::<Drawing>(draw);
        sealed::put_key(connection, &stream, &self.key)?;
        sealed::put(connection, &stream, &self.item, now)
    }
}

/// Opens the seed of a draw that is being held.
///
/// # Errors
/// See [`OpenError`].
pub fn open_seed(
    connection: &mut AnyConnection,
    keys: &KeyRing,
    draw: &str,
    place: &SealedSeed,
) -> Result<Digest, OpenError> {
    let stream = stream::<Drawing>(draw);
    let opened = sealed::open(connection, keys, &stream, &place.item, &place.hash.0)?;
    let bytes: [u8; LENGTH] = opened
        .as_slice()
        .try_into()
        .map_err(|_length| OpenError::Seal(SealError::Broken))?;
    Ok(Digest(bytes))
}
