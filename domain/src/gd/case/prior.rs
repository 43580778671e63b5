//! An earlier case as a later one sees it (Art. 10(3), (4)).

use chrono::{DateTime, NaiveDate, Utc};

use super::state::CaseState;
use crate::gd::art09_10_admissibility::PriorStatus;
use crate::truth::Truth;

/// Where a case stands for a later one; a joined case stands where its target does, which `resolve` looks up.
///
/// None: joined to a case that `resolve` does not find.
pub fn prior_status(
    state: &CaseState,
    resolve: &impl Fn(&str) -> Option<PriorStatus>,
) -> Option<PriorStatus> {
    let _ = (state, resolve);
    None
}

/// An earlier case with its dates, as far as a later one turns on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriorRecord {
    /// Its id.
    pub case_id: String,
    /// The instant it came in.
    pub received_at: DateTime<Utc>,
    /// Where it stands now.
    pub status: PriorStatus,
    /// Put forward by the same complainant, by the keyed hashes of their identifiers.
    pub same_complainant: Truth,
    /// The day of formal acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// Working days from acceptance that an extension allows.
    pub extended_to_working_days: Option<u32>,
    /// The day of conclusion.
    pub concluded_on: Option<NaiveDate>,
    /// The day it was rejected, referred or withdrawn.
    pub closed_on: Option<NaiveDate>,
}
