//! Batches: what can be so, and when a new one may be held (jz Art. 16(4), 21, 22).

use chrono::NaiveDate;

use super::ledger::{How, LedgerContext};
use super::ledger_refusal::LedgerRefusal;
use crate::division::{self, DivisionCode};
use crate::jz::institution::ledger::{Batch, BatchStatus};
use crate::jz::institution::{Institution, Status};
use crate::jz::occupation;

/// Most characters of the id of a batch: the ids of what it suggests, which contain it, still fit.
const MOST_ID: usize = 48;

/// Whether a batch may be recorded so.
pub(super) fn check(
    institution: &Institution,
    batch: &Batch,
    how: &How,
    context: &LedgerContext,
) -> Result<(), LedgerRefusal> {
    let Some(occupation) = occupation::find(&batch.occupation) else {
        return Err(LedgerRefusal::UnknownOccupation {
            member: "occupation",
        });
    };
    if !occupation.has_level(batch.level) {
        return Err(LedgerRefusal::UnknownLevel);
    }
    if let Some(code) = &batch.division
        && DivisionCode::parse(code).and_then(division::find).is_none()
    {
        return Err(LedgerRefusal::UnknownDivision);
    }
    if let Some(candidates) = batch.candidates {
        if batch.unqualified_candidates.is_some_and(|n| n > candidates) {
            return Err(LedgerRefusal::MoreUnqualified);
        }
        if batch.passed.is_some_and(|n| n > candidates) {
            return Err(LedgerRefusal::MorePassed);
        }
    }
    let before = institution.ledger.batches.get(&batch.id);
    if before.is_none() && batch.id.chars().count() > MOST_ID {
        return Err(LedgerRefusal::LongBatchId);
    }
    match batch.status {
        BatchStatus::Planned => {
            if batch.unqualified_candidates.is_some() {
                let member = "unqualified_candidates";
                return Err(LedgerRefusal::PlanWithResults { member });
            }
            if batch.passed.is_some() {
                return Err(LedgerRefusal::PlanWithResults { member: "passed" });
            }
            let moved = before.is_none_or(|before| before.held_on != batch.held_on);
            if moved && batch.held_on < context.today {
                return Err(LedgerRefusal::PlanInPast);
            }
        }
        BatchStatus::Held if batch.held_on > context.today => {
            return Err(LedgerRefusal::ResultsInFuture);
        }
        BatchStatus::Held | BatchStatus::Cancelled => {}
    }
    // What is corrected later was taken in by the rules of its day.
    let same_day = before.is_some_and(|before| {
        let status = if *how == How::Import {
            BatchStatus::Held
        } else {
            batch.status
        };
        before == batch || (before.held_on == batch.held_on && before.status == status)
    });
    if batch.status == BatchStatus::Cancelled || same_day {
        return Ok(());
    }
    working(institution, batch.held_on)?;
    // While a suspension lasts nothing new is planned either, for whatever day.
    let plan_while_suspended = before.is_none() && batch.status == BatchStatus::Planned;
    if plan_while_suspended && let Some(until) = institution.standing(context.today).suspended_until
    {
        return Err(LedgerRefusal::Suspended { until });
    }
    Ok(())
}

/// That the institution may assess on a day.
fn working(institution: &Institution, day: NaiveDate) -> Result<(), LedgerRefusal> {
    let standing = institution.standing(day);
    match standing.status {
        Status::Filed => Ok(()),
        Status::Suspended => Err(LedgerRefusal::Suspended {
            until: standing.suspended_until.flatten(),
        }),
        Status::Banned => Err(LedgerRefusal::Banned {
            until: standing.barred_until,
        }),
        Status::Applied | Status::NotFiled | Status::Expired | Status::Deregistered => {
            Err(LedgerRefusal::NotFiled)
        }
    }
}
