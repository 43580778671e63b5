//! What a served decision does to the institution's record: entries of its ledger, dated as the law says. A ban runs from
//! the decision (Art. 22), everything else from the service.

use super::event::{ProceedingEvent, Sanctioning, TimedMeasure};
use super::state::Proceeding;
use crate::jz::institution::LedgerEntry;
use crate::jz::institution::ledger::{
    Ban, EntryKind, Interview, Invalidation, Ledger, Listing, Rectification, Sanction,
    SanctionedItem, Suspension, Warning,
};

/// The entries that follow from a step of a proceeding as it stands after it. `ledger` is as it was before.
#[must_use]
pub fn effects(
    id: &str,
    proceeding: &Proceeding,
    event: &ProceedingEvent,
    ledger: &Ledger,
) -> Vec<LedgerEntry> {
    match event {
        ProceedingEvent::Served(_) => served(id, proceeding),
        ProceedingEvent::InterviewHeld(held) => vec![LedgerEntry::Interview(Interview {
            id: id.to_owned(),
            on: held.on,
            principal: held.principal.clone(),
            record: held.record.clone(),
            proceeding: Some(id.to_owned()),
        })],
        ProceedingEvent::RectificationAccepted(accepted) => {
            let mut entries = Vec::new();
            if let Some(due) = ledger.rectifications.get(id) {
                entries.push(LedgerEntry::Rectification(Rectification {
                    completed_on: Some(due.completed_on.unwrap_or(accepted.on)),
                    ..due.clone()
                }));
            }
            if let Some(warning) = ledger.warnings.get(id) {
                entries.push(LedgerEntry::Warning(Warning {
                    rectified_on: Some(accepted.on),
                    ..warning.clone()
                }));
            }
            entries
        }
        ProceedingEvent::Lifted(lifted) => {
            let entry = match lifted.measure {
                TimedMeasure::Suspension => ledger.suspensions.get(id).map(|suspension| {
                    LedgerEntry::Suspension(Suspension {
                        to: Some(lifted.on),
                        ..suspension.clone()
                    })
                }),
                TimedMeasure::Listing => ledger.listings.get(id).map(|listing| {
                    LedgerEntry::Listing(Listing {
                        to: Some(lifted.on),
                        ..listing.clone()
                    })
                }),
                TimedMeasure::Ban => ledger.bans.get(id).map(|ban| {
                    LedgerEntry::Ban(Ban {
                        lifted_on: Some(lifted.on),
                        ..ban.clone()
                    })
                }),
            };
            entry.into_iter().collect()
        }
        ProceedingEvent::Proposed(_)
        | ProceedingEvent::Updated(_)
        | ProceedingEvent::Notified(_)
        | ProceedingEvent::StatementMade(_)
        | ProceedingEvent::HearingRequested(_)
        | ProceedingEvent::HearingHeld(_)
        | ProceedingEvent::HearingLapsed(_)
        | ProceedingEvent::Decided(_)
        | ProceedingEvent::Approved(_)
        | ProceedingEvent::Returned(_)
        | ProceedingEvent::Completed(_)
        | ProceedingEvent::Dropped(_) => Vec::new(),
    }
}

/// Entries carry the proceeding's id as theirs: a decision makes at most one of a kind, but for batches.
fn served(id: &str, proceeding: &Proceeding) -> Vec<LedgerEntry> {
    let (Some(decision), Some(service)) = (&proceeding.decision, &proceeding.service) else {
        return Vec::new();
    };
    let own = || Some(id.to_owned());
    let mut entries = vec![LedgerEntry::Sanction(Sanction {
        id: id.to_owned(),
        decided_on: decision.on,
        tier: decision.sanctioning.tier(),
        grounds: decision.grounds.clone(),
        items: items(proceeding),
    })];
    match &decision.sanctioning {
        Sanctioning::Interview { voided } => {
            for void in voided {
                entries.push(LedgerEntry::Invalidation(Invalidation {
                    id: format!("{id}:{}", void.batch),
                    batch: void.batch.clone(),
                    on: service.on,
                    reason: void.reason.clone(),
                    proceeding: own(),
                }));
            }
        }
        Sanctioning::Warning {
            rectification,
            listing,
            ..
        } => {
            entries.push(LedgerEntry::Warning(Warning {
                id: id.to_owned(),
                decided_on: decision.on,
                rectified_on: None,
                proceeding: own(),
            }));
            if let Some((from, to)) = proceeding.span_of(TimedMeasure::Suspension) {
                entries.push(LedgerEntry::Suspension(Suspension {
                    id: id.to_owned(),
                    from,
                    to,
                    proceeding: own(),
                }));
            }
            entries.push(LedgerEntry::Rectification(Rectification {
                id: id.to_owned(),
                subject: rectification.subject.clone(),
                ordered_on: service.on,
                due_on: rectification.due_on,
                reported_on: None,
                completed_on: None,
                proceeding: own(),
                warning: own(),
            }));
            if let Some((from, to)) = proceeding.span_of(TimedMeasure::Listing) {
                entries.push(LedgerEntry::Listing(Listing {
                    id: id.to_owned(),
                    list: listing.list,
                    from,
                    to,
                    reason: listing.reason.clone(),
                    proceeding: own(),
                }));
            }
        }
        Sanctioning::MarketBan { barred_until } => entries.push(LedgerEntry::Ban(Ban {
            id: id.to_owned(),
            decided_on: decision.on,
            from: service.on,
            barred_until: *barred_until,
            lifted_on: None,
            proceeding: own(),
        })),
    }
    entries
}

/// The entries that the grounds relied upon rest on; a warning that is only referred to is not sanctioned by it.
fn items(proceeding: &Proceeding) -> Vec<SanctionedItem> {
    let Some(decision) = &proceeding.decision else {
        return Vec::new();
    };
    let mut items: Vec<SanctionedItem> = Vec::new();
    for met in &decision.evaluation.grounds {
        if !decision.grounds.contains(&met.ground) {
            continue;
        }
        for evidence in &met.evidence {
            let Some(kind) = evidence.kind.filter(|kind| *kind != EntryKind::Warning) else {
                continue;
            };
            let item = SanctionedItem {
                kind,
                id: evidence.id.clone(),
            };
            if !items.contains(&item) {
                items.push(item);
            }
        }
    }
    items
}
