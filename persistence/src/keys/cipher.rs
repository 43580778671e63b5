//! AES-256-GCM with a random nonce before each ciphertext.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use zeroize::Zeroizing;

use super::{LENGTH, SealError};

pub(super) struct Cipher(LessSafeKey);

impl Cipher {
    pub(super) fn new(secret: &[u8; LENGTH]) -> Result<Self, SealError> {
        UnboundKey::new(&AES_256_GCM, secret)
            .map(|key| Self(LessSafeKey::new(key)))
            .map_err(|_unspecified| SealError::Failed)
    }

    /// Nonce, ciphertext and tag, bound to a place.
    pub(super) fn seal(&self, place: &str, plaintext: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut nonce = [0; NONCE_LEN];
        aws_lc_rs::rand::fill(&mut nonce).map_err(|_unspecified| SealError::Failed)?;
        let mut content = plaintext.to_vec();
        let tag = self
            .0
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(place.as_bytes()),
                &mut content,
            )
            .map_err(|_unspecified| SealError::Failed)?;
        let mut sealed = Vec::with_capacity(NONCE_LEN + content.len() + tag.as_ref().len());
        sealed.extend_from_slice(&nonce);
        sealed.append(&mut content);
        sealed.extend_from_slice(tag.as_ref());
        Ok(sealed)
    }

    pub(super) fn open(&self, place: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let (nonce, ciphertext) = sealed
            .split_first_chunk::<NONCE_LEN>()
            .ok_or(SealError::Broken)?;
        let mut content = Zeroizing::new(ciphertext.to_vec());
        let opened = self
            .0
            .open_in_place(
                Nonce::assume_unique_for_key(*nonce),
                Aad::from(place.as_bytes()),
                &mut content,
            )
            .map_err(|_unspecified| SealError::Broken)?
            .len();
        content.truncate(opened);
        Ok(content)
    }
}
