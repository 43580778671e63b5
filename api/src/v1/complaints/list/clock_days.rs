//! Which due dates are due soon or overdue.

use chrono::NaiveDate;
use domain::access::Regime;
use domain::gd::case::ClockKind;
use persistence::complaints::list::day_number;

use crate::jobs::sweep;
use crate::state::AppState;

/// The due dates that are due soon or overdue on a day: a range, so that such cases are found along the index of due dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockDays {
    /// The day.
    pub today: NaiveDate,
    /// The last due date that counts as due soon; see [`sweep::due_soon_until`].
    pub due_soon_until: Option<NaiveDate>,
}

impl ClockDays {
    /// By the calendar and parameters in force.
    #[must_use]
    pub fn of(state: &AppState, regime: Regime) -> Self {
        let today = state.today();
        Self {
            today,
            due_soon_until: sweep::due_soon_until(&state.basis.load(), regime, today),
        }
    }

    /// The first and the last due date.
    #[must_use]
    pub fn range(&self, kind: ClockKind) -> (Option<i64>, Option<i64>) {
        let today = day_number(self.today);
        match kind {
            ClockKind::DueSoon => (Some(today), self.due_soon_until.map(day_number)),
            ClockKind::Overdue => (None, Some(today.saturating_sub(1))),
        }
    }
}
