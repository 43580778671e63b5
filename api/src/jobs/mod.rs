//! What the server does by itself: it says that cases are due soon or overdue, and computes due dates anew when the working
//! calendar has changed. Every run is on record, so that a job that does not run shows.

pub mod due_dates;
pub mod sanction_watch;
pub mod sweep;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use persistence::jobs::{self, Outcome};
use persistence::{Store, StoreError};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::state::{AppState, Now};
use crate::v1::evaluation::engine::Basis;

/// A background job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Says that cases are due soon or overdue (Art. 18).
    ClockSweep,
    /// Computes due dates anew after the working calendar has changed.
    DueDates,
    /// Looks at every institution for what time alone brings (jz Art. 20-22).
    SanctionWatch,
}

impl Job {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::ClockSweep, Self::DueDates, Self::SanctionWatch];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClockSweep => "clock_sweep",
            Self::DueDates => "due_dates",
            Self::SanctionWatch => "sanction_watch",
        }
    }

    /// The job of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|job| job.as_str() == name)
    }
}

/// What wakes the jobs of this process, and how it is named in their runs.
pub struct Jobs {
    /// This process.
    pub instance: String,
    /// A calendar year was imported here: no need to wait until that is noticed.
    pub calendar_changed: Notify,
    /// Due dates have moved: no need to wait for the next sweep.
    pub due_dates_moved: Notify,
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            // The random part of an id.
            instance: Uuid::now_v7()
                .simple()
                .to_string()
                .chars()
                .skip(20)
                .collect(),
            calendar_changed: Notify::new(),
            due_dates_moved: Notify::new(),
        }
    }
}

/// What a run works on.
#[derive(Clone)]
pub struct Ground {
    /// The database.
    pub store: Store,
    /// Calendar and profiles, the same from the beginning of the run to its end.
    pub basis: Arc<Basis>,
    /// The clock.
    pub now: Now,
    /// The process that runs it.
    pub instance: String,
}

impl Ground {
    /// In a server.
    #[must_use]
    pub fn of(state: &AppState) -> Self {
        Self {
            store: state.store.clone(),
            basis: state.basis.load_full(),
            now: Arc::clone(&state.now),
            instance: state.jobs.instance.clone(),
        }
    }

    fn instant(&self) -> DateTime<Utc> {
        (self.now)()
    }

    /// Notes that a run begins; its id.
    async fn start(&self, job: Job) -> Result<String, StoreError> {
        let (instance, now) = (self.instance.clone(), self.instant());
        let noted = self
            .store
            .submit(move |connection| jobs::start(connection, job.as_str(), &instance, now));
        noted.await
    }

    /// Notes how it ended.
    async fn finish(&self, id: String, outcome: Outcome) -> Result<(), StoreError> {
        let now = self.instant();
        let noted = self
            .store
            .submit(move |connection| jobs::finish(connection, &id, &outcome, now));
        noted.await
    }
}

/// Runs a job to its end on a runtime of its own, for whoever has none.
pub fn block_on<F: Future>(work: F) -> F::Output {
    actix_web::rt::System::new().block_on(work)
}

/// Why a run stopped early, in a word that tells nothing of what is stored.
fn word(error: &StoreError) -> &'static str {
    match error {
        StoreError::Unavailable { .. } | StoreError::ConnectionLost => "database_unavailable",
        StoreError::Busy => "database_busy",
        StoreError::Overloaded => "too_many_writes",
        StoreError::Full { .. } => "storage_full",
        StoreError::Damaged | StoreError::Corrupt(_) => "record_damaged",
        StoreError::CreateFile { .. }
        | StoreError::SchemaTooNew { .. }
        | StoreError::SchemaIncomplete { .. }
        | StoreError::Migration { .. }
        | StoreError::Database { .. } => "database_error",
    }
}
