//! 2004 to 2026: the days of the State Council's notices.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::workday::{DayKind, embedded_notices};

use crate::support::days::{self, FILE};
use crate::support::{calendar, date};

#[test]
fn every_day_from_2004_to_2026_is_what_its_notice_says() {
    let first = date("2004-01-01");
    let mut rows_seen = 0;
    for day in first.iter_days().take_while(|day| day.year() <= 2026) {
        rows_seen += usize::from(days::rows().contains_key(&day));
        assert_eq!(
            calendar().is_working_day(day).unwrap(),
            days::is_working(day),
            "{day}"
        );
    }
    assert_eq!(rows_seen, days::rows().len(), "every row was compared");
}

#[test]
fn the_notices_hold_every_row_of_the_file_and_nothing_else() {
    let mut rows: BTreeMap<NaiveDate, (String, String, String)> = BTreeMap::new();
    for line in FILE.lines().skip(1) {
        let columns: Vec<&str> = line.splitn(4, ',').collect();
        let [day, kind, name_zh, name_en] = columns.as_slice() else {
            panic!("{line}");
        };
        let repeated = rows.insert(
            date(day),
            (
                (*kind).to_owned(),
                (*name_zh).to_owned(),
                name_en.trim_matches('"').to_owned(),
            ),
        );
        assert_eq!(repeated, None, "{day}");
    }
    let notices = embedded_notices().unwrap();
    let years: Vec<i32> = notices.iter().map(|n| n.year).collect();
    assert_eq!(years, (2004..=2026).collect::<Vec<_>>());
    for notice in &notices {
        assert!(
            notice.days.is_sorted_by(|a, b| a.date < b.date),
            "{}",
            notice.year
        );
        for day in &notice.days {
            assert_eq!(day.date.year(), notice.year);
            let row = (
                day.kind.as_str().to_owned(),
                day.name_zh.clone(),
                day.name_en.clone(),
            );
            assert_eq!(rows.remove(&day.date), Some(row), "{}", day.date);
        }
    }
    assert!(rows.is_empty(), "rows without a notice: {rows:?}");
}

#[test]
fn days_everybody_remembers() {
    let cases = [
        ("2026-01-01", false, "New Year's Day"),
        ("2026-01-04", true, "a Sunday worked for it"),
        ("2026-02-14", true, "a Saturday worked for Spring Festival"),
        ("2026-02-16", false, "the eve of the lunar year"),
        ("2026-02-23", false, "the last day of Spring Festival"),
        ("2026-02-24", true, "the first day of work after it"),
        ("2026-02-28", true, "a Saturday worked for Spring Festival"),
        ("2026-06-19", false, "Dragon Boat Festival, a Friday"),
        ("2026-06-27", false, "a plain Saturday"),
        ("2026-06-29", true, "a plain Monday"),
        (
            "2026-10-08",
            true,
            "the first day of work after National Day",
        ),
        ("2026-10-10", true, "a Saturday worked for National Day"),
        (
            "2025-10-08",
            false,
            "National Day and Mid-Autumn together: eight days",
        ),
        ("2020-01-31", false, "Spring Festival prolonged in 2020"),
        ("2015-09-03", false, "the 70th anniversary of victory"),
    ];
    for (day, working, why) in cases {
        assert_eq!(
            calendar().is_working_day(date(day)),
            Ok(working),
            "{day}: {why}"
        );
    }
}

#[test]
fn a_year_says_whether_it_is_official_and_which_days_it_names() {
    for year in [2003, 2004, 2026, 2027] {
        let answer = calendar().year(year).unwrap();
        let official = (2004..=2026).contains(&year);
        assert_eq!(answer.year, year);
        assert_eq!(answer.official, official, "{year}");
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let working = first
            .iter_days()
            .take_while(|day| day.year() == year)
            .filter(|day| days::is_working(*day))
            .count();
        assert_eq!(
            answer.working_days,
            i64::try_from(working).unwrap(),
            "{year}"
        );
        let named = if official {
            days::rows().keys().filter(|day| day.year() == year).count()
        } else {
            13
        };
        assert_eq!(answer.days.len(), named, "{year}");
        assert!(answer.days.is_sorted_by(|a, b| a.date < b.date), "{year}");
        for day in &answer.days {
            assert_eq!(
                days::is_working(day.date),
                day.kind == DayKind::Workday,
                "{}",
                day.date
            );
        }
    }
    assert_eq!(
        calendar().official_years().collect::<Vec<_>>(),
        (2004..=2026).collect::<Vec<_>>()
    );
    assert!(calendar().year(1899).is_err());
    assert!(calendar().year(1900).is_ok());
    assert!(calendar().year(2199).is_ok());
    assert!(calendar().year(2200).is_err());
}
