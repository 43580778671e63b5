//! Periods under the Civil Code, Art. 200-204.
//!
//! The day of the triggering event is not counted (Art. 201); a period of months or years ends on the
//! corresponding day of its last month, or on that month's last day where there is none (Art. 202);
//! the last day belongs to the period.

use chrono::{Months, NaiveDate};

/// The first day for which the system computes anything.
pub const FIRST_DAY: NaiveDate = day(1900, 1, 1);
/// The last day for which the system computes anything.
pub const LAST_DAY: NaiveDate = day(2199, 12, 31);

/// A day known when the program is compiled; an impossible one does not compile.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "evaluated by the compiler: an impossible day is a build error, never a panic at run time"
)]
pub const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

/// A date lies outside 1900-01-01 to 2199-12-31, or a result would.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the date lies outside the supported range 1900-01-01 to 2199-12-31")]
pub struct OutOfRange;

/// The last day of a period of `years` years that was triggered on `from`.
///
/// # Errors
/// [`OutOfRange`] where no such day can be represented.
pub fn years_after(from: NaiveDate, years: u32) -> Result<NaiveDate, OutOfRange> {
    months_after(from, years.checked_mul(12).ok_or(OutOfRange)?)
}

/// The last day of a period of `months` months that was triggered on `from`.
///
/// # Errors
/// [`OutOfRange`] where no such day can be represented.
pub fn months_after(from: NaiveDate, months: u32) -> Result<NaiveDate, OutOfRange> {
    from.checked_add_months(Months::new(months))
        .ok_or(OutOfRange)
}

/// Whether the system computes with this day.
#[must_use]
pub fn supported(date: NaiveDate) -> bool {
    (FIRST_DAY..=LAST_DAY).contains(&date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_ends_on_the_corresponding_day_or_the_months_last() {
        let cases = [
            // from, months, last day
            (day(2024, 2, 29), 12, day(2025, 2, 28)),
            (day(2025, 8, 31), 6, day(2026, 2, 28)),
            (day(2023, 8, 31), 6, day(2024, 2, 29)),
            (day(2023, 2, 28), 12, day(2024, 2, 28)),
            (day(2024, 2, 29), 48, day(2028, 2, 29)),
            (day(2024, 1, 31), 1, day(2024, 2, 29)),
            (day(2024, 12, 15), 1, day(2025, 1, 15)),
        ];
        for (from, months, last) in cases {
            assert_eq!(
                months_after(from, months),
                Ok(last),
                "{from} + {months} months"
            );
        }
        assert_eq!(years_after(day(2024, 2, 29), 1), Ok(day(2025, 2, 28)));
    }
}
