//! What is taken into the ledger (jz Art. 5-12, 20, 21): new entries, corrections, strikes.
//!
//! The business key of an entry is its kind and id. The same content again changes nothing; something else under the same
//! key is a correction, which gives its reason and leaves the earlier entry in the record.

use chrono::NaiveDate;

use super::ledger_refusal::LedgerRefusal;
use super::{ledger_batch, ledger_conduct, ledger_work};
use crate::jz::institution::ledger::BatchStatus;
use crate::jz::institution::{
    EntryKind, Institution, InstitutionEvent, LedgerEntry, Recorded, Struck,
};

/// What a decision about the ledger needs besides the institution.
#[derive(Debug, Clone)]
pub struct LedgerContext {
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
    /// Who records: a client, or `system`.
    pub by: String,
    /// Whether the institution itself records.
    pub itself: bool,
    /// For how many years records on paper are kept at least (Art. 9).
    pub paper_years: u32,
    /// The same of electronic records.
    pub electronic_years: u32,
    /// Month of the following year in which an annual report is due (Art. 21(4)).
    pub report_month: u32,
    /// Last day of that month for it.
    pub report_day: u32,
}

/// How an entry comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// As a new one.
    New,
    /// In the place of what was recorded wrongly, for that reason.
    Correction(Option<String>),
    /// From a file: new, or in the place of what an earlier file said.
    Import,
    /// As the next step of the same matter.
    Step(Option<String>),
}

/// Takes an entry in; no event where it is there already, word for word.
///
/// # Errors
/// The first reason why not.
pub fn record(
    institution: &Institution,
    entry: LedgerEntry,
    how: &How,
    context: &LedgerContext,
) -> Result<Vec<InstitutionEvent>, LedgerRefusal> {
    let (kind, id) = (entry.kind(), entry.id().to_owned());
    if !is_id(&id) {
        return Err(LedgerRefusal::BadId);
    }
    let before = institution.ledger.get(kind, &id);
    if context.itself && before.as_ref() != Some(&entry) {
        by_itself(before.as_ref(), &entry, context)?;
    }
    let (entry, others) = match entry {
        LedgerEntry::Batch(batch) => {
            ledger_batch::check(institution, &batch, how, context)?;
            (LedgerEntry::Batch(batch), Vec::new())
        }
        LedgerEntry::Fee(fee) => {
            let ended = ledger_work::fee(institution, &fee, context)?;
            (LedgerEntry::Fee(fee), ended)
        }
        LedgerEntry::AnnualReport(report) => {
            ledger_work::annual_report(institution, &report, context)?;
            (LedgerEntry::AnnualReport(report), Vec::new())
        }
        LedgerEntry::Staff(staff) => {
            ledger_work::staff(&staff, context)?;
            (LedgerEntry::Staff(staff), Vec::new())
        }
        LedgerEntry::Retention(retention) => {
            ledger_work::retention(institution, &retention, context)?;
            (LedgerEntry::Retention(retention), Vec::new())
        }
        LedgerEntry::Declaration(declaration) => {
            ledger_conduct::declaration(&declaration, context)?;
            (LedgerEntry::Declaration(declaration), Vec::new())
        }
        LedgerEntry::Evaluation(evaluation) => {
            ledger_conduct::evaluation(&evaluation, context)?;
            (LedgerEntry::Evaluation(evaluation), Vec::new())
        }
        LedgerEntry::Rectification(rectification) => {
            ledger_conduct::rectification(&rectification, context)?;
            (LedgerEntry::Rectification(rectification), Vec::new())
        }
        LedgerEntry::Finding(finding) => {
            ledger_conduct::finding(&finding, context)?;
            (LedgerEntry::Finding(finding), Vec::new())
        }
        LedgerEntry::Justification(justification) => {
            ledger_conduct::justification(&justification, context)?;
            (LedgerEntry::Justification(justification), Vec::new())
        }
        LedgerEntry::Inspection(_)
        | LedgerEntry::Complaint(_)
        | LedgerEntry::Interview(_)
        | LedgerEntry::Invalidation(_)
        | LedgerEntry::Warning(_)
        | LedgerEntry::Suspension(_)
        | LedgerEntry::Listing(_)
        | LedgerEntry::Ban(_)
        | LedgerEntry::Sanction(_) => {
            return Err(LedgerRefusal::NotByHand {
                kind: kind.as_str(),
            });
        }
    };
    let reason = match (&before, how) {
        (None, How::New | How::Import) => None,
        (None, How::Correction(_) | How::Step(_)) => return Err(LedgerRefusal::NoEntry),
        (Some(before), _) if *before == entry => return Ok(Vec::new()),
        (Some(before), How::New) if !is_submission(before, &entry) => {
            return Err(LedgerRefusal::Exists);
        }
        (Some(_), How::New) => None,
        (Some(_), How::Import) => Some("以导入文件更新".to_owned()),
        (Some(_), How::Correction(None)) => return Err(LedgerRefusal::NoReason),
        (Some(_), How::Correction(reason) | How::Step(reason)) => reason.clone(),
    };
    let mut events: Vec<InstitutionEvent> = others
        .into_iter()
        .map(|entry| recorded(entry, None, context))
        .collect();
    events.push(recorded(entry, reason, context));
    Ok(events)
}

/// What the institution records itself counts from today; what was held or handed in already the authority alone corrects.
fn by_itself(
    before: Option<&LedgerEntry>,
    entry: &LedgerEntry,
    context: &LedgerContext,
) -> Result<(), LedgerRefusal> {
    match before {
        Some(LedgerEntry::Batch(before)) if before.status == BatchStatus::Held => {
            return Err(LedgerRefusal::CorrectedByAuthority);
        }
        Some(LedgerEntry::AnnualReport(before)) if before.submitted_on.is_some() => {
            return Err(LedgerRefusal::CorrectedByAuthority);
        }
        Some(_) | None => {}
    }
    let back_dated = |day: Option<NaiveDate>, member| match day {
        Some(day) if day < context.today => Err(LedgerRefusal::BackDatedByInstitution { member }),
        Some(_) | None => Ok(()),
    };
    if let LedgerEntry::Fee(fee) = entry {
        back_dated(Some(fee.from), "from")?;
    }
    if let LedgerEntry::AnnualReport(report) = entry {
        back_dated(report.submitted_on, "submitted_on")?;
    }
    if let LedgerEntry::Rectification(rectification) = entry {
        back_dated(rectification.reported_on, "on")?;
    }
    Ok(())
}

/// An annual report that was only due is handed in.
fn is_submission(before: &LedgerEntry, entry: &LedgerEntry) -> bool {
    match (before, entry) {
        (LedgerEntry::AnnualReport(before), LedgerEntry::AnnualReport(entry)) => {
            before.submitted_on.is_none()
                && entry.submitted_on.is_some()
                && before.due_on == entry.due_on
        }
        _ => false,
    }
}

/// Strikes an entry that was recorded by mistake; it counts no more, and stays in the record.
///
/// # Errors
/// `NoEntry`, `NotByHand`, `Sanctioned`.
pub fn strike(
    institution: &Institution,
    kind: EntryKind,
    id: &str,
    reason: String,
    context: &LedgerContext,
) -> Result<Vec<InstitutionEvent>, LedgerRefusal> {
    match kind {
        EntryKind::Batch
        | EntryKind::Fee
        | EntryKind::AnnualReport
        | EntryKind::Staff
        | EntryKind::Retention
        | EntryKind::Declaration
        | EntryKind::Evaluation
        | EntryKind::Rectification
        | EntryKind::Finding
        | EntryKind::Justification => {}
        EntryKind::Inspection
        | EntryKind::Complaint
        | EntryKind::Interview
        | EntryKind::Invalidation
        | EntryKind::Warning
        | EntryKind::Suspension
        | EntryKind::Listing
        | EntryKind::Ban
        | EntryKind::Sanction => {
            return Err(LedgerRefusal::NotByHand {
                kind: kind.as_str(),
            });
        }
    }
    if institution.ledger.get(kind, id).is_none() {
        return Err(LedgerRefusal::NoEntry);
    }
    if institution.ledger.sanctioned_on(kind, id).is_some() {
        return Err(LedgerRefusal::Sanctioned);
    }
    Ok(vec![InstitutionEvent::Struck(Struck {
        kind,
        id: id.to_owned(),
        on: context.today,
        reason,
        by: context.by.clone(),
    })])
}

pub(super) fn recorded(
    entry: LedgerEntry,
    reason: Option<String>,
    context: &LedgerContext,
) -> InstitutionEvent {
    InstitutionEvent::Recorded(Box::new(Recorded {
        entry,
        on: context.today,
        reason,
        by: context.by.clone(),
    }))
}

/// Whether a text can be an id: short, without blanks and control characters.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let length = text.chars().count();
    (1..=64).contains(&length) && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

pub(super) fn not_future(
    day: NaiveDate,
    member: &'static str,
    context: &LedgerContext,
) -> Result<(), LedgerRefusal> {
    if day > context.today {
        return Err(LedgerRefusal::Future { member });
    }
    Ok(())
}

pub(super) fn in_order(
    first: NaiveDate,
    then: NaiveDate,
    member: &'static str,
) -> Result<(), LedgerRefusal> {
    if then < first {
        return Err(LedgerRefusal::Order { member });
    }
    Ok(())
}
