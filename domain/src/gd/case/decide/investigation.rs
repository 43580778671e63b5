//! Guidance, reports, supervision, and what a conclusion rests on (Art. 5, 6, 12, 14, 18).

use chrono::NaiveDate;

use super::super::checks::filled;
use super::super::command::handling::{
    AnswerComplainant, AnswerSupervision, ConsolidateReports, HandInReport, OrderSupervision,
    PromiseReply,
};
use super::super::command::{CommandName, Context};
use super::super::event::CaseEvent;
use super::super::event::handling::{
    Answered, Assignment, Consolidated, Measure, ReplyPromised, Reported, SupervisionAnswered,
    SupervisionOrdered,
};
use super::super::handling::Supervision;
use super::super::record::ConclusionOutcome;
use super::super::refusal::{InvestigationRefusal, Refusal};
use super::super::state::{CaseState, Status};
use super::counted;
use crate::access::{Principal, Scope};
use crate::gd::art09_10_admissibility::Track;

/// What the record must hold before the command can be given.
pub(in super::super) fn may(
    state: &CaseState,
    name: CommandName,
    principal: &Principal,
) -> Result<(), Refusal> {
    let own = department(principal, name);
    let refusal = match name {
        CommandName::ShareMaterials if state.handling_departments().is_empty() => {
            InvestigationRefusal::NothingAssigned
        }
        CommandName::Answer | CommandName::PromiseReply if !on_guidance_track(state) => {
            InvestigationRefusal::NotGuided
        }
        CommandName::PromiseReply if !state.record.form.contact => InvestigationRefusal::NoContact,
        CommandName::Report => match own.filter(|own| state.handling.report_of(own).is_some()) {
            Some(own) => InvestigationRefusal::ReportedAlready {
                department: own.to_owned(),
            },
            None => return Ok(()),
        },
        CommandName::AnswerSupervision
            if !state
                .handling
                .supervisions
                .iter()
                .any(|one| one.answer.is_none() && answerable(one, own)) =>
        {
            InvestigationRefusal::NothingToAnswer
        }
        CommandName::Conclude => {
            return match (investigated(state), guided(state)) {
                (Ok(()), _) | (_, Ok(())) => Ok(()),
                // What is nearer: a matter on the guidance track that nobody investigates is still to be answered.
                (Err(_), Err(guided)) if on_guidance_track(state) && nobody(state) => Err(guided),
                (Err(investigated), Err(_)) => Err(investigated.into()),
            };
        }
        _ => return Ok(()),
    };
    Err(refusal.into())
}

/// The department that whoever gives the command acts for; none: the center, which acts for all of them.
fn department(principal: &Principal, name: CommandName) -> Option<&str> {
    (principal.scope(name.action()) == Some(Scope::Assigned))
        .then_some(principal.organisation_id.as_str())
}

fn on_guidance_track(state: &CaseState) -> bool {
    state
        .acceptance
        .as_ref()
        .is_some_and(|accepted| accepted.track == Track::Guidance)
}

fn nobody(state: &CaseState) -> bool {
    state.handling.assignments.is_empty()
}

/// The assignment of a department that may act on the case.
pub(super) fn at_work<'a>(
    state: &'a CaseState,
    department: &str,
) -> Result<&'a Assignment, InvestigationRefusal> {
    let named = || department.to_owned();
    match (
        state.handled_by(department),
        state.handling.assignment(department),
    ) {
        (Some(assignment), _) => Ok(assignment),
        (None, Some(_)) => Err(InvestigationRefusal::DepartmentAccused {
            department: named(),
        }),
        (None, None) => Err(InvestigationRefusal::NotAssigned {
            department: named(),
        }),
    }
}

pub(super) fn answer(
    state: &CaseState,
    command: AnswerComplainant,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    match (state.record.form.contact, command.manner) {
        (true, None) => return Err(InvestigationRefusal::MannerMissing.into()),
        (false, Some(_)) => return Err(InvestigationRefusal::MannerWithoutContact.into()),
        (true, Some(_)) | (false, None) => {}
    }
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
    command: &PromiseReply,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    if command.promised_on < context.today {
        return Err(InvestigationRefusal::PromisedPast.into());
    }
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
    // First: one department is not to learn from the answer which others have the case.
    if department(context.actor, CommandName::Report).is_some_and(|own| own != command.department) {
        return Err(InvestigationRefusal::AnotherDepartment.into());
    }
    at_work(state, &command.department)?;
    if state.handling.report_of(&command.department).is_some() {
        return Err(InvestigationRefusal::ReportedAlready {
            department: command.department,
        }
        .into());
    }
    of_investigation(command.finding)?;
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

fn of_investigation(finding: ConclusionOutcome) -> Result<(), Refusal> {
    match finding {
        ConclusionOutcome::Substantiated
        | ConclusionOutcome::Partly
        | ConclusionOutcome::Unsubstantiated
        | ConclusionOutcome::Unverifiable => Ok(()),
        ConclusionOutcome::Guided => Err(InvestigationRefusal::FindingNotOfInvestigation.into()),
    }
}

pub(super) fn consolidate(
    command: ConsolidateReports,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    of_investigation(command.finding)?;
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
    if let Some(department) = &command.department {
        at_work(state, department)?;
    }
    not_past(command.due_on, context)?;
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

fn not_past(due_on: NaiveDate, context: &Context<'_>) -> Result<(), Refusal> {
    if due_on < context.today {
        Err(InvestigationRefusal::DuePast.into())
    } else {
        Ok(())
    }
}

/// Whether an order is one that a department answers; none: the center answers all.
fn answerable(supervision: &Supervision, own: Option<&str>) -> bool {
    own.is_none_or(|own| supervision.order.department.as_deref() == Some(own))
}

pub(super) fn answer_supervision(
    state: &CaseState,
    command: AnswerSupervision,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let number = command.number;
    let own = department(context.actor, CommandName::AnswerSupervision);
    // To a department, an order to another does not exist.
    let supervision = state
        .handling
        .supervisions
        .iter()
        .find(|one| one.order.number == number && answerable(one, own))
        .ok_or(InvestigationRefusal::UnknownOrder { number })?;
    if supervision.answer.is_some() {
        return Err(InvestigationRefusal::AnsweredAlready { number }.into());
    }
    Ok(vec![
        SupervisionAnswered {
            number,
            on: context.today,
            text: command.text,
            answered_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

/// Art. 12: what a conclusion by guidance rests on. Nobody is owed an answer whom none can reach.
fn guided(state: &CaseState) -> Result<(), Refusal> {
    if !on_guidance_track(state) {
        Err(Refusal::NotOnGuidanceTrack)
    } else if state.record.form.contact && state.handling.answers.is_empty() {
        Err(InvestigationRefusal::NotAnswered.into())
    } else {
        Ok(())
    }
}

/// Art. 5(4), 6, 14: what any other conclusion rests on.
fn investigated(state: &CaseState) -> Result<(), InvestigationRefusal> {
    if state.status != Status::Reported {
        Err(InvestigationRefusal::ReportsOutstanding)
    } else if state.handling.reports.len() > 1 && state.handling.consolidated.is_none() {
        Err(InvestigationRefusal::NotConsolidated)
    } else {
        Ok(())
    }
}

/// What the reports found: as put together, else the only one; none: nobody investigated.
fn found(state: &CaseState) -> Option<ConclusionOutcome> {
    let handling = &state.handling;
    match (&handling.consolidated, handling.reports.as_slice()) {
        (Some(consolidated), _) => Some(consolidated.finding),
        (None, [only]) => Some(only.finding),
        (None, _) => None,
    }
}

/// Art. 5(4), 6: that an outcome which is not what the reports found has its written reason, and no other has one.
pub(super) fn follows_from_reports(
    state: &CaseState,
    outcome: ConclusionOutcome,
    departure: Option<&str>,
) -> Result<(), Refusal> {
    let contradicted = found(state).filter(|finding| *finding != outcome);
    match (contradicted, departure) {
        (Some(finding), None) => Err(InvestigationRefusal::ContradictsReports { finding }.into()),
        (Some(_), Some(reason)) => filled("departure", reason),
        (None, Some(_)) => Err(InvestigationRefusal::FollowsReports.into()),
        (None, None) => Ok(()),
    }
}

/// That a conclusion follows from what was done, and each of its measures has somebody to carry it out (Art. 6).
pub(super) fn concludable(
    state: &CaseState,
    outcome: ConclusionOutcome,
    measures: &[Measure],
) -> Result<(), Refusal> {
    match outcome {
        ConclusionOutcome::Guided => guided(state)?,
        ConclusionOutcome::Substantiated
        | ConclusionOutcome::Partly
        | ConclusionOutcome::Unsubstantiated
        | ConclusionOutcome::Unverifiable => investigated(state)?,
    }
    for department in measures.iter().filter_map(|one| one.department.as_ref()) {
        if *department != state.record.center && state.handled_by(department).is_none() {
            return Err(InvestigationRefusal::MeasureElsewhere {
                department: department.clone(),
            }
            .into());
        }
    }
    Ok(())
}
