//! Random numbers from a key: SHA-256 in counter mode, uniform by rejection.

use std::array::IntoIter;
use std::num::NonZeroU64;

use sha2::{Digest as _, Sha256};

use super::encode::Digest;

/// The numbers of a key, from the first. Block `i` (from 0) is SHA-256 of the key's 32 bytes and `i` as 8 bytes, highest
/// first; each block gives four numbers of 8 bytes, highest first.
pub(super) struct Stream {
    key: Digest,
    block: u64,
    numbers: IntoIter<u64, 4>,
}

impl Stream {
    pub fn new(key: Digest) -> Self {
        let mut numbers = [0; 4].into_iter();
        // Nothing is left of a block that was never made.
        numbers.by_ref().for_each(drop);
        Self {
            key,
            block: 0,
            numbers,
        }
    }

    fn next(&mut self) -> u64 {
        loop {
            if let Some(number) = self.numbers.next() {
                return number;
            }
            let mut hash = Sha256::new();
            hash.update(self.key.0);
            hash.update(self.block.to_be_bytes());
            self.block = self.block.wrapping_add(1);
            let bytes: [u8; 32] = hash.finalize().into();
            let mut numbers = [0; 4];
            for (to, from) in numbers.iter_mut().zip(bytes.as_chunks::<8>().0) {
                *to = u64::from_be_bytes(*from);
            }
            self.numbers = numbers.into_iter();
        }
    }

    /// A uniform number below `bound`: numbers of the incomplete last stretch of 2^64 are passed over.
    pub fn below(&mut self, bound: NonZeroU64) -> u64 {
        let incomplete = (u64::MAX % bound).wrapping_add(1) % bound;
        let highest = u64::MAX - incomplete;
        loop {
            let number = self.next();
            if number <= highest {
                return number % bound;
            }
        }
    }
}
