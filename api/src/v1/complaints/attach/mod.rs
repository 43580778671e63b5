//! Files of a case (Art. 8, 15): added by whoever hands a complaint in or handles it, downloaded only by those who handle
//! it, each download on record.

pub mod access;
pub mod add;
pub mod body;
pub mod download;
pub mod incoming;
pub mod inspect;
pub mod list;
pub mod range;
pub mod staging;

use std::time::Duration;

/// Limits of the files that come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttachmentLimits {
    /// Most bytes of a document or picture.
    pub file: u64,
    /// Most bytes of a recording.
    pub audio: u64,
    /// How long 64 KiB of a file, or its end, may take to arrive.
    pub stall: Duration,
}

/// How many times as long as 64 KiB may take a file that is coming in may rest, until it is taken to be given up.
const GIVEN_UP_AFTER: u32 = 3;

impl AttachmentLimits {
    /// How long a file that is coming in may rest, until it is taken to be given up: its server was killed.
    #[must_use]
    pub fn given_up_after(&self) -> Duration {
        self.stall.saturating_mul(GIVEN_UP_AFTER)
    }
}
