//! The keys to verify with, and whether they are this database's at all.

use diesel::prelude::*;

use super::Mismatch;
use crate::checkpoint::PublicKey;
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::keys::KeyRing;
use crate::schema::{case_keys, checkpoints, signing_keys};

/// Said where a check needs keys that are not there.
const NONE: &str = "the key file is needed for this";
const FOREIGN: &str = "this key file is not this database's";

/// The keys to verify with.
pub(super) enum Keys<'a> {
    /// There are none.
    None,
    /// Those of this database, or of one in which nothing was sealed or signed yet.
    Own(&'a KeyRing),
    /// Those of another installation: nothing in the database was signed or sealed with any of them. With the id of the
    /// key that signs the other installation's checkpoints.
    Foreign(String),
}

impl<'a> Keys<'a> {
    pub(super) fn of(
        connection: &mut AnyConnection,
        keys: Option<&'a KeyRing>,
    ) -> Result<Self, StoreError> {
        let Some(keys) = keys else {
            return Ok(Self::None);
        };
        let Ok(public) = PublicKey::of(keys) else {
            return Ok(Self::Own(keys));
        };
        let signer = public.id();
        let masters: Vec<String> = case_keys::table
            .select(case_keys::master_key_id)
            .distinct()
            .load(connection)?;
        let sealed: Vec<Vec<u8>> = signing_keys::table
            .select(signing_keys::sealed_private)
            .load(connection)?;
        let signers: Vec<String> = checkpoints::table
            .select(checkpoints::key_id)
            .distinct()
            .load(connection)?;
        let fits = signers.contains(&signer)
            || masters.iter().any(|id| keys.knows(id))
            || sealed.iter().any(|one| keys.has_sealed(one));
        let is_new = signers.is_empty() && masters.is_empty() && sealed.is_empty();
        if fits || is_new {
            return Ok(Self::Own(keys));
        }
        Ok(Self::Foreign(signer))
    }

    /// The keys, if they are this database's.
    pub(super) fn own(&self) -> Option<&'a KeyRing> {
        match self {
            Self::Own(keys) => Some(*keys),
            Self::None | Self::Foreign(_) => None,
        }
    }

    /// The keys, for a check that cannot do without.
    pub(super) fn needed(&self) -> Result<&'a KeyRing, Mismatch> {
        match self {
            Self::Own(keys) => Ok(*keys),
            Self::None => Err(Mismatch::Unchecked(NONE.to_owned())),
            Self::Foreign(_) => Err(Mismatch::Unchecked(FOREIGN.to_owned())),
        }
    }

    /// Refuses copies of checkpoints that the other installation's key signed.
    pub(super) fn refuse_copies_of(&self, key_id: &str) -> Result<(), Mismatch> {
        match self {
            Self::Foreign(signer) if signer == key_id => Err(Mismatch::Unchecked(format!(
                "{FOREIGN}, and neither is the anchor file"
            ))),
            Self::Foreign(_) | Self::None | Self::Own(_) => Ok(()),
        }
    }
}
