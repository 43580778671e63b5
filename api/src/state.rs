//! What handlers share.

use std::sync::Arc;

use actix_web::web;
use arc_swap::ArcSwap;
use chrono::{DateTime, FixedOffset, NaiveDate, SubsecRound, Utc};
use persistence::keys::KeyRing;
use persistence::{Connection, Store, StoreError};
use tokio::sync::Semaphore;

use crate::auth::Access;
use crate::jobs::Jobs;
use crate::problem::Problem;
use crate::sandbox::MovableClock;
use crate::v1::complaints::attach::AttachmentLimits;
use crate::v1::complaints::view::KeptViews;
use crate::v1::evaluation::engine::Basis;
use crate::v1::public::Door;

/// The clock; tests move it.
pub type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Asia/Shanghai has no daylight saving time since 1991 and is eight hours ahead of UTC.
pub(crate) const SHANGHAI_SECONDS: i32 = 8 * 60 * 60;

/// Digits of a second that both databases keep.
const MICROSECONDS: u16 = 6;

/// State shared by all workers.
pub struct AppState {
    /// Calendar and profiles; replaced as a whole when a calendar year is imported.
    pub basis: ArcSwap<Basis>,
    /// The database.
    pub store: Store,
    /// The keys that seal what is confidential.
    pub keys: KeyRing,
    /// Who calls, and what they may do.
    pub access: Arc<Access>,
    /// What protects the public's door.
    pub door: Door,
    /// The clock.
    pub now: Now,
    /// Largest body of a single request, in bytes.
    pub body_limit: usize,
    /// Largest body of a batch, in bytes.
    pub batch_body_limit: usize,
    /// Limits of the files that come in.
    pub attachments: AttachmentLimits,
    /// Turns for long works: batches and explanations.
    pub long_work: Semaphore,
    /// The clock that a sandbox can move; none in production.
    pub sandbox: Option<Arc<MovableClock>>,
    /// What the server does by itself.
    pub jobs: Jobs,
    /// Cases as they were read before.
    pub views: KeptViews,
}

impl AppState {
    /// The instant, to the microsecond that the database keeps.
    pub fn instant(&self) -> DateTime<Utc> {
        (self.now)().trunc_subsecs(MICROSECONDS)
    }

    /// Takes up a change to clients, organisations or keys at once: the next request is judged by it. Where that fails,
    /// the change is seen a little later, as on every other server.
    pub async fn access_changed(&self) {
        let access = Arc::clone(&self.access);
        match web::block(move || access.refresh()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => log::warn!("clients could not be read: {error}"),
            Err(error) => log::warn!("clients could not be read: {error}"),
        }
    }

    /// Today in Asia/Shanghai.
    pub fn today(&self) -> NaiveDate {
        shanghai_day((self.now)())
    }

    /// Reads from the database: at once on this thread where it is embedded, since the hop to another would cost more
    /// than the read, else beside it.
    ///
    /// # Errors
    /// What `work` returns; `unavailable` where the database cannot be reached.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, Problem>
    where
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Into<Problem> + Send + 'static,
    {
        if self.store.is_embedded() {
            return self.store.read(work).map_err(Into::into);
        }
        self.read_aside(work).await
    }

    /// Reads from the database beside the worker, whichever it is: for reads that take long.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub async fn read_aside<T, E, F>(&self, work: F) -> Result<T, Problem>
    where
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Into<Problem> + Send + 'static,
    {
        let store = self.store.clone();
        web::block(move || store.read(work))
            .await
            .map_err(Problem::internal)?
            .map_err(Into::into)
    }

    /// Writes to the database; answered once the transaction is durable.
    ///
    /// # Errors
    /// What `work` returns; `unavailable` where the database cannot be reached or too many writes wait.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, Problem>
    where
        F: FnOnce(&mut Connection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Into<Problem> + Send + 'static,
    {
        self.store.submit(work).await.map_err(Into::into)
    }
}

/// The day of an instant in Asia/Shanghai.
#[must_use]
pub fn shanghai_day(instant: DateTime<Utc>) -> NaiveDate {
    FixedOffset::east_opt(SHANGHAI_SECONDS).map_or_else(
        || instant.date_naive(),
        |shanghai| instant.with_timezone(&shanghai).date_naive(),
    )
}
