//! The sandbox: the same program with a clock that can be moved, on a database of its own.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};

/// A clock that runs on from wherever it was put.
#[derive(Debug, Default)]
pub struct MovableClock {
    /// Microseconds ahead of the real time.
    ahead: AtomicI64,
}

impl MovableClock {
    /// What it shows.
    pub fn now(&self) -> DateTime<Utc> {
        let ahead = TimeDelta::microseconds(self.ahead.load(Ordering::Relaxed));
        let real = Utc::now();
        real.checked_add_signed(ahead).unwrap_or(real)
    }

    /// Puts it to an instant.
    pub fn set(&self, instant: DateTime<Utc>) {
        let ahead = instant.signed_duration_since(Utc::now());
        let micros = ahead.num_microseconds().unwrap_or_default();
        self.ahead.store(micros, Ordering::Relaxed);
    }
}
