//! Due dates computed anew once the working calendar has changed: of every clock that runs, also of one whose due date lay
//! beyond the calendar before.

use chrono::NaiveDate;
use diesel::connection::SimpleConnection;
use domain::gd::case::CaseState;
use persistence::calendar::revision;
use persistence::complaints::due::{self, Moved, Recomputed};
use persistence::complaints::record::{CommitError, Confidential, submit};
use persistence::complaints::row;
use persistence::{Store, StoreError};

use crate::record::now;
use crate::support::on_both;

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

/// A case in that state with that due date.
fn standing(store: &Store, id: &'static str, state: &'static str, due_on: &'static str) {
    let received = crate::content::received(None, None);
    store
        .write::<_, CommitError, _>(move |connection| {
            submit(
                connection,
                id,
                received,
                &Confidential::default(),
                "platform",
                now(),
            )
        })
        .unwrap();
    store
        .write::<_, StoreError, _>(move |connection| {
            Ok(connection.batch_execute(&format!(
                "UPDATE complaints SET state = '{state}', due_on = {due_on} WHERE id = '{id}'"
            ))?)
        })
        .unwrap();
}

fn due_on(store: &Store, id: &'static str) -> Option<NaiveDate> {
    let row = store.read::<_, StoreError>(|c| row::read(c, id)).unwrap();
    row.unwrap().due_on
}

fn recomputed(store: &Store, to: Option<NaiveDate>) -> Recomputed {
    let revision = revision(store).unwrap();
    store
        .write::<_, StoreError, _>(move |connection| {
            due::recompute(connection, 0, revision, now(), move |_: &CaseState| to)
        })
        .unwrap()
}

on_both! {
    fn a_due_date_beyond_the_calendar_comes_back_with_it(database: &TestDatabase) {
        let store = database.open();
        let rows = [
            ("received", "received", "NULL"),
            ("beyond", "accepted", "NULL"),
            ("assigned", "assigned", "NULL"),
            ("reported", "reported", "NULL"),
            ("running", "accepted", "'2026-03-02'"),
            ("concluded", "concluded", "NULL"),
        ];
        for (id, state, due) in rows {
            standing(&store, id, state, due);
        }
        // Beyond the calendar all of them.
        let done = recomputed(&store, None);
        assert_eq!(done.looked_at, 4);
        let running = |to| Moved { id: "running".to_owned(), from: day("2026-03-02").unwrap(), to };
        assert_eq!(done.moved, [running(None)]);
        assert_eq!(due_on(&store, "running"), None);
        // And back: each clock that runs has its due date, nothing else has.
        let done = recomputed(&store, day("2026-03-09"));
        assert_eq!((done.looked_at, done.moved.len()), (4, 0));
        for (id, state, _) in rows {
            let runs = !matches!(state, "received" | "concluded");
            assert_eq!(due_on(&store, id), day("2026-03-09").filter(|_| runs), "{id}");
        }
        // From there it moves as any other, on record.
        let done = recomputed(&store, day("2026-03-10"));
        assert_eq!(done.moved.len(), 4);
        assert!(done.moved.iter().all(|moved| moved.from == day("2026-03-09").unwrap()));
        assert_eq!(recomputed(&store, day("2026-03-10")).moved, []);
    }
}
