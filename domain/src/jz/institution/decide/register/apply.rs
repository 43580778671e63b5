//! An application is handed in (jz Art. 2, 3, 22).

use chrono::NaiveDate;

use super::checks::{Check, checks};
use super::validity::settled;
use super::{RegisterContext, RegisterRefusal};
use crate::access::Role;
use crate::jz::institution::{ApplicationKind, Applied, Content, Institution, InstitutionEvent};

/// What is applied for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What for.
    pub kind: ApplicationKind,
    /// Unified social credit code.
    pub uscc: String,
    /// What is to be filed.
    pub content: Content,
    /// Renewal: the last day of validity that is asked for; none: as local policy has it.
    pub valid_until: Option<NaiveDate>,
    /// The day it was handed in.
    pub on: NaiveDate,
    /// The institution's own organisation, where the authority names it.
    pub organisation: Option<String>,
}

/// Takes an application down; `institution` is what is on record of that credit code.
///
/// # Errors
/// The first check that fails, a day that cannot be, an application before the wrong authority.
pub fn apply(
    institution: Option<&Institution>,
    asked: Asked,
    context: &RegisterContext<'_>,
) -> Result<InstitutionEvent, RegisterRefusal> {
    let actor = context.actor;
    context.day(asked.on)?;
    let own = actor.role == Role::Institution;
    if let Some(institution) = institution {
        // Nobody makes the record of another credit code their own.
        if own && institution.organisation.as_deref() != Some(actor.organisation_id.as_str()) {
            return Err(RegisterRefusal::RecordOfAnother);
        }
        let elsewhere = institution.authority.as_ref() != Some(&context.authority.id);
        if asked.kind != ApplicationKind::Filing {
            if elsewhere {
                return Err(RegisterRefusal::NotOwnAuthority);
            }
            if let Some(filing) = institution.filings.last()
                && asked.on < settled(filing)
            {
                let earliest = settled(filing);
                return Err(RegisterRefusal::DayTooEarly { earliest });
            }
        }
    }
    let organisation = if own {
        Some(actor.organisation_id.clone())
    } else {
        asked.organisation
    };
    let count = institution.map_or(0, |institution| institution.applications.len());
    let applied = Applied {
        number: u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1),
        kind: asked.kind,
        uscc: asked.uscc,
        on: asked.on,
        content: asked.content,
        valid_until: asked.valid_until,
        authority: context.authority.id.clone(),
        above: context.authority.above.clone(),
        regime: context.authority.regime,
        organisation,
        by: actor.client_id.clone(),
    };
    let checked = checks(
        institution,
        &applied,
        asked.on,
        context.authority,
        context.policy,
    );
    first_failure(checked)?;
    // A bar that began since the day it is dated at bars it as well.
    let checked = checks(
        institution,
        &applied,
        context.today,
        context.authority,
        context.policy,
    );
    first_failure(checked)?;
    if applied.kind == ApplicationKind::Change
        && let Some(institution) = institution
        && institution.described(applied.on) == Some(&applied.content)
        && (applied.organisation.is_none() || applied.organisation == institution.organisation)
    {
        return Err(RegisterRefusal::NothingChanged);
    }
    Ok(InstitutionEvent::Applied(Box::new(applied)))
}

/// The first check that failed, as a refusal.
pub(super) fn first_failure(checked: Vec<Check>) -> Result<(), RegisterRefusal> {
    match checked.into_iter().find_map(|check| check.failed) {
        Some(refusal) => Err(refusal),
        None => Ok(()),
    }
}
