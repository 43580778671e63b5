//! 第十八条 质量投诉举报原则上在正式受理后20个工作日内办结。若遇到涉及部门较多，问题较复杂，调查需时较长的情况，可适当延长时限，
//! 但最长不超过45个工作日。由于非主观原因造成不能在规定时限内办结的，经办人员应当在规定办结时限前向提出人说明原因，
//! 同时加强协调沟通，争取尽快办结。
//!
//! The 45 working days count from acceptance and include the first 20 (register of interpretations).

use chrono::NaiveDate;

use crate::explain::FactValue;
use crate::gd::parameters::GdParameters;
use crate::ground::Reason;
use crate::period::OutOfRange;
use crate::provision::provision;
use crate::workday::{Answer, WorkingCalendar};

provision!(
    ART18,
    GdComplaints,
    "gd-complaints/art18",
    18,
    None,
    "质量投诉举报原则上在正式受理后20个工作日内办结。若遇到涉及部门较多，问题较复杂，调查需时较长的情况，可适当延长时限，但最长不超过45个工作日。由于非主观原因造成不能在规定时限内办结的，经办人员应当在规定办结时限前向提出人说明原因，同时加强协调沟通，争取尽快办结。",
    "In principle a quality complaint shall be concluded within 20 working days of formal acceptance. Where many departments are involved, the matter is complex or the investigation takes long, the limit may be extended as appropriate, but to no more than 45 working days. Where for non-subjective causes a case cannot be concluded within the limit, the handler shall explain this to the complainant before the limit ends, coordinate more closely and strive to conclude it as soon as possible."
);

/// The recorded events that the clock is derived from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockFacts {
    /// Day of formal acceptance, in Asia/Shanghai.
    pub accepted_on: NaiveDate,
    /// Working days from acceptance that an extension allows.
    pub extended_to_working_days: Option<u32>,
    /// Day of conclusion.
    pub concluded_on: Option<NaiveDate>,
    /// The day for which the answer is given.
    pub as_of: NaiveDate,
}

/// Where a case stands against its time limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClockState {
    /// More working days left than count as due soon.
    Running,
    /// Few working days left.
    DueSoon,
    /// Past the due date, not concluded.
    Overdue,
    /// Concluded no later than the due date.
    ConcludedOnTime,
    /// Concluded after the due date.
    ConcludedLate,
}

impl ClockState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Running,
        Self::DueSoon,
        Self::Overdue,
        Self::ConcludedOnTime,
        Self::ConcludedLate,
    ];

    /// The word used in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::DueSoon => "due_soon",
            Self::Overdue => "overdue",
            Self::ConcludedOnTime => "concluded_on_time",
            Self::ConcludedLate => "concluded_late",
        }
    }
}

/// The answer of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// 20th working day after acceptance.
    pub due_on: NaiveDate,
    /// Last day of the extension.
    pub extended_due_on: Option<NaiveDate>,
    /// 45th working day after acceptance.
    pub cap_on: NaiveDate,
    /// The extension's last day, else `due_on`.
    pub effective_due_on: NaiveDate,
    /// Where the case stands.
    pub state: ClockState,
    /// Working days after acceptance, up to conclusion or the day asked for.
    pub working_days_used: i64,
    /// Working days after the day asked for, up to the effective due date; 0 once concluded.
    pub working_days_left: i64,
    /// Working days after the effective due date, up to conclusion or the day asked for.
    pub working_days_overdue: i64,
    /// A day of a year without an official calendar was consulted.
    pub provisional: bool,
    /// The parameters that were used.
    pub parameters: GdParameters,
}

/// The member of a clock request that is at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockMember {
    /// `/as_of`
    AsOf,
    /// `/concluded_on`
    ConcludedOn,
    /// `/extended_to_working_days`
    ExtendedToWorkingDays,
}

impl ClockMember {
    /// The JSON pointer.
    #[must_use]
    pub const fn pointer(self) -> &'static str {
        match self {
            Self::AsOf => "/as_of",
            Self::ConcludedOn => "/concluded_on",
            Self::ExtendedToWorkingDays => "/extended_to_working_days",
        }
    }
}

static AS_OF_BEFORE_ACCEPTANCE: Reason = Reason {
    zh: "查询日早于受理日",
    en: "the day asked for is earlier than the day of acceptance",
    index: 0,
};
static CONCLUDED_BEFORE_ACCEPTANCE: Reason = Reason {
    zh: "办结日早于受理日",
    en: "the day of conclusion is earlier than the day of acceptance",
    index: 0,
};
static EXTENSION_OUT_OF_RANGE: Reason = Reason {
    zh: "延长后的工作日数须大于办结时限且不超过最长时限",
    en: "an extension must be longer than the handling limit and no longer than the cap",
    index: 0,
};

/// Every contradiction among the facts; the clock only answers without any.
pub fn inconsistencies<'a>(
    facts: &'a ClockFacts,
    parameters: &'a GdParameters,
) -> impl Iterator<Item = (ClockMember, &'static Reason)> + 'a {
    let extension_range =
        parameters.handling_working_days.saturating_add(1)..=parameters.extension_cap_working_days;
    let checks = [
        (
            facts.as_of < facts.accepted_on,
            ClockMember::AsOf,
            &AS_OF_BEFORE_ACCEPTANCE,
        ),
        (
            facts
                .concluded_on
                .is_some_and(|day| day < facts.accepted_on),
            ClockMember::ConcludedOn,
            &CONCLUDED_BEFORE_ACCEPTANCE,
        ),
        (
            facts
                .extended_to_working_days
                .is_some_and(|days| !extension_range.contains(&days)),
            ClockMember::ExtendedToWorkingDays,
            &EXTENSION_OUT_OF_RANGE,
        ),
    ];
    checks
        .into_iter()
        .filter_map(|(wrong, member, reason)| wrong.then_some((member, reason)))
}

/// Computes the clock. The facts are to be free of [`inconsistencies`].
///
/// # Errors
/// [`OutOfRange`] where a due date lies beyond the supported calendar.
pub fn evaluate(
    facts: &ClockFacts,
    calendar: &WorkingCalendar,
    parameters: &GdParameters,
) -> Result<Clock, OutOfRange> {
    let mut provisional = false;
    let mut keep = |answer: Answer<NaiveDate>| {
        provisional |= answer.provisional;
        answer.value
    };
    let nth = |n: u32| {
        let n = i32::try_from(n).map_err(|_too_large| OutOfRange)?;
        calendar.add(facts.accepted_on, n)
    };
    let due_on = keep(nth(parameters.handling_working_days)?);
    let cap_on = keep(nth(parameters.extension_cap_working_days)?);
    let extended_due_on = match facts.extended_to_working_days {
        Some(days) => Some(keep(nth(days)?)),
        None => None,
    };
    let effective_due_on = extended_due_on.unwrap_or(due_on);
    // What is dated after the day asked for has not happened yet.
    let concluded_on = facts.concluded_on.filter(|day| *day <= facts.as_of);
    let end = concluded_on.unwrap_or(facts.as_of);

    let mut count = |from, to| -> Result<i64, OutOfRange> {
        let counted = calendar.count(from, to)?;
        provisional |= counted.provisional;
        Ok(counted.value)
    };
    let working_days_used = count(facts.accepted_on, end)?;
    let working_days_left = if concluded_on.is_some() || facts.as_of >= effective_due_on {
        0
    } else {
        count(facts.as_of, effective_due_on)?
    };
    let working_days_overdue = if end > effective_due_on {
        count(effective_due_on, end)?
    } else {
        0
    };
    let state = match concluded_on {
        Some(day) if day <= effective_due_on => ClockState::ConcludedOnTime,
        Some(_) => ClockState::ConcludedLate,
        None if facts.as_of > effective_due_on => ClockState::Overdue,
        None if working_days_left <= i64::from(parameters.due_soon_working_days) => {
            ClockState::DueSoon
        }
        None => ClockState::Running,
    };
    Ok(Clock {
        due_on,
        extended_due_on,
        cap_on,
        effective_due_on,
        state,
        working_days_used,
        working_days_left,
        working_days_overdue,
        provisional,
        parameters: *parameters,
    })
}

/// Which single fact, set otherwise, would change the state, and to what: conclusion on the day asked for, on the due
/// date or not at all; the shortest extension that leads to another state; no extension.
///
/// # Errors
/// [`OutOfRange`] as [`evaluate`].
pub fn would_change_state(
    facts: &ClockFacts,
    calendar: &WorkingCalendar,
    parameters: &GdParameters,
) -> Result<Vec<(ClockMember, FactValue, ClockState)>, OutOfRange> {
    let before = evaluate(facts, calendar, parameters)?;
    let mut trials: Vec<(ClockMember, FactValue, ClockFacts)> = Vec::new();
    let concluded = [Some(before.effective_due_on), Some(facts.as_of), None];
    for concluded_on in concluded {
        if concluded_on.is_none_or(|day| day <= facts.as_of) {
            trials.push((
                ClockMember::ConcludedOn,
                concluded_on.map_or(FactValue::Null, FactValue::Date),
                ClockFacts {
                    concluded_on,
                    ..*facts
                },
            ));
        }
    }
    let extensions =
        parameters.handling_working_days.saturating_add(1)..=parameters.extension_cap_working_days;
    for extended_to_working_days in std::iter::once(None).chain(extensions.map(Some)) {
        trials.push((
            ClockMember::ExtendedToWorkingDays,
            extended_to_working_days.map_or(FactValue::Null, FactValue::Number),
            ClockFacts {
                extended_to_working_days,
                ..*facts
            },
        ));
    }
    let mut changes: Vec<(ClockMember, FactValue, ClockState)> = Vec::new();
    for (member, value, facts) in trials {
        let state = evaluate(&facts, calendar, parameters)?.state;
        let known = changes.iter().any(|(m, _, s)| *m == member && *s == state);
        if state != before.state && !known {
            changes.push((member, value, state));
        }
    }
    Ok(changes)
}
