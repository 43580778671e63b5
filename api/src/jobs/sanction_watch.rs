//! Looking at every institution for what time alone brings: idleness, a report or a rectification that fell due (jz Art.
//! 20-22). After every change the watch looks at once; this is for the days on which nothing changes.
//!
//! Institutions are read in stretches, in the order of their ids, each from one ordered reading of events, by two readers at
//! most; nothing is kept of a stretch but what is to be done. Only where a proposal is to be opened, updated or dropped the
//! institution is locked and looked at anew, in a small transaction of its own. Several servers may run at once: whoever
//! comes second finds nothing left to do.

use std::sync::Arc;

use actix_web::web;
use chrono::NaiveDate;
use domain::access::Regime;
use domain::jz::institution::Institution;
use domain::jz::proceeding::Step;
use persistence::aggregate;
use persistence::jobs::{self, Outcome};
use persistence::ledger::AppendError;
use persistence::proceedings::scan::{middle, stretch};
use persistence::proceedings::{Dealt, ProceedingRow};
use persistence::{Store, StoreError};

use super::{Ground, Job, word};
use crate::state::shanghai_day;
use crate::v1::evaluation::engine::Basis;
use crate::v1::institutions::watch::{Looking, due, look};

/// Institutions read at once: a few thousand events.
const STRETCH: i64 = 50;

/// What one reader found.
#[derive(Debug, Default)]
pub struct Found {
    /// Institutions looked at.
    pub looked_at: u64,
    /// Those about which there is something to do.
    pub due: Vec<String>,
}

/// Whether no run of today, in Shanghai, has ended well on any server.
pub async fn is_due(ground: &Ground) -> bool {
    let today = shanghai_day(ground.instant());
    let read = ground
        .store
        .submit(|connection| jobs::last(connection, Job::SanctionWatch.as_str(), 10));
    let runs: Result<Vec<jobs::Run>, StoreError> = read.await;
    let is_todays = |run: &jobs::Run| {
        let began = persistence::ledger::instant(run.started_at);
        run.ended_at.is_some()
            && run.outcome.error.is_none()
            && began.is_some_and(|began| shanghai_day(began) == today)
    };
    runs.is_ok_and(|runs| !runs.iter().any(is_todays))
}

/// Looks at every institution now.
///
/// # Errors
/// See [`StoreError`]; what was proposed until then stays.
pub async fn run(ground: &Ground) -> Result<Outcome, StoreError> {
    let id = ground.start(Job::SanctionWatch).await?;
    let mut outcome = Outcome::default();
    let watched = watch_all(ground, &mut outcome).await;
    if let Err(error) = &watched {
        outcome.error = Some(word(error).to_owned());
    }
    ground.finish(id, outcome.clone()).await?;
    watched.map(|()| outcome)
}

async fn watch_all(ground: &Ground, outcome: &mut Outcome) -> Result<(), StoreError> {
    let today = shanghai_day(ground.instant());
    let store = ground.store.clone();
    let half = aside(move || store.read(|connection| middle(connection, Regime::Jz.as_str())));
    let half = half.await?;
    let (first, second) = (reader(ground, today, None, half.clone()), async {
        match half {
            Some(half) => reader(ground, today, Some(half), None).await,
            None => Ok(Found::default()),
        }
    });
    let (first, second) = tokio::join!(first, second);
    for found in [first?, second?] {
        outcome.candidates = outcome.candidates.saturating_add(found.looked_at);
        for institution in found.due {
            match act(ground, institution, today).await {
                Ok(Step::Nothing) => outcome.skip("nothing_to_do"),
                Ok(Step::Open | Step::Update | Step::Drop) => {
                    outcome.done = outcome.done.saturating_add(1);
                }
                // Somebody changes it just now: whoever does looks at it.
                Err(AppendError::Conflict) => outcome.skip("changed_meanwhile"),
                Err(AppendError::Store(error)) => return Err(error),
            }
        }
    }
    Ok(())
}

async fn reader(
    ground: &Ground,
    today: NaiveDate,
    after: Option<String>,
    until: Option<String>,
) -> Result<Found, StoreError> {
    let (store, basis) = (ground.store.clone(), Arc::clone(&ground.basis));
    aside(move || scan(&store, &basis, today, after, until.as_deref())).await
}

/// Long reading beside the threads that answer.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    web::block(work)
        .await
        .unwrap_or(Err(StoreError::ConnectionLost))
}

/// Looks through the institutions behind `after`, up to `until`.
///
/// # Errors
/// See [`StoreError`].
pub fn scan(
    store: &Store,
    basis: &Basis,
    today: NaiveDate,
    after: Option<String>,
    until: Option<&str>,
) -> Result<Found, StoreError> {
    let mut found = Found::default();
    let mut after = after.unwrap_or_default();
    loop {
        let read = store
            .read(|connection| stretch(connection, Regime::Jz.as_str(), &after, until, STRETCH))?;
        for (id, institution) in &read.institutions {
            found.looked_at = found.looked_at.saturating_add(1);
            if is_something_due(basis, id, institution, today, &read.proceedings)? {
                found.due.push(id.clone());
            }
        }
        match read.next {
            Some(next) => after = next,
            None => return Ok(found),
        }
    }
}

fn is_something_due(
    basis: &Basis,
    id: &str,
    institution: &Institution,
    today: NaiveDate,
    proceedings: &[ProceedingRow],
) -> Result<bool, StoreError> {
    let own = proceedings.iter().filter(|row| row.institution_id == id);
    let (step, _) = due(basis, institution, today, &Dealt::of(own)?)?;
    Ok(step != Step::Nothing)
}

async fn act(ground: &Ground, id: String, today: NaiveDate) -> Result<Step, AppendError> {
    let (basis, now) = (Arc::clone(&ground.basis), ground.instant());
    let acted = ground.store.submit(move |connection| {
        aggregate::lock::<Institution>(connection, &id)?;
        let Some(institution) = aggregate::open::<Institution>(connection, &id)? else {
            return Ok(Step::Nothing);
        };
        let looking = Looking {
            basis: &basis,
            today,
            now,
            actor: "system",
        };
        Ok::<_, AppendError>(look(connection, &institution, &looking)?.step)
    });
    acted.await
}
