//! Keeps SQLite's write-ahead log short without keeping writers waiting.
//!
//! By itself SQLite copies the log into the database file within the commit that makes it too long, with every caller
//! waiting. Here a thread of its own copies it while writes go on. It never quite catches up with them; so when little
//! is left, the writer copies that between two commits, and the next one begins the log anew. Writes that outrun the
//! thread wait for it: the log stays bounded, unless a reader keeps an old state open, which none can copy over.

use std::fs::File;
use std::mem::ManuallyDrop;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use crate::dialect::wal::{self, Frames};
use crate::dialect::{AnyConnection, Role, Target};
use crate::error::StoreError;

/// Frames (4 KiB each) from which on the log is copied.
const LONG: i64 = 8_192;

/// So many are copied between two commits.
const LITTLE: i64 = 1_024;

/// With so many left to copy, writing waits.
const MOST: i64 = 2 * LONG;

/// Where copying got nowhere, as a reader was in the way, it is tried again after so many.
const AGAIN: i64 = 256;

/// How often the thread follows what was written while it copied.
const ROUNDS: u32 = 6;

/// Of one database, owned by the thread that writes to it.
pub(crate) struct LogKeeper {
    shared: Arc<Shared>,
    target: Target,
    /// Started when the log is long for the first time.
    copier: Option<JoinHandle<()>>,
    /// Length of the log before which nothing is tried.
    not_before: i64,
    /// What was copied when the thread was last told to.
    copied_then: i64,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    told: Condvar,
    /// Held while copying: two at once would not wait for, but refuse each other.
    turn: Mutex<()>,
}

#[derive(Default)]
struct State {
    /// The thread is to copy, or does.
    copying: bool,
    closed: bool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing under these locks leaves anything half done.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl LogKeeper {
    pub(crate) fn new(target: Target) -> Self {
        Self {
            shared: Arc::default(),
            target,
            copier: None,
            not_before: 0,
            copied_then: 0,
        }
    }

    /// Between two transactions of the writer's connection: sees to it that the log gets shorter if it is long.
    pub(crate) fn after_commit(
        &mut self,
        connection: &mut AnyConnection,
    ) -> Result<(), StoreError> {
        let Some(frames) = wal::log_frames(connection)? else {
            return Ok(());
        };
        if frames.logged < LONG {
            self.not_before = 0;
            return Ok(());
        }
        if frames.logged < self.not_before {
            return Ok(());
        }
        let copying = lock(&self.shared.state).copying;
        let late = frames.left() >= MOST;
        if late || (!copying && frames.left() <= LITTLE) {
            let _turn = lock(&self.shared.turn);
            wal::copy_log(connection)?;
            // Mostly the next commit begins the log anew, and this is forgotten.
            self.not_before = frames.logged.saturating_add(AGAIN);
        } else if !copying {
            self.tell(frames);
        }
        Ok(())
    }

    fn tell(&mut self, frames: Frames) {
        if frames.copied == self.copied_then {
            self.not_before = frames.logged.saturating_add(AGAIN);
        }
        self.copied_then = frames.copied;
        if self.copier.is_none() {
            let (shared, target) = (Arc::clone(&self.shared), self.target.clone());
            let copier = thread::Builder::new()
                .name("store-wal".to_owned())
                .spawn(move || copy_when_told(&shared, &target));
            match copier {
                Ok(copier) => self.copier = Some(copier),
                // The writer copies when too much is left.
                Err(error) => return log::warn!("no thread can be started: {error}"),
            }
        }
        lock(&self.shared.state).copying = true;
        self.shared.told.notify_one();
    }
}

impl Drop for LogKeeper {
    fn drop(&mut self) {
        lock(&self.shared.state).closed = true;
        self.shared.told.notify_one();
        if let Some(copier) = self.copier.take() {
            // There is nobody left to tell of a panic.
            let _ = copier.join();
        }
    }
}

fn copy_when_told(shared: &Shared, target: &Target) {
    let mut kept = None;
    let mut failing = false;
    // Closing a handle would take away the locks that SQLite holds on the file through others: it is never closed.
    let file = ManuallyDrop::new(wal::open_file(target));
    loop {
        let mut state = lock(&shared.state);
        while !state.copying && !state.closed {
            state = shared
                .told
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if state.closed {
            return;
        }
        drop(state);
        let copied = copy(shared, target, &file, &mut kept);
        match (&copied, failing) {
            (Err(error), false) => log::warn!("the write-ahead log cannot be copied: {error}"),
            (Ok(()), true) => log::info!("the write-ahead log can be copied again"),
            (Ok(()), false) | (Err(_), true) => {}
        }
        failing = copied.is_err();
        if failing {
            kept = None;
        }
        lock(&shared.state).copying = false;
    }
}

fn copy(
    shared: &Shared,
    target: &Target,
    file: &Option<File>,
    kept: &mut Option<AnyConnection>,
) -> Result<(), StoreError> {
    let connection = match kept {
        Some(connection) => connection,
        None => kept.insert(target.connect(Role::Reader)?),
    };
    for _ in 0..ROUNDS {
        let turn = lock(&shared.turn);
        wal::copy_log(connection)?;
        drop(turn);
        sync_ahead(file.as_ref());
        let little = wal::log_frames(connection)?.is_none_or(|frames| frames.left() <= LITTLE);
        if little || lock(&shared.state).closed {
            break;
        }
    }
    Ok(())
}

/// Brings to the disk what was copied. SQLite does so itself at the end, but only when all is copied: in the writer, with
/// every caller waiting, unless hardly anything is left to bring there. A failure is SQLite's to tell: the kernel reports it
/// to each handle of the file.
fn sync_ahead(file: Option<&File>) {
    if let Some(file) = file
        && let Err(error) = file.sync_data()
    {
        log::debug!("the database file was not synchronised ahead: {error}");
    }
}
