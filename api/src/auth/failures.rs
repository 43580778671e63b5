//! Failed attempts at the token endpoint, by address: after too many of them nobody there is let in for a while.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::http::client_address::ClientKey;

/// Failures after which an address must wait.
const MOST: u32 = 20;

/// The time they are counted over, and how long to wait at most.
const WINDOW: Duration = Duration::from_secs(60);

/// Addresses remembered at once; beyond it the oldest windows go first, so that memory is bounded.
const MOST_ADDRESSES: usize = 50_000;

struct Count {
    since: Instant,
    failures: u32,
}

/// The addresses with failures.
#[derive(Default)]
pub(super) struct Failures {
    counts: Mutex<HashMap<ClientKey, Count>>,
}

impl Failures {
    /// Seconds an address has to wait; none: it may try.
    pub(super) fn wait(&self, address: ClientKey) -> Option<u32> {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.get(&address)?;
        let left = WINDOW.checked_sub(count.since.elapsed())?;
        (count.failures >= MOST).then(|| u32::try_from(left.as_secs()).unwrap_or(u32::MAX).max(1))
    }

    /// Counts a failure.
    pub(super) fn count(&self, address: ClientKey) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= MOST_ADDRESSES && !counts.contains_key(&address) {
            counts.retain(|_, count| count.since.elapsed() < WINDOW);
            if counts.len() >= MOST_ADDRESSES {
                let oldest = counts
                    .iter()
                    .min_by_key(|(_, count)| count.since)
                    .map(|(address, _)| *address);
                oldest.and_then(|oldest| counts.remove(&oldest));
            }
        }
        let count = counts.entry(address).or_insert_with(|| Count {
            since: Instant::now(),
            failures: 0,
        });
        if count.since.elapsed() >= WINDOW {
            *count = Count {
                since: Instant::now(),
                failures: 0,
            };
        }
        count.failures = count.failures.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_many_failures_waits_and_no_other() {
        let failures = Failures::default();
        let (one, other) = (ClientKey::V4(1), ClientKey::V4(2));
        for _ in 0..MOST {
            assert_eq!(failures.wait(one), None);
            failures.count(one);
        }
        assert!(failures.wait(one).is_some_and(|seconds| seconds <= 60));
        assert_eq!(failures.wait(other), None);
    }
}
