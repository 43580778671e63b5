//! Adding and counting working days, against one day after the other, and against each other.

use chrono::{Datelike, Days, NaiveDate};
use domain::workday::{Answer, WorkingCalendar, parse_notices};
use proptest::prelude::*;

use crate::support::days;
use crate::support::{calendar, cases, date};

fn add(from: NaiveDate, n: i32) -> Answer<NaiveDate> {
    calendar().add(from, n).unwrap()
}

fn count(from: NaiveDate, to: NaiveDate) -> Answer<i64> {
    calendar().count(from, to).unwrap()
}

fn previous(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap()
}

#[test]
fn both_sides_of_days_off() {
    // from, add, answer
    let cases = [
        ("a working day itself", "2026-06-18", 0, "2026-06-18"),
        (
            "a day off: the next working day",
            "2026-06-19",
            0,
            "2026-06-22",
        ),
        (
            "the first after a working day",
            "2026-06-18",
            1,
            "2026-06-22",
        ),
        ("the first after a day off", "2026-06-20", 1, "2026-06-22"),
        (
            "the first before a working day",
            "2026-06-22",
            -1,
            "2026-06-18",
        ),
        ("the first before a day off", "2026-06-20", -1, "2026-06-18"),
        (
            "a Saturday that is worked counts",
            "2026-02-13",
            1,
            "2026-02-14",
        ),
        ("and going back", "2026-02-24", -1, "2026-02-14"),
        ("20 across Spring Festival", "2026-02-02", 20, "2026-03-06"),
        ("45 across Spring Festival", "2026-02-02", 45, "2026-04-13"),
    ];
    for (name, from, n, expected) in cases {
        assert_eq!(add(date(from), n).value, date(expected), "{name}");
    }
    // from, to, working days in (from, to]
    let cases = [
        ("a day to itself", "2026-06-18", "2026-06-18", 0),
        ("to the next working day", "2026-06-18", "2026-06-22", 1),
        ("to a day off", "2026-06-18", "2026-06-21", 0),
        ("from a day off", "2026-06-19", "2026-06-22", 1),
        (
            "backwards: minus those after the earlier day",
            "2026-06-22",
            "2026-06-18",
            -1,
        ),
        ("backwards to a day off", "2026-06-22", "2026-06-20", -1),
        ("backwards from a day off", "2026-06-20", "2026-06-17", -1),
        ("the whole of 2026", "2025-12-31", "2026-12-31", 248),
    ];
    for (name, from, to, expected) in cases {
        assert_eq!(count(date(from), date(to)).value, expected, "{name}");
    }
}

#[test]
fn provisional_exactly_when_a_day_of_a_year_without_a_notice_was_consulted() {
    // 2026-12-31 is the last working day of a year with a notice; 2004 is the first such year.
    let added = [
        ("2026-12-30", 1, false),
        ("2026-12-31", 0, false),
        ("2026-12-31", 1, true),
        ("2027-01-01", -1, false),
        ("2027-01-02", -1, true),
        ("2027-01-01", 0, true),
        ("2003-12-31", 1, false),
        ("2003-12-31", 0, true),
        ("2004-01-02", -1, true),
        ("2004-01-05", -1, false),
    ];
    for (from, n, provisional) in added {
        assert_eq!(add(date(from), n).provisional, provisional, "{from} + {n}");
    }
    let counted = [
        ("2026-01-01", "2026-12-31", false),
        ("2026-12-31", "2026-12-31", false),
        ("2026-12-31", "2027-01-01", true),
        ("2027-01-01", "2026-12-31", true),
        ("2027-01-01", "2027-01-01", false),
        ("2003-12-31", "2004-01-01", false),
        ("2003-12-30", "2004-01-01", true),
        ("2004-01-01", "2003-12-31", false),
    ];
    for (from, to, provisional) in counted {
        assert_eq!(
            count(date(from), date(to)).provisional,
            provisional,
            "{from} to {to}"
        );
    }
}

#[test]
fn a_year_between_two_notices_is_provisional_by_itself() {
    let file = b"date,kind,name_zh,name_en\n2030-01-01,holiday,a,a\n2032-01-01,holiday,a,a\n";
    let calendar = WorkingCalendar::new(parse_notices(file, "test").unwrap());
    let counted = |from, to| calendar.count(date(from), date(to)).unwrap().provisional;
    assert!(!counted("2030-01-01", "2030-12-31"));
    assert!(counted("2030-01-01", "2031-01-01"));
    assert!(counted("2030-01-01", "2032-01-01"));
    assert!(!counted("2031-12-31", "2032-12-31"));
    assert!(counted("2032-01-01", "2033-01-01"));
}

#[test]
fn of_two_notices_for_a_year_the_later_holds() {
    let notice = |day: &str| {
        let file = format!("date,kind,name_zh,name_en\n{day},holiday,a,a\n");
        parse_notices(file.as_bytes(), "test").unwrap()
    };
    let (monday, tuesday) = (date("2027-03-01"), date("2027-03-02"));
    let both = notice("2027-03-01").into_iter().chain(notice("2027-03-02"));
    let calendar = WorkingCalendar::new(both);
    assert_eq!(calendar.is_working_day(monday), Ok(true));
    assert_eq!(calendar.is_working_day(tuesday), Ok(false));
    // With its notice a year has the notice's days off only.
    assert_eq!(calendar.is_working_day(date("2027-01-01")), Ok(true));
    assert_eq!(
        WorkingCalendar::new([]).is_working_day(date("2027-01-01")),
        Ok(false)
    );
}

#[test]
fn the_whole_supported_range_can_be_reached_and_nothing_panics_beyond() {
    for day in ["1900-01-01", "2199-12-31"].map(date) {
        for n in [-3660, -1, 0, 1, 3660] {
            assert!(calendar().add(day, n).is_ok(), "{day} + {n}");
        }
    }
    assert!(
        calendar()
            .count(date("1900-01-01"), date("2199-12-31"))
            .is_ok()
    );
    for n in [i32::MIN, i32::MAX] {
        assert!(calendar().add(date("2026-06-30"), n).is_err(), "{n}");
    }
    for day in [
        NaiveDate::MIN,
        NaiveDate::MAX,
        date("1800-01-01"),
        date("2300-01-01"),
    ] {
        assert!(calendar().add(day, 0).is_err(), "{day}");
        assert!(calendar().count(day, date("2026-06-30")).is_err(), "{day}");
        assert!(calendar().is_working_day(day).is_err(), "{day}");
    }
}

/// A day near the first or the last year with a notice, or anywhere between and around.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    let after = |day: &str, days| date(day).checked_add_days(Days::new(days)).unwrap();
    prop_oneof![
        (0_u64..90).prop_map(move |days| after("2003-12-01", days)),
        (0_u64..90).prop_map(move |days| after("2026-11-15", days)),
        (0_u64..12_000).prop_map(move |days| after("2000-01-01", days)),
    ]
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn adding_is_walking_day_by_day(from in any_day(), n in -70_i32..=70) {
        let naive = match u32::try_from(n) {
            Ok(0) => days::this_or_next(from),
            Ok(n) => days::after(from, n),
            Err(_) => days::before(from, n.unsigned_abs()),
        };
        prop_assert_eq!(add(from, n), Answer { value: naive.0, provisional: naive.1 });
    }

    #[test]
    fn counting_is_walking_day_by_day(from in any_day(), length in 0_u64..200) {
        let to = from.checked_add_days(Days::new(length)).unwrap();
        let (value, provisional) = days::between(from, to);
        prop_assert_eq!(count(from, to), Answer { value, provisional });
        prop_assert_eq!(count(to, from), Answer { value: -value, provisional });
    }

    #[test]
    fn what_was_added_is_what_is_counted(from in any_day(), n in 1_i32..=700) {
        let to = add(from, n).value;
        prop_assert_eq!(count(from, to).value, i64::from(n));
        prop_assert!(calendar().is_working_day(to).unwrap());
        // Going back leaves the days from the answer up to the eve of the start.
        let back = add(from, -n).value;
        prop_assert_eq!(count(previous(from), previous(back)).value, -i64::from(n));
        prop_assert!(calendar().is_working_day(back).unwrap());
        if calendar().is_working_day(from).unwrap() {
            prop_assert_eq!(count(from, back).value, -i64::from(n));
        }
    }

    #[test]
    fn what_was_counted_leads_back(from in any_day(), to in any_day()) {
        let (first, last) = (from.min(to), from.max(to));
        let counted = i32::try_from(count(first, last).value).unwrap();
        if counted > 0 {
            let reached = add(first, counted).value;
            prop_assert!(first < reached && reached <= last);
            prop_assert_eq!(count(reached, last).value, 0, "no working day between the n-th and the last");
        }
    }

    #[test]
    fn forth_and_back_is_where_one_started(from in any_day(), n in 1_i32..=700) {
        let start = add(from, 0).value;
        prop_assert_eq!(add(add(start, n).value, -n).value, start);
        prop_assert_eq!(add(add(start, -n).value, n).value, start);
    }

    #[test]
    fn step_by_step_is_at_once(from in any_day(), n in 1_i32..=300, m in 1_i32..=300) {
        prop_assert_eq!(add(add(from, n).value, m).value, add(from, n + m).value);
        prop_assert_eq!(add(add(from, -n).value, -m).value, add(from, -n - m).value);
    }

    #[test]
    fn adding_nothing_is_the_day_itself_or_the_next_working_day(from in any_day()) {
        let answer = add(from, 0).value;
        if calendar().is_working_day(from).unwrap() {
            prop_assert_eq!(answer, from);
        } else {
            prop_assert_eq!(answer, add(from, 1).value);
        }
        prop_assert_eq!(add(answer, 0).value, answer);
    }

    #[test]
    fn later_days_and_larger_numbers_lead_later(from in any_day(), to in any_day(), n in -300_i32..=300) {
        let (first, last) = (from.min(to), from.max(to));
        prop_assert!(add(first, n).value <= add(last, n).value);
        // Between 0 and its neighbours two answers may be the same day: from a day off, 0 and 1 are.
        if !(-1..=0).contains(&n) {
            prop_assert!(add(first, n).value < add(first, n + 1).value);
        } else {
            prop_assert!(add(first, n).value <= add(first, n + 1).value);
        }
    }

    #[test]
    fn counts_are_opposite_and_add_up(a in any_day(), b in any_day(), c in any_day()) {
        prop_assert_eq!(count(a, b).value, -count(b, a).value);
        prop_assert_eq!(count(a, b).provisional, count(b, a).provisional);
        prop_assert_eq!(count(a, b).value + count(b, c).value, count(a, c).value);
        prop_assert_eq!(count(a, a), Answer { value: 0, provisional: false });
    }

    #[test]
    fn of_official_years_nothing_is_provisional(a in any_day(), b in any_day()) {
        let (first, last) = (a.min(b), a.max(b));
        let all_official = first.iter_days().skip(1).take_while(|day| *day <= last).all(|day| (2004..=2026).contains(&day.year()));
        prop_assert_eq!(count(a, b).provisional, !all_official);
    }
}
