//! What a step of a proceeding comes to.

use chrono::NaiveDate;

use super::command::Command;
use super::decision::decided;
use super::event::{
    Approved, Completed, Dropped, HearingHeld, HearingLapsed, HearingRequested, InterviewHeld,
    Lifted, Notified, ProceedingEvent, RectificationAccepted, Returned, Sanctioning, Served,
    StatementMade,
};
use super::machine::{CommandName, admits};
use super::policy::Policy;
use super::refusal::ProceedingRefusal as Refusal;
use super::state::Proceeding;
use crate::jz::institution::Institution;
use crate::jz::sanctions::Tier;
use crate::workday::WorkingCalendar;

/// What a step is decided with.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The day of the step.
    pub on: NaiveDate,
    /// Today.
    pub today: NaiveDate,
    /// Who acts, a client.
    pub actor: &'a str,
    /// General administrative law and local policy, as they hold on the day.
    pub policy: Policy,
    /// The working calendar.
    pub calendar: &'a WorkingCalendar,
    /// The institution.
    pub institution: &'a Institution,
}

/// Decides on a step.
///
/// # Errors
/// Why it is refused.
pub fn decide(
    proceeding: &Proceeding,
    command: Command,
    context: &Context<'_>,
) -> Result<ProceedingEvent, Refusal> {
    let on = context.on;
    let name = command.name();
    let status = proceeding.status_on(context.today);
    if !admits(status, name, &context.policy) {
        return Err(Refusal::WrongStatus {
            status,
            command: name,
        });
    }
    if on > context.today {
        return Err(Refusal::DayInFuture);
    }
    if on < proceeding.last_on {
        return Err(Refusal::DayBeforeLastStep {
            last: proceeding.last_on,
        });
    }
    let by = context.actor.to_owned();
    let event = match command {
        Command::Notify { facts } => notify(proceeding, facts, context)?.into(),
        Command::MakeStatement { kind, text } => StatementMade { on, by, kind, text }.into(),
        Command::RequestHearing { reason } => request_hearing(proceeding, reason, context)?.into(),
        Command::HoldHearing { presider, record } => {
            if proceeding.hearing_request.is_none() {
                return Err(Refusal::HearingNotRequested);
            }
            HearingHeld {
                on,
                by,
                presider,
                record,
            }
            .into()
        }
        Command::LapseHearing => {
            if proceeding.hearing_request.is_some() {
                return Err(Refusal::HearingPending);
            }
            let notice = proceeding.notice.as_ref();
            let until = notice.map(|notice| notice.hearing_until.max(Some(notice.statement_until)));
            if let Some(until) = until.flatten().filter(|until| on <= *until) {
                return Err(Refusal::TimeRuns { until });
            }
            HearingLapsed { on, by }.into()
        }
        Command::Decide {
            grounds,
            reading_reason,
            decision,
            reasons,
            evaluation,
        } => decided(
            proceeding,
            (grounds, reading_reason, decision, reasons, *evaluation),
            context,
        )?
        .into(),
        Command::Approve => {
            another(proceeding, context)?;
            still_due(proceeding, on)?;
            Approved { on, by }.into()
        }
        Command::Return { reason } => {
            another(proceeding, context)?;
            Returned { on, by, reason }.into()
        }
        Command::Serve { manner, recipient } => {
            still_due(proceeding, on)?;
            Served {
                on,
                by,
                manner,
                recipient,
            }
            .into()
        }
        Command::HoldInterview { principal, record } => {
            of_tier(proceeding, Tier::Interview, name)?;
            once(proceeding.interview.is_some(), name)?;
            InterviewHeld {
                on,
                by,
                principal,
                record,
            }
            .into()
        }
        Command::AcceptRectification { note } => {
            of_tier(proceeding, Tier::Warning, name)?;
            once(proceeding.rectification.is_some(), name)?;
            RectificationAccepted { on, by, note }.into()
        }
        Command::Lift { measure, reason } => {
            if !proceeding.is_in_force(measure, on) {
                return Err(Refusal::NotInForce { measure });
            }
            Lifted {
                on,
                by,
                measure,
                reason,
            }
            .into()
        }
        Command::Complete { note } => {
            may_complete(proceeding, on)?;
            Completed { on, by, note }.into()
        }
        Command::Drop { reason } => Dropped {
            on,
            by,
            reason,
            vanished: false,
            supports: proceeding.supports().into_iter().collect(),
        }
        .into(),
    };
    Ok(event)
}

fn working_days(context: &Context<'_>, days: u32) -> Result<NaiveDate, Refusal> {
    let days = i32::try_from(days).map_err(|_too_many| Refusal::OutOfRange)?;
    let answer = context.calendar.add(context.on, days);
    answer
        .map(|answer| answer.value)
        .map_err(|_beyond| Refusal::OutOfRange)
}

fn notify(
    proceeding: &Proceeding,
    facts: String,
    context: &Context<'_>,
) -> Result<Notified, Refusal> {
    let policy = &context.policy;
    let evaluation = proceeding.proposal();
    // A contested ground may still be relied upon, and would then mean a ban.
    let ban =
        evaluation.tier == Tier::MarketBan || evaluation.grounds.iter().any(|met| met.contested);
    Ok(Notified {
        on: context.on,
        by: context.actor.to_owned(),
        facts,
        grounds: evaluation.grounds.iter().map(|met| met.ground).collect(),
        statement_until: working_days(context, policy.statement_working_days)?,
        hearing_until: if ban && policy.hearing {
            Some(working_days(context, policy.hearing_working_days)?)
        } else {
            None
        },
    })
}

fn request_hearing(
    proceeding: &Proceeding,
    reason: String,
    context: &Context<'_>,
) -> Result<HearingRequested, Refusal> {
    let notice = proceeding.notice.as_ref();
    let Some(until) = notice.and_then(|notice| notice.hearing_until) else {
        return Err(Refusal::NoHearingOffered);
    };
    if proceeding.hearing_request.is_some() {
        return Err(Refusal::HearingRequestedAlready);
    }
    if context.on > until {
        return Err(Refusal::HearingTooLate { until });
    }
    Ok(HearingRequested {
        on: context.on,
        by: context.actor.to_owned(),
        reason,
    })
}

/// Nobody approves or returns what they decided.
fn another(proceeding: &Proceeding, context: &Context<'_>) -> Result<(), Refusal> {
    let decision = proceeding.decision.as_ref();
    if decision.is_some_and(|decided| decided.by == context.actor) {
        return Err(Refusal::SameOfficer);
    }
    Ok(())
}

/// What is to be put right is due after the day of the step.
fn still_due(proceeding: &Proceeding, on: NaiveDate) -> Result<(), Refusal> {
    let ordered = proceeding.decision.as_ref();
    match ordered.map(|decided| &decided.sanctioning) {
        Some(Sanctioning::Warning { rectification, .. }) if rectification.due_on <= on => {
            Err(Refusal::DueOver {
                due_on: rectification.due_on,
            })
        }
        Some(
            Sanctioning::Interview { .. }
            | Sanctioning::Warning { .. }
            | Sanctioning::MarketBan { .. },
        )
        | None => Ok(()),
    }
}

fn of_tier(proceeding: &Proceeding, tier: Tier, command: CommandName) -> Result<(), Refusal> {
    let found = proceeding.tier();
    if found == tier {
        return Ok(());
    }
    Err(Refusal::OtherTier {
        tier: found,
        command,
    })
}

const fn once(done: bool, command: CommandName) -> Result<(), Refusal> {
    if done {
        return Err(Refusal::DoneAlready { command });
    }
    Ok(())
}

fn may_complete(proceeding: &Proceeding, on: NaiveDate) -> Result<(), Refusal> {
    let first = |done: bool, command| {
        if done {
            Ok(())
        } else {
            Err(Refusal::StillToDo { command })
        }
    };
    match proceeding.tier() {
        Tier::Interview => first(proceeding.interview.is_some(), CommandName::HoldInterview),
        Tier::Warning => {
            first(
                proceeding.rectification.is_some(),
                CommandName::AcceptRectification,
            )?;
            if proceeding.lasts_after(on) {
                return Err(Refusal::StillInForce);
            }
            Ok(())
        }
        Tier::None | Tier::MarketBan => Err(Refusal::StillInForce),
    }
}

impl Proceeding {
    /// The event by which the watch drops a proposal whose grounds have vanished.
    #[must_use]
    pub fn vanished(&self, on: NaiveDate, reason: &str) -> ProceedingEvent {
        Dropped {
            on: on.max(self.last_on),
            by: "system".to_owned(),
            reason: reason.to_owned(),
            vanished: true,
            supports: self.supports().into_iter().collect(),
        }
        .into()
    }
}
