//! What a command does to a case: events, or a refusal with its reason.

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
    let _ = (state, context, command);
    Err(Refusal::NothingCorrected)
}
