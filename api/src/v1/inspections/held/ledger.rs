//! What an inspection puts into the institution's ledger: its result, and findings that are alleged until verified.

use domain::jz::inspection::{Inspection, InspectionRefusal};
use domain::jz::institution::ledger::{self, Finding, FindingSource, LedgerEntry, Verdict};
use domain::jz::institution::{Institution, InstitutionEvent, Recorded};
use persistence::Connection;
use persistence::aggregate::{self, Opened};
use persistence::inspections;

use crate::auth::Caller;
use crate::problem::Problem;
use crate::v1::inspections::desk::decided;
use crate::v1::institutions::command::{Desk, keep};

/// The id of a finding in the ledger.
#[must_use]
pub fn finding_id(inspection: &str, number: usize) -> String {
    format!("{inspection}:{number}")
}

/// Enters the result, and the findings from the one of that number on, counted from 0.
///
/// # Errors
/// Those of the database.
pub fn enter(
    connection: &mut Connection,
    inspection: &Opened<Inspection>,
    findings_from: usize,
    reason: Option<&str>,
    desk: &Desk,
) -> Result<(), Problem> {
    let Some(record) = &inspection.state.record else {
        return Ok(());
    };
    let of = &inspection.state.opened.institution;
    aggregate::lock::<Institution>(connection, &of.id)?;
    let institution = aggregate::open::<Institution>(connection, &of.id)?
        .ok_or_else(|| Problem::internal("an inspected institution is not on record"))?;
    let mut entries = vec![LedgerEntry::Inspection(ledger::Inspection {
        id: inspection.id.clone(),
        on: record.held_on,
        clean: record.findings.is_empty(),
        summary: record.summary.clone(),
        published_on: inspection.state.published.as_ref().map(|one| one.on),
    })];
    let found = record.findings.iter().enumerate().skip(findings_from);
    entries.extend(found.map(|(index, one)| {
        LedgerEntry::Finding(Finding {
            id: finding_id(&inspection.id, index + 1),
            breach: one.breach,
            occurred_on: one.occurred_on,
            source: FindingSource::Inspection,
            reference: Some(inspection.id.clone()),
            evidence: one.evidence.clone(),
            verdict: Verdict::Alleged,
            decided_on: None,
            reason: None,
        })
    }));
    let events: Vec<InstitutionEvent> = entries
        .into_iter()
        .map(|entry| {
            InstitutionEvent::Recorded(Box::new(Recorded {
                entry,
                on: desk.today,
                reason: reason.map(str::to_owned),
                by: desk.principal.client_id.clone(),
            }))
        })
        .collect();
    let _kept = keep(connection, institution, &events, desk)?;
    Ok(())
}

/// That whoever records is the inspector they say they are: an inspector's own client records for that inspector alone.
///
/// # Errors
/// `command_refused`.
pub fn is_own(
    connection: &mut Connection,
    is_inspector: bool,
    desk: &Desk,
    recorded_by: &str,
) -> Result<(), Problem> {
    if !is_inspector {
        return Ok(());
    }
    let known = aggregate::open::<domain::jz::inspection::Inspector>(connection, recorded_by)?;
    let client = known.and_then(|known| known.state.details.client);
    if client.as_deref() == Some(desk.principal.client_id.as_str()) {
        return Ok(());
    }
    decided(Err(InspectionRefusal::NotItsInspector))
}

/// Whether an institution's own client may read an inspection: its own, once it is published.
///
/// # Errors
/// Those of the database.
pub fn own_institution(
    connection: &mut Connection,
    organisation: &str,
) -> Result<Option<String>, persistence::StoreError> {
    inspections::institution_of(connection, organisation)
}

/// Whether the caller is an inspector.
#[must_use]
pub fn is_inspector(caller: &Caller) -> bool {
    caller.principal.role == domain::access::Role::Inspector
}
