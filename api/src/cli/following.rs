//! What a server follows while it runs: imported calendar years, and records that are no longer kept.

use std::sync::Arc;
use std::time::Duration;

use actix_web::{rt, web};
use chrono::{TimeDelta, Utc};
use persistence::attachments;
use persistence::complaints::due;
use persistence::ledger::idempotency;
use persistence::{Store, StoreError};

use crate::basis;
use crate::jobs::due_dates::{self, Settled};
use crate::jobs::{Ground, sanction_watch, sweep};
use crate::state::AppState;

/// How often the server looks whether a calendar year was imported.
const CALENDAR_CHECK: Duration = Duration::from_secs(2);

/// How often it removes answers to repeated requests that are no longer kept.
const PURGE: Duration = Duration::from_secs(600);

/// Takes up a calendar year soon after it is imported, by whichever process and on every replica, and computes the due
/// dates of running clocks anew. Once at the start too: a server may have stopped in between.
pub(super) async fn calendar(store: Store, mut known: i64, state: Arc<AppState>) {
    let mut settled = store
        .read(due::revision)
        .is_ok_and(|revision| revision == known);
    loop {
        let looking = store.clone();
        let looked = web::block(move || newer_calendar(&looking, known)).await;
        // A database that is away for a moment shows in readiness; the calendar in use stays.
        if let Ok(Some((revision, calendar))) = looked {
            let current = state.basis.load_full();
            state
                .basis
                .store(Arc::new(current.with_calendar(calendar, revision)));
            known = revision;
            settled = false;
            log::info!(revision = revision; "calendar years reloaded");
        }
        if !settled {
            settled = recompute(&state).await;
        }
        let woken = state.jobs.calendar_changed.notified();
        let _either = tokio::time::timeout(CALENDAR_CHECK, woken).await;
    }
}

fn newer_calendar(store: &Store, known: i64) -> Option<(i64, domain::workday::WorkingCalendar)> {
    let revision = persistence::calendar::revision(store).ok()?;
    if revision == known {
        return None;
    }
    match basis::calendar(Some(store)) {
        Ok(calendar) => Some((revision, calendar)),
        Err(error) => {
            log::warn!("imported calendar years could not be read: {error}");
            None
        }
    }
}

/// Computes all due dates anew; whether that succeeded.
async fn recompute(state: &AppState) -> bool {
    match due_dates::run(&Ground::of(state)).await {
        Ok(Settled::Yes(outcome)) => {
            if outcome.candidates > 0 {
                log::info!(
                    clocks = outcome.candidates,
                    moved = outcome.done;
                    "due dates computed anew"
                );
            }
            if outcome.done > 0 {
                state.jobs.due_dates_moved.notify_one();
            }
            true
        }
        Ok(Settled::Outdated) => false,
        Err(error) => {
            log::warn!("due dates could not be computed anew: {error}");
            false
        }
    }
}

/// Says that cases are due soon or overdue: at the start, then again and again, and as soon as due dates have moved.
pub(super) async fn clock(state: Arc<AppState>, every: Duration) {
    loop {
        match sweep::run(&Ground::of(&state)).await {
            Ok(outcome) if outcome.candidates > 0 => log::info!(
                candidates = outcome.candidates,
                said = outcome.done;
                "clocks looked at"
            ),
            Ok(_nothing) => {}
            Err(error) => log::warn!("clocks could not be looked at: {error}"),
        }
        let woken = state.jobs.due_dates_moved.notified();
        let _either = tokio::time::timeout(every, woken).await;
    }
}

/// Looks at every institution for what time alone brings: at the start, then once a day in Shanghai, on whichever server
/// comes first.
pub(super) async fn watch(state: Arc<AppState>, every: Duration) {
    let mut interval = rt::time::interval(every);
    let mut at_start = true;
    loop {
        interval.tick().await;
        let ground = Ground::of(&state);
        let wanted = at_start || sanction_watch::is_due(&ground).await;
        at_start = false;
        if !wanted {
            continue;
        }
        match sanction_watch::run(&ground).await {
            Ok(outcome) => log::info!(
                institutions = outcome.candidates,
                proposals = outcome.done;
                "institutions looked at"
            ),
            Err(error) => log::warn!("institutions could not be looked at: {error}"),
        }
    }
}

/// Removes answers to repeated requests once they are no longer kept.
pub(super) async fn purge(state: Arc<AppState>) {
    let mut interval = rt::time::interval(PURGE);
    loop {
        interval.tick().await;
        let now = state.instant();
        let purged: Result<usize, StoreError> = state
            .store
            .submit(move |connection| idempotency::purge(connection, now))
            .await;
        if let Err(error) = purged {
            log::warn!("old answers to repeated requests could not be removed: {error}");
        }
    }
}

/// Removes files that were coming in and are not any more, say because a server was killed: at the start and from then
/// on, a little in each transaction.
pub(super) async fn sweep(state: Arc<AppState>) {
    let rest = state.attachments.given_up_after();
    let mut interval = rt::time::interval(rest);
    loop {
        interval.tick().await;
        // As staging: by real instants, whatever a sandbox's clock says.
        let Some(before) = TimeDelta::from_std(rest)
            .ok()
            .and_then(|rest| Utc::now().checked_sub_signed(rest))
        else {
            return;
        };
        let mut more = true;
        while more {
            let swept: Result<bool, StoreError> = state
                .store
                .submit(move |connection| attachments::sweep(connection, before))
                .await;
            more = swept.unwrap_or_else(|error| {
                log::warn!("files that were given up could not be removed: {error}");
                false
            });
        }
    }
}
