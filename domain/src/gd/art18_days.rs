//! Article 18 day by day: which days count, and why.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate};

use crate::period::OutOfRange;
use crate::workday::{CalendarYear, DayKind, WorkingCalendar};

/// Why a day counts, or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayReason {
    /// The day of acceptance: the day of the triggering event is not counted (Civil Code, Art. 201).
    Acceptance,
    /// Monday to Friday, and no day off.
    WorkingDay,
    /// 调休上班: a weekend day that is worked.
    MakeUpWorkingDay,
    /// Saturday or Sunday.
    Weekend,
    /// 放假: a day off.
    Holiday,
}

impl DayReason {
    /// Every reason.
    pub const ALL: [Self; 5] = [
        Self::Acceptance,
        Self::WorkingDay,
        Self::MakeUpWorkingDay,
        Self::Weekend,
        Self::Holiday,
    ];

    /// The word used in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Acceptance => "acceptance",
            Self::WorkingDay => "working_day",
            Self::MakeUpWorkingDay => "make_up_working_day",
            Self::Weekend => "weekend",
            Self::Holiday => "holiday",
        }
    }

    /// Whether the day counts.
    #[must_use]
    pub const fn counts(self) -> bool {
        match self {
            Self::WorkingDay | Self::MakeUpWorkingDay => true,
            Self::Acceptance | Self::Weekend | Self::Holiday => false,
        }
    }
}

/// A day of the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockDay {
    /// The day.
    pub date: NaiveDate,
    /// Why it counts, or does not.
    pub reason: DayReason,
    /// The holiday's names in Chinese and English, for days off and the weekend days worked for them.
    pub holiday: Option<(String, String)>,
    /// How many working days have passed since acceptance, this day included.
    pub number: u32,
    /// No official notice for its year is loaded.
    pub provisional: bool,
}

/// The days from acceptance to the last one, both included; at most so many.
///
/// # Errors
/// [`OutOfRange`] where a day lies beyond the supported calendar.
pub fn days(
    accepted_on: NaiveDate,
    last: NaiveDate,
    most: usize,
    calendar: &WorkingCalendar,
) -> Result<Vec<ClockDay>, OutOfRange> {
    let mut years: BTreeMap<i32, CalendarYear> = BTreeMap::new();
    let mut days = Vec::new();
    let mut number = 0_u32;
    let mut date = accepted_on;
    while date <= last && days.len() < most {
        let year = match years.entry(date.year()) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(unknown) => {
                unknown.insert(calendar.year(date.year())?)
            }
        };
        let named = year.days.iter().find(|day| day.date == date);
        let reason = match (date == accepted_on, named.map(|day| day.kind)) {
            (true, _) => DayReason::Acceptance,
            (false, Some(DayKind::Holiday)) => DayReason::Holiday,
            (false, Some(DayKind::Workday)) => DayReason::MakeUpWorkingDay,
            (false, None) if calendar.is_working_day(date)? => DayReason::WorkingDay,
            (false, None) => DayReason::Weekend,
        };
        if reason.counts() {
            number = number.saturating_add(1);
        }
        days.push(ClockDay {
            date,
            reason,
            holiday: named.map(|day| (day.name_zh.clone(), day.name_en.clone())),
            number,
            provisional: !year.official,
        });
        date = date.checked_add_days(Days::new(1)).ok_or(OutOfRange)?;
    }
    Ok(days)
}
