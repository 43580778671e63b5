//! Log lines on their way to standard error. A line for each request would be a system call for each request, so those
//! wait for each other, a tenth of a second at most; everything else is written at once, with what waits before it.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

/// How long a line may wait.
const LONGEST_WAIT: Duration = Duration::from_millis(100);

/// How many bytes may wait.
const MOST_WAITING: usize = 32 * 1024;

/// The lines that wait.
#[derive(Default)]
struct Waiting {
    lines: Mutex<Vec<u8>>,
    /// The line being written must not wait.
    urgent: AtomicBool,
}

static WAITING: OnceLock<Arc<Waiting>> = OnceLock::new();

fn waiting() -> &'static Arc<Waiting> {
    WAITING.get_or_init(Arc::default)
}

/// Where the logger writes to.
pub(super) struct Batch(&'static Arc<Waiting>);

impl Batch {
    /// Starts the thread that writes what has waited long enough. Without it, were no thread to be had, no line waits.
    pub(super) fn start() -> Self {
        let shared = waiting();
        let started = thread::Builder::new()
            .name("log".to_owned())
            .stack_size(64 * 1024)
            .spawn(move || {
                loop {
                    thread::sleep(LONGEST_WAIT);
                    shared.write_out();
                }
            });
        if started.is_err() {
            NOBODY_WRITES.store(true, Ordering::Relaxed);
        }
        Self(shared)
    }
}

static NOBODY_WRITES: AtomicBool = AtomicBool::new(false);

/// The line being formatted must be written at once.
pub(super) fn is_urgent() {
    waiting().urgent.store(true, Ordering::Relaxed);
}

impl Waiting {
    fn write_out(&self) {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if !lines.is_empty() {
            // Nobody is left to be told that the log cannot be written.
            let _ = io::stderr().lock().write_all(&lines);
            lines.clear();
        }
    }
}

impl Write for Batch {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut lines = self.0.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.extend_from_slice(line);
        Ok(line.len())
    }

    /// The logger flushes after each line.
    fn flush(&mut self) -> io::Result<()> {
        let full = {
            let lines = self.0.lines.lock().unwrap_or_else(PoisonError::into_inner);
            lines.len() >= MOST_WAITING
        };
        let urgent = self.0.urgent.swap(false, Ordering::Relaxed);
        if full || urgent || NOBODY_WRITES.load(Ordering::Relaxed) {
            self.0.write_out();
        }
        Ok(())
    }
}
