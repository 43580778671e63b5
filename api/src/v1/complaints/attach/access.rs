//! Whom a case and its files are open to.

use domain::access::{Action, Principal};
use domain::gd::case::CaseState;
use domain::gd::case::event::handling::AttachmentAdded;
use persistence::Connection;
use persistence::complaints::record::Opened;

use crate::auth::Caller;
use crate::problem::Problem;
use crate::v1::complaints::command::opened;
use crate::v1::complaints::reach::Reaching;

/// Which cases a caller reaches with an action.
#[derive(Debug, Clone)]
pub struct Reached(Reaching);

impl Reached {
    /// Of a caller.
    ///
    /// # Errors
    /// `forbidden` where the role never may.
    pub fn of(caller: &Caller, action: Action) -> Result<Self, Problem> {
        Ok(Self(Reaching::of(caller, action)?))
    }

    /// A case that the caller reaches.
    ///
    /// # Errors
    /// As [`opened`].
    pub fn open(&self, connection: &mut Connection, id: &str) -> Result<Opened, Problem> {
        opened(connection, &self.0, id)
    }
}

/// Whether somebody who reaches the case may have a file of it: a department what was passed to it, and what it added
/// itself (Art. 11, 15).
#[must_use]
pub fn may_have(state: &CaseState, file: &AttachmentAdded, principal: &Principal) -> bool {
    state
        .material(&file.id)
        .is_some_and(|material| state.may_see(principal, &material))
}
