//! Which cases a caller reaches: the one function behind reading, listing, counting and commanding alike.

use std::sync::Arc;

use domain::access::{Action, Principal, Regime, Scope};
use domain::gd::case::CaseState;
use persistence::complaints::list::Reach;
use persistence::complaints::row::CaseRow;

use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};

/// What the caller reaches with an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaching {
    scope: Scope,
    client_id: String,
    organisation_id: String,
    center_id: String,
    regime: Regime,
}

impl Reaching {
    /// Of a caller.
    ///
    /// # Errors
    /// `forbidden` where the role never may.
    pub fn of(caller: &Caller, action: Action) -> Result<Self, Problem> {
        let scope = caller.may(action)?;
        let Principal {
            client_id,
            organisation_id,
            center_id,
            regime,
            ..
        } = caller.principal.as_ref();
        Ok(Self {
            scope,
            client_id: client_id.clone(),
            organisation_id: organisation_id.clone(),
            center_id: center_id.clone(),
            regime: *regime,
        })
    }

    /// Whether the case of a row is among them.
    #[must_use]
    pub fn holds(&self, row: &CaseRow) -> bool {
        self.admits(&row.regime, &row.center, &row.submitted_by)
            // The row does not tell its departments, its case does. One that does not read is nobody's.
            || (self.scope == Scope::Assigned
                && row.state().is_ok_and(|state| self.handles(&state)))
    }

    /// Whether a case is among them.
    #[must_use]
    pub fn holds_case(&self, state: &CaseState) -> bool {
        let record = &state.record;
        self.admits(record.regime.as_str(), &record.center, &record.submitted_by)
            || (self.scope == Scope::Assigned && self.handles(state))
    }

    /// A department sees what it handles (Art. 6 and 11), as long as it is not the accused party (Art. 15).
    fn handles(&self, state: &CaseState) -> bool {
        state.handled_by(&self.organisation_id).is_some()
    }

    /// Whether a case is among them by its regime, center and submitter alone; a department's cases never are.
    #[must_use]
    pub fn admits(&self, regime: &str, center: &str, submitted_by: &str) -> bool {
        match self.scope {
            Scope::Submitted => submitted_by == self.client_id,
            Scope::Own => center == self.center_id && regime == self.regime.as_str(),
            Scope::Regime => regime == self.regime.as_str(),
            // Cases are never open to whoever merely keeps the system.
            Scope::Assigned | Scope::All => false,
        }
    }

    /// The row of a case that the caller reaches and that can still be read.
    ///
    /// # Errors
    /// `not_found`, the same whether there is none or it is out of reach; `gone` where its content was destroyed.
    pub fn readable(&self, row: Option<CaseRow>) -> Result<CaseRow, Problem> {
        let row = row
            .filter(|row| self.holds(row))
            .ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
        match row.erased_on {
            None => Ok(row),
            Some(on) => Err(Problem::erased(on)),
        }
    }

    /// The same for lists; none: no case at all.
    #[must_use]
    pub fn for_lists(&self) -> Option<Reach> {
        match self.scope {
            Scope::Submitted => Some(Reach::Submitted(self.client_id.clone())),
            Scope::Own => Some(Reach::Center(self.center_id.clone())),
            Scope::Regime => Some(Reach::Regime(self.regime.as_str())),
            Scope::Assigned => Some(Reach::Assigned(self.organisation_id.clone())),
            Scope::All => None,
        }
    }
}

/// The cases of which a caller may be shown something that is sealed: those it answers for or handles, and those of which
/// another center reported to its own (Art. 4(2)).
#[derive(Debug, Clone)]
pub struct ReachingMaterials {
    own: Reaching,
    reported: Option<Reaching>,
    principal: Arc<Principal>,
}

impl ReachingMaterials {
    /// Of a caller.
    ///
    /// # Errors
    /// `forbidden` where the role never may.
    pub fn of(caller: &Caller) -> Result<Self, Problem> {
        Ok(Self {
            own: Reaching::of(caller, Action::DiscloseMaterial)?,
            reported: Reaching::of(caller, Action::ReadUpwardReports).ok(),
            principal: Arc::clone(&caller.principal),
        })
    }

    /// The case of a row.
    ///
    /// # Errors
    /// `not_found`, the same whether there is none or nothing of it is the caller's to see.
    pub fn held(&self, row: Option<CaseRow>) -> Result<CaseState, Problem> {
        let not_found = || Problem::new(ProblemCode::NotFound);
        let row = row.ok_or_else(not_found)?;
        let case = row.state()?;
        let sees = |case: &CaseState| {
            let materials = case.materials();
            let mut materials = materials.iter();
            materials.any(|material| case.may_see(&self.principal, material))
        };
        let reported = self.reported.as_ref();
        let is_held =
            self.own.holds(&row) || reported.is_some_and(|all| all.holds(&row)) && sees(&case);
        if is_held { Ok(case) } else { Err(not_found()) }
    }

    /// The same, of a case that can still be read.
    ///
    /// # Errors
    /// As [`Self::held`]; `gone` where its content was destroyed.
    pub fn readable(&self, row: Option<CaseRow>) -> Result<CaseState, Problem> {
        let erased_on = row.as_ref().and_then(|row| row.erased_on);
        let case = self.held(row)?;
        match erased_on {
            None => Ok(case),
            Some(on) => Err(Problem::erased(on)),
        }
    }
}
