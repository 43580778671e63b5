//! A file in sealed pieces: each is bound to its file, its place and whether it is the last, so that none can be left
//! out, moved, repeated, or put into another file (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár).

use aws_lc_rs::digest::{Context, SHA256};
use zeroize::Zeroizing;

use crate::keys::{CaseKey, SealError};
use crate::ledger::{Hash, sha256_bytes};

/// Bytes of a file in every piece but the last.
pub const CHUNK: usize = 64 * 1024;

/// What a piece is sealed for.
fn place(id: &str, number: u64, last: bool) -> String {
    let end = if last { "last" } else { "more" };
    format!("attachment/{id}/{number}/{end}")
}

/// What the hash of a file's content is sealed for.
fn digest_place(id: &str) -> String {
    format!("attachment/{id}/digest")
}

/// How many pieces a file of that size has; an empty one would have one.
#[must_use]
pub fn chunks(size: u64) -> u64 {
    let chunk = u64::try_from(CHUNK).unwrap_or(u64::MAX);
    size.div_ceil(chunk).max(1)
}

/// A sealed piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// From 0.
    pub number: u64,
    /// Nonce, ciphertext and tag.
    pub ciphertext: Vec<u8>,
}

/// A file as it comes in: takes bytes, gives sealed pieces, and never holds more than one piece in clear.
pub struct Sealer {
    id: String,
    number: u64,
    size: u64,
    open: Zeroizing<Vec<u8>>,
    plain: Context,
    sealed: Context,
}

/// What is known of a file once it is sealed to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Bytes in clear.
    pub size: u64,
    /// How many pieces.
    pub chunks: u64,
    /// SHA-256 over the sealed pieces in order: what the event of the file holds.
    pub hash: Hash,
    /// SHA-256 of the content in clear; it stays sealed too, since it would tell whoever has the same file.
    pub plain_hash: Hash,
    /// The same, sealed.
    pub digest: Vec<u8>,
}

impl Sealer {
    /// For a new file.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            number: 0,
            size: 0,
            open: Zeroizing::new(Vec::with_capacity(CHUNK)),
            plain: Context::new(&SHA256),
            sealed: Context::new(&SHA256),
        }
    }

    /// Takes the next bytes; full pieces are put into `out`. A piece that is just full waits, for it may be the last.
    ///
    /// # Errors
    /// [`SealError::Failed`].
    pub fn take(
        &mut self,
        key: &CaseKey,
        mut bytes: &[u8],
        out: &mut Vec<Chunk>,
    ) -> Result<(), SealError> {
        self.plain.update(bytes);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.size = self.size.saturating_add(length);
        while !bytes.is_empty() {
            if self.open.len() == CHUNK {
                out.push(self.seal(key, false)?);
            }
            let room = CHUNK.saturating_sub(self.open.len());
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.open.extend_from_slice(now);
            bytes = later;
        }
        Ok(())
    }

    /// Seals the last piece.
    ///
    /// # Errors
    /// [`SealError::Failed`].
    pub fn finish(mut self, key: &CaseKey) -> Result<(Chunk, Sealed), SealError> {
        let last = self.seal(key, true)?;
        let plain_hash = sha256_bytes(self.plain);
        let sealed = Sealed {
            size: self.size,
            chunks: self.number,
            hash: sha256_bytes(self.sealed),
            plain_hash,
            digest: key.seal(&digest_place(&self.id), &plain_hash)?,
        };
        Ok((last, sealed))
    }

    fn seal(&mut self, key: &CaseKey, last: bool) -> Result<Chunk, SealError> {
        let number = self.number;
        let ciphertext = key.seal(&place(&self.id, number, last), &self.open)?;
        self.sealed.update(&ciphertext);
        self.open.clear();
        self.number = number.saturating_add(1);
        Ok(Chunk { number, ciphertext })
    }
}

/// Opens a piece of a file of that many pieces.
///
/// # Errors
/// [`SealError::Broken`] where it is not the one that was sealed for this place.
pub fn open(
    key: &CaseKey,
    id: &str,
    number: u64,
    chunks: u64,
    ciphertext: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let last = number.saturating_add(1) == chunks;
    key.open(&place(id, number, last), ciphertext)
}

/// Opens the hash of a file's content.
///
/// # Errors
/// [`SealError::Broken`].
pub fn open_digest(key: &CaseKey, id: &str, digest: &[u8]) -> Result<Hash, SealError> {
    let opened = key.open(&digest_place(id), digest)?;
    Hash::try_from(opened.as_slice()).map_err(|_length| SealError::Broken)
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sealer")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}
