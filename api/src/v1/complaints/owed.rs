//! What of a case follows from its events together with the calendar and the parameters: due date and duties.

use domain::gd::case::{CaseState, Duty, Step, duties, steps};
use persistence::complaints::record::Derived;

use super::command::running_due_on;
use crate::v1::evaluation::engine::Basis;

/// Both, as its row and its lists keep them.
#[must_use]
pub fn derived(basis: &Basis, state: &CaseState) -> Derived {
    Derived {
        due_on: running_due_on(basis, state),
        duties: owed(basis, state),
        steps: stepped(basis, state),
    }
}

/// What is owed about a case and not done yet.
#[must_use]
pub fn owed(basis: &Basis, state: &CaseState) -> Vec<Duty> {
    let profile = basis.profile_of(state);
    duties(state, &basis.calendar, &|day| {
        basis.gd_parameters(profile, day)
    })
}

/// The steps of a case that periodic reports count.
fn stepped(basis: &Basis, state: &CaseState) -> Vec<Step> {
    let profile = basis.profile_of(state);
    steps(state, &basis.calendar, &|day| {
        basis.gd_parameters(profile, day)
    })
}
