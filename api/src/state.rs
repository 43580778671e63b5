//! What handlers share.

use std::sync::Arc;

use arc_swap::ArcSwap;
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use persistence::Store;
use persistence::keys::KeyRing;
use tokio::sync::Semaphore;

use crate::auth::Access;
use crate::v1::evaluation::engine::Basis;

/// The clock; tests move it.
pub type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Asia/Shanghai has no daylight saving time since 1991 and is eight hours ahead of UTC.
const SHANGHAI_SECONDS: i32 = 8 * 60 * 60;

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
    /// The clock.
    pub now: Now,
    /// Largest body of a single request, in bytes.
    pub body_limit: usize,
    /// Largest body of a batch, in bytes.
    pub batch_body_limit: usize,
    /// Turns for long works: batches and explanations.
    pub long_work: Semaphore,
}

impl AppState {
    /// Today in Asia/Shanghai.
    pub fn today(&self) -> NaiveDate {
        let now = (self.now)();
        FixedOffset::east_opt(SHANGHAI_SECONDS).map_or_else(
            || now.date_naive(),
            |shanghai| now.with_timezone(&shanghai).date_naive(),
        )
    }
}
