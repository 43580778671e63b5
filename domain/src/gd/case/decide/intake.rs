//! Before a decision: correcting, naming and examining what came in.

use super::super::allowed::not_accused;
use super::super::change::{Corrections, FieldChange};
use super::super::checks;
use super::super::command::Context;
use super::super::evaluation::Evaluation;
use super::super::event::{CaseEvent, Corrected, Described, Evaluated};
use super::super::record::SealedRef;
use super::super::refusal::{OutwardRefusal, Refusal};
use super::super::responsible::responsible_center;
use super::super::state::CaseState;

pub(super) fn correct(
    state: &CaseState,
    corrections: &Corrections,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let changes = corrections.changes(&state.record);
    let identity = replaced(
        state.record.identity.as_ref(),
        corrections.identity.as_ref(),
    );
    let statement = replaced(
        state.record.statement.as_ref(),
        corrections.statement.as_ref(),
    );
    if changes.is_empty() && identity.is_none() && statement.is_none() {
        return Err(Refusal::NothingCorrected);
    }
    let mut record = state.record.clone();
    for change in &changes {
        change.write(&mut record);
    }
    checks::record(&record, context.today)?;
    // What else is corrected of an old record does not wait for it.
    let spoken = |change: &FieldChange| {
        matches!(
            change,
            FieldChange::Channel { .. } | FieldChange::Form { .. }
        )
    };
    if changes.iter().any(spoken) {
        checks::written(&record)?;
    }
    if let Some(accepted) = &state.acceptance
        && record.submitted_on > accepted.on
    {
        return Err(Refusal::SubmittedAfterAcceptance);
    }
    let responsible = if changes.iter().any(FieldChange::moves_jurisdiction) {
        // Whoever is accused, as it stands or as it would, says neither who is nor where it was.
        not_accused(&state.record, context.actor)?;
        not_accused(&record, context.actor)?;
        let computed = responsible_center(
            record.regime,
            &record.places,
            record.industry.as_deref(),
            &record.accused,
        );
        Some(computed.map_err(|unknown| Refusal::UnknownDivision {
            member: "places",
            code: unknown.0.to_string(),
        })?)
    } else {
        None
    };
    Ok(vec![
        Corrected {
            on: Some(context.today),
            changes,
            identity,
            statement,
            responsible,
        }
        .into(),
    ])
}

/// The new sealed content, unless it is what is there already.
fn replaced(old: Option<&SealedRef>, new: Option<&SealedRef>) -> Option<SealedRef> {
    new.filter(|new| old != Some(*new)).cloned()
}

pub(super) fn describe(subject: &str) -> Result<Vec<CaseEvent>, Refusal> {
    checks::filled("subject", subject)?;
    Ok(vec![
        Described {
            subject: subject.trim().to_owned(),
        }
        .into(),
    ])
}

pub(super) fn evaluate(
    state: &CaseState,
    evaluation: Evaluation,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let number = state
        .evaluation
        .as_ref()
        .map_or(1, |latest| latest.number.saturating_add(1));
    let reason = evaluation.assessment.attention_reason.clone();
    let evaluated = Evaluated {
        number,
        on: context.today,
        evaluation,
        officer: context.actor.client_id.clone(),
    };
    still_noticed(state, &evaluated, reason.as_deref())?;
    Ok(vec![evaluated.into()])
}

/// Art. 4(2), 13: what is owed because a case draws attention does not end by a word of the officer's, but for a reason
/// that is on record.
fn still_noticed(
    state: &CaseState,
    evaluated: &Evaluated,
    reason: Option<&str>,
) -> Result<(), Refusal> {
    let mut after = state.clone();
    after.evaluation = Some(evaluated.clone());
    after.noticed(evaluated.on);
    let (before, after) = (state.attention, after.attention);
    let ends = before.notable_since.is_some() && after.notable_since.is_none()
        || before.exposed_since.is_some() && after.exposed_since.is_none();
    match (ends, reason) {
        (true, None) => Err(OutwardRefusal::AttentionReasonMissing.into()),
        (_, Some(reason)) => checks::filled("attention_reason", reason),
        (false, None) => Ok(()),
    }
}
