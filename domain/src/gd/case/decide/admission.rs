//! Accepting, rejecting, referring, joining: decisions on a complaint that came in, resting on an evaluation.

use chrono::Datelike;

use super::super::accused;
use super::super::checks::filled;
use super::super::command::{CommandName, Context, JoinTarget};
use super::super::evaluation::{Evaluation, MetGround};
use super::super::event::{
    Accepted, CaseEvent, Joined, NoticeIssued, Received, Referred, Rejected,
};
use super::super::grounds::GROUNDS;
use super::super::notice::{self, Notice};
use super::super::prior::is_earlier;
use super::super::record::ReferredTo;
use super::super::refusal::Refusal;
use super::super::responsible::{Answerable, JINGZHOU_AUTHORITY, is_in_jingzhou};
use super::super::state::{CaseState, Status};
use super::expected_decisions;
use crate::division;
use crate::gd::art09_10_admissibility::{Outcome, Track};
use crate::gd::art11_registration::registration;

/// What a decision rests on.
pub(super) struct Basis<'a> {
    number: u32,
    evaluation: &'a Evaluation,
    expected: Vec<CommandName>,
    reason: Option<String>,
}

impl<'a> Basis<'a> {
    /// The latest evaluation, if the rules still say the same of the facts as they are now.
    pub fn of(
        state: &'a CaseState,
        fresh: &Evaluation,
        departure: Option<String>,
    ) -> Result<Self, Refusal> {
        let latest = state.evaluation.as_ref().ok_or(Refusal::NotEvaluated)?;
        if state.evaluation_outdated || !latest.evaluation.says_the_same(fresh) {
            return Err(Refusal::EvaluationOutdated);
        }
        Ok(Self {
            number: latest.number,
            evaluation: &latest.evaluation,
            expected: expected_decisions(state, &latest.evaluation),
            reason: departure
                .map(|reason| reason.trim().to_owned())
                .filter(|reason| !reason.is_empty()),
        })
    }

    /// The reason for departing; none where the decision follows from the rules.
    fn departure(&self, follows: bool) -> Result<Option<String>, Refusal> {
        match (follows, &self.reason) {
            (true, None) => Ok(None),
            (true, Some(_)) => Err(Refusal::NotADeparture),
            (false, Some(reason)) => Ok(Some(reason.clone())),
            (false, None) => Err(Refusal::DepartureReasonRequired {
                expected: self.expected.first().copied(),
            }),
        }
    }

    fn follows(&self, decision: CommandName) -> bool {
        self.expected.contains(&decision)
    }
}

pub(super) fn accept(
    state: &CaseState,
    basis: Basis<'_>,
    number: u32,
    officer: Option<String>,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let departure = basis.departure(basis.follows(CommandName::Accept))?;
    let record = &state.record;
    let routine = basis.evaluation.assessment.routine_business.is_true();
    let accepted = Accepted {
        on: context.today,
        evaluation: basis.number,
        // The engine names the track only with its outcome `accept`; a departure follows the same fact.
        track: basis.evaluation.track.unwrap_or(if routine {
            Track::Guidance
        } else {
            Track::Investigation
        }),
        registration: registration(record.regime, &record.center, context.today.year(), number),
        departure,
        officer: officer.unwrap_or_else(|| context.actor.client_id.clone()),
        decided_by: context.actor.client_id.clone(),
    };
    let notice = notice::acceptance(state, &accepted, context)?;
    Ok(vec![accepted.into(), issued(state, notice, context)])
}

pub(super) fn reject(
    state: &CaseState,
    basis: Basis<'_>,
    grounds: &[String],
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let departure = basis.departure(basis.follows(CommandName::Reject))?;
    let grounds = match (basis.evaluation.outcome, &departure) {
        (Outcome::Accept | Outcome::Undetermined, Some(reason)) => found_met(grounds, reason)?,
        (Outcome::Reject, _) | (_, None) => {
            let mut named = grounds.iter().enumerate();
            if let Some((index, ground)) = named.find(|(_, id)| !basis.evaluation.is_met(id)) {
                return Err(Refusal::GroundNotMet {
                    index,
                    ground: ground.clone(),
                });
            }
            basis.evaluation.met.clone()
        }
    };
    let rejected = Rejected {
        on: context.today,
        evaluation: basis.number,
        grounds,
        departure,
        decided_by: context.actor.client_id.clone(),
    };
    let notice = notice::rejection(state, &rejected, context);
    Ok(vec![rejected.into(), issued(state, notice, context)])
}

/// The grounds an officer finds met though the rules do not: each one of the six, for the officer's reason.
fn found_met(ids: &[String], reason: &str) -> Result<Vec<MetGround>, Refusal> {
    if ids.is_empty() {
        return Err(Refusal::GroundsMissing);
    }
    if let Some((index, unknown)) = ids
        .iter()
        .enumerate()
        .find(|(_, id)| !GROUNDS.iter().any(|ground| ground.id == **id))
    {
        return Err(Refusal::UnknownGround {
            index,
            ground: unknown.clone(),
        });
    }
    Ok(GROUNDS
        .iter()
        .filter(|ground| ids.iter().any(|id| id == ground.id))
        .map(|ground| MetGround {
            provision: ground.id.to_owned(),
            reason_zh: reason.to_owned(),
            reason_en: reason.to_owned(),
            limit_day: None,
        })
        .collect())
}

pub(super) fn refer(
    state: &CaseState,
    basis: Basis<'_>,
    to: ReferredTo,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    filled("to.name", &to.name)?;
    filled("to.reason", &to.reason)?;
    let record = &state.record;
    let accused = record.accused_organisations();
    let named = match &to.organisation_id {
        Some(_) => Vec::new(),
        None => accused::named(&to.name),
    };
    let ids = || to.organisation_id.iter().chain(&named);
    if ids().any(|id| *id == record.center) || accused::same_name(&to.name, &context.center.name) {
        return Err(Refusal::ReferredToItself);
    }
    let called = record.accused.name.as_deref();
    if ids().any(|id| accused.contains(id))
        || called.is_some_and(|name| accused::same_name(name, &to.name))
    {
        return Err(Refusal::ReferredToAccused);
    }
    let to_the_right_one = is_the_right_one(record, to.organisation_id.as_deref());
    if !to_the_right_one && basis.reason.is_none() {
        return Err(Refusal::ReferredToTheWrongOne {
            who: record.responsible.answerable.clone(),
        });
    }
    let departure = basis.departure(basis.follows(CommandName::Refer) && to_the_right_one)?;
    let referred = Referred {
        on: context.today,
        evaluation: basis.number,
        to,
        departure,
        decided_by: context.actor.client_id.clone(),
    };
    let notice = notice::referral(state, &referred, context);
    Ok(vec![referred.into(), issued(state, notice, context)])
}

/// Whether the rules lead to that organisation; none: to one that this system does not know.
fn is_the_right_one(record: &Received, organisation_id: Option<&str>) -> bool {
    match (&record.responsible.answerable, organisation_id) {
        (Answerable::Organisation { organisation_id }, _) if *organisation_id == record.center => {
            true
        }
        (Answerable::Organisation { organisation_id }, to) => to == Some(organisation_id),
        (Answerable::Elsewhere { .. }, Some(JINGZHOU_AUTHORITY)) => record
            .places
            .iter()
            .filter_map(|place| division::find(*place))
            .any(is_in_jingzhou),
        (Answerable::Elsewhere { .. } | Answerable::SupervisingDepartment, to) => to.is_none(),
    }
}

pub(super) fn join(
    state: &CaseState,
    basis: Basis<'_>,
    target: &JoinTarget,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    if target.case_id == context.case_id {
        return Err(Refusal::JoinedToItself);
    }
    let considered = basis
        .evaluation
        .priors
        .iter()
        .find(|prior| prior.case_id == target.case_id)
        .ok_or(Refusal::JoinTargetNotConsidered)?;
    if !considered.same_complainant.is_true() {
        return Err(Refusal::NotTheSameComplainant);
    }
    if !considered.same_matter.is_true() {
        return Err(Refusal::NotTheSameMatter);
    }
    if !is_earlier(
        (target.received_at, &target.case_id),
        (state.record.received_at, context.case_id),
    ) {
        return Err(Refusal::JoinTargetNotEarlier);
    }
    if target.center != state.record.center {
        return Err(Refusal::JoinTargetElsewhere);
    }
    if target.status == Status::Joined {
        return Err(Refusal::JoinTargetJoined);
    }
    if !target.status.is_open() {
        return Err(Refusal::JoinTargetClosed {
            state: target.status,
        });
    }
    let departure = basis.departure(basis.follows(CommandName::Join))?;
    Ok(vec![
        Joined {
            on: context.today,
            target: target.case_id.clone(),
            evaluation: basis.number,
            departure,
            decided_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

fn issued(state: &CaseState, notice: Notice, context: &Context<'_>) -> CaseEvent {
    NoticeIssued {
        number: state.next_notice(),
        on: context.today,
        notice,
    }
    .into()
}
