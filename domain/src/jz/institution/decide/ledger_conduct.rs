//! Declarations, evaluations, rectifications, findings, justifications (jz Art. 5-12, 20, 21).

use super::ledger::{LedgerContext, in_order, not_future};
use super::ledger_refusal::LedgerRefusal;
use crate::jz::institution::duties::{DUTIES, duty};
use crate::jz::institution::ledger::{
    Declaration, Evaluation, Finding, Justification, Rectification,
};

/// Art. 6-12: every duty of the checklist is answered, once.
pub(super) fn declaration(
    declaration: &Declaration,
    context: &LedgerContext,
) -> Result<(), LedgerRefusal> {
    not_future(declaration.on, "on", context)?;
    let unknown = declaration
        .items
        .iter()
        .find(|item| duty(&item.item).is_none());
    if let Some(unknown) = unknown {
        let item = unknown.item.clone();
        return Err(LedgerRefusal::UnknownDuty { item });
    }
    for duty in DUTIES {
        let items = declaration.items.iter();
        if items.filter(|item| item.item == duty.id).count() != 1 {
            return Err(LedgerRefusal::DutyNotOnce { item: duty.id });
        }
    }
    Ok(())
}

/// Art. 5.
pub(super) fn evaluation(
    evaluation: &Evaluation,
    context: &LedgerContext,
) -> Result<(), LedgerRefusal> {
    not_future(evaluation.on, "on", context)?;
    if let Some(published) = evaluation.published_on {
        not_future(published, "published_on", context)?;
        in_order(evaluation.on, published, "published_on")?;
    }
    Ok(())
}

/// Art. 21: the order lies behind, what is due may lie ahead.
pub(super) fn rectification(
    rectification: &Rectification,
    context: &LedgerContext,
) -> Result<(), LedgerRefusal> {
    not_future(rectification.ordered_on, "ordered_on", context)?;
    in_order(rectification.ordered_on, rectification.due_on, "due_on")?;
    for (day, member) in [
        (rectification.reported_on, "reported_on"),
        (rectification.completed_on, "completed_on"),
    ] {
        if let Some(day) = day {
            not_future(day, member, context)?;
            in_order(rectification.ordered_on, day, member)?;
        }
    }
    Ok(())
}

/// Art. 16, 20-22. An id that names a provision, as those of candidates do, names the finding's own.
pub(super) fn finding(finding: &Finding, context: &LedgerContext) -> Result<(), LedgerRefusal> {
    not_future(finding.occurred_on, "occurred_on", context)?;
    let named = finding.id.split_once(':').map(|(provision, _)| provision);
    let own = finding
        .breach
        .provision()
        .and_then(|provision| provision.id.strip_prefix("jz-institutions/"));
    match named.filter(|named| named.starts_with("art")) {
        Some(named) if Some(named) != own => Err(LedgerRefusal::WrongProvision),
        Some(_) | None => Ok(()),
    }
}

/// Art. 21(2).
pub(super) fn justification(
    justification: &Justification,
    context: &LedgerContext,
) -> Result<(), LedgerRefusal> {
    not_future(justification.on, "on", context)?;
    if let Some(until) = justification.until {
        in_order(justification.on, until, "until")?;
    }
    Ok(())
}
