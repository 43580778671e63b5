//! What a step of a proceeding comes to.

use chrono::NaiveDate;

use super::event::{
    Approved, Completed, Decided, Dropped, HearingHeld, HearingLapsed, HearingRequested,
    InterviewHeld, Lifted, Listed, Notified, Ordered, ProceedingEvent, RectificationAccepted,
    Returned, Sanctioning, Served, ServiceManner, Span, StatementKind, StatementMade, TimedMeasure,
    VoidedBatch,
};
use super::machine::{CommandName, admits};
use super::policy::Policy;
use super::refusal::ProceedingRefusal as Refusal;
use super::state::Proceeding;
use super::weigh::{Evaluation, MetGround};
use crate::jz::facts::Breach;
use crate::jz::institution::Institution;
use crate::jz::institution::ledger::{BatchStatus, EntryKind};
use crate::jz::sanctions::Tier;
use crate::period::years_after;
use crate::workday::WorkingCalendar;

/// What an officer decides; the last barred day of a ban is computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Art. 20.
    Interview {
        /// Batches whose results are declared invalid.
        voided: Vec<VoidedBatch>,
    },
    /// Art. 21.
    Warning {
        /// Suspension.
        suspension: Span,
        /// Rectification.
        rectification: Ordered,
        /// List.
        listing: Listed,
    },
    /// Art. 22.
    MarketBan,
}

/// A step that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Give notice.
    Notify {
        /// The facts as they are told.
        facts: String,
    },
    /// State something or make a commitment.
    MakeStatement {
        /// Which.
        kind: StatementKind,
        /// What.
        text: String,
    },
    /// Ask for a hearing.
    RequestHearing {
        /// Why.
        reason: String,
    },
    /// Record the hearing.
    HoldHearing {
        /// Who presided.
        presider: String,
        /// What was said.
        record: String,
    },
    /// Record that the time is over.
    LapseHearing,
    /// Decide.
    Decide {
        /// The grounds.
        grounds: Vec<Breach>,
        /// Why Art. 22(6) is read by its purpose.
        reading_reason: Option<String>,
        /// What is ordered.
        decision: Decision,
        /// Reasons.
        reasons: String,
        /// How the facts stand on the day.
        evaluation: Box<Evaluation>,
    },
    /// Approve.
    Approve,
    /// Do not approve.
    Return {
        /// Why.
        reason: String,
    },
    /// Serve.
    Serve {
        /// How.
        manner: ServiceManner,
        /// Who took it.
        recipient: String,
    },
    /// Record the interview.
    HoldInterview {
        /// Who.
        principal: String,
        /// What was stated or promised.
        record: String,
    },
    /// Accept the rectification.
    AcceptRectification {
        /// How it was checked.
        note: String,
    },
    /// Lift a measure.
    Lift {
        /// Which.
        measure: TimedMeasure,
        /// Why.
        reason: String,
    },
    /// Complete.
    Complete {
        /// What came of it.
        note: String,
    },
    /// Drop.
    Drop {
        /// Why.
        reason: String,
    },
}

impl Command {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> CommandName {
        match self {
            Self::Notify { .. } => CommandName::Notify,
            Self::MakeStatement { .. } => CommandName::MakeStatement,
            Self::RequestHearing { .. } => CommandName::RequestHearing,
            Self::HoldHearing { .. } => CommandName::HoldHearing,
            Self::LapseHearing => CommandName::LapseHearing,
            Self::Decide { .. } => CommandName::Decide,
            Self::Approve => CommandName::Approve,
            Self::Return { .. } => CommandName::Return,
            Self::Serve { .. } => CommandName::Serve,
            Self::HoldInterview { .. } => CommandName::HoldInterview,
            Self::AcceptRectification { .. } => CommandName::AcceptRectification,
            Self::Lift { .. } => CommandName::Lift,
            Self::Complete { .. } => CommandName::Complete,
            Self::Drop { .. } => CommandName::Drop,
        }
    }
}

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
            Approved { on, by }.into()
        }
        Command::Return { reason } => {
            another(proceeding, context)?;
            Returned { on, by, reason }.into()
        }
        Command::Serve { manner, recipient } => Served {
            on,
            by,
            manner,
            recipient,
        }
        .into(),
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

type Asked = (Vec<Breach>, Option<String>, Decision, String, Evaluation);

fn decided(
    proceeding: &Proceeding,
    (mut grounds, reading_reason, decision, reasons, evaluation): Asked,
    context: &Context<'_>,
) -> Result<Decided, Refusal> {
    let on = context.on;
    grounds.sort_unstable();
    grounds.dedup();
    let relied = relied(proceeding, &grounds, reading_reason.as_ref(), &evaluation)?;
    let tier = tier_of(&grounds);
    if tier == Tier::MarketBan {
        if proceeding.hearing_request.is_some() && proceeding.hearing.is_none() {
            return Err(Refusal::HearingPending);
        }
        let notice = proceeding.notice.as_ref();
        let until = notice.and_then(|notice| notice.hearing_until);
        if let Some(until) = until.filter(|until| proceeding.hearing.is_none() && on <= *until) {
            return Err(Refusal::TimeRuns { until });
        }
    }
    let sanctioning = ordered(decision, context)?;
    if sanctioning.tier() != tier {
        return Err(Refusal::TierMismatch { tier });
    }
    let years = context.policy.old_violation_years;
    let mut old = Vec::new();
    for evidence in relied.iter().flat_map(|met| &met.evidence) {
        let limit = years_after(evidence.on, years).map_err(|_beyond| Refusal::OutOfRange)?;
        if let Some(kind) = evidence.kind.filter(|kind| *kind != EntryKind::Warning)
            && limit < on
        {
            old.push(format!("{}/{}", kind.as_str(), evidence.id));
        }
    }
    old.sort_unstable();
    old.dedup();
    Ok(Decided {
        on,
        by: context.actor.to_owned(),
        reading_reason: reading_reason.filter(|_| relied.iter().any(|met| met.contested)),
        grounds,
        sanctioning,
        reasons,
        reconsideration_days: context.policy.reconsideration_days,
        litigation_months: context.policy.litigation_months,
        old,
        evaluation,
    })
}

/// The grounds relied upon, as the facts meet them: each was told, and still holds.
fn relied<'a>(
    proceeding: &Proceeding,
    grounds: &[Breach],
    reading_reason: Option<&String>,
    evaluation: &'a Evaluation,
) -> Result<Vec<&'a MetGround>, Refusal> {
    if grounds.is_empty() {
        return Err(Refusal::NoGrounds);
    }
    let mut relied = Vec::with_capacity(grounds.len());
    for ground in grounds {
        let told = match &proceeding.notice {
            Some(notice) => notice.grounds.contains(ground),
            None => {
                let mut proposed = proceeding.proposal().grounds.iter();
                proposed.any(|met| met.ground == *ground)
            }
        };
        let found = evaluation.grounds.iter().find(|met| met.ground == *ground);
        let Some(met) = found.filter(|_| told) else {
            return Err(Refusal::NotAGround {
                ground: ground.provision().map_or("", |provision| provision.id),
            });
        };
        if met.contested && reading_reason.is_none() {
            return Err(Refusal::ReadingReasonMissing);
        }
        relied.push(met);
    }
    Ok(relied)
}

/// The tier that grounds call for: that of the gravest.
fn tier_of(grounds: &[Breach]) -> Tier {
    let tier = |ground: &Breach| match ground {
        Breach::Art12 | Breach::Art13 => Tier::None,
        Breach::Art20(_) => Tier::Interview,
        Breach::Art21(_) => Tier::Warning,
        Breach::Art22(_) => Tier::MarketBan,
    };
    grounds.iter().map(tier).max().unwrap_or(Tier::None)
}

fn ordered(decision: Decision, context: &Context<'_>) -> Result<Sanctioning, Refusal> {
    let on = context.on;
    match decision {
        Decision::Interview { voided } => {
            let batches = &context.institution.ledger.batches;
            for (index, void) in voided.iter().enumerate() {
                let batch = void.batch.clone();
                let held = batches
                    .get(&batch)
                    .is_some_and(|known| known.status == BatchStatus::Held && known.held_on <= on);
                if !held {
                    return Err(Refusal::UnknownBatch { batch });
                }
                if voided.iter().take(index).any(|other| other.batch == batch) {
                    return Err(Refusal::BatchTwice { batch });
                }
            }
            Ok(Sanctioning::Interview { voided })
        }
        Decision::Warning {
            suspension,
            rectification,
            listing,
        } => {
            span(suspension, TimedMeasure::Suspension, on)?;
            span(listing.span, TimedMeasure::Listing, on)?;
            if rectification.due_on <= on {
                return Err(Refusal::DueBeforeDecision);
            }
            Ok(Sanctioning::Warning {
                suspension,
                rectification,
                listing,
            })
        }
        Decision::MarketBan => {
            let barred_until = years_after(on, context.policy.market_ban_years)
                .map_err(|_beyond| Refusal::OutOfRange)?;
            Ok(Sanctioning::MarketBan { barred_until })
        }
    }
}

fn span(span: Span, measure: TimedMeasure, on: NaiveDate) -> Result<(), Refusal> {
    let first = span.from.map_or(on, |from| from.max(on));
    if span.to.is_some_and(|to| to < first) {
        return Err(Refusal::SpanBackwards { measure });
    }
    Ok(())
}

/// Nobody approves or returns what they decided.
fn another(proceeding: &Proceeding, context: &Context<'_>) -> Result<(), Refusal> {
    let decision = proceeding.decision.as_ref();
    if decision.is_some_and(|decided| decided.by == context.actor) {
        return Err(Refusal::SameOfficer);
    }
    Ok(())
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
