//! What a command does to a case: events, or a refusal with its reason.

mod admission;
mod course;
mod expected;
mod intake;

pub use expected::expected_decisions;

use super::allowed::may;
use super::command::{Command, Context};
use super::event::CaseEvent;
use super::refusal::Refusal;
use super::state::CaseState;

/// Decides on a command. What was decided happens only once its events are recorded.
///
/// # Errors
/// [`Refusal`], which changes nothing.
pub fn decide(
    state: &CaseState,
    command: Command,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    may(state, command.name(), context.actor)?;
    if context.today < state.latest_on {
        return Err(Refusal::DayBeforeLastStep {
            latest_on: state.latest_on,
        });
    }
    match command {
        Command::Correct(corrections) => intake::correct(state, &corrections, context),
        Command::Describe { subject } => intake::describe(&subject),
        Command::Evaluate(evaluation) => intake::evaluate(state, *evaluation, context),
        Command::Accept {
            fresh,
            departure,
            number,
            officer,
        } => {
            let basis = admission::Basis::of(state, &fresh, departure)?;
            admission::accept(state, basis, number, officer, context)
        }
        Command::Reject {
            fresh,
            departure,
            grounds,
        } => {
            let basis = admission::Basis::of(state, &fresh, departure)?;
            admission::reject(state, basis, &grounds, context)
        }
        Command::Refer {
            fresh,
            departure,
            to,
        } => {
            let basis = admission::Basis::of(state, &fresh, departure)?;
            admission::refer(state, basis, to, context)
        }
        Command::Join {
            fresh,
            departure,
            target,
        } => {
            let basis = admission::Basis::of(state, &fresh, departure)?;
            admission::join(state, basis, &target, context)
        }
        Command::ReviewRejection { outcome, reason } => course::review(outcome, reason, context),
        Command::HandOver { to, reason } => course::hand_over(state, to, reason),
        Command::DeliverNotice { notice, manner, on } => {
            course::deliver(state, notice, manner, on, context)
        }
        Command::Withdraw { reason, by } => course::withdraw(reason, by, context),
        Command::Conclude { outcome, measures } => {
            course::conclude(state, outcome, measures, context)
        }
    }
}
