//! The facts that admissibility rests on, gathered from the record, the earlier cases and the officer's assessment.

use chrono::NaiveDate;

use super::evaluation::{Assessment, PriorConsidered};
use super::prior::{PriorRecord, is_earlier};
use super::responsible::is_in_jingzhou;
use super::state::{CaseState, Status};
use crate::access::Regime;
use crate::division;
use crate::gd::art09_10_admissibility::{AdmissibilityFacts, PriorComplaint, PriorStatus};
use crate::gd::art18_clock::{self, ClockFacts};
use crate::gd::parameters::GdParameters;
use crate::period::OutOfRange;
use crate::truth::Truth;
use crate::workday::WorkingCalendar;

/// The profile of parameters by which cases of a regime are judged, unless the center has a stricter one of its own.
#[must_use]
pub const fn default_profile(regime: Regime) -> &'static str {
    match regime {
        Regime::Gd => "gd-default",
        Regime::Jz => "jz-complaints",
    }
}

/// The facts of a case, and which earlier cases they name, in the same order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    /// The facts.
    pub facts: AdmissibilityFacts,
    /// The earlier cases, in the order of `/facts/prior_complaints`.
    pub priors: Vec<PriorConsidered>,
}

/// Gathers the facts. `parameters` gives the values in force on a day: an earlier case's due date follows those of its
/// own acceptance. A record that is no earlier than this case, [`is_earlier`], is left out.
///
/// # Errors
/// [`OutOfRange`] where an earlier case's due date lies beyond the supported calendar.
pub fn facts(
    case_id: &str,
    state: &CaseState,
    assessment: &Assessment,
    priors: &[PriorRecord],
    calendar: &WorkingCalendar,
    parameters: &impl Fn(NaiveDate) -> GdParameters,
) -> Result<Gathered, OutOfRange> {
    let record = &state.record;
    let mut considered = Vec::new();
    let mut prior_complaints = Vec::new();
    for prior in priors.iter().filter(|prior| {
        is_earlier(
            (prior.received_at, &prior.case_id),
            (record.received_at, case_id),
        )
    }) {
        let (facts, named) = earlier(state, assessment, prior, calendar, parameters)?;
        prior_complaints.push(facts);
        considered.push(named);
    }
    let assessed = |assessed: Truth, recorded: Truth| {
        if assessed.is_unknown() {
            recorded
        } else {
            assessed
        }
    };
    Ok(Gathered {
        facts: AdmissibilityFacts {
            submitted_on: record.submitted_on,
            channel: Some(record.channel),
            accused_identified: assessment.accused_identified,
            violation_specified: assessment.violation_specified,
            has_factual_basis: assessment.has_factual_basis,
            within_function: assessment.within_function,
            within_jurisdiction: within_jurisdiction(state),
            routine_business: assessment.routine_business,
            normal_procedure_followed: assessment.normal_procedure_followed,
            answered_on_the_spot: assessment.answered_on_the_spot,
            event: record.event,
            prior_complaints: Some(prior_complaints),
            complainant_name_given: record.form.name.into(),
            contact_given: record.form.contact.into(),
            request_given: record.form.request.into(),
            facts_given: record.form.facts.into(),
            reasons_given: record.form.reasons.into(),
            media_exposed: assessed(assessment.media_exposed, record.media_exposed),
            high_impact: assessed(assessment.high_impact, record.high_impact),
            urgent: assessed(assessment.urgent, record.urgent),
        },
        priors: considered,
    })
}

/// Art. 9(2): computed, never assessed. In Guangdong the organisation that must answer holds the case; in Jingzhou the
/// event happened there.
fn within_jurisdiction(state: &CaseState) -> Truth {
    let record = &state.record;
    match record.regime {
        Regime::Gd => {
            Truth::from(record.responsible.organisation_id() == Some(record.center.as_str()))
        }
        Regime::Jz if record.places.is_empty() => Truth::Unknown,
        Regime::Jz => Truth::from(
            record
                .places
                .iter()
                .filter_map(|place| division::find(*place))
                .any(is_in_jingzhou),
        ),
    }
}

/// An earlier case as it stood when this one was put forward: what was decided on it later cannot make a repeat of
/// this one.
fn earlier(
    state: &CaseState,
    assessment: &Assessment,
    prior: &PriorRecord,
    calendar: &WorkingCalendar,
    parameters: &impl Fn(NaiveDate) -> GdParameters,
) -> Result<(PriorComplaint, PriorConsidered), OutOfRange> {
    let day = state.record.submitted_on;
    let status = prior.status_on(day);
    let accepted_on = prior.accepted_on.filter(|date| *date <= day);
    let due_on = match (status, accepted_on) {
        (PriorStatus::Accepted, Some(accepted_on)) => {
            Some(due_on(prior, accepted_on, calendar, parameters)?)
        }
        (
            PriorStatus::Pending
            | PriorStatus::Accepted
            | PriorStatus::NotAccepted
            | PriorStatus::Concluded
            | PriorStatus::Withdrawn,
            _,
        ) => None,
    };
    let said = assessment
        .priors
        .iter()
        .find(|said| said.case_id == prior.case_id);
    let same_matter = said.map_or(Truth::Unknown, |said| said.same_matter);
    let raises_new_facts = said.map_or(Truth::Unknown, |said| said.raises_new_facts);
    let still_open = matches!(prior.status, PriorStatus::Pending | PriorStatus::Accepted);
    let was_open = matches!(status, PriorStatus::Pending | PriorStatus::Accepted);
    let open_here = was_open
        && still_open
        && !prior.joined
        && prior.center == state.record.center
        && prior.same_complainant.is_true();
    let joinable = open_here && same_matter.is_true();
    // Art. 10(3): what repeats a case still undecided belongs to it; whether it does, somebody must have looked.
    let unassessed = open_here && status == PriorStatus::Pending && same_matter.is_unknown();
    Ok((
        PriorComplaint {
            same_complainant: prior.same_complainant,
            same_matter,
            status,
            accepted_on,
            due_on,
            concluded_on: prior.concluded_on.filter(|date| *date <= day),
            raises_new_facts,
        },
        PriorConsidered {
            case_id: prior.case_id.clone(),
            status,
            same_complainant: prior.same_complainant,
            same_matter,
            raises_new_facts,
            joinable,
            unassessed,
        },
    ))
}

fn due_on(
    prior: &PriorRecord,
    accepted_on: NaiveDate,
    calendar: &WorkingCalendar,
    parameters: &impl Fn(NaiveDate) -> GdParameters,
) -> Result<NaiveDate, OutOfRange> {
    let facts = ClockFacts {
        accepted_on,
        extended_to_working_days: prior.extended_to_working_days,
        concluded_on: None,
        as_of: accepted_on,
    };
    Ok(art18_clock::evaluate(&facts, calendar, &parameters(accepted_on))?.effective_due_on)
}

/// What the clock of Art. 18 is derived from; none: on that day the case was not accepted yet, or it is withdrawn and
/// nothing is due any more. An extension recorded after that day does not count.
#[must_use]
pub fn clock(state: &CaseState, as_of: NaiveDate) -> Option<ClockFacts> {
    let accepted_on = state.acceptance.as_ref()?.on;
    if as_of < accepted_on || state.status == Status::Withdrawn || state.withdrawal.is_some() {
        return None;
    }
    Some(ClockFacts {
        accepted_on,
        extended_to_working_days: state
            .handling
            .extension_on(as_of)
            .map(|extended| extended.to_working_days),
        concluded_on: state.conclusion.as_ref().map(|concluded| concluded.on),
        as_of,
    })
}
