//! Which institutions a caller reaches: the one function behind reading, listing and commanding alike.

use domain::access::{Action, Principal, Regime, Scope};
use domain::jz::institution::Institution;
use persistence::institutions::InstitutionRow;

use crate::auth::Caller;
use crate::problem::Problem;

/// What the caller reaches with an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaching {
    scope: Scope,
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
            organisation_id,
            center_id,
            regime,
            ..
        } = caller.principal.as_ref();
        Ok(Self {
            scope,
            organisation_id: organisation_id.clone(),
            center_id: center_id.clone(),
            regime: *regime,
        })
    }

    /// Of what is done about institutions without being asked for, such as by the conclusion of a case.
    #[must_use]
    pub fn own(principal: &Principal) -> Self {
        Self {
            scope: Scope::Own,
            organisation_id: principal.organisation_id.clone(),
            center_id: principal.center_id.clone(),
            regime: principal.regime,
        }
    }

    /// Whether an institution is among them: its own authority's, the one above it (Art. 3: 属地管理、分级负责), itself, or
    /// one whose application waits for that authority.
    #[must_use]
    pub fn holds(&self, institution: &Institution) -> bool {
        let waits = institution.applications.iter().any(|application| {
            let applied = &application.applied;
            application.is_pending()
                && self.admits(
                    applied.regime.as_str(),
                    Some(applied.authority.as_str()),
                    applied.above.as_deref(),
                    None,
                )
        });
        if waits {
            return true;
        }
        self.admits(
            institution.regime.as_str(),
            institution.authority.as_deref(),
            institution.above.as_deref(),
            institution.organisation.as_deref(),
        )
    }

    /// The same by its row.
    #[must_use]
    pub fn holds_row(&self, row: &InstitutionRow) -> bool {
        self.admits(
            &row.regime,
            row.authority.as_deref(),
            row.above.as_deref(),
            row.organisation.as_deref(),
        )
    }

    fn admits(
        &self,
        regime: &str,
        authority: Option<&str>,
        above: Option<&str>,
        organisation: Option<&str>,
    ) -> bool {
        match self.scope {
            Scope::Own => {
                authority == Some(self.center_id.as_str())
                    || above == Some(self.center_id.as_str())
                    || organisation == Some(self.organisation_id.as_str())
            }
            Scope::Regime => regime == self.regime.as_str(),
            Scope::Submitted | Scope::Assigned | Scope::All => false,
        }
    }

    /// How far the permission reaches.
    #[must_use]
    pub const fn scope(&self) -> Scope {
        self.scope
    }

    /// The caller's center or authority.
    #[must_use]
    pub fn center(&self) -> &str {
        &self.center_id
    }

    /// The caller's organisation.
    #[must_use]
    pub fn organisation(&self) -> &str {
        &self.organisation_id
    }

    /// The caller's regime.
    #[must_use]
    pub const fn regime(&self) -> Regime {
        self.regime
    }
}

/// Whether somebody belongs to the authority that filed an institution: who files, supervises and decides (Art. 3).
#[must_use]
pub fn is_own_authority(institution: &Institution, principal: &Principal) -> bool {
    institution.authority.as_deref() == Some(principal.center_id.as_str())
}
