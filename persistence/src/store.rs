//! The store: reads, snapshots and writes over either database.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use diesel::QueryResult;
use diesel::connection::TransactionManager;
use diesel::r2d2::R2D2Connection;

use crate::dialect::{self, AnyConnection, Backend, Role, Target};
use crate::error::StoreError;
use crate::migrate;
use crate::pool::SessionPool;
use crate::url::DatabaseUrl;

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
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self {
            postgres_connections: 16,
            sqlite_readers: 4,
            connection_timeout: Duration::from_secs(3),
            sqlite_busy_timeout: Duration::from_secs(5),
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

/// The way to the database. Clones share their connections.
///
/// All methods block the calling thread. Closures must not call the store again: a write inside a write would wait for
/// itself.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    target: Target,
    pool: SessionPool,
    /// SQLite's one writer; PostgreSQL writes through the pool.
    writer: Option<Writer>,
    /// Holds data in memory alive while no other connection is open.
    _anchor: Option<Mutex<AnyConnection>>,
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
        let writer = target
            .has_single_writer()
            .then(|| Writer::new(target.clone(), connection));
        let pool = SessionPool::new(target.clone(), &options);
        Ok(Self {
            inner: Arc::new(Inner {
                target,
                pool,
                writer,
                _anchor: anchor,
            }),
        })
    }

    /// The kind of database.
    #[must_use]
    pub fn backend(&self) -> Backend {
        self.inner.target.backend()
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
    /// The closure owns what it uses, so that it can be carried to the thread that commits.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if no connection is to be had, [`StoreError::ConnectionLost`] or
    /// [`StoreError::Busy`] if it cannot be committed; otherwise what `work` returns.
    pub fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut AnyConnection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.inner.writer {
            Some(writer) => writer.run(work),
            None => self
                .inner
                .pool
                .get()?
                .run(|connection| in_transaction(connection, dialect::begin_write, work)),
        }
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

/// One connection that writes, one caller at a time.
struct Writer {
    target: Target,
    /// Empty after a panic or a failed rollback took the connection along; the next caller opens another.
    idle: Mutex<Option<AnyConnection>>,
}

impl Writer {
    fn new(target: Target, connection: AnyConnection) -> Self {
        Self {
            target,
            idle: Mutex::new(Some(connection)),
        }
    }

    fn run<T, E>(&self, work: impl FnOnce(&mut AnyConnection) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError>,
    {
        // Whoever panicked had taken the connection out: what the lock guards is whole.
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let mut connection = match idle.take() {
            Some(connection) => connection,
            None => self.target.connect(Role::Writer)?,
        };
        let result = in_transaction(&mut connection, dialect::begin_write, work);
        if !connection.is_broken() {
            *idle = Some(connection);
        }
        result
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
