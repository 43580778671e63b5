//! An application is decided or withdrawn (jz Art. 3).

use chrono::NaiveDate;

use super::apply::first_failure;
use super::checks::{checks, longest_renewal, renewed};
use super::validity::{settled, valid_for};
use super::{RegisterContext, RegisterRefusal};
use crate::gd::case::is_blank;
use crate::jz::institution::{
    Application, ApplicationDecided, ApplicationKind, ApplicationWithdrawn, Institution, Outcome,
};

/// What the authority says of an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Granted or refused.
    pub outcome: Outcome,
    /// Why.
    pub reason: Option<String>,
    /// The day of the decision, from which what is granted holds.
    pub on: NaiveDate,
    /// Last day of validity; none: as local policy has it.
    pub valid_until: Option<NaiveDate>,
}

/// Decides an application. Where [`needs_number`] says so, the number of the filing is still to be given.
///
/// # Errors
/// A check that fails on the day of the decision or today; another authority's; not pending; days that cannot be.
pub fn decide(
    institution: &Institution,
    application: &Application,
    ruling: &Ruling,
    context: &RegisterContext<'_>,
) -> Result<ApplicationDecided, RegisterRefusal> {
    let applied = &application.applied;
    let actor = context.actor;
    if applied.organisation.as_ref() == Some(&actor.organisation_id) {
        return Err(RegisterRefusal::OwnApplication);
    }
    if applied.authority != actor.center_id {
        return Err(RegisterRefusal::NotOwnAuthority);
    }
    if !application.is_pending() {
        return Err(RegisterRefusal::NotPending);
    }
    context.day(ruling.on)?;
    if ruling.on < applied.on {
        return Err(RegisterRefusal::DayTooEarly {
            earliest: applied.on,
        });
    }
    let mut decided = ApplicationDecided {
        number: applied.number,
        on: ruling.on,
        outcome: ruling.outcome,
        reason: ruling.reason.clone(),
        filing_number: None,
        valid_until: None,
        by: actor.client_id.clone(),
    };
    match ruling.outcome {
        Outcome::Refused => {
            if decided.reason.as_deref().is_none_or(is_blank) {
                return Err(RegisterRefusal::ReasonMissing);
            }
            if ruling.valid_until.is_some() {
                return Err(RegisterRefusal::ValidityNotAsked);
            }
        }
        Outcome::Granted => {
            for day in [ruling.on, context.today] {
                let (authority, policy) = (context.authority, context.policy);
                first_failure(checks(Some(institution), applied, day, authority, policy))?;
            }
            decided.valid_until = validity(institution, application, ruling, context)?;
        }
    }
    Ok(decided)
}

/// The last day that a decision gives.
fn validity(
    institution: &Institution,
    application: &Application,
    ruling: &Ruling,
    context: &RegisterContext<'_>,
) -> Result<Option<NaiveDate>, RegisterRefusal> {
    let applied = &application.applied;
    let policy = context.policy;
    let filing = institution.filings.last();
    if applied.kind != ApplicationKind::Filing
        && let Some(filing) = filing
        && ruling.on < settled(filing)
    {
        let earliest = settled(filing);
        return Err(RegisterRefusal::DayTooEarly { earliest });
    }
    match applied.kind {
        ApplicationKind::Filing => {
            let latest = valid_for(ruling.on, policy.years);
            match (ruling.valid_until, latest) {
                (Some(until), _) if until < ruling.on => Err(RegisterRefusal::ValidityTooShort),
                (Some(until), Some(latest)) if until > latest => {
                    Err(RegisterRefusal::ValidityTooLong { latest })
                }
                (Some(until), _) => Ok(Some(until)),
                (None, latest) => Ok(latest),
            }
        }
        ApplicationKind::Change => match ruling.valid_until {
            Some(_) => Err(RegisterRefusal::ValidityNotAsked),
            None => Ok(None),
        },
        ApplicationKind::Renewal => {
            let until = filing.and_then(|filing| filing.valid_until(NaiveDate::MAX));
            let Some(until) = until else {
                // Open filings need no renewal, but may be given an end.
                return Ok(ruling.valid_until.or(applied.valid_until));
            };
            match ruling.valid_until.or(applied.valid_until) {
                Some(asked) => renewed(until, asked, policy).map(|()| Some(asked)),
                None => Ok(longest_renewal(until, policy)),
            }
        }
    }
}

/// Whether what was decided is a new filing, which gets a number.
#[must_use]
pub fn needs_number(application: &Application, decided: &ApplicationDecided) -> bool {
    application.applied.kind == ApplicationKind::Filing && decided.outcome == Outcome::Granted
}

/// The number of a filing: of an authority in a year, without gaps.
#[must_use]
pub fn filing_number(division: &str, year: i32, number: i64) -> String {
    format!("荆职评备〔{year}〕{division}-{number:04}号")
}

/// Withdraws an application that waits.
///
/// # Errors
/// Decided or withdrawn already, a day that cannot be, another authority's.
pub fn withdraw(
    application: &Application,
    reason: String,
    on: NaiveDate,
    context: &RegisterContext<'_>,
) -> Result<ApplicationWithdrawn, RegisterRefusal> {
    let (applied, actor) = (&application.applied, context.actor);
    let own = applied.organisation.as_ref() == Some(&actor.organisation_id);
    if !own && applied.authority != actor.center_id {
        return Err(RegisterRefusal::NotOwnAuthority);
    }
    if !application.is_pending() {
        return Err(RegisterRefusal::NotPending);
    }
    context.day(on)?;
    if on < applied.on {
        return Err(RegisterRefusal::DayTooEarly {
            earliest: applied.on,
        });
    }
    Ok(ApplicationWithdrawn {
        number: applied.number,
        on,
        reason,
        by: actor.client_id.clone(),
    })
}
