//! Who may be given a case: staff of the center that holds it, who may decide on its cases (Art. 5).

use chrono::NaiveDate;
use domain::access::{Action, OrganisationKind, Principal, Scope, scope};
use domain::gd::case::{CaseState, Refusal};
use persistence::{Connection, clients, organisations};

use super::command::day_of;
use super::refusal::problem;
use crate::problem::{Fault, Problem, ProblemCode};
use crate::v1::evaluation::engine::Basis;

/// Someone who may handle cases of a center.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    organisation_id: String,
}

/// A client as an officer of a center.
///
/// # Errors
/// `invalid_facts` at that place of the request, the same whether there is no such client, it is disabled, of another
/// center, or in a role that decides on nothing.
pub fn checked(
    connection: &mut Connection,
    center: &str,
    id: &str,
    pointer: &'static str,
) -> Result<Officer, Problem> {
    find(connection, center, id)?.ok_or_else(|| {
        Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(
            pointer,
            "不是本机构有权办理案件的在用人员",
            "is no client of this center, in operation, who may decide on its cases",
        ))
    })
}

fn find(connection: &mut Connection, center: &str, id: &str) -> Result<Option<Officer>, Problem> {
    let Some(client) = clients::get(connection, id)? else {
        return Ok(None);
    };
    let Some(organisation) = organisations::get(connection, &client.organisation_id)? else {
        return Ok(None);
    };
    let answers_for = match organisation.kind {
        OrganisationKind::ComplaintOffice => organisation.parent_id,
        OrganisationKind::GuidanceCenter
        | OrganisationKind::UndertakingDepartment
        | OrganisationKind::HrssAuthority
        | OrganisationKind::Institution
        | OrganisationKind::Platform => Some(client.organisation_id.clone()),
    };
    let may = client.disabled_at.is_none()
        && organisation.active
        && answers_for.as_deref() == Some(center)
        && scope(client.role, Action::Conclude) == Some(Scope::Own);
    Ok(may.then_some(Officer {
        organisation_id: client.organisation_id,
    }))
}

impl Officer {
    /// That the officer does not belong to the accused party of a case (Art. 15).
    ///
    /// # Errors
    /// `command_refused`.
    pub fn may_have(
        &self,
        basis: &Basis,
        state: &CaseState,
        principal: &Principal,
        today: NaiveDate,
    ) -> Result<(), Problem> {
        if state
            .record
            .accused_organisations()
            .contains(&self.organisation_id)
        {
            let day = day_of(basis, state, today);
            let standing = Some((state, day.as_ref()));
            return Err(problem(&Refusal::BelongsToAccused, standing, principal));
        }
        Ok(())
    }
}
