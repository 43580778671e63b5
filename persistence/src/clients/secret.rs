//! Secrets of clients: made here, shown once, kept as a hash.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use crate::keys::SealError;
use crate::ledger::sha256;

/// Random bytes in a secret.
const BYTES: usize = 32;

/// A new secret. A plain SHA-256 of it is kept: with 256 random bits there is nothing to guess, so a slow password hash
/// would only cost its tens of megabytes of memory a request.
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// [`SealError::Failed`] where the system gives no random numbers.
    pub fn new() -> Result<Self, SealError> {
        let mut bytes = Zeroizing::new([0_u8; BYTES]);
        aws_lc_rs::rand::fill(bytes.as_mut_slice()).map_err(|_unspecified| SealError::Failed)?;
        Ok(Self(Zeroizing::new(
            URL_SAFE_NO_PAD.encode(bytes.as_slice()),
        )))
    }

    /// Its text: for the one answer, or the one file, that gives it to its owner.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        sha256(self.0.as_bytes())
    }

    /// Whether a text is the secret of this hash, in a time that does not depend on how much of it is right.
    #[must_use]
    pub fn matches(text: &str, hash: &[u8; 32]) -> bool {
        verify_slices_are_equal(&sha256(text.as_bytes()), hash).is_ok()
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}
