//! Extension, explanation of a delay, execution, feedback, archive, erasure (Art. 6, 16-18).

use chrono::NaiveDate;

use super::super::checks::filled;
use super::super::command::handling::{
    ArchiveCase, ExecuteMeasure, ExplainDelay, ExtendLimit, FeedBack, ProposeErasure,
};
use super::super::command::{CommandName, Context, Day};
use super::super::event::CaseEvent;
use super::super::event::handling::{
    Archived, DelayExplained, Erased, ErasureProposed, Extended, FedBack, MeasureExecuted,
};
use super::super::facts::clock;
use super::super::refusal::{Refusal, TermRefusal};
use super::super::state::CaseState;
use super::super::term::{
    can_be_told, can_be_told_by, carries_out, leads, measures_left, orders_left, owes_feedback,
    statement_owed_since, upward_report_owed_since,
};
use crate::access::Principal;
use crate::gd::art17_archive::retain_until;
use crate::gd::art18_clock;
use crate::period::OutOfRange;

/// What the record must hold before the command can be given. What turns on the day is asked when it is given.
pub(in super::super) fn may(
    state: &CaseState,
    name: CommandName,
    principal: &Principal,
) -> Result<(), Refusal> {
    let can_be_told = can_be_told(&state.record);
    if name == CommandName::ExplainDelay && !can_be_told {
        return Err(TermRefusal::NobodyToExplainTo.into());
    }
    if name == CommandName::FeedBack && !can_be_told {
        return Err(TermRefusal::NoContact.into());
    }
    let mut left = measures_left(state);
    if name == CommandName::Execute
        && !left.any(|(_, measure)| carries_out(state, measure, principal))
    {
        return Err(TermRefusal::NothingToExecute.into());
    }
    if name == CommandName::Archive {
        return nothing_is_owed(state);
    }
    if name == CommandName::ProposeErasure && state.handling.erasure_proposal.is_some() {
        return Err(TermRefusal::ErasureProposedAlready.into());
    }
    if name == CommandName::ConfirmErasure {
        return confirms(state, principal);
    }
    Ok(())
}

/// Art. 17: what must be done before a case is archived.
fn nothing_is_owed(state: &CaseState) -> Result<(), Refusal> {
    if owes_feedback(state) {
        return Err(TermRefusal::FeedbackOwed.into());
    }
    if let Some((measure, _)) = measures_left(state).next() {
        return Err(TermRefusal::MeasureOutstanding { measure }.into());
    }
    if let Some(order) = orders_left(state).next() {
        return Err(TermRefusal::OrderUnanswered { order }.into());
    }
    if upward_report_owed_since(state).is_some() {
        return Err(TermRefusal::UpwardReportOwed.into());
    }
    if statement_owed_since(state).is_some() {
        return Err(TermRefusal::StatementOwed.into());
    }
    Ok(())
}

/// Two persons destroy what is sealed, and one of them leads the organisation.
fn confirms(state: &CaseState, principal: &Principal) -> Result<(), Refusal> {
    match &state.handling.erasure_proposal {
        None => Err(TermRefusal::ErasureNotProposed.into()),
        Some(proposal) if proposal.proposed_by == principal.client_id => {
            Err(TermRefusal::SamePerson.into())
        }
        Some(proposal) if !proposal.by_lead && !leads(principal) => {
            Err(TermRefusal::LeadMissing.into())
        }
        Some(_) => Ok(()),
    }
}

fn beyond(_error: OutOfRange) -> Refusal {
    Refusal::OutOfCalendar
}

/// Art. 18: what is done before the limit ends, on its last day at the latest. Gives the working days from acceptance
/// that the case may take as it stands.
fn within_limit(state: &CaseState, day: &Day<'_>) -> Result<u32, Refusal> {
    let Some(facts) = clock(state, day.today) else {
        // Of a case that is under way there is a clock from its acceptance on.
        return Err(Refusal::OutOfCalendar);
    };
    let clock = art18_clock::evaluate(&facts, day.calendar, &day.limits).map_err(beyond)?;
    if day.today > clock.effective_due_on {
        return Err(TermRefusal::LimitOver {
            due_on: clock.effective_due_on,
        }
        .into());
    }
    Ok(facts
        .extended_to_working_days
        .unwrap_or(day.limits.handling_working_days))
}

/// The same, where the case may still take longer: as many working days as it may, and the most.
fn extensible(state: &CaseState, day: &Day<'_>) -> Result<(u32, u32), Refusal> {
    let present = within_limit(state, day)?;
    let cap = day.limits.extension_cap_working_days;
    if present >= cap {
        return Err(TermRefusal::ExtendedToTheCap { cap }.into());
    }
    Ok((present, cap))
}

/// Whether it is the day for a command: those before the end of the time limit are asked for it.
pub(in super::super) fn in_time(
    state: &CaseState,
    name: CommandName,
    day: &Day<'_>,
) -> Result<(), Refusal> {
    match name {
        CommandName::Extend => extensible(state, day).map(|_| ()),
        CommandName::ExplainDelay => within_limit(state, day).map(|_| ()),
        _ => Ok(()),
    }
}

pub(super) fn extend(
    state: &CaseState,
    command: ExtendLimit,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let day = context.day();
    let (present, cap) = extensible(state, &day)?;
    let from = present.saturating_add(1);
    if !(from..=cap).contains(&command.to_working_days) {
        return Err(TermRefusal::ExtensionOutOfRange { from, to: cap }.into());
    }
    let extended = Extended {
        on: context.today,
        reason: command.reason,
        to_working_days: command.to_working_days,
        text: command.text,
        extended_by: context.actor.client_id.clone(),
    };
    let mut after = state.clone();
    after.extended(&extended);
    // A due date that cannot be computed is no due date.
    within_limit(&after, &day)?;
    Ok(vec![extended.into()])
}

pub(super) fn explain(
    state: &CaseState,
    command: ExplainDelay,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    within_limit(state, &context.day())?;
    if !can_be_told_by(&state.record, command.manner) {
        return Err(TermRefusal::MannerNotPossible.into());
    }
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
    state: &CaseState,
    command: ExecuteMeasure,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let number = command.measure;
    let unknown = TermRefusal::UnknownMeasure { measure: number };
    let concluded = state.conclusion.as_ref().ok_or(unknown.clone())?;
    let measure = usize::try_from(number)
        .ok()
        .and_then(|number| number.checked_sub(1))
        .and_then(|place| concluded.measures.get(place))
        .ok_or(unknown)?;
    if !carries_out(state, measure, context.actor) {
        return Err(TermRefusal::AnotherDepartmentsMeasure.into());
    }
    if state.handling.execution(number).is_some() {
        return Err(TermRefusal::ExecutedAlready { measure: number }.into());
    }
    since_conclusion(state, command.on, context)?;
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

/// A day from the conclusion to today.
fn since_conclusion(
    state: &CaseState,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    if day > context.today {
        return Err(Refusal::DayInFuture { member: "on" });
    }
    match state.conclusion.as_ref().map(|concluded| concluded.on) {
        Some(concluded_on) if day < concluded_on => {
            Err(TermRefusal::BeforeConclusion { concluded_on }.into())
        }
        Some(_) | None => Ok(()),
    }
}

pub(super) fn feed_back(
    state: &CaseState,
    command: &FeedBack,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    if !can_be_told_by(&state.record, command.manner) {
        return Err(TermRefusal::MannerNotPossible.into());
    }
    since_conclusion(state, command.on, context)?;
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
    command: ArchiveCase,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    if let Some(place) = &command.place {
        filled("place", place)?;
    }
    Ok(vec![
        Archived {
            on: context.today,
            retain_until: retain_until(context.today, &context.parameters).map_err(beyond)?,
            place: command.place,
            archived_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

/// The last day of retention belongs to it: nothing is destroyed before the day after.
fn retention_is_over(state: &CaseState, context: &Context<'_>) -> Result<(), Refusal> {
    match state.handling.archive.as_ref().map(|a| a.retain_until) {
        None => Err(TermRefusal::NotArchived.into()),
        Some(until) if context.today <= until => Err(TermRefusal::MustBeKept { until }.into()),
        Some(_) => Ok(()),
    }
}

pub(super) fn propose_erasure(
    state: &CaseState,
    command: ProposeErasure,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    filled("reason", &command.reason)?;
    retention_is_over(state, context)?;
    Ok(vec![
        ErasureProposed {
            on: context.today,
            reason: command.reason,
            proposed_by: context.actor.client_id.clone(),
            by_lead: leads(context.actor),
        }
        .into(),
    ])
}

pub(super) fn confirm_erasure(
    state: &CaseState,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    retention_is_over(state, context)?;
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
