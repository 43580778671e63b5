//! Waiting for what takes a moment, with a deadline.

use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long anything may take; far more than it does.
pub const LIMIT: Duration = Duration::from_secs(30);

/// Asks again and again until there is an answer.
///
/// # Panics
/// If there is none within [`LIMIT`].
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + LIMIT;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < end, "{what}: not within {LIMIT:?}");
        sleep(Duration::from_millis(20));
    }
}
