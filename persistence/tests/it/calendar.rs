//! The working calendar: imports are whole, counted, and durable.

use std::sync::Barrier;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::workday::{DayKind, Notice, NoticeDay};
use persistence::calendar::{ImportError, ImportMode, StoredNotice, import, load, revision};

use crate::support::on_both;

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn day(date: NaiveDate, kind: DayKind) -> NoticeDay {
    NoticeDay {
        date,
        kind,
        name_zh: "元旦".to_owned(),
        name_en: "New Year's Day".to_owned(),
    }
}

fn notice(year: i32) -> Notice {
    Notice {
        year,
        source: "国务院办公厅".to_owned(),
        days: vec![
            day(date(year, 1, 1), DayKind::Holiday),
            day(date(year, 1, 4), DayKind::Workday),
            day(date(year, 10, 1), DayKind::Holiday),
        ],
    }
}

/// Another content for the same year.
fn changed(year: i32) -> Notice {
    let mut notice = notice(year);
    notice.days.pop();
    notice
}

/// A time with nanoseconds, which neither database keeps.
fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_000_000, 123_456_789).unwrap()
}

fn stored_at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_000_000, 123_456_000).unwrap()
}

on_both! {
    fn an_import_comes_back_sorted_and_survives_reopening(database: &TestDatabase) {
        let store = database.open();
        assert_eq!(load(&store).unwrap(), []);
        assert_eq!(revision(&store).unwrap(), 0);

        let mut shuffled = notice(2026);
        shuffled.days.reverse();
        let report = import(&store, &[shuffled, notice(2025)], now(), ImportMode::RefuseExisting, "system").unwrap();
        assert_eq!((report.years, report.days, report.revision), (vec![2025, 2026], 6, 1));

        drop(store);
        let store = database.open();
        let expected = [2025, 2026].map(|year| StoredNotice { notice: notice(year), imported_at: stored_at() });
        assert_eq!(load(&store).unwrap(), expected);
        assert_eq!(revision(&store).unwrap(), 1);
    }

    fn times_before_1970_and_whole_seconds_come_back_unchanged(database: &TestDatabase) {
        let store = database.open();
        for (year, seconds, nanoseconds) in [(2024, -1, 999_999_999), (2025, 0, 0), (2026, 1_767_000_000, 500_000_000)] {
            let time = DateTime::from_timestamp(seconds, nanoseconds).unwrap();
            import(&store, &[notice(year)], time, ImportMode::RefuseExisting, "system").unwrap();
            let kept = DateTime::from_timestamp(seconds, nanoseconds / 1000 * 1000).unwrap();
            assert_eq!(load(&store).unwrap().last().unwrap().imported_at, kept);
        }
    }

    fn a_notice_without_days_is_kept(database: &TestDatabase) {
        let store = database.open();
        let empty = Notice { days: Vec::new(), ..notice(2026) };
        import(&store, std::slice::from_ref(&empty), now(), ImportMode::RefuseExisting, "system").unwrap();
        assert_eq!(load(&store).unwrap()[0].notice, empty);
    }

    fn the_same_content_again_changes_nothing(database: &TestDatabase) {
        let store = database.open();
        import(&store, &[notice(2026)], now(), ImportMode::RefuseExisting, "system").unwrap();
        for mode in [ImportMode::RefuseExisting, ImportMode::Replace] {
            let later = now() + TimeDelta::days(1);
            let report = import(&store, &[notice(2026)], later, mode, "system").unwrap();
            assert_eq!((report.years, report.days, report.revision), (vec![], 0, 1));
        }
        assert_eq!(load(&store).unwrap()[0].imported_at, stored_at());
    }

    fn only_what_is_new_is_written(database: &TestDatabase) {
        let store = database.open();
        import(&store, &[notice(2025)], now(), ImportMode::RefuseExisting, "system").unwrap();
        let later = now() + TimeDelta::days(1);
        let report = import(&store, &[notice(2025), notice(2026)], later, ImportMode::RefuseExisting, "system").unwrap();
        assert_eq!((report.years, report.days, report.revision), (vec![2026], 3, 2));
        assert_eq!(load(&store).unwrap()[0].imported_at, stored_at());
    }

    fn a_stored_year_is_refused_with_the_whole_import(database: &TestDatabase) {
        let store = database.open();
        import(&store, &[notice(2025)], now(), ImportMode::RefuseExisting, "system").unwrap();
        let error = import(&store, &[notice(2024), changed(2025)], now(), ImportMode::RefuseExisting, "system").unwrap_err();
        assert!(matches!(error, ImportError::AlreadyStored { year: 2025 }), "{error:?}");
        assert_eq!(load(&store).unwrap().len(), 1);
        assert_eq!(revision(&store).unwrap(), 1);
    }

    fn a_stored_year_is_replaced_when_asked(database: &TestDatabase) {
        let store = database.open();
        import(&store, &[notice(2025), notice(2026)], now(), ImportMode::RefuseExisting, "system").unwrap();
        let report = import(&store, &[changed(2025)], now(), ImportMode::Replace, "system").unwrap();
        assert_eq!((report.years, report.days, report.revision), (vec![2025], 2, 2));
        let notices: Vec<_> = load(&store).unwrap().into_iter().map(|stored| stored.notice).collect();
        assert_eq!(notices, [changed(2025), notice(2026)]);
    }

    fn inconsistent_notices_are_refused(database: &TestDatabase) {
        let store = database.open();
        let run = |notices: &[Notice]| import(&store, notices, now(), ImportMode::Replace, "system").unwrap_err();
        let with = |day: NoticeDay| {
            let mut notice = notice(2026);
            notice.days.push(day);
            [notice]
        };
        let error = run(&[notice(2026), notice(2025), notice(2026)]);
        assert!(matches!(error, ImportError::DuplicateYear { year: 2026 }), "{error:?}");
        let error = run(&with(day(date(2026, 1, 1), DayKind::Workday)));
        assert!(matches!(error, ImportError::DuplicateDay { .. }), "{error:?}");
        let error = run(&with(day(date(2025, 12, 31), DayKind::Holiday)));
        assert!(matches!(error, ImportError::DayOutsideYear { year: 2026, .. }), "{error:?}");
        let nul = NoticeDay { name_zh: "a\0b".to_owned(), ..day(date(2026, 2, 1), DayKind::Holiday) };
        let error = run(&with(nul));
        assert!(matches!(error, ImportError::NulCharacter { year: 2026 }), "{error:?}");
        assert_eq!(revision(&store).unwrap(), 0);
    }

    fn of_concurrent_imports_of_a_year_exactly_one_wins(database: &TestDatabase) {
        // Two stores: two processes that share only the database.
        let stores = [database.open(), database.open()];
        let contents = [notice(2026), changed(2026)];
        for round in 1..=10 {
            database.sql("DELETE FROM calendar_days; DELETE FROM calendar_notices;");
            let barrier = Barrier::new(2);
            let results = std::thread::scope(|scope| {
                let run = |index: usize| {
                    let (store, content, barrier) = (&stores[index], &contents[index], &barrier);
                    scope.spawn(move || {
                        barrier.wait();
                        import(store, std::slice::from_ref(content), now(), ImportMode::RefuseExisting, "system")
                    })
                };
                [run(0), run(1)].map(|thread| thread.join().unwrap())
            });
            let winner = results.iter().position(Result::is_ok).expect("one wins");
            let error = results.into_iter().find_map(Result::err).expect("one loses");
            assert!(matches!(error, ImportError::AlreadyStored { year: 2026 }), "{error:?}");
            assert_eq!(load(&stores[0]).unwrap()[0].notice, contents[winner]);
            assert_eq!(revision(&stores[0]).unwrap(), round);
        }
    }
}
