//! What a process says, line by line, as it says it.

use std::io::{BufRead, BufReader, Read};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

#[derive(Default)]
struct Heard {
    lines: Vec<String>,
    ended: bool,
}

/// The lines so far; more come while the process runs.
#[derive(Clone, Default)]
pub struct Lines(Arc<(Mutex<Heard>, Condvar)>);

impl Lines {
    /// Listens to a stream in a thread of its own.
    pub fn of(stream: impl Read + Send + 'static) -> Self {
        let lines = Self::default();
        let told = lines.clone();
        std::thread::spawn(move || {
            let mut reader = BufReader::new(stream);
            let mut line = Vec::new();
            while reader.read_until(b'\n', &mut line).unwrap_or(0) > 0 {
                let text = String::from_utf8_lossy(&line).trim_end().to_owned();
                told.change(|heard| heard.lines.push(text));
                line.clear();
            }
            told.change(|heard| heard.ended = true);
        });
        lines
    }

    fn change(&self, change: impl FnOnce(&mut Heard)) {
        change(&mut self.0.0.lock().unwrap());
        self.0.1.notify_all();
    }

    /// All lines so far.
    #[must_use]
    pub fn all(&self) -> Vec<String> {
        self.0.0.lock().unwrap().lines.clone()
    }

    /// The first line that `pick` takes; nothing if the stream ends or the time is up before there is one.
    pub fn wait_for<T>(&self, limit: Duration, pick: impl Fn(&str) -> Option<T>) -> Option<T> {
        let end = Instant::now() + limit;
        let (heard, news) = &*self.0;
        let mut heard = heard.lock().unwrap();
        let mut seen = 0;
        loop {
            if let Some(found) = heard.lines[seen..].iter().find_map(|line| pick(line)) {
                return Some(found);
            }
            seen = heard.lines.len();
            let left = end.saturating_duration_since(Instant::now());
            if heard.ended || left.is_zero() {
                return None;
            }
            heard = news.wait_timeout(heard, left).unwrap().0;
        }
    }

    /// Waits for the end of the stream and returns all lines.
    ///
    /// # Panics
    /// If it does not end.
    #[must_use]
    pub fn to_the_end(&self) -> Vec<String> {
        let (heard, news) = &*self.0;
        let heard = heard.lock().unwrap();
        let (heard, wait) = news
            .wait_timeout_while(heard, crate::wait::LIMIT, |heard| !heard.ended)
            .unwrap();
        assert!(!wait.timed_out(), "the process goes on: {:?}", heard.lines);
        heard.lines.clone()
    }
}
