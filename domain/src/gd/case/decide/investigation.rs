//! Assignment, guidance, reports, supervision (Art. 5, 6, 11, 12, 14).

use super::super::command::handling::{
    AnswerComplainant, AnswerSupervision, AssignToDepartments, ConsolidateReports, HandInReport,
    OrderSupervision, PromiseReply, ShareMaterials,
};
use super::super::command::{CommandName, Context};
use super::super::event::CaseEvent;
use super::super::event::handling::{
    Answered, Assigned, Assignment, Consolidated, MaterialsShared, ReplyPromised, Reported,
    SupervisionAnswered, SupervisionOrdered,
};
use super::super::refusal::{InvestigationRefusal, Refusal};
use super::super::state::CaseState;
use super::counted;

/// What the record must hold before the command can be given.
pub(in super::super) fn may(_state: &CaseState, _name: CommandName) -> Result<(), Refusal> {
    Ok(())
}

pub(super) fn assign(
    state: &CaseState,
    command: AssignToDepartments,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    if command.assignments.is_empty() {
        return Err(InvestigationRefusal::NoAssignment.into());
    }
    let first = state.handling.assignments.len();
    let assignments = command
        .assignments
        .into_iter()
        .enumerate()
        .map(|(index, new)| Assignment {
            number: counted(first.saturating_add(index)),
            department: new.department.id,
            name_zh: new.department.name_zh,
            part: new.part,
            task: new.task,
            materials: new.materials,
            due_on: new.due_on,
        })
        .collect();
    Ok(vec![
        Assigned {
            on: context.today,
            assignments,
            assigned_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn share(
    _state: &CaseState,
    command: ShareMaterials,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        MaterialsShared {
            on: context.today,
            department: command.department,
            materials: command.materials,
            shared_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn answer(
    _state: &CaseState,
    command: AnswerComplainant,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        Answered {
            on: context.today,
            manner: command.manner,
            text: command.text,
            organisation: context.actor.organisation_id.clone(),
            answered_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn promise(
    _state: &CaseState,
    command: &PromiseReply,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        ReplyPromised {
            on: context.today,
            promised_on: command.promised_on,
            manner: command.manner,
            promised_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn report(
    state: &CaseState,
    command: HandInReport,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        Reported {
            number: counted(state.handling.reports.len()),
            on: context.today,
            department: command.department,
            finding: command.finding,
            text: command.text,
            reported_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn consolidate(
    command: ConsolidateReports,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        Consolidated {
            on: context.today,
            finding: command.finding,
            text: command.text,
            consolidated_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn supervise(
    state: &CaseState,
    command: OrderSupervision,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        SupervisionOrdered {
            number: counted(state.handling.supervisions.len()),
            on: context.today,
            department: command.department,
            due_on: command.due_on,
            text: command.text,
            ordered_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn answer_supervision(
    _state: &CaseState,
    command: AnswerSupervision,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    Ok(vec![
        SupervisionAnswered {
            number: command.number,
            on: context.today,
            text: command.text,
            answered_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}
