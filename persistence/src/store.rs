//! The store: reads, snapshots and writes over either database.

use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use diesel::QueryResult;
use diesel::connection::TransactionManager;

use crate::dialect::{self, AnyConnection, Backend, Role, Target};
use crate::error::StoreError;
use crate::migrate;
use crate::pool::SessionPool;
use crate::url::DatabaseUrl;
use crate::write;
use crate::writer::Writers;

/// How a store uses its database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreOptions {
    /// Most connections to PostgreSQL; they are opened when needed.
    pub postgres_connections: u32,
    /// Most connections that read SQLite at once; they are opened when needed.
    pub sqlite_readers: u32,
    /// How long to wait for a connection, and for PostgreSQL to accept one (at least 2 s there).
    pub connection_timeout: Duration,
    /// How long SQLite waits for another process that writes to the same file.
    pub sqlite_busy_timeout: Duration,
    /// Most writes that wait; of a further one [`Store::submit`] says [`StoreError::Overloaded`].
    pub write_queue: usize,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self {
            postgres_connections: 16,
            sqlite_readers: 4,
            connection_timeout: Duration::from_secs(3),
            sqlite_busy_timeout: Duration::from_secs(5),
            write_queue: 1024,
        }
    }
}

/// What [`Store::health`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The kind of database.
    pub backend: Backend,
    /// The newest migration that is applied.
    pub schema_version: String,
}

/// The way to the database. Clones share their connections; dropping the last one waits for the writes under way.
///
/// All methods but [`Self::submit`] block the calling thread. Closures must not call the store again: a write inside a
/// write would wait for itself.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    target: Target,
    /// SQLite: from the start, with the only connection that writes. PostgreSQL: from the first [`Store::submit`].
    ///
    /// Dropped before what holds data in memory alive.
    writers: OnceLock<Writers>,
    pool: Arc<SessionPool>,
    /// Holds data in memory alive while no other connection is open.
    _anchor: Option<Mutex<AnyConnection>>,
    /// How many threads write to PostgreSQL.
    writer_count: u32,
    write_queue: usize,
}

impl Store {
    /// Opens the database, makes it if it is an SQLite file that does not exist (mode 0600), and migrates it.
    ///
    /// # Errors
    /// [`StoreError::CreateFile`], [`StoreError::Unavailable`], [`StoreError::SchemaTooNew`],
    /// [`StoreError::Migration`], [`StoreError::Busy`].
    pub fn open(url: &DatabaseUrl, options: StoreOptions) -> Result<Self, StoreError> {
        let target = Target::new(url, &options);
        target.prepare()?;
        let mut connection = target.connect(Role::Writer)?;
        migrate::migrate(&mut connection, target.backend())?;
        let anchor = if target.is_volatile() {
            Some(Mutex::new(target.connect(Role::Reader)?))
        } else {
            None
        };
        let writers = OnceLock::new();
        if target.is_embedded() {
            let grouping = Writers::grouping(target.clone(), connection, options.write_queue)?;
            let _first = writers.set(grouping);
        }
        let pool = Arc::new(SessionPool::new(target.clone(), &options));
        // Some connections are left for reads, however much is written.
        let writer_count = options
            .postgres_connections
            .saturating_sub(options.postgres_connections / 4);
        Ok(Self {
            inner: Arc::new(Inner {
                target,
                writers,
                pool,
                _anchor: anchor,
                writer_count,
                write_queue: options.write_queue,
            }),
        })
    }

    /// The kind of database.
    #[must_use]
    pub fn backend(&self) -> Backend {
        self.inner.target.backend()
    }

    /// Whether the database is part of this program (SQLite): a short read costs microseconds then, and may run on a
    /// thread that serves others too.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.inner.target.is_embedded()
    }

    /// Runs `work` on a connection that cannot write. Each statement sees what is committed when it starts; where
    /// several must agree with each other, use [`Self::snapshot`].
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if no connection is to be had; otherwise what `work` returns.
    pub fn read<T, E>(&self, work: impl FnOnce(&mut AnyConnection) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        self.inner.pool.get()?.run(work)
    }

    /// Runs `work` on a connection that cannot write, and on which all statements see one and the same state.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn snapshot<T, E>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        self.inner
            .pool
            .get()?
            .run(|connection| in_transaction(connection, dialect::begin_snapshot, work))
    }

    /// Runs `work` in one transaction: committed durably if it returns `Ok`, undone entirely if it returns `Err`.
    ///
    /// The closure owns what it uses, so that it can be carried to the thread that commits. It must return the errors
    /// of the database: one that hides a full disk may leave a part of itself behind. If it panics, so does this.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if no connection is to be had, [`StoreError::ConnectionLost`],
    /// [`StoreError::Busy`] or [`StoreError::Full`] if it cannot be committed; otherwise what `work` returns.
    pub fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match self.inner.writers.get() {
            Some(writers) if self.is_embedded() => {
                let (write, wait) = write::waited_for(work);
                writers.give(write);
                wait()
            }
            Some(_) | None => self
                .inner
                .pool
                .get()?
                .run(|connection| in_transaction(connection, dialect::begin_write, work)),
        }
    }

    /// As [`Self::write`], without blocking the caller: the write is queued at once, in the order of the calls on
    /// SQLite, and happens even if the future is dropped. Runs on any executor. Panics if `work` does.
    ///
    /// Many writes at once are cheap: SQLite commits together what waits, and answers only then.
    ///
    /// # Errors
    /// As [`Self::write`]; [`StoreError::Overloaded`] at once if [`StoreOptions::write_queue`] writes wait already.
    pub fn submit<T, E, F>(
        &self,
        work: F,
    ) -> impl Future<Output = Result<T, E>> + Send + 'static + use<T, E, F>
    where
        F: FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (write, answer) = write::awaited(work);
        match self.writers() {
            Ok(writers) => writers.offer(write),
            Err(error) => write.refuse(error),
        }
        answer
    }

    fn writers(&self) -> Result<&Writers, StoreError> {
        let inner = &self.inner;
        if let Some(writers) = inner.writers.get() {
            return Ok(writers);
        }
        let writers = Writers::pooled(&inner.pool, inner.writer_count, inner.write_queue)?;
        // Another caller may have been first; its threads are as good, and these end.
        Ok(inner.writers.get_or_init(|| writers))
    }

    /// Reaches the database and confirms that none of this program's migrations is pending.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] and [`StoreError::ConnectionLost`] if it cannot be reached,
    /// [`StoreError::SchemaIncomplete`] if a migration is missing.
    pub fn health(&self) -> Result<Health, StoreError> {
        let backend = self.backend();
        let schema_version =
            self.read(|connection| migrate::current_version(connection, backend))?;
        Ok(Health {
            backend,
            schema_version,
        })
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("backend", &self.backend())
            .finish_non_exhaustive()
    }
}

/// Begins with `begin`, runs `work`, then commits, or rolls back if it failed.
pub(crate) fn in_transaction<T, E>(
    connection: &mut AnyConnection,
    begin: impl FnOnce(&mut AnyConnection) -> QueryResult<()>,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E>
where
    E: From<StoreError>,
{
    begin(connection).map_err(StoreError::from)?;
    match work(connection) {
        Ok(value) => {
            AnyConnection::commit_transaction(connection).map_err(StoreError::from)?;
            Ok(value)
        }
        Err(error) => {
            // The caller's error tells more than a failed rollback; the connection is then not used again.
            if let Err(rollback) = AnyConnection::rollback_transaction(connection) {
                log::warn!("rollback failed: {}", StoreError::from(rollback));
            }
            Err(error)
        }
    }
}
