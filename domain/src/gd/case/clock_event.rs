//! What the clock of Art. 18 does by itself: it says that a case is due soon, that it is overdue, and that a due date has
//! moved with the working calendar.
//!
//! Such events stand in a stream of their own beside that of the case: time passes without anybody changing the case.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::facts::clock;
use super::state::CaseState;
use super::words::record_words;
use crate::gd::art18_clock::{self, ClockState};
use crate::gd::parameters::GdParameters;
use crate::period::OutOfRange;
use crate::workday::WorkingCalendar;

record_words! {
    /// What the clock says of a case, once for each due date.
    ClockKind {
        /// 即将到期: no more working days are left than count as due soon
        DueSoon = "due_soon",
        /// 已逾期: the due date has passed and the case is not concluded
        Overdue = "overdue",
    }
}

/// A case is due soon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueSoon {
    /// The day on which the clock said so, in Asia/Shanghai.
    pub on: NaiveDate,
    /// The due date that it is about: that of an extension, where there is one.
    pub due_on: NaiveDate,
    /// Working days left after that day.
    pub working_days_left: i64,
}

/// A case is overdue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overdue {
    /// The day on which the clock said so, in Asia/Shanghai.
    pub on: NaiveDate,
    /// The due date that has passed.
    pub due_on: NaiveDate,
    /// Working days since the due date.
    pub working_days_overdue: i64,
}

/// A due date has moved because the working calendar has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueDateMoved {
    /// The due date before.
    pub moved_from: NaiveDate,
    /// The due date now; none: it lies beyond the supported calendar.
    pub moved_to: Option<NaiveDate>,
    /// The revision of the calendar that it was computed with.
    pub calendar_revision: i64,
}

/// What the clock did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case")]
pub enum ClockEvent {
    /// A case is due soon.
    DueSoon(DueSoon),
    /// A case is overdue.
    Overdue(Overdue),
    /// A due date has moved.
    DueDateMoved(DueDateMoved),
}

impl ClockEvent {
    /// The name under which it is stored.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::DueSoon(_) => ClockKind::DueSoon.as_str(),
            Self::Overdue(_) => ClockKind::Overdue.as_str(),
            Self::DueDateMoved(_) => "due_date_moved",
        }
    }

    /// What happens once only: the kind, and the due date it is about. A due date may move more than once.
    #[must_use]
    pub const fn once(&self) -> Option<(ClockKind, NaiveDate)> {
        match self {
            Self::DueSoon(event) => Some((ClockKind::DueSoon, event.due_on)),
            Self::Overdue(event) => Some((ClockKind::Overdue, event.due_on)),
            Self::DueDateMoved(_) => None,
        }
    }
}

/// What the clock has to say of a case on a day; nothing where it has time, is concluded, or never had a clock.
///
/// It says one thing: of a case that is overdue already it is not said any more that it is due soon, even where nobody
/// looked in between. A warning after the event would be none, and would show in the record as if it had been given.
///
/// # Errors
/// [`OutOfRange`] where a due date lies beyond the supported calendar.
pub fn clock_step(
    state: &CaseState,
    as_of: NaiveDate,
    calendar: &WorkingCalendar,
    parameters: &GdParameters,
) -> Result<Option<ClockEvent>, OutOfRange> {
    // A conclusion dated after the day asked for ends the clock as well: this is about what is still to be done.
    let Some(facts) = clock(state, as_of).filter(|facts| facts.concluded_on.is_none()) else {
        return Ok(None);
    };
    let clock = art18_clock::evaluate(&facts, calendar, parameters)?;
    let due_on = clock.effective_due_on;
    Ok(match clock.state {
        ClockState::DueSoon => Some(ClockEvent::DueSoon(DueSoon {
            on: as_of,
            due_on,
            working_days_left: clock.working_days_left,
        })),
        ClockState::Overdue => Some(ClockEvent::Overdue(Overdue {
            on: as_of,
            due_on,
            working_days_overdue: clock.working_days_overdue,
        })),
        ClockState::Running | ClockState::ConcludedOnTime | ClockState::ConcludedLate => None,
    })
}
