//! The steps of a case that periodic reports count (Art. 4(2)), each with its day: follows from the state alone.

use chrono::{Days, NaiveDate};

use super::facts::clock;
use super::state::CaseState;
use super::words::record_words;
use crate::gd::art18_clock;
use crate::gd::parameters::GdParameters;
use crate::workday::WorkingCalendar;

record_words! {
    /// What is counted.
    StepKind {
        /// 受理
        Accepted = "accepted",
        /// 不予受理
        Rejected = "rejected",
        /// 不予受理, by each of its grounds: the provision is the detail
        RejectedOn = "rejected_on",
        /// 转送其他机构
        Referred = "referred",
        /// 并案
        Joined = "joined",
        /// 撤回
        Withdrawn = "withdrawn",
        /// 办结
        Concluded = "concluded",
        /// 办结, by its outcome
        ConcludedAs = "concluded_as",
        /// 按期办结
        ConcludedInTime = "concluded_in_time",
        /// 逾期办结
        ConcludedLate = "concluded_late",
        /// 逾期: the day after the time limit ended without conclusion; lies in the future while it runs
        FellOverdue = "fell_overdue",
    }
}

impl StepKind {
    /// Whether it is counted by a detail.
    #[must_use]
    pub const fn has_detail(self) -> bool {
        matches!(self, Self::RejectedOn | Self::ConcludedAs)
    }
}

/// A step of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub kind: StepKind,
    /// The ground or the outcome; empty where there is none.
    pub detail: String,
    /// The day.
    pub on: NaiveDate,
}

/// The steps of a case. A rejection that was reopened is none any more. `parameters` gives the values in force on a day.
#[must_use]
pub fn steps(
    state: &CaseState,
    calendar: &WorkingCalendar,
    parameters: &impl Fn(NaiveDate) -> Option<GdParameters>,
) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut step = |kind, detail: &str, on| {
        steps.push(Step {
            kind,
            detail: detail.to_owned(),
            on,
        });
    };
    if let Some(accepted) = &state.acceptance {
        step(StepKind::Accepted, "", accepted.on);
    }
    if let Some(rejected) = &state.rejection {
        step(StepKind::Rejected, "", rejected.on);
        let mut grounds: Vec<&str> = rejected
            .grounds
            .iter()
            .map(|ground| ground.provision.as_str())
            .collect();
        grounds.sort_unstable();
        grounds.dedup();
        for ground in grounds {
            step(StepKind::RejectedOn, ground, rejected.on);
        }
    }
    if let Some(referred) = &state.referral {
        step(StepKind::Referred, "", referred.on);
    }
    if let Some(joined) = &state.joining {
        step(StepKind::Joined, "", joined.on);
    }
    if let Some(withdrawn) = &state.withdrawal {
        step(StepKind::Withdrawn, "", withdrawn.on);
    }
    let due_on = || {
        let accepted_on = state.acceptance.as_ref()?.on;
        let facts = clock(state, accepted_on)?;
        let clock = art18_clock::evaluate(&facts, calendar, &parameters(accepted_on)?).ok()?;
        Some(clock.effective_due_on)
    };
    let due_on = due_on();
    let concluded_on = state.conclusion.as_ref().map(|concluded| concluded.on);
    if let Some(concluded) = &state.conclusion {
        step(StepKind::Concluded, "", concluded.on);
        step(
            StepKind::ConcludedAs,
            concluded.outcome.as_str(),
            concluded.on,
        );
        if let Some(due_on) = due_on {
            let kind = if concluded.on <= due_on {
                StepKind::ConcludedInTime
            } else {
                StepKind::ConcludedLate
            };
            step(kind, "", concluded.on);
        }
    }
    if let Some(due_on) = due_on
        && concluded_on.is_none_or(|on| on > due_on)
        && let Some(day_after) = due_on.checked_add_days(Days::new(1))
    {
        step(StepKind::FellOverdue, "", day_after);
    }
    steps
}
