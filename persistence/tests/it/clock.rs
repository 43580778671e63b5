//! What was changed in the tables of the clock and of calendar imports shows.

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use domain::workday::parse_notices;
use persistence::calendar::{ImportMode, import};
use persistence::clock::projection::{CalendarImports, ClockRows};
use persistence::keys::KeyRing;
use persistence::verify::{Mismatch, Projection};
use persistence::{Store, StoreError};

use crate::support::on_both;

fn run(store: &Store, statement: &'static str) {
    store
        .write::<_, StoreError, _>(move |connection| Ok(connection.batch_execute(statement)?))
        .unwrap();
}

/// What a check finds, or how many rows it looked at.
fn compared(store: &Store, projection: &dyn Projection) -> Result<u64, String> {
    let keys = KeyRing::ephemeral().unwrap();
    let compared = store.read::<_, StoreError>(|c| Ok(projection.compare(c, &keys)));
    match compared.unwrap() {
        Ok(checked) => Ok(checked.rows),
        Err(Mismatch::Found(finding)) => Err(finding.what),
        Err(Mismatch::Unchecked(reason)) => panic!("{reason}"),
    }
}

on_both! {
    fn a_warning_without_its_event_shows(database: &TestDatabase) {
        let store = database.open();
        assert_eq!(compared(&store, &ClockRows), Ok(0));
        run(
            &store,
            "INSERT INTO clock_events (case_id, kind, due_on, position, regime, center, submitted_by, recorded_at)
             VALUES ('case', 'overdue', '2026-03-02', 1, 'gd', 'gd-440100', 'client', 0)",
        );
        let found = compared(&store, &ClockRows);
        assert_eq!(found, Err("there are 1 rows, but 0 events".to_owned()));
    }

    fn a_changed_calendar_shows(database: &TestDatabase) {
        let now: DateTime<Utc> = "2026-11-22T01:30:00Z".parse().unwrap();
        let file = "date,kind,name_zh,name_en\n2091-03-05,holiday,虚构,Invented\n";
        let notices = parse_notices(file.as_bytes(), "虚构").unwrap();
        let store = database.open();
        let done = import(&store, &notices, now, ImportMode::RefuseExisting, "client").unwrap();
        assert_eq!(done.years, [2091]);
        assert_eq!(compared(&store, &CalendarImports), Ok(1));
        // The same once more is no import.
        let _ = import(&store, &notices, now, ImportMode::RefuseExisting, "client").unwrap();
        assert_eq!(compared(&store, &CalendarImports), Ok(1));
        run(&store, "UPDATE calendar_days SET date = '2091-03-06' WHERE year = 2091");
        let found = compared(&store, &CalendarImports).unwrap_err();
        assert!(found.contains("differ from the notice"), "{found}");
        run(&store, "UPDATE calendar_days SET date = '2091-03-05' WHERE year = 2091");
        run(&store, "UPDATE calendar_imports SET actor = 'another'");
        let found = compared(&store, &CalendarImports).unwrap_err();
        assert!(found.contains("no row that says the same"), "{found}");
        run(&store, "DELETE FROM calendar_imports");
        assert!(compared(&store, &CalendarImports).is_err());
    }
}
