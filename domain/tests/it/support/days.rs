//! The calendar a second time, as a naive rule over the rows of the file: slow, and plain to see.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use domain::workday::statutory_days;

use super::date;

/// The file, as shipped.
pub const FILE: &str = include_str!("../../../data/cn-working-calendar.csv");

/// The rows of the file: day and whether it is worked.
pub fn rows() -> &'static HashMap<NaiveDate, bool> {
    static ROWS: LazyLock<HashMap<NaiveDate, bool>> = LazyLock::new(|| {
        FILE.lines()
            .skip(1)
            .map(|line| {
                let mut columns = line.split(',');
                let day = date(columns.next().unwrap());
                let worked = match columns.next().unwrap() {
                    "workday" => true,
                    "holiday" => false,
                    other => panic!("{other}"),
                };
                (day, worked)
            })
            .collect()
    });
    &ROWS
}

/// Whether there is a notice for the year of the day.
pub fn is_official(day: NaiveDate) -> bool {
    (2004..=2026).contains(&day.year())
}

/// A working day: a row decides; without one the statutory days are off where there is no notice; every other Monday
/// to Friday is worked.
pub fn is_working(day: NaiveDate) -> bool {
    let weekday = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    if is_official(day) {
        rows().get(&day).copied().unwrap_or(weekday)
    } else {
        weekday && !statutory().contains(&day)
    }
}

/// The years within which the tests look.
pub const YEARS: std::ops::RangeInclusive<i32> = 1990..=2060;

/// The statutory days of those years.
fn statutory() -> &'static HashSet<NaiveDate> {
    static STATUTORY: LazyLock<HashSet<NaiveDate>> = LazyLock::new(|| {
        YEARS
            .flat_map(statutory_days)
            .map(|statutory| statutory.date)
            .collect()
    });
    &STATUTORY
}

/// The `n`-th working day after `from`, `n` at least 1, one day after the other; and whether a year without a notice
/// was consulted.
pub fn after(from: NaiveDate, n: u32) -> (NaiveDate, bool) {
    let mut day = from;
    let mut left = n;
    let mut provisional = false;
    while left > 0 {
        day = day.succ_opt().unwrap();
        provisional |= !is_official(day);
        if is_working(day) {
            left -= 1;
        }
    }
    (day, provisional)
}

/// The `n`-th working day before `from`, `n` at least 1.
pub fn before(from: NaiveDate, n: u32) -> (NaiveDate, bool) {
    let mut day = from;
    let mut left = n;
    let mut provisional = false;
    while left > 0 {
        day = day.pred_opt().unwrap();
        provisional |= !is_official(day);
        if is_working(day) {
            left -= 1;
        }
    }
    (day, provisional)
}

/// The day itself when it is a working day, else the next one.
pub fn this_or_next(from: NaiveDate) -> (NaiveDate, bool) {
    let mut day = from;
    let mut provisional = !is_official(day);
    while !is_working(day) {
        day = day.succ_opt().unwrap();
        provisional |= !is_official(day);
    }
    (day, provisional)
}

/// The working days in (from, to], `to` not before `from`.
pub fn between(from: NaiveDate, to: NaiveDate) -> (i64, bool) {
    let mut count = 0;
    let mut provisional = false;
    let mut day = from;
    while day < to {
        day = day.succ_opt().unwrap();
        provisional |= !is_official(day);
        if is_working(day) {
            count += 1;
        }
    }
    (count, provisional)
}
