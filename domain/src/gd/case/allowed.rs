//! Which commands a principal may give a case now, and why not the others.

use std::cell::LazyCell;

use super::command::{CommandName, Day};
use super::decide::{investigation, outward, term};
use super::event::Received;
use super::refusal::{Refusal, TermRefusal};
use super::state::{CaseState, Status};
use crate::access::{Principal, Role, Scope};

/// Every command, with the reason for which it is refused where it is. Without a day, what turns on the day is not asked.
///
/// What only the command itself brings (a reason, a target) is not asked here.
#[must_use]
pub fn allowed_commands(
    state: &CaseState,
    principal: &Principal,
    day: Option<&Day<'_>>,
) -> Vec<(CommandName, Result<(), Refusal>)> {
    // Names are compared for it, and half of the commands ask.
    let apart = LazyCell::new(|| not_accused(&state.record, principal));
    let answer = |name: CommandName| {
        permitted(state, name, principal, &|| (*apart).clone())?;
        day.map_or(Ok(()), |day| term::in_time(state, name, day))
    };
    CommandName::ALL
        .iter()
        .map(|name| (*name, answer(*name)))
        .collect()
}

/// Whether the principal may give this command to the case as it stands: role, reach, state, and what the record must
/// hold already. [`super::decide()`] asks the same.
///
/// # Errors
/// [`Refusal`], why not.
pub fn may(state: &CaseState, name: CommandName, principal: &Principal) -> Result<(), Refusal> {
    permitted(state, name, principal, &|| {
        not_accused(&state.record, principal)
    })
}

/// The same, with the answer whether the principal is apart from the accused party.
fn permitted(
    state: &CaseState,
    name: CommandName,
    principal: &Principal,
    apart: &dyn Fn() -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let not_permitted = Refusal::RoleNotPermitted {
        role: principal.role,
        command: name,
    };
    let Some(scope) = principal.scope(name.action()) else {
        return Err(not_permitted);
    };
    if !reaches(scope, state, principal) {
        return Err(Refusal::NotOwnCase);
    }
    if state.handling.erased.is_some() {
        return Err(TermRefusal::ErasedAlready.into());
    }
    if !name.transition().from.contains(&state.status) {
        return Err(Refusal::WrongState {
            state: state.status,
            command: name,
        });
    }
    if decides(name) {
        apart()?;
    }
    match name {
        // Intake takes down; once the center has decided, its officers answer for the record.
        CommandName::Correct
            if principal.role == Role::Intake && state.status != Status::Received =>
        {
            Err(not_permitted)
        }
        CommandName::Accept | CommandName::Reject | CommandName::Refer | CommandName::Join => {
            if state.evaluation.is_none() {
                Err(Refusal::NotEvaluated)
            } else if state.evaluation_outdated {
                Err(Refusal::EvaluationOutdated)
            } else if matches!(name, CommandName::Accept | CommandName::Reject) {
                assessed(state)
            } else {
                Ok(())
            }
        }
        CommandName::ReviewRejection if state.review.is_some() => Err(Refusal::AlreadyReviewed),
        CommandName::ReviewRejection if rejected_by(state, principal) => {
            Err(Refusal::ReviewedByTheDecider)
        }
        CommandName::DeliverNotice if state.notices.is_empty() => Err(Refusal::NothingToDeliver),
        CommandName::Correct
        | CommandName::Describe
        | CommandName::Evaluate
        | CommandName::ReviewRejection
        | CommandName::HandOver
        | CommandName::DeliverNotice
        | CommandName::Withdraw => Ok(()),
        CommandName::Assign
        | CommandName::ShareMaterials
        | CommandName::Answer
        | CommandName::PromiseReply
        | CommandName::Report
        | CommandName::Consolidate
        | CommandName::Supervise
        | CommandName::AnswerSupervision
        | CommandName::Conclude => investigation::may(state, name, principal),
        CommandName::Extend
        | CommandName::ExplainDelay
        | CommandName::Execute
        | CommandName::FeedBack
        | CommandName::Archive
        | CommandName::ProposeErasure
        | CommandName::ConfirmErasure => term::may(state, name, principal),
        CommandName::HoldAccountable
        | CommandName::ReferComplainant
        | CommandName::ReportUpward
        | CommandName::TakeMediaMeasure
        | CommandName::PublishStatement => outward::may(state, name),
        CommandName::Attach | CommandName::Supplement | CommandName::DecideSimilarity => Ok(()),
    }
}

/// Art. 10(3): a repeat of a case still undecided is neither accepted nor rejected with nobody having looked at it.
fn assessed(state: &CaseState) -> Result<(), Refusal> {
    let latest = state.evaluation.as_ref();
    match latest.and_then(|latest| latest.evaluation.unassessed_prior()) {
        Some(prior) => Err(Refusal::PriorNotAssessed {
            case_id: prior.case_id.clone(),
        }),
        None => Ok(()),
    }
}

fn rejected_by(state: &CaseState, principal: &Principal) -> bool {
    state
        .rejection
        .as_ref()
        .is_some_and(|rejected| rejected.decided_by == principal.client_id)
}

/// Whether a permission of that scope reaches the case.
fn reaches(scope: Scope, state: &CaseState, principal: &Principal) -> bool {
    match scope {
        Scope::Submitted => principal.client_id == state.record.submitted_by,
        Scope::Assigned => state.handled_by(&principal.organisation_id).is_some(),
        Scope::Own => principal.center_id == state.record.center,
        Scope::Regime => principal.regime == state.record.regime,
        Scope::All => true,
    }
}

/// Commands that settle something of the case. The accused center may still examine a case in order to refer it.
const fn decides(name: CommandName) -> bool {
    match name {
        CommandName::Accept
        | CommandName::Reject
        | CommandName::Join
        | CommandName::ReviewRejection
        | CommandName::HandOver
        | CommandName::Withdraw
        | CommandName::Conclude
        | CommandName::Assign
        | CommandName::ShareMaterials
        | CommandName::Answer
        | CommandName::PromiseReply
        | CommandName::Report
        | CommandName::Consolidate
        | CommandName::Supervise
        | CommandName::AnswerSupervision
        | CommandName::Extend
        | CommandName::ExplainDelay
        | CommandName::Execute
        | CommandName::FeedBack
        | CommandName::Archive
        | CommandName::HoldAccountable
        | CommandName::ReferComplainant
        | CommandName::ReportUpward
        | CommandName::TakeMediaMeasure
        | CommandName::PublishStatement
        | CommandName::DecideSimilarity
        | CommandName::ProposeErasure
        | CommandName::ConfirmErasure => true,
        CommandName::Correct
        | CommandName::Describe
        | CommandName::Evaluate
        | CommandName::Refer
        | CommandName::DeliverNotice
        | CommandName::Attach
        | CommandName::Supplement => false,
    }
}

/// Art. 15: that neither the principal's organisation nor the center it acts for is, or may be, the accused party.
///
/// # Errors
/// [`Refusal::BelongsToAccused`].
pub fn not_accused(record: &Received, principal: &Principal) -> Result<(), Refusal> {
    if record.accused_organisations().includes(principal) {
        Err(Refusal::BelongsToAccused)
    } else {
        Ok(())
    }
}
