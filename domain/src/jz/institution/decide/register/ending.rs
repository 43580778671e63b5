//! An institution ends its work of its own will (jz Art. 23): it reports, open matters are settled, the register is updated.
//! Nothing of its ledger goes.

use chrono::NaiveDate;

use super::validity::{in_force, settled};
use super::{RegisterContext, RegisterRefusal};
use crate::jz::institution::{Deregistered, DeregistrationReported, Institution};

/// The end is reported, by the institution or to the authority.
///
/// # Errors
/// Not filed, reported already, a day that cannot be, another authority's.
pub fn report_deregistration(
    institution: &Institution,
    reason: String,
    on: NaiveDate,
    context: &RegisterContext<'_>,
) -> Result<DeregistrationReported, RegisterRefusal> {
    let actor = context.actor;
    let own = institution.organisation.as_ref() == Some(&actor.organisation_id);
    if !own && institution.authority.as_ref() != Some(&actor.center_id) {
        return Err(RegisterRefusal::NotOwnAuthority);
    }
    if institution.deregistration.is_some() {
        return Err(RegisterRefusal::AlreadyReported);
    }
    context.day(on)?;
    if in_force(institution, on).is_none() || in_force(institution, context.today).is_none() {
        return Err(RegisterRefusal::NotFiled);
    }
    Ok(DeregistrationReported {
        on,
        reason,
        by: actor.client_id.clone(),
    })
}

/// The authority ends the filing. `proceedings` are those still open.
///
/// # Errors
/// Not reported, open proceedings or rectifications, a day that cannot be, another authority's.
pub fn complete_deregistration(
    institution: &Institution,
    on: NaiveDate,
    proceedings: Vec<String>,
    context: &RegisterContext<'_>,
) -> Result<Deregistered, RegisterRefusal> {
    let actor = context.actor;
    if institution.organisation.as_ref() == Some(&actor.organisation_id) {
        return Err(RegisterRefusal::OwnApplication);
    }
    if institution.authority.as_ref() != Some(&actor.center_id) {
        return Err(RegisterRefusal::NotOwnAuthority);
    }
    let reported = institution
        .deregistration
        .as_ref()
        .ok_or(RegisterRefusal::NotReported)?;
    context.day(on)?;
    let filing = institution.filings.last().map(settled);
    let earliest = filing.map_or(reported.on, |day| day.max(reported.on));
    if on < earliest {
        return Err(RegisterRefusal::DayTooEarly { earliest });
    }
    if !proceedings.is_empty() {
        return Err(RegisterRefusal::ProceedingsOpen { ids: proceedings });
    }
    let ids: Vec<String> = institution
        .ledger
        .rectifications
        .values()
        .filter(|rectification| rectification.completed_on.is_none())
        .map(|rectification| rectification.id.clone())
        .collect();
    if !ids.is_empty() {
        return Err(RegisterRefusal::RectificationsOpen { ids });
    }
    Ok(Deregistered {
        on,
        by: actor.client_id.clone(),
    })
}
