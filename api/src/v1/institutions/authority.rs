//! Before which authority something is done, and what local policy says.

use chrono::NaiveDate;
use domain::access::{OrganisationKind, Role};
use domain::division::DivisionCode;
use domain::jz::institution::Institution;
use domain::jz::institution::decide::register::{
    Authority, FilingPolicy, RENEWAL_MONTHS, RegisterContext, RegisterRefusal,
};
use domain::jz::policy::FILING_YEARS;
use persistence::{Connection, organisations};

use super::command::{Desk, refused};
use crate::problem::Problem;

/// The authority of that id; none: no organisation that files.
///
/// # Errors
/// Those of the database.
pub fn authority(connection: &mut Connection, id: &str) -> Result<Option<Authority>, Problem> {
    let found = organisations::get(connection, id)?;
    Ok(found
        .filter(|found| found.kind == OrganisationKind::HrssAuthority)
        .map(|found| Authority {
            id: found.id,
            above: found.parent_id,
            regime: found.regime,
            division: found.division_code.as_deref().and_then(DivisionCode::parse),
        }))
}

/// The authority to which whoever acts hands a new filing in: their own, or the one above their institution.
///
/// # Errors
/// `no_authority`.
pub fn own_authority(connection: &mut Connection, desk: &Desk) -> Result<Authority, Problem> {
    let principal = &desk.principal;
    let id = if principal.role == Role::Institution {
        let own = organisations::get(connection, &principal.organisation_id)?;
        own.and_then(|own| own.parent_id)
    } else {
        Some(principal.center_id.clone())
    };
    let found = match id {
        Some(id) => authority(connection, &id)?,
        None => None,
    };
    found.ok_or_else(|| refused(&RegisterRefusal::NoAuthority, Vec::new()))
}

/// The authority that an institution is filed with.
///
/// # Errors
/// `no_authority` where this system does not know it.
pub fn filed_with(
    connection: &mut Connection,
    institution: &Institution,
) -> Result<Authority, Problem> {
    let found = match &institution.authority {
        Some(id) => authority(connection, id)?,
        None => None,
    };
    found.ok_or_else(|| refused(&RegisterRefusal::NoAuthority, Vec::new()))
}

/// Local policy on a day.
///
/// # Errors
/// `internal` where a parameter is missing.
pub fn policy(desk: &Desk, day: NaiveDate) -> Result<FilingPolicy, Problem> {
    Ok(FilingPolicy {
        years: desk.number(&FILING_YEARS, day)?,
        renewal_months: desk.number(&RENEWAL_MONTHS, day)?,
    })
}

/// By whom, when and before whom.
///
/// # Errors
/// As [`policy`].
pub fn context<'a>(
    desk: &'a Desk,
    authority: &'a Authority,
) -> Result<RegisterContext<'a>, Problem> {
    Ok(RegisterContext {
        today: desk.today,
        actor: &desk.principal,
        authority,
        policy: policy(desk, desk.today)?,
    })
}
