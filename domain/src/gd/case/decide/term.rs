//! Extension, explanation of a delay, execution, feedback, archive, erasure (Art. 6, 16-18).

use super::super::command::handling::{
    ArchiveCase, ExecuteMeasure, ExplainDelay, ExtendLimit, FeedBack, ProposeErasure,
};
use super::super::command::{CommandName, Context};
use super::super::event::CaseEvent;
use super::super::event::handling::{
    Archived, DelayExplained, Erased, ErasureProposed, Extended, FedBack, MeasureExecuted,
};
use super::super::refusal::{Refusal, TermRefusal};
use super::super::state::CaseState;
use crate::access::Principal;

/// What the record must hold before the command can be given.
pub(in super::super) fn may(
    _state: &CaseState,
    _name: CommandName,
    _principal: &Principal,
) -> Result<(), Refusal> {
    Ok(())
}

pub(super) fn extend(
    _state: &CaseState,
    command: ExtendLimit,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        Extended {
            on: context.today,
            reason: command.reason,
            to_working_days: command.to_working_days,
            text: command.text,
            extended_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn explain(
    _state: &CaseState,
    command: ExplainDelay,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        DelayExplained {
            on: context.today,
            cause: command.cause,
            manner: command.manner,
            text: command.text,
            explained_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn execute(
    _state: &CaseState,
    command: ExecuteMeasure,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        MeasureExecuted {
            measure: command.measure,
            on: command.on,
            text: command.text,
            recorded_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn feed_back(
    _state: &CaseState,
    command: &FeedBack,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        FedBack {
            on: command.on,
            manner: command.manner,
            fed_back_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn archive(
    _state: &CaseState,
    command: ArchiveCase,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        Archived {
            on: context.today,
            retain_until: context.today,
            place: command.place,
            archived_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn propose_erasure(
    command: ProposeErasure,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        ErasureProposed {
            on: context.today,
            reason: command.reason,
            proposed_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn confirm_erasure(
    state: &CaseState,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let proposal = state
        .handling
        .erasure_proposal
        .as_ref()
        .ok_or(TermRefusal::ErasureNotProposed)?;
    Ok(vec![
        Erased {
            on: context.today,
            proposed_by: proposal.proposed_by.clone(),
            confirmed_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}
