//! Which due dates are due soon or overdue.

use chrono::NaiveDate;
use domain::access::Regime;
use domain::gd::case::{ClockKind, default_profile};
use persistence::complaints::list::{Summary, day_number};

use crate::jobs::sweep;
use crate::state::AppState;

/// The due dates that are due soon or overdue on a day: a range, so that such cases are found along the index of due dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockDays {
    /// The day.
    pub today: NaiveDate,
    /// The last due date that counts as due soon; see [`sweep::due_soon_until`].
    pub due_soon_until: Option<NaiveDate>,
    /// The same of centers with local rules that say otherwise (Art. 21).
    pub local: Vec<(String, Option<NaiveDate>)>,
}

impl ClockDays {
    /// By the calendar and parameters in force.
    #[must_use]
    pub fn of(state: &AppState, regime: Regime) -> Self {
        let (today, basis) = (state.today(), state.basis.load());
        let until = |profile: &str| sweep::due_soon_until(&basis, profile, today);
        let due_soon_until = until(default_profile(regime));
        let local = basis
            .local_profiles(regime)
            .map(|known| (&known.centers, until(&known.id)))
            .filter(|(_, own)| *own != due_soon_until)
            .flat_map(|(centers, own)| centers.iter().map(move |center| (center.clone(), own)))
            .collect();
        Self {
            today,
            due_soon_until,
            local,
        }
    }

    /// The first and the last due date, of any center.
    #[must_use]
    pub fn range(&self, kind: ClockKind) -> (Option<i64>, Option<i64>) {
        let today = day_number(self.today);
        match kind {
            ClockKind::DueSoon => {
                let local = self.local.iter().map(|(_, until)| *until);
                let latest = local.chain([self.due_soon_until]).flatten().max();
                (Some(today), latest.map(day_number))
            }
            ClockKind::Overdue => (None, Some(today.saturating_sub(1))),
        }
    }

    /// Whether each case of the range is to be looked at by itself, because centers have rules of their own.
    #[must_use]
    pub fn differ(&self, kind: ClockKind) -> bool {
        kind == ClockKind::DueSoon && !self.local.is_empty()
    }

    /// Whether a case of the range is one by the rules of its own center.
    #[must_use]
    pub fn admits(&self, kind: ClockKind, row: &Summary) -> bool {
        if kind == ClockKind::Overdue {
            return true;
        }
        let own = self.local.iter().find(|(center, _)| *center == row.center);
        let until = own.map_or(self.due_soon_until, |(_, until)| *until);
        row.due_on
            .zip(until)
            .is_some_and(|(due_on, until)| due_on <= until)
    }
}
