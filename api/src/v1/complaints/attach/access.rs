//! Whom a case and its files are open to.

use domain::access::{Action, Principal, Scope};
use domain::gd::case::CaseState;
use domain::gd::case::event::handling::AttachmentAdded;
use persistence::Connection;
use persistence::complaints::record::{self, Opened};

use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};
use crate::v1::complaints::command::named;
use crate::v1::complaints::reach::Reaching;

/// Which cases a caller reaches with an action, those assigned to its department included.
#[derive(Debug, Clone)]
pub struct Reached {
    reaching: Reaching,
    /// The department whose cases are reached.
    department: Option<String>,
}

impl Reached {
    /// Of a caller.
    ///
    /// # Errors
    /// `forbidden` where the role never may.
    pub fn of(caller: &Caller, action: Action) -> Result<Self, Problem> {
        let assigned = caller.may(action)? == Scope::Assigned;
        Ok(Self {
            reaching: Reaching::of(caller, action)?,
            department: assigned.then(|| caller.principal.organisation_id.clone()),
        })
    }

    /// A case that the caller reaches.
    ///
    /// # Errors
    /// `not_found`, the same whether there is none or it is out of reach.
    pub fn open(&self, connection: &mut Connection, id: &str) -> Result<Opened, Problem> {
        named(id)?;
        record::open(connection, id)?
            .filter(|case| {
                let record = &case.state.record;
                let regime = record.regime.as_str();
                let department = self.department.as_deref();
                self.reaching
                    .holds(regime, &record.center, &record.submitted_by)
                    || department.is_some_and(|it| case.state.handling.assignment(it).is_some())
            })
            .ok_or_else(|| Problem::new(ProblemCode::NotFound))
    }
}

/// Whether somebody who reaches the case may have a file of it: a department what was passed to it, and what it added
/// itself (Art. 11, 15).
#[must_use]
pub fn may_have(state: &CaseState, file: &AttachmentAdded, principal: &Principal) -> bool {
    match principal.scope(Action::DiscloseMaterial) {
        Some(Scope::Own) => principal.center_id == state.record.center,
        Some(Scope::Assigned) => state
            .handling
            .assignment(&principal.organisation_id)
            .is_some_and(|own| {
                own.materials.contains(&file.id) || file.added_by == principal.client_id
            }),
        Some(Scope::Submitted | Scope::Regime | Scope::All) | None => false,
    }
}
