//! The next step of a matter in the ledger: results of a batch, a report of what was put right, verdicts (jz Art. 20-22).

use chrono::NaiveDate;

use super::ledger::{How, LedgerContext, in_order, not_future, record, recorded};
use super::ledger_refusal::LedgerRefusal;
use crate::jz::institution::ledger::{
    Batch, BatchStatus, Finding, FindingSource, Rectification, Verdict,
};
use crate::jz::institution::{Institution, InstitutionEvent, LedgerEntry};

pub use super::ledger_work::{kept_until, report_due};

/// What a batch came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Results {
    /// The day it was held, where that is another than planned.
    pub held_on: Option<NaiveDate>,
    /// Candidates.
    pub candidates: Option<u32>,
    /// Candidates without the required qualification (Art. 20(1)).
    pub unqualified_candidates: Option<u32>,
    /// Candidates who passed.
    pub passed: Option<u32>,
    /// Code of the paper (Art. 20(4)).
    pub paper_code: Option<String>,
    /// Fee charged from each candidate, in yuan (Art. 8).
    pub fee_charged_yuan: Option<u32>,
}

type Decided = Result<Vec<InstitutionEvent>, LedgerRefusal>;

fn batch<'a>(institution: &'a Institution, id: &str) -> Result<&'a Batch, LedgerRefusal> {
    let batches = &institution.ledger.batches;
    batches.get(id).ok_or(LedgerRefusal::NoEntry)
}

/// A planned batch was held, with these results; the same results again change nothing.
///
/// # Errors
/// Why not.
pub fn results(
    institution: &Institution,
    id: &str,
    results: Results,
    context: &LedgerContext,
) -> Decided {
    let before = batch(institution, id)?;
    let mut held = before.clone();
    held.status = BatchStatus::Held;
    held.held_on = results.held_on.unwrap_or(held.held_on);
    held.candidates = results.candidates.or(held.candidates);
    held.unqualified_candidates = results
        .unqualified_candidates
        .or(held.unqualified_candidates);
    held.passed = results.passed.or(held.passed);
    held.paper_code = results.paper_code.or(held.paper_code);
    held.fee_charged_yuan = results.fee_charged_yuan.or(held.fee_charged_yuan);
    match before.status {
        BatchStatus::Held if *before != held => return Err(LedgerRefusal::BatchHeld),
        BatchStatus::Cancelled => return Err(LedgerRefusal::BatchCancelled),
        BatchStatus::Planned | BatchStatus::Held => {}
    }
    record(
        institution,
        LedgerEntry::Batch(held),
        &How::Step(None),
        context,
    )
}

/// A planned batch is cancelled.
///
/// # Errors
/// Why not.
pub fn cancel(
    institution: &Institution,
    id: &str,
    reason: String,
    context: &LedgerContext,
) -> Decided {
    let before = batch(institution, id)?;
    if before.status == BatchStatus::Held {
        return Err(LedgerRefusal::BatchHeld);
    }
    let mut cancelled = before.clone();
    cancelled.status = BatchStatus::Cancelled;
    let how = How::Step(Some(reason));
    record(institution, LedgerEntry::Batch(cancelled), &how, context)
}

fn rectification<'a>(
    institution: &'a Institution,
    id: &str,
) -> Result<&'a Rectification, LedgerRefusal> {
    let rectification = institution.ledger.rectifications.get(id);
    let rectification = rectification.ok_or(LedgerRefusal::NoEntry)?;
    if rectification.completed_on.is_some() {
        return Err(LedgerRefusal::AlreadyAccepted);
    }
    Ok(rectification)
}

/// The institution reports that something is put right.
///
/// # Errors
/// Why not.
pub fn report_completion(
    institution: &Institution,
    id: &str,
    on: NaiveDate,
    statement: String,
    context: &LedgerContext,
) -> Decided {
    let mut reported = rectification(institution, id)?.clone();
    not_future(on, "on", context)?;
    in_order(reported.ordered_on, on, "on")?;
    reported.reported_on = Some(on);
    let how = How::Step(Some(statement));
    record(
        institution,
        LedgerEntry::Rectification(reported),
        &how,
        context,
    )
}

/// The authority accepts that something was put right on a day, or sends it back. A warning whose last rectification is
/// accepted is rectified on the latest of their days (Art. 22(6)).
///
/// # Errors
/// Why not.
pub fn accept_rectification(
    institution: &Institution,
    id: &str,
    completed_on: Option<NaiveDate>,
    remark: String,
    context: &LedgerContext,
) -> Decided {
    let mut next = rectification(institution, id)?.clone();
    if next.reported_on.is_none() {
        return Err(LedgerRefusal::NotReported);
    }
    match completed_on {
        None => next.reported_on = None,
        Some(day) => {
            not_future(day, "completed_on", context)?;
            in_order(next.ordered_on, day, "completed_on")?;
            next.completed_on = Some(day);
        }
    }
    let warning = next.warning.clone().filter(|_| completed_on.is_some());
    let entry = LedgerEntry::Rectification(next.clone());
    let mut events = record(institution, entry, &How::Step(Some(remark)), context)?;
    let warning = warning.and_then(|id| institution.ledger.warnings.get(&id));
    if let Some(warning) = warning.filter(|warning| warning.rectified_on.is_none()) {
        let all = institution.ledger.rectifications.values();
        let days: Option<Vec<NaiveDate>> = all
            .filter(|other| other.warning.as_deref() == Some(&warning.id) && other.id != next.id)
            .map(|other| other.completed_on)
            .collect();
        if let Some(days) = days {
            let last = days.into_iter().chain(next.completed_on).max();
            let mut warning = warning.clone();
            warning.rectified_on = last.map(|day| day.max(warning.decided_on));
            events.push(recorded(LedgerEntry::Warning(warning), None, context));
        }
    }
    Ok(events)
}

/// The authority decides whether a reason not to assess is accepted (Art. 21(2)).
///
/// # Errors
/// Why not.
pub fn decide_justification(
    institution: &Institution,
    id: &str,
    accepted: bool,
    reason: String,
    context: &LedgerContext,
) -> Decided {
    let justification = institution.ledger.justifications.get(id);
    let mut decided = justification.ok_or(LedgerRefusal::NoEntry)?.clone();
    match decided.accepted {
        Some(before) if before == accepted => return Ok(Vec::new()),
        Some(_) => return Err(LedgerRefusal::AlreadyDecided),
        None => {}
    }
    decided.accepted = Some(accepted);
    decided.decided_on = Some(context.today);
    let how = How::Step(Some(reason));
    record(
        institution,
        LedgerEntry::Justification(decided),
        &how,
        context,
    )
}

/// An officer verifies or dismisses a finding, or a candidate on which there is none yet. What was decided before can be
/// decided anew; each verdict stays in the record with its reason.
///
/// # Errors
/// Why not.
pub fn judge(
    institution: &Institution,
    id: &str,
    verdict: Verdict,
    reason: String,
    context: &LedgerContext,
) -> Decided {
    let (mut finding, how) = match institution.ledger.findings.get(id) {
        Some(finding) => (finding.clone(), How::Step(None)),
        None => (of_candidate(institution, id, context)?, How::New),
    };
    if finding.verdict == verdict {
        return Ok(Vec::new());
    }
    finding.verdict = verdict;
    finding.decided_on = Some(context.today);
    finding.reason = Some(reason);
    record(institution, LedgerEntry::Finding(finding), &how, context)
}

fn of_candidate(
    institution: &Institution,
    id: &str,
    context: &LedgerContext,
) -> Result<Finding, LedgerRefusal> {
    let mut suggested = institution.suggested(context.today).into_iter();
    let candidate = suggested.find(|candidate| candidate.id == id);
    let candidate = candidate.ok_or(LedgerRefusal::NoEntry)?;
    Ok(Finding {
        id: candidate.id,
        breach: candidate.breach,
        occurred_on: candidate.occurred_on,
        source: FindingSource::Batch,
        reference: candidate.ids.into_iter().next(),
        evidence: candidate.zh,
        verdict: Verdict::Alleged,
        decided_on: None,
        reason: None,
    })
}
