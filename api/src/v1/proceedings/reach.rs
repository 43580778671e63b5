//! Which proceedings a caller reaches.

use domain::access::{Action, Role};
use domain::jz::institution::Institution;
use domain::jz::proceeding::Proceeding;
use persistence::aggregate::{self, Opened};
use persistence::proceedings::{self, ProceedingRow};
use persistence::{Connection, institutions};

use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};
use crate::v1::complaints::command::named;
use crate::v1::institutions::reach::Reaching;

/// What a caller reaches of proceedings.
#[derive(Debug, Clone)]
pub struct Reach {
    /// Of institutions.
    pub reaching: Reaching,
    /// The caller acts for an institution: it sees its own from the notice on.
    pub only_told: bool,
}

impl Reach {
    /// Of a caller.
    ///
    /// # Errors
    /// `forbidden` where the role never may.
    pub fn of(caller: &Caller, action: Action) -> Result<Self, Problem> {
        Ok(Self {
            reaching: Reaching::of(caller, action)?,
            only_told: caller.principal.role == Role::Institution,
        })
    }

    /// Whether a proceeding of an institution is among them.
    #[must_use]
    pub fn holds(&self, institution: &Institution, told: bool) -> bool {
        self.reaching.holds(institution) && (told || !self.only_told)
    }

    /// The row of a proceeding in reach.
    ///
    /// # Errors
    /// `not_found`, the same whether there is none or it is out of reach.
    pub fn row(&self, connection: &mut Connection, id: &str) -> Result<ProceedingRow, Problem> {
        named(id)?;
        let row = proceedings::get(connection, id)?.ok_or_else(not_found)?;
        let institution = institutions::get(connection, &row.institution_id)?;
        let reached = institution.is_some_and(|found| self.reaching.holds_row(&found));
        if reached && (row.told || !self.only_told) {
            return Ok(row);
        }
        Err(not_found())
    }

    /// A proceeding in reach.
    ///
    /// # Errors
    /// As [`Self::row`].
    pub fn open(
        &self,
        connection: &mut Connection,
        id: &str,
    ) -> Result<Opened<Proceeding>, Problem> {
        self.row(connection, id)?;
        aggregate::open::<Proceeding>(connection, id)?.ok_or_else(not_found)
    }
}

fn not_found() -> Problem {
    Problem::new(ProblemCode::NotFound)
}
