//! An earlier case as a later one sees it (Art. 10(3), (4)).

use chrono::{DateTime, NaiveDate, Utc};

use super::state::{CaseState, Status};
use crate::gd::art09_10_admissibility::PriorStatus;
use crate::truth::Truth;

/// Where a case stands for a later one; a joined case stands where its target does, which `resolve` looks up.
///
/// None: joined to a case that `resolve` does not find.
pub fn prior_status(
    state: &CaseState,
    resolve: &impl Fn(&str) -> Option<PriorStatus>,
) -> Option<PriorStatus> {
    Some(match state.status {
        Status::Received => PriorStatus::Pending,
        Status::Rejected | Status::Referred => PriorStatus::NotAccepted,
        Status::Accepted | Status::Assigned | Status::Reported => PriorStatus::Accepted,
        Status::Concluded | Status::FedBack => PriorStatus::Concluded,
        Status::Withdrawn => PriorStatus::Withdrawn,
        Status::Joined => return joined(state, resolve),
        // Archiving closes the file; it does not change what became of the case.
        Status::Archived => {
            if state.conclusion.is_some() {
                PriorStatus::Concluded
            } else if state.withdrawal.is_some() {
                PriorStatus::Withdrawn
            } else if state.joining.is_some() {
                return joined(state, resolve);
            } else if state.acceptance.is_some() {
                // Nothing leads here but a conclusion or a withdrawal; the record counts as closed.
                PriorStatus::Concluded
            } else {
                PriorStatus::NotAccepted
            }
        }
    })
}

fn joined(
    state: &CaseState,
    resolve: &impl Fn(&str) -> Option<PriorStatus>,
) -> Option<PriorStatus> {
    resolve(&state.joining.as_ref()?.target)
}

/// Whether a case is earlier than another: it came in before, or at the same instant and has the lower id, which follows
/// the time of recording. Of any two cases one is the earlier.
#[must_use]
pub fn is_earlier(one: (DateTime<Utc>, &str), other: (DateTime<Utc>, &str)) -> bool {
    one < other
}

/// An earlier case with its dates, as far as a later one turns on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriorRecord {
    /// Its id.
    pub case_id: String,
    /// The organisation that holds it.
    pub center: String,
    /// The instant it came in.
    pub received_at: DateTime<Utc>,
    /// It was joined to another case, and stands where that one does.
    pub joined: bool,
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

impl PriorRecord {
    /// An earlier case as a complaint put forward on `day` finds it; `stands_as` is the case it was joined to, to the end
    /// of the chain, or itself. An extension recorded after that day is not held against the later complaint.
    ///
    /// None: `stands_as` is itself joined.
    #[must_use]
    pub fn of(
        case_id: &str,
        state: &CaseState,
        stands_as: &CaseState,
        same_complainant: Truth,
        day: NaiveDate,
    ) -> Option<Self> {
        let closed_on = stands_as
            .withdrawal
            .as_ref()
            .map(|withdrawn| withdrawn.on)
            .or_else(|| stands_as.rejection.as_ref().map(|rejected| rejected.on))
            .or_else(|| stands_as.referral.as_ref().map(|referred| referred.on));
        Some(Self {
            case_id: case_id.to_owned(),
            center: state.record.center.clone(),
            received_at: state.record.received_at,
            joined: state.joining.is_some(),
            status: prior_status(stands_as, &|_another| None)?,
            same_complainant,
            accepted_on: stands_as.acceptance.as_ref().map(|accepted| accepted.on),
            extended_to_working_days: stands_as
                .handling
                .extension_on(day)
                .map(|extended| extended.to_working_days),
            concluded_on: stands_as.conclusion.as_ref().map(|concluded| concluded.on),
            closed_on,
        })
    }

    /// Where it stood at the end of a day. What happened to it afterwards is not held against a later complaint.
    #[must_use]
    pub fn status_on(&self, day: NaiveDate) -> PriorStatus {
        let by_then = |date: Option<NaiveDate>| date.is_some_and(|date| date <= day);
        if by_then(self.concluded_on) {
            PriorStatus::Concluded
        } else if by_then(self.closed_on) {
            self.status
        } else if by_then(self.accepted_on) {
            PriorStatus::Accepted
        } else {
            PriorStatus::Pending
        }
    }
}
