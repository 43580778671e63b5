//! The keys: what is confidential (gd Art. 15) is encrypted with them before it reaches the database, and what must be
//! found again without being readable is hashed with them.
//!
//! Every case has a data key of its own, wrapped by the master key; destroying the wrapped key destroys the content. The
//! master keys lie in a file outside the database and never in a backup.

mod cipher;
mod file;

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use aws_lc_rs::cipher::{AES_256, EncryptingKey, UnboundCipherKey};
use aws_lc_rs::hmac;
use aws_lc_rs::signature::Ed25519KeyPair;
use zeroize::Zeroizing;

pub use file::KeyFileError;

use cipher::Cipher;

/// Length of keys and keyed hashes in bytes.
pub const LENGTH: usize = 32;

/// Something could not be sealed or opened: the key is missing or wrong, or the ciphertext was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The key that sealed it is not in the key file.
    #[error("the master key that sealed this is not in the key file")]
    UnknownKey,
    /// The ciphertext does not belong to this key and place, or was changed.
    #[error("the sealed content does not open: it was changed, moved, or sealed with another key")]
    Broken,
    /// The key of the case was destroyed, and the content with it.
    #[error("the key of this content was destroyed")]
    Erased,
    /// The system gave no random numbers, or the library refused.
    #[error("encryption failed")]
    Failed,
}

/// All keys of an installation. Clones share them; nothing prints them.
#[derive(Clone)]
pub struct KeyRing {
    inner: Arc<Inner>,
}

struct Inner {
    keys: Vec<MasterKey>,
    /// Place of the key that seals.
    active: usize,
    /// Place of the key that look-up hashes are made with.
    lookup: usize,
    lookup_key: hmac::Key,
}

struct MasterKey {
    id: String,
    secret: Zeroizing<[u8; LENGTH]>,
    derive: hmac::Key,
}

impl MasterKey {
    fn new(id: String, secret: Zeroizing<[u8; LENGTH]>) -> Self {
        let derive = hmac::Key::new(hmac::HMAC_SHA256, secret.as_slice());
        Self { id, secret, derive }
    }

    /// A key for one purpose; knowing it tells nothing of the others.
    fn derive(&self, kind: &str, purpose: &str) -> Zeroizing<[u8; LENGTH]> {
        let mut context = hmac::Context::with_key(&self.derive);
        context.update(kind.as_bytes());
        context.update(&[0]);
        context.update(purpose.as_bytes());
        Zeroizing::new(bytes(&context.sign()))
    }
}

/// A keyed hash by which a telephone number, address or identity number is found again, never read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LookupHash {
    /// The master key it was made with.
    pub key_id: String,
    /// HMAC-SHA-256.
    pub hash: [u8; LENGTH],
}

/// A case's data key, encrypted by a master key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// The master key.
    pub master_key_id: String,
    /// The encrypted data key.
    pub wrapped: Vec<u8>,
}

/// A case's data key.
pub struct CaseKey {
    cipher: Cipher,
}

impl KeyRing {
    /// The keys of a file.
    ///
    /// # Errors
    /// See [`KeyFileError`].
    pub fn load(path: &Path) -> Result<Self, KeyFileError> {
        file::load(path)
    }

    /// Makes a file with one new master key, readable by its owner only; a file that is there already is left as it is
    /// and refused.
    ///
    /// # Errors
    /// See [`KeyFileError`].
    pub fn create(path: &Path) -> Result<Self, KeyFileError> {
        file::create(path)
    }

    /// Adds a new master key to a file and makes it the active one; what older keys sealed still opens.
    ///
    /// # Errors
    /// See [`KeyFileError`].
    pub fn rotate(path: &Path) -> Result<Self, KeyFileError> {
        file::rotate(path)
    }

    /// Keys that are kept nowhere: for a database in memory, and for tests.
    ///
    /// # Errors
    /// [`SealError::Failed`] where the system gives no random numbers.
    pub fn ephemeral() -> Result<Self, SealError> {
        let key = file::new_key()?;
        Self::new(vec![key], 0, 0).ok_or(SealError::Failed)
    }

    fn new(keys: Vec<MasterKey>, active: usize, lookup: usize) -> Option<Self> {
        keys.get(active)?;
        let secret = keys.get(lookup)?.derive("lookup", "");
        let lookup_key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_slice());
        Some(Self {
            inner: Arc::new(Inner {
                keys,
                active,
                lookup,
                lookup_key,
            }),
        })
    }

    fn active(&self) -> Result<&MasterKey, SealError> {
        let inner = &self.inner;
        inner.keys.get(inner.active).ok_or(SealError::UnknownKey)
    }

    fn named(&self, id: &str) -> Result<&MasterKey, SealError> {
        let mut keys = self.inner.keys.iter();
        keys.find(|key| key.id == id).ok_or(SealError::UnknownKey)
    }

    /// Whether there is a master key of that id.
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.named(id).is_ok()
    }

    /// Whether [`Self::seal`] made this with one of these keys, as far as the id before it says.
    pub(crate) fn has_sealed(&self, sealed: &[u8]) -> bool {
        let id = sealed
            .split_first()
            .and_then(|(length, rest)| rest.get(..usize::from(*length)))
            .and_then(|id| std::str::from_utf8(id).ok());
        id.is_some_and(|id| self.knows(id))
    }

    /// Id of the master key that seals now.
    #[must_use]
    pub fn active_id(&self) -> &str {
        self.active().map_or("", |key| key.id.as_str())
    }

    /// The keyed hash of a normalised identifier of that kind (`phone`, `email`, `id_number`).
    #[must_use]
    pub fn lookup_hash(&self, kind: &str, normalised: &str) -> LookupHash {
        let mut context = hmac::Context::with_key(&self.inner.lookup_key);
        context.update(kind.as_bytes());
        context.update(&[0]);
        context.update(normalised.as_bytes());
        let key = self.inner.keys.get(self.inner.lookup);
        LookupHash {
            key_id: key.map_or_else(String::new, |key| key.id.clone()),
            hash: bytes(&context.sign()),
        }
    }

    /// A keyed hash for another purpose, such as comparing the bodies of repeated requests.
    #[must_use]
    pub fn keyed_hash(&self, purpose: &str, data: &[u8]) -> [u8; LENGTH] {
        let mut context = hmac::Context::with_key(&self.inner.lookup_key);
        context.update(b"hash\0");
        context.update(purpose.as_bytes());
        context.update(&[0]);
        context.update(data);
        bytes(&context.sign())
    }

    /// Turns 16-byte blocks, all different, into pseudorandom ones under a key for that purpose. Each block is encrypted by
    /// itself (AES-256), which tells nothing but which blocks are equal: a keyed hash of something short, thousands of
    /// times in the time that one HMAC takes. Never for content that is to be read again.
    ///
    /// # Errors
    /// [`SealError::Failed`].
    pub fn keyed_blocks(&self, purpose: &str, blocks: &mut [u8]) -> Result<(), SealError> {
        let secret = Zeroizing::new(self.keyed_hash("blocks", purpose.as_bytes()));
        let key = UnboundCipherKey::new(&AES_256, secret.as_slice())
            .and_then(EncryptingKey::ecb)
            .map_err(|_unspecified| SealError::Failed)?;
        key.encrypt(blocks)
            .map(drop)
            .map_err(|_unspecified| SealError::Failed)
    }

    /// A new data key for a stream, and the same wrapped for storage.
    ///
    /// # Errors
    /// [`SealError::Failed`].
    pub fn new_case_key(&self, stream: &str) -> Result<(CaseKey, WrappedKey), SealError> {
        let mut secret = Zeroizing::new([0; LENGTH]);
        aws_lc_rs::rand::fill(secret.as_mut_slice()).map_err(|_unspecified| SealError::Failed)?;
        let master = self.active()?;
        let wrapping = Cipher::new(&master.derive("case-key", stream))?;
        let wrapped = WrappedKey {
            master_key_id: master.id.clone(),
            wrapped: wrapping.seal(stream, secret.as_slice())?,
        };
        let cipher = Cipher::new(&secret)?;
        Ok((CaseKey { cipher }, wrapped))
    }

    /// The data key of a stream.
    ///
    /// # Errors
    /// [`SealError::UnknownKey`], [`SealError::Broken`].
    pub fn unwrap_case_key(
        &self,
        stream: &str,
        wrapped: &WrappedKey,
    ) -> Result<CaseKey, SealError> {
        let master = self.named(&wrapped.master_key_id)?;
        let wrapping = Cipher::new(&master.derive("case-key", stream))?;
        let opened = wrapping.open(stream, &wrapped.wrapped)?;
        let secret: [u8; LENGTH] = opened
            .as_slice()
            .try_into()
            .map_err(|_length| SealError::Broken)?;
        let cipher = Cipher::new(&Zeroizing::new(secret))?;
        Ok(CaseKey { cipher })
    }

    /// Seals something that belongs to no case under a key for its purpose; the master key's id stands before it.
    ///
    /// # Errors
    /// [`SealError::Failed`].
    pub fn seal(&self, purpose: &str, plaintext: &[u8]) -> Result<Vec<u8>, SealError> {
        let master = self.active()?;
        let cipher = Cipher::new(&master.derive("seal", purpose))?;
        let ciphertext = cipher.seal(purpose, plaintext)?;
        let length = u8::try_from(master.id.len()).map_err(|_long| SealError::Failed)?;
        let mut sealed = Vec::with_capacity(1 + master.id.len() + ciphertext.len());
        sealed.push(length);
        sealed.extend_from_slice(master.id.as_bytes());
        sealed.extend_from_slice(&ciphertext);
        Ok(sealed)
    }

    /// Opens what [`Self::seal`] sealed for that purpose.
    ///
    /// # Errors
    /// [`SealError::UnknownKey`], [`SealError::Broken`].
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let (length, rest) = sealed.split_first().ok_or(SealError::Broken)?;
        let (id, ciphertext) = rest
            .split_at_checked(usize::from(*length))
            .ok_or(SealError::Broken)?;
        let id = std::str::from_utf8(id).map_err(|_utf8| SealError::Broken)?;
        let master = self.named(id)?;
        Cipher::new(&master.derive("seal", purpose))?.open(purpose, ciphertext)
    }

    /// The key that signs checkpoints. It follows from the oldest master key, so that a rotation does not change it.
    ///
    /// # Errors
    /// [`SealError::Failed`].
    pub fn checkpoint_key(&self) -> Result<Ed25519KeyPair, SealError> {
        let master = self.inner.keys.first().ok_or(SealError::UnknownKey)?;
        let seed = master.derive("checkpoint", "");
        Ed25519KeyPair::from_seed_unchecked(seed.as_slice()).map_err(|_rejected| SealError::Failed)
    }
}

impl CaseKey {
    /// Seals an item of the case.
    ///
    /// # Errors
    /// [`SealError::Failed`].
    pub fn seal(&self, item: &str, plaintext: &[u8]) -> Result<Vec<u8>, SealError> {
        self.cipher.seal(item, plaintext)
    }

    /// Opens an item of the case.
    ///
    /// # Errors
    /// [`SealError::Broken`].
    pub fn open(&self, item: &str, ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        self.cipher.open(item, ciphertext)
    }
}

fn bytes(tag: &hmac::Tag) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    for (to, from) in bytes.iter_mut().zip(tag.as_ref()) {
        *to = *from;
    }
    bytes
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyRing(…)")
    }
}

impl fmt::Debug for CaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CaseKey(…)")
    }
}
