//! What a decision rests on, and what it orders.

use chrono::NaiveDate;

use super::command::Decision;
use super::decide::Context;
use super::event::{Decided, Sanctioning, Span, TimedMeasure};
use super::refusal::ProceedingRefusal as Refusal;
use super::state::Proceeding;
use super::weigh::{Evaluation, MetGround};
use crate::jz::facts::Breach;
use crate::jz::institution::ledger::{BatchStatus, EntryKind};
use crate::jz::sanctions::Tier;
use crate::period::years_after;

/// Grounds, the reason for a reading, what is ordered, reasons, how the facts stand.
pub(super) type Asked = (Vec<Breach>, Option<String>, Decision, String, Evaluation);

/// Decides.
pub(super) fn decided(
    proceeding: &Proceeding,
    (mut grounds, reading_reason, decision, reasons, mut evaluation): Asked,
    context: &Context<'_>,
) -> Result<Decided, Refusal> {
    let on = context.on;
    grounds.sort_unstable();
    grounds.dedup();
    let relied = relied(proceeding, &grounds, reading_reason.as_ref(), &evaluation)?;
    let tier = tier_of(&grounds);
    if tier == Tier::MarketBan {
        if proceeding.hearing_request.is_some() && proceeding.hearing.is_none() {
            return Err(Refusal::HearingPending);
        }
        let notice = proceeding.notice.as_ref();
        let until = notice.and_then(|notice| notice.hearing_until);
        if let Some(until) = until.filter(|until| proceeding.hearing.is_none() && on <= *until) {
            return Err(Refusal::TimeRuns { until });
        }
    }
    let sanctioning = ordered(decision, context)?;
    if sanctioning.tier() != tier {
        return Err(Refusal::TierMismatch { tier });
    }
    let years = context.policy.old_violation_years;
    let mut old = Vec::new();
    for evidence in relied.iter().flat_map(|met| &met.evidence) {
        let limit = years_after(evidence.on, years).map_err(|_beyond| Refusal::OutOfRange)?;
        if let Some(kind) = evidence.kind.filter(|kind| *kind != EntryKind::Warning)
            && limit < on
        {
            old.push(format!("{}/{}", kind.as_str(), evidence.id));
        }
    }
    old.sort_unstable();
    old.dedup();
    let contested = relied.iter().any(|met| met.contested);
    // Of the grounds relied upon only what was told is kept; the answer stays complete.
    for narrowed in relied {
        let mut found = evaluation.grounds.iter_mut();
        if let Some(met) = found.find(|met| met.ground == narrowed.ground) {
            *met = narrowed;
        }
    }
    Ok(Decided {
        on,
        by: context.actor.to_owned(),
        reading_reason: reading_reason.filter(|_| contested),
        grounds,
        sanctioning,
        reasons,
        reconsideration_days: context.policy.reconsideration_days,
        litigation_months: context.policy.litigation_months,
        old,
        evaluation,
    })
}

/// The grounds relied upon, as the facts meet them: each was told, and still holds, with the evidence
/// that was told.
fn relied(
    proceeding: &Proceeding,
    grounds: &[Breach],
    reading_reason: Option<&String>,
    evaluation: &Evaluation,
) -> Result<Vec<MetGround>, Refusal> {
    if grounds.is_empty() {
        return Err(Refusal::NoGrounds);
    }
    let mut relied = Vec::with_capacity(grounds.len());
    for ground in grounds {
        let not_a_ground = || Refusal::NotAGround {
            ground: ground.provision().map_or("", |provision| provision.id),
        };
        let notice = proceeding.notice.as_ref();
        let mut proposed = proceeding.proposal().grounds.iter();
        let told = proposed
            .find(|met| met.ground == *ground)
            .filter(|_| notice.is_none_or(|notice| notice.grounds.contains(ground)))
            .ok_or_else(not_a_ground)?;
        let found = evaluation.grounds.iter().find(|met| met.ground == *ground);
        let mut met = found.cloned().ok_or_else(not_a_ground)?;
        met.evidence.retain(|evidence| {
            let mut known = told.evidence.iter();
            known.any(|known| known.kind == evidence.kind && known.id == evidence.id)
        });
        if met.evidence.is_empty() {
            return Err(not_a_ground());
        }
        if met.contested && reading_reason.is_none() {
            return Err(Refusal::ReadingReasonMissing);
        }
        relied.push(met);
    }
    Ok(relied)
}

/// The tier that grounds call for: that of the gravest.
pub(super) fn tier_of(grounds: &[Breach]) -> Tier {
    let tier = |ground: &Breach| match ground {
        Breach::Art12 | Breach::Art13 => Tier::None,
        Breach::Art20(_) => Tier::Interview,
        Breach::Art21(_) => Tier::Warning,
        Breach::Art22(_) => Tier::MarketBan,
    };
    grounds.iter().map(tier).max().unwrap_or(Tier::None)
}

fn ordered(decision: Decision, context: &Context<'_>) -> Result<Sanctioning, Refusal> {
    let on = context.on;
    match decision {
        Decision::Interview { voided } => {
            let batches = &context.institution.ledger.batches;
            for (index, void) in voided.iter().enumerate() {
                let batch = void.batch.clone();
                let held = batches
                    .get(&batch)
                    .is_some_and(|known| known.status == BatchStatus::Held && known.held_on <= on);
                if !held {
                    return Err(Refusal::UnknownBatch { batch });
                }
                if voided.iter().take(index).any(|other| other.batch == batch) {
                    return Err(Refusal::BatchTwice { batch });
                }
            }
            Ok(Sanctioning::Interview { voided })
        }
        Decision::Warning {
            suspension,
            rectification,
            listing,
        } => {
            span(suspension, TimedMeasure::Suspension, on)?;
            span(listing.span, TimedMeasure::Listing, on)?;
            if rectification.due_on <= on {
                return Err(Refusal::DueBeforeDecision);
            }
            Ok(Sanctioning::Warning {
                suspension,
                rectification,
                listing,
            })
        }
        Decision::MarketBan => {
            let barred_until = years_after(on, context.policy.market_ban_years)
                .map_err(|_beyond| Refusal::OutOfRange)?;
            Ok(Sanctioning::MarketBan { barred_until })
        }
    }
}

fn span(span: Span, measure: TimedMeasure, on: NaiveDate) -> Result<(), Refusal> {
    let first = span.from.map_or(on, |from| from.max(on));
    if span.to.is_some_and(|to| to < first) {
        return Err(Refusal::SpanBackwards { measure });
    }
    Ok(())
}
