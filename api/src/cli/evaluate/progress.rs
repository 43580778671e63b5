//! Progress on a terminal; silent elsewhere.

use std::io::{IsTerminal, stderr, stdout};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::say;

/// How far the input is read.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// A bar for an input of known length, a counter for one of unknown length. Where answers go to the same terminal
    /// there is nothing to show that they do not.
    pub(super) fn new(length: Option<u64>) -> Self {
        let shown = stderr().is_terminal() && !stdout().is_terminal();
        let target = if shown {
            ProgressDrawTarget::stderr_with_hz(8)
        } else {
            ProgressDrawTarget::hidden()
        };
        let (bar, template) = match length {
            Some(length) => (
                ProgressBar::with_draw_target(Some(length), target),
                "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {msg} {eta}",
            ),
            None => (
                ProgressBar::with_draw_target(None, target),
                "{spinner} {bytes} {bytes_per_sec} {msg} {elapsed}",
            ),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        if shown {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self(bar)
    }

    /// Some input is done.
    pub(super) fn advance(&self, bytes: u64, answers: u64) {
        self.0.inc(bytes);
        if !self.0.is_hidden() {
            self.0.set_message(format!("{answers} answers"));
        }
    }

    /// Says a line without tearing the bar.
    pub(super) fn say(&self, line: &str) {
        self.0.suspend(|| say(line));
    }

    /// Clears the terminal's line.
    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
