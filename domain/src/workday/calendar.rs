//! Working-day arithmetic by two tables: how many working days lie before a day, and which day is the N-th.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::notice::{DayKind, Notice, NoticeDay, NoticeFault, embedded_notices, is_weekend};
use super::statutory::statutory_days;
use crate::period::{FIRST_DAY, LAST_DAY, OutOfRange};

/// Years before and after the supported range that the tables also hold, so that 3,660 working days from any
/// supported day still have an answer.
const MARGIN_YEARS: i32 = 16;

/// A value together with whether a year without an official notice was consulted for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer<T> {
    /// The value.
    pub value: T,
    /// True exactly when a day of a year without a loaded notice was consulted.
    pub provisional: bool,
}

/// A number of working days.
pub type Counted = Answer<i64>;

/// A day that a notice, or for a year without one the statute, names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayRecord {
    /// The day, in Asia/Shanghai.
    pub date: NaiveDate,
    /// Day off or make-up working day.
    pub kind: DayKind,
    /// The holiday's Chinese name.
    pub name_zh: String,
    /// The holiday's English name.
    pub name_en: String,
}

/// What the calendar knows of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarYear {
    /// Calendar year.
    pub year: i32,
    /// Whether an official notice is loaded; otherwise the year is provisional.
    pub official: bool,
    /// Where the days come from.
    pub source: String,
    /// The days off and make-up working days, ascending. Every other day works Monday to Friday.
    pub days: Vec<DayRecord>,
    /// Working days of the year.
    pub working_days: i64,
}

/// Source named for a year without a notice.
const STATUTORY_SOURCE: &str = "全国年节及纪念日放假办法第二条；周末照休，未含调休 / statutory days and weekends only: no notice for this year is loaded";

/// The working calendar of the mainland of China.
///
/// Source: the State Council's yearly notices where loaded; weekends and statutory days elsewhere.
#[derive(Debug, Clone)]
pub struct WorkingCalendar {
    /// Days from the common era to the tables' first day.
    base: i32,
    /// `before[i]`: how many working days lie before the day at offset `i`.
    before: Vec<u32>,
    /// The working days, ascending.
    days: Vec<NaiveDate>,
    first_year: i32,
    /// By year from `first_year`: whether a notice is loaded.
    official: Vec<bool>,
    notices: BTreeMap<i32, Notice>,
}

impl WorkingCalendar {
    /// The calendar of the notices that are compiled in.
    ///
    /// # Errors
    /// The faults of the embedded file; a test keeps it without any.
    pub fn embedded() -> Result<Self, Vec<NoticeFault>> {
        Ok(Self::new(embedded_notices()?))
    }

    /// A calendar of these notices; of two for the same year the later one holds.
    #[must_use]
    pub fn new(notices: impl IntoIterator<Item = Notice>) -> Self {
        let notices: BTreeMap<i32, Notice> = notices.into_iter().map(|n| (n.year, n)).collect();
        let first_year = FIRST_DAY.year() - MARGIN_YEARS;
        let last_year = LAST_DAY.year() + MARGIN_YEARS;
        let mut calendar = Self {
            base: 0,
            before: Vec::new(),
            days: Vec::new(),
            first_year,
            official: Vec::new(),
            notices: BTreeMap::new(),
        };
        let mut count: u32 = 0;
        for year in first_year..=last_year {
            let notice = notices.get(&year);
            calendar.official.push(notice.is_some());
            let mut named = notice.map_or_else(
                || {
                    statutory_days(year)
                        .into_iter()
                        .map(|d| (d.date, DayKind::Holiday))
                        .collect()
                },
                |n| n.days.iter().map(|d| (d.date, d.kind)).collect::<Vec<_>>(),
            );
            named.sort_by_key(|(date, _)| *date);
            let mut named = named.into_iter().peekable();
            let Some(first) = NaiveDate::from_ymd_opt(year, 1, 1) else {
                continue;
            };
            if calendar.before.is_empty() {
                calendar.base = first.num_days_from_ce();
            }
            for date in first.iter_days().take_while(|d| d.year() == year) {
                let working = match named.next_if(|(named, _)| *named == date) {
                    Some((_, kind)) => kind == DayKind::Workday,
                    None => !is_weekend(date),
                };
                calendar.before.push(count);
                if working {
                    calendar.days.push(date);
                    count = count.saturating_add(1);
                }
            }
        }
        calendar.before.push(count);
        calendar.before.shrink_to_fit();
        calendar.days.shrink_to_fit();
        calendar.notices = notices;
        calendar
    }

    /// Whether the day is a working day.
    ///
    /// # Errors
    /// [`OutOfRange`] far outside the supported range.
    pub fn is_working_day(&self, date: NaiveDate) -> Result<bool, OutOfRange> {
        let offset = self.offset(date)?;
        Ok(self.working_before(offset)? < self.working_before(offset + 1)?)
    }

    /// The `n`-th working day after `from`; before it where `n` is negative; for 0 `from` itself when it is a
    /// working day, else the next one.
    ///
    /// # Errors
    /// [`OutOfRange`] where the answer lies far outside the supported range.
    pub fn add(&self, from: NaiveDate, n: i32) -> Result<Answer<NaiveDate>, OutOfRange> {
        let offset = self.offset(from)?;
        let index = if n > 0 {
            i64::from(self.working_before(offset + 1)?) + i64::from(n) - 1
        } else {
            i64::from(self.working_before(offset)?) + i64::from(n)
        };
        let value = *usize::try_from(index)
            .ok()
            .and_then(|index| self.days.get(index))
            .ok_or(OutOfRange)?;
        let provisional = if value.year() == from.year() {
            // Whichever of its days were consulted.
            self.is_provisional(value.year())
        } else if n == 0 {
            self.consults_provisional(from, value)
        } else if n > 0 {
            self.consults_provisional(next_day(from), value)
        } else {
            self.consults_provisional(value, previous_day(from))
        };
        Ok(Answer { value, provisional })
    }

    /// The working days in (from, to]; where `to` is earlier, minus those in (to, from].
    ///
    /// # Errors
    /// [`OutOfRange`] far outside the supported range.
    pub fn count(&self, from: NaiveDate, to: NaiveDate) -> Result<Counted, OutOfRange> {
        let start = i64::from(self.working_before(self.offset(from)? + 1)?);
        let end = i64::from(self.working_before(self.offset(to)? + 1)?);
        let (first, last) = if from <= to { (from, to) } else { (to, from) };
        Ok(Answer {
            value: end - start,
            provisional: first != last && self.consults_provisional(next_day(first), last),
        })
    }

    /// The years for which a notice is loaded, ascending.
    pub fn official_years(&self) -> impl Iterator<Item = i32> {
        self.notices.keys().copied()
    }

    /// The loaded notices, by year.
    pub fn notices(&self) -> impl Iterator<Item = &Notice> {
        self.notices.values()
    }

    /// What is known of a year.
    ///
    /// # Errors
    /// [`OutOfRange`] for a year before 1900 or after 2199.
    pub fn year(&self, year: i32) -> Result<CalendarYear, OutOfRange> {
        if !(FIRST_DAY.year()..=LAST_DAY.year()).contains(&year) {
            return Err(OutOfRange);
        }
        let last = NaiveDate::from_ymd_opt(year, 12, 31).ok_or(OutOfRange)?;
        let eve = NaiveDate::from_ymd_opt(year - 1, 12, 31).ok_or(OutOfRange)?;
        let working_days = self.count(eve, last)?.value;
        Ok(match self.notices.get(&year) {
            Some(notice) => CalendarYear {
                year,
                official: true,
                source: notice.source.clone(),
                days: notice.days.iter().map(record).collect(),
                working_days,
            },
            None => CalendarYear {
                year,
                official: false,
                source: STATUTORY_SOURCE.to_owned(),
                days: statutory_days(year)
                    .into_iter()
                    .map(|day| DayRecord {
                        date: day.date,
                        kind: DayKind::Holiday,
                        name_zh: day.name_zh.to_owned(),
                        name_en: day.name_en.to_owned(),
                    })
                    .collect(),
                working_days,
            },
        })
    }

    /// Whether any day from `first` to `last` lies in a year without a notice.
    fn consults_provisional(&self, first: NaiveDate, last: NaiveDate) -> bool {
        (first.year()..=last.year()).any(|year| self.is_provisional(year))
    }

    fn is_provisional(&self, year: i32) -> bool {
        usize::try_from(year - self.first_year)
            .ok()
            .and_then(|index| self.official.get(index))
            .is_none_or(|official| !official)
    }

    fn offset(&self, date: NaiveDate) -> Result<usize, OutOfRange> {
        usize::try_from(date.num_days_from_ce() - self.base).map_err(|_negative| OutOfRange)
    }

    fn working_before(&self, offset: usize) -> Result<u32, OutOfRange> {
        self.before.get(offset).copied().ok_or(OutOfRange)
    }
}

fn record(day: &NoticeDay) -> DayRecord {
    DayRecord {
        date: day.date,
        kind: day.kind,
        name_zh: day.name_zh.clone(),
        name_en: day.name_en.clone(),
    }
}

fn next_day(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(1)).unwrap_or(date)
}

fn previous_day(date: NaiveDate) -> NaiveDate {
    date.checked_sub_days(Days::new(1)).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_year_of_the_tables_has_its_statutory_days() {
        for year in FIRST_DAY.year() - MARGIN_YEARS..=LAST_DAY.year() + MARGIN_YEARS {
            let count = statutory_days(year).len();
            assert!((12..=13).contains(&count), "{year}: {count}");
        }
    }
}
