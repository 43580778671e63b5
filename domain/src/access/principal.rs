//! Whoever acts.

use super::matrix::{Action, scope};
use super::regime::Regime;
use super::role::Role;
use super::scope::Scope;

/// A client with its role, as it stands now: looked up at each request, never taken from a token.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Principal {
    /// The client's id.
    pub client_id: String,
    /// The organisation the client belongs to.
    pub organisation_id: String,
    /// The center or authority whose cases are the client's own ([`Scope::Own`]): that of a complaint office is the
    /// center which set it up, every other organisation's is itself.
    pub center_id: String,
    /// In which capacity it acts.
    pub role: Role,
    /// The regulation its organisation works under.
    pub regime: Regime,
}

impl Principal {
    /// Of which cases it may do this; none: not at all.
    #[must_use]
    pub const fn scope(&self, action: Action) -> Option<Scope> {
        scope(self.role, action)
    }
}
