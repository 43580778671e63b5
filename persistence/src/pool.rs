//! The connection pool: lazily filled, quick to say that the database is gone, and quick to recover.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use diesel::r2d2::R2D2Connection;
use r2d2::{ManageConnection, NopErrorHandler, Pool, PooledConnection};

use crate::dialect::{AnyConnection, Backend, Role, Target};
use crate::error::StoreError;
use crate::store::StoreOptions;

/// A connection that was used this recently is handed out without asking the server whether it lives: the question
/// would double the cost of a short read.
const TRUSTED_FOR: Duration = Duration::from_secs(1);

/// How long a caller waits before it looks whether connecting fails, instead of waiting out the whole timeout.
const LOOK_AGAIN_AFTER: Duration = Duration::from_millis(250);

/// A pooled connection and what is known of its health.
pub(crate) struct Session {
    connection: AnyConnection,
    last_used: Instant,
    lost: bool,
}

impl Session {
    /// Runs `work` and notes afterwards whether the connection survived it.
    pub(crate) fn run<T, E>(
        &mut self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        let result = work(&mut self.connection);
        // A lost connection shows only as some error of the closure's own type: ask the connection.
        self.lost =
            result.is_err() && !self.connection.is_broken() && self.connection.ping().is_err();
        self.last_used = Instant::now();
        result
    }
}

/// Why the last attempt to connect failed, if it did; shared by the manager and the pool's callers.
#[derive(Clone, Default)]
struct Failure(Arc<Mutex<Option<String>>>);

impl Failure {
    fn lock(&self) -> MutexGuard<'_, Option<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self) -> Option<String> {
        self.lock().clone()
    }

    /// Logs the beginning and the end of an outage, not each of the many attempts between.
    fn note(&self, outcome: Result<(), &StoreError>, backend: Backend) {
        let mut failure = self.lock();
        match (outcome, failure.is_some()) {
            (Ok(()), true) => log::info!("the {backend} database can be reached again"),
            (Err(error), false) => log::warn!("{error}"),
            (Ok(()), false) | (Err(_), true) => {}
        }
        *failure = outcome.err().map(|error| match error {
            StoreError::Unavailable { detail, .. } => detail.clone(),
            other => other.to_string(),
        });
    }
}

/// Opens connections by URL scheme.
///
/// `MultiConnection::establish` would try each backend in turn, and during an outage of PostgreSQL open an SQLite file
/// named like the URL.
pub(crate) struct Manager {
    target: Target,
    failure: Failure,
}

impl ManageConnection for Manager {
    type Connection = Session;
    type Error = StoreError;

    fn connect(&self) -> Result<Session, StoreError> {
        let connection = self.target.connect(Role::Reader);
        self.failure
            .note(connection.as_ref().map(|_| ()), self.target.backend());
        Ok(Session {
            connection: connection?,
            last_used: Instant::now(),
            lost: false,
        })
    }

    fn is_valid(&self, session: &mut Session) -> Result<(), StoreError> {
        // A file has no server that could have gone away.
        if self.target.is_embedded() || session.last_used.elapsed() < TRUSTED_FOR {
            return Ok(());
        }
        session.connection.ping().map_err(StoreError::from)
    }

    fn has_broken(&self, session: &mut Session) -> bool {
        session.lost || std::thread::panicking() || session.connection.is_broken()
    }
}

/// The pool of a store.
pub(crate) struct SessionPool {
    pool: Pool<Manager>,
    failure: Failure,
    timeout: Duration,
    backend: Backend,
}

impl SessionPool {
    /// Opens no connection yet.
    pub(crate) fn new(target: Target, options: &StoreOptions) -> Self {
        let (failure, backend) = (Failure::default(), target.backend());
        let pool = Pool::builder()
            .max_size(target.pool_size(options))
            .min_idle(Some(0))
            .connection_timeout(options.connection_timeout)
            .test_on_check_out(true)
            // `Failure::note` logs.
            .error_handler(Box::new(NopErrorHandler))
            .build_unchecked(Manager {
                target,
                failure: failure.clone(),
            });
        Self {
            pool,
            failure,
            timeout: options.connection_timeout,
            backend,
        }
    }

    /// A connection, once one is free.
    ///
    /// All of them in use is worth waiting for, up to the timeout; a server that refuses connections is not.
    pub(crate) fn get(&self) -> Result<PooledConnection<Manager>, StoreError> {
        let end = Instant::now() + self.timeout;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if let Ok(session) = self.pool.get_timeout(left.min(LOOK_AGAIN_AFTER)) {
                return Ok(session);
            }
            let failure = self.failure.get();
            if failure.is_some() || left.is_zero() {
                return Err(StoreError::Unavailable {
                    backend: self.backend,
                    detail: failure.unwrap_or_else(|| {
                        let size = self.pool.max_size();
                        format!(
                            "none of the {size} connections came free in {:?}",
                            self.timeout
                        )
                    }),
                });
            }
        }
    }
}
