//! Saying that cases are due soon or overdue.
//!
//! Candidates come from the index of due dates, a few at a time; each case is a small transaction of its own, so that
//! officers never wait for more than one. A run that is cut off leaves nothing by half: the next one, here or on another
//! server, goes on where nothing was said yet. However long no run took place, the next one says what holds then.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::access::Regime;
use domain::gd::case::{CaseState, ClockEvent, ClockKind, clock_step, default_profile};
use domain::period::FIRST_DAY;
use persistence::StoreError;
use persistence::clock::sweep::{self, Candidate, Range, Stepped};
use persistence::jobs::Outcome;

use super::{Ground, Job, word};
use crate::state::shanghai_day;
use crate::v1::evaluation::engine::Basis;

/// Candidates asked for at once.
const BATCH: i64 = 100;

/// Says all there is to say now.
///
/// # Errors
/// See [`StoreError`]; what was said until then stays said.
pub async fn run(ground: &Ground) -> Result<Outcome, StoreError> {
    let id = ground.start(Job::ClockSweep).await?;
    let mut outcome = Outcome::default();
    let swept = sweep_all(ground, &mut outcome).await;
    if let Err(error) = &swept {
        outcome.error = Some(word(error).to_owned());
    }
    ground.finish(id, outcome.clone()).await?;
    swept.map(|()| outcome)
}

async fn sweep_all(ground: &Ground, outcome: &mut Outcome) -> Result<(), StoreError> {
    let today = shanghai_day(ground.instant());
    for regime in Regime::ALL.iter().copied() {
        if let Some(yesterday) = today.pred_opt() {
            let kind = ClockKind::Overdue;
            let (from, to) = (FIRST_DAY, yesterday);
            let range = Range {
                regime,
                kind,
                from,
                to,
            };
            sweep_range(ground, range, today, outcome).await?;
        }
        if let Some(to) = latest_due_soon(&ground.basis, regime, today) {
            let kind = ClockKind::DueSoon;
            let range = Range {
                regime,
                kind,
                from: today,
                to,
            };
            sweep_range(ground, range, today, outcome).await?;
        }
    }
    Ok(())
}

/// The last due date that counts as due soon on a day anywhere under a regulation: local rules may warn earlier (Art. 21).
/// Of each case its own rules say whether it is.
fn latest_due_soon(basis: &Basis, regime: Regime, today: NaiveDate) -> Option<NaiveDate> {
    let local = basis.local_profiles(regime).map(|known| known.id.as_str());
    local
        .chain([default_profile(regime)])
        .filter_map(|profile| due_soon_until(basis, profile, today))
        .max()
}

/// The last due date that counts as due soon on a day by a profile: that many working days after it. None beyond the
/// supported calendar.
#[must_use]
pub fn due_soon_until(basis: &Basis, profile: &str, today: NaiveDate) -> Option<NaiveDate> {
    let parameters = basis.gd_parameters(profile, today)?;
    let days = i32::try_from(parameters.due_soon_working_days).ok()?;
    basis
        .calendar
        .add(today, days)
        .ok()
        .map(|answer| answer.value)
}

async fn sweep_range(
    ground: &Ground,
    range: Range,
    today: NaiveDate,
    outcome: &mut Outcome,
) -> Result<(), StoreError> {
    let mut after: Option<Candidate> = None;
    loop {
        let last = after.take();
        // Read in the queue of writes, which has a connection of its own: readers are left alone.
        let found = ground
            .store
            .submit(move |connection| sweep::candidates(connection, range, last.as_ref(), BATCH));
        let found: Vec<Candidate> = found.await?;
        let full = i64::try_from(found.len()).is_ok_and(|found| found == BATCH);
        for candidate in &found {
            outcome.candidates = outcome.candidates.saturating_add(1);
            match say(ground, candidate.id.clone(), today).await? {
                Stepped::Said(_) => outcome.done = outcome.done.saturating_add(1),
                Stepped::Skipped(why) => outcome.skip(why.as_str()),
            }
        }
        after = found.into_iter().next_back();
        if !full {
            return Ok(());
        }
    }
}

async fn say(ground: &Ground, id: String, today: NaiveDate) -> Result<Stepped, StoreError> {
    let basis = Arc::clone(&ground.basis);
    let now = ground.instant();
    let said = ground.store.submit(move |connection| {
        sweep::step(connection, &id, basis.calendar_revision, now, |case| {
            to_say(&basis, case, today)
        })
    });
    said.await
}

/// What there is to say of a case, by the parameters that held when it was accepted.
fn to_say(basis: &Basis, case: &CaseState, today: NaiveDate) -> Option<ClockEvent> {
    let accepted_on = case.acceptance.as_ref()?.on;
    let parameters = basis.gd_parameters(basis.profile_of(case), accepted_on)?;
    clock_step(case, today, &basis.calendar, &parameters)
        .ok()
        .flatten()
}
