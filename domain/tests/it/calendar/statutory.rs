//! The thirteen statutory days, by which a year without a notice is computed.

use chrono::{Datelike, NaiveDate};
use domain::workday::statutory_days;

use crate::support::days;
use crate::support::{calendar, date};

fn named(year: i32, name_en: &str) -> Vec<NaiveDate> {
    statutory_days(year)
        .into_iter()
        .filter(|day| day.name_en == name_en)
        .map(|day| day.date)
        .collect()
}

#[test]
fn the_thirteen_days_are_off_in_the_notices_since_they_are_thirteen() {
    for year in [2025, 2026] {
        let statutory = statutory_days(year);
        assert_eq!(statutory.len(), 13, "{year}");
        for day in statutory {
            assert_eq!(
                days::rows().get(&day.date),
                Some(&false),
                "{} {}",
                day.date,
                day.name_en
            );
        }
    }
}

#[test]
fn moon_and_sun_of_the_years_to_come() {
    // lunar new year, Qingming, Dragon Boat, Mid-Autumn
    let cases = [
        (2025, "2025-01-29", "2025-04-04", "2025-05-31", "2025-10-06"),
        (2026, "2026-02-17", "2026-04-05", "2026-06-19", "2026-09-25"),
        (2027, "2027-02-06", "2027-04-05", "2027-06-09", "2027-09-15"),
        // A leap fifth month: the festival is that of the ordinary one. Mid-Autumn falls on National Day's third day.
        (2028, "2028-01-26", "2028-04-04", "2028-05-28", "2028-10-03"),
        (2029, "2029-02-13", "2029-04-04", "2029-06-16", "2029-09-22"),
        (2030, "2030-02-03", "2030-04-05", "2030-06-05", "2030-09-12"),
        (2031, "2031-01-23", "2031-04-05", "2031-06-24", "2031-10-01"),
        (2032, "2032-02-11", "2032-04-04", "2032-06-12", "2032-09-19"),
        // The year whose leap month old tables misplace: it follows the eleventh month, not the seventh.
        (2033, "2033-01-31", "2033-04-04", "2033-06-01", "2033-09-08"),
        (2034, "2034-02-19", "2034-04-05", "2034-06-20", "2034-09-27"),
    ];
    for (year, new_year, qingming, dragon_boat, mid_autumn) in cases {
        let spring: Vec<NaiveDate> = date(new_year)
            .pred_opt()
            .unwrap()
            .iter_days()
            .take(4)
            .collect();
        assert_eq!(named(year, "Spring Festival"), spring, "{year}");
        assert_eq!(named(year, "Tomb-sweeping Day"), [date(qingming)], "{year}");
        assert_eq!(
            named(year, "Dragon Boat Festival"),
            [date(dragon_boat)],
            "{year}"
        );
        let off: Vec<NaiveDate> = statutory_days(year).iter().map(|d| d.date).collect();
        assert!(off.contains(&date(mid_autumn)), "{year}");
        if date(mid_autumn).month() == 9 {
            assert_eq!(
                named(year, "Mid-autumn Festival"),
                [date(mid_autumn)],
                "{year}"
            );
        }
    }
}

#[test]
fn the_fixed_days_of_every_year_and_at_most_thirteen_in_all() {
    for year in 1900..=2199 {
        let off: Vec<NaiveDate> = statutory_days(year).iter().map(|d| d.date).collect();
        assert!(off.is_sorted_by(|a, b| a < b), "{year}");
        assert!(off.iter().all(|day| day.year() == year), "{year}");
        for (month, day) in [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)] {
            let fixed = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            assert!(off.contains(&fixed), "{fixed}");
        }
        // Only Mid-Autumn can fall on another of them: on 1, 2 or 3 October.
        let coincide = off.len() == 12
            && named(year, "Mid-autumn Festival").is_empty()
                | (named(year, "National Day").len() == 2);
        assert!(off.len() == 13 || coincide, "{year}: {off:?}");
    }
    for (year, days) in [(2020, 12), (2027, 13), (2028, 12), (2031, 12)] {
        assert_eq!(statutory_days(year).len(), days, "{year}");
    }
}

#[test]
fn a_year_without_a_notice_is_worked_on_weekdays_that_are_no_statutory_day() {
    for year in [1999, 2003, 2027, 2028, 2033] {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        for day in first.iter_days().take_while(|day| day.year() == year) {
            assert_eq!(
                calendar().is_working_day(day),
                Ok(days::is_working(day)),
                "{day}"
            );
        }
    }
    // Spring Festival 2027 is Friday 5 February to Monday 8 February; no exchanged day is known yet.
    assert_eq!(calendar().is_working_day(date("2027-02-04")), Ok(true));
    assert_eq!(calendar().is_working_day(date("2027-02-05")), Ok(false));
    assert_eq!(calendar().is_working_day(date("2027-02-08")), Ok(false));
    assert_eq!(calendar().is_working_day(date("2027-02-09")), Ok(true));
}
