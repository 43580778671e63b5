//! Computing due dates anew after the working calendar has changed.

use std::sync::Arc;

use persistence::StoreError;
use persistence::complaints::{due, duties};
use persistence::jobs::Outcome;

use super::{Ground, Job, word};
use crate::v1::complaints::command::running_due_on;
use crate::v1::complaints::owed::derived;

/// What a run came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// All due dates are those of the calendar at hand.
    Yes(Outcome),
    /// The calendar has changed once more; another run is needed, with that one.
    Outdated,
}

/// Computes all due dates anew, a few rows a transaction.
///
/// # Errors
/// See [`StoreError`].
pub async fn run(ground: &Ground) -> Result<Settled, StoreError> {
    let id = ground.start(Job::DueDates).await?;
    let mut outcome = Outcome::default();
    let settled = recompute(ground, &mut outcome).await;
    match &settled {
        Ok(true) => {}
        Ok(false) => outcome.error = Some("calendar_outdated".to_owned()),
        Err(error) => outcome.error = Some(word(error).to_owned()),
    }
    ground.finish(id, outcome.clone()).await?;
    Ok(if settled? {
        Settled::Yes(outcome)
    } else {
        Settled::Outdated
    })
}

async fn recompute(ground: &Ground, outcome: &mut Outcome) -> Result<bool, StoreError> {
    let revision = ground.basis.calendar_revision;
    let mut after = 0;
    loop {
        let basis = Arc::clone(&ground.basis);
        let now = ground.instant();
        let step = ground.store.submit(move |connection| {
            due::recompute(connection, after, revision, now, |case| {
                running_due_on(&basis, case)
            })
        });
        let done: due::Recomputed = step.await?;
        if done.outdated {
            return Ok(false);
        }
        let number = |rows: usize| u64::try_from(rows).unwrap_or(u64::MAX);
        let unmoved = done.looked_at.saturating_sub(done.moved.len());
        outcome.candidates = outcome.candidates.saturating_add(number(done.looked_at));
        outcome.done = outcome.done.saturating_add(number(done.moved.len()));
        if unmoved > 0 {
            let count = outcome.skipped.entry("not_moved".to_owned()).or_default();
            *count = count.saturating_add(number(unmoved));
        }
        match done.next {
            Some(next) => after = next,
            None => break,
        }
    }
    duties_and_steps(ground).await?;
    let noted = ground
        .store
        .submit(move |connection| due::note_revision(connection, revision));
    noted.await?;
    Ok(true)
}

/// What is owed about cases, and the steps that reports count, depend on the working calendar as due dates do.
async fn duties_and_steps(ground: &Ground) -> Result<(), StoreError> {
    let mut after = String::new();
    loop {
        let basis = Arc::clone(&ground.basis);
        let from = std::mem::take(&mut after);
        let step = ground.store.submit(move |connection| {
            duties::recompute(connection, &from, |case| derived(&basis, case))
        });
        match step.await? {
            (Some(next), _changed) => after = next,
            (None, _changed) => return Ok(()),
        }
    }
}
