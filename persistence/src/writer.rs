//! The threads that write: SQLite's one, which commits waiting writes together, and PostgreSQL's few.
//!
//! On SQLite the time of a durable write is nearly all the disk's, once a commit. So one thread takes what waits, runs
//! each write in a savepoint of its own, commits them together, and only then answers: a refusal too, for it may rest
//! on what another write of the same batch wrote.

use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use diesel::connection::{SimpleConnection, TransactionManager};
use diesel::r2d2::R2D2Connection;

use crate::dialect::{self, AnyConnection, Backend, Role, Target, savepoint};
use crate::error::StoreError;
use crate::pool::SessionPool;
use crate::queue::Queue;
use crate::store::in_transaction;
use crate::wal::LogKeeper;
use crate::write::{Outcome, Write};

/// Most writes of one commit.
const MOST_TOGETHER: usize = 256;

/// How long a batch may take in further writes: the first of them waits for the commit all this time.
const LONGEST_BATCH: Duration = Duration::from_millis(8);

type Waiting = Queue<Box<dyn Write>>;

/// Threads that take writes from one queue. Dropping it ends them, once all that waits is written.
pub(crate) struct Writers {
    queue: Arc<Waiting>,
    threads: Vec<JoinHandle<()>>,
}

impl Writers {
    /// One thread that owns `connection` and commits waiting writes together.
    pub(crate) fn grouping(
        target: Target,
        mut connection: AnyConnection,
        capacity: usize,
    ) -> Result<Self, StoreError> {
        let backend = target.backend();
        dialect::wal::leave_log(&mut connection)?;
        let queue = Arc::new(Waiting::new(capacity));
        let writer = Grouping {
            queue: Arc::clone(&queue),
            log: LogKeeper::new(target.clone()),
            target,
            idle: Some(connection),
            batch: Vec::new(),
            failing: false,
        };
        let threads = vec![start(backend, || writer.work())?];
        Ok(Self { queue, threads })
    }

    /// So many threads, each of which commits one write at a time on a connection of the pool.
    pub(crate) fn pooled(
        pool: &Arc<SessionPool>,
        count: u32,
        capacity: usize,
    ) -> Result<Self, StoreError> {
        let mut writers = Self {
            queue: Arc::new(Waiting::new(capacity)),
            threads: Vec::new(),
        };
        for _ in 0..count.max(1) {
            let (queue, pool) = (Arc::clone(&writers.queue), Arc::clone(pool));
            let thread = start(Backend::Postgres, move || {
                while let Some(write) = queue.take() {
                    write_alone(&pool, write);
                }
            });
            writers.threads.push(thread?);
        }
        Ok(writers)
    }

    /// Puts a write into the queue; without room for it, it is answered with [`StoreError::Overloaded`] at once.
    pub(crate) fn offer(&self, write: Box<dyn Write>) {
        if let Err(write) = self.queue.offer(write) {
            write.refuse(StoreError::Overloaded);
        }
    }

    /// Puts a write into the queue once there is room.
    pub(crate) fn give(&self, write: Box<dyn Write>) {
        if let Err(write) = self.queue.give(write) {
            write.refuse(StoreError::ConnectionLost);
        }
    }
}

impl Drop for Writers {
    fn drop(&mut self) {
        self.queue.close();
        for thread in self.threads.drain(..) {
            // A write may own the last handle of its store; a thread cannot wait for itself.
            if thread.thread().id() != thread::current().id() {
                // It catches what panics; there is nobody left to tell.
                let _ = thread.join();
            }
        }
    }
}

fn start(
    backend: Backend,
    work: impl FnOnce() + Send + 'static,
) -> Result<JoinHandle<()>, StoreError> {
    thread::Builder::new()
        .name("store-writer".to_owned())
        .spawn(work)
        .map_err(|error| StoreError::Unavailable {
            backend,
            detail: format!("no thread can be started: {error}"),
        })
}

/// How a write that has a transaction to itself ended, unless it was committed.
enum Ended {
    Refused,
    Failed(StoreError),
}

impl From<StoreError> for Ended {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

fn write_alone(pool: &SessionPool, mut write: Box<dyn Write>) {
    let ended = pool.get().map_err(Ended::Failed).and_then(|mut session| {
        session.run(|connection| {
            in_transaction(connection, dialect::begin_write, |connection| {
                match write.run(connection) {
                    Outcome::Keep => Ok(()),
                    Outcome::Undo | Outcome::Panicked => Err(Ended::Refused),
                }
            })
        })
    });
    match ended {
        Ok(()) | Err(Ended::Refused) => write.answer(),
        Err(Ended::Failed(error)) => write.refuse(error),
    }
}

/// SQLite's writer.
struct Grouping {
    queue: Arc<Waiting>,
    target: Target,
    /// Empty after a failure took the connection along; the next batch opens another.
    idle: Option<AnyConnection>,
    log: LogKeeper,
    /// The writes of the batch under way that have run.
    batch: Vec<Box<dyn Write>>,
    /// Whether the last batch failed: the log tells the beginning and the end, not each batch between.
    failing: bool,
}

impl Grouping {
    fn work(mut self) {
        while let Some(first) = self.queue.take() {
            let committed = self.commit_with_what_waits(first);
            match (&committed, self.failing) {
                (Err(error), false) => log::warn!("writes fail: {error}"),
                (Ok(()), true) => log::info!("writes succeed again"),
                (Ok(()), false) | (Err(_), true) => {}
            }
            self.failing = committed.is_err();
            for write in self.batch.drain(..) {
                match &committed {
                    Ok(()) => write.answer(),
                    Err(error) => write.refuse(error.repeat()),
                }
            }
            // Nobody waits for it but the next batch, which finds out too if the storage fails.
            if let Some(connection) = &mut self.idle
                && let Err(error) = self.log.after_commit(connection)
            {
                log::debug!("the write-ahead log was not copied: {error}");
            }
        }
    }

    /// Leaves in `batch` the writes that the result concerns, all of them to be answered alike.
    fn commit_with_what_waits(&mut self, first: Box<dyn Write>) -> Result<(), StoreError> {
        let mut connection = match self.begin() {
            Ok(connection) => connection,
            Err(error) => {
                // Nobody else would fare better, and each would wait as long.
                self.batch.push(first);
                while self.batch.len() < MOST_TOGETHER
                    && let Some(next) = self.queue.take_waiting()
                {
                    self.batch.push(next);
                }
                return Err(error);
            }
        };
        let began = Instant::now();
        let (mut next, mut keep, mut trusted) = (Some(first), false, true);
        while let Some(mut write) = next {
            let outcome = run_in_savepoint(&mut connection, write.as_mut());
            self.batch.push(write);
            let outcome = outcome?;
            keep |= outcome == Outcome::Keep;
            trusted &= outcome != Outcome::Panicked;
            let room = self.batch.len() < MOST_TOGETHER && began.elapsed() < LONGEST_BATCH;
            next = (trusted && room)
                .then(|| self.queue.take_waiting())
                .flatten();
        }
        let end = if keep { "COMMIT" } else { "ROLLBACK" };
        if !trusted {
            // A panic may have left a transaction of `diesel` half open: its own bookkeeping no longer fits.
            return connection.batch_execute(end).map_err(StoreError::from);
        }
        if keep {
            AnyConnection::commit_transaction(&mut connection)?;
        } else {
            AnyConnection::rollback_transaction(&mut connection)?;
        }
        if !connection.is_broken() {
            self.idle = Some(connection);
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<AnyConnection, StoreError> {
        let mut connection = match self.idle.take() {
            Some(connection) => connection,
            None => {
                let mut connection = self.target.connect(Role::Writer)?;
                dialect::wal::leave_log(&mut connection)?;
                connection
            }
        };
        match dialect::begin_write(&mut connection).map_err(StoreError::from) {
            Ok(()) => Ok(connection),
            Err(error) => {
                if matches!(error, StoreError::Busy) && !connection.is_broken() {
                    self.idle = Some(connection);
                }
                Err(error)
            }
        }
    }
}

/// Runs one write so that it can be undone without the others.
///
/// An error means that the whole transaction is lost: when the disk is full or fails, SQLite may undo all of it, and
/// then the savepoint is gone too.
fn run_in_savepoint(
    connection: &mut AnyConnection,
    write: &mut dyn Write,
) -> Result<Outcome, StoreError> {
    savepoint::begin(connection)?;
    let outcome = write.run(connection);
    let ended = match outcome {
        Outcome::Keep => savepoint::keep(connection),
        Outcome::Undo | Outcome::Panicked => savepoint::undo(connection),
    };
    match ended.map_err(StoreError::from) {
        Ok(()) => Ok(outcome),
        // Why was told to the write alone, in its own words.
        Err(StoreError::Database { .. }) => Err(StoreError::Full {
            detail: "the database undid the whole transaction".to_owned(),
        }),
        Err(error) => Err(error),
    }
}
