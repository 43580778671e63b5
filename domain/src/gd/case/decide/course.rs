//! After a decision: review, handing over, delivery, withdrawal, conclusion.

use chrono::NaiveDate;

use super::super::checks::filled;
use super::super::command::Context;
use super::super::event::handling::Measure;
use super::super::event::{
    CaseEvent, Concluded, NoticeDelivered, NoticeIssued, OfficerChanged, RejectionReviewed,
    Withdrawn,
};
use super::super::notice;
use super::super::record::{ConclusionOutcome, DeliveryManner, ReviewOutcome, WithdrawnBy};
use super::super::refusal::Refusal;
use super::super::state::CaseState;
use super::investigation;

pub(super) fn review(
    outcome: ReviewOutcome,
    reason: String,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    filled("reason", &reason)?;
    Ok(vec![
        RejectionReviewed {
            on: context.today,
            outcome,
            reason,
            reviewed_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

pub(super) fn hand_over(
    state: &CaseState,
    to: String,
    reason: String,
) -> Result<Vec<CaseEvent>, Refusal> {
    filled("to", &to)?;
    filled("reason", &reason)?;
    if state.officer.as_ref() == Some(&to) {
        return Err(Refusal::SameOfficer);
    }
    Ok(vec![
        OfficerChanged {
            from: state.officer.clone(),
            to,
            reason,
        }
        .into(),
    ])
}

pub(super) fn deliver(
    state: &CaseState,
    notice: u32,
    manner: DeliveryManner,
    on: NaiveDate,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let known = state
        .notices
        .iter()
        .find(|known| known.issued.number == notice)
        .ok_or(Refusal::UnknownNotice { notice })?;
    if on < known.issued.on {
        return Err(Refusal::DeliveredBeforeIssue {
            issued_on: known.issued.on,
        });
    }
    if on > context.today {
        return Err(Refusal::DayInFuture { member: "on" });
    }
    let delivered = NoticeDelivered { notice, manner, on };
    if known.deliveries.contains(&delivered) {
        return Err(Refusal::AlreadyDelivered);
    }
    Ok(vec![delivered.into()])
}

pub(super) fn withdraw(
    reason: String,
    by: WithdrawnBy,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    filled("reason", &reason)?;
    Ok(vec![
        Withdrawn {
            on: context.today,
            reason,
            by,
        }
        .into(),
    ])
}

pub(super) fn conclude(
    state: &CaseState,
    outcome: ConclusionOutcome,
    measures: Vec<Measure>,
    departure: Option<String>,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    investigation::concludable(state, outcome, &measures)?;
    investigation::follows_from_reports(state, outcome, departure.as_deref())?;
    for measure in &measures {
        filled("measures", &measure.text)?;
    }
    let concluded = Concluded {
        on: context.today,
        outcome,
        measures,
        departure,
        decided_by: context.actor.client_id.clone(),
    };
    let issued = NoticeIssued {
        number: state.next_notice(),
        on: context.today,
        notice: notice::result(state, &concluded, context)?,
    };
    Ok(vec![concluded.into(), issued.into()])
}
