//! What is owed about cases and what was published: rows that follow from the events, tampered with; and their lists, each
//! along an index.

use diesel::connection::SimpleConnection;
use domain::gd::case::event::handling::StatementPublished;
use domain::gd::case::{CaseEvent, CaseState, Duty, DutyKind};
use persistence::complaints::duties::{self, DutyPlace, DutyQuery, Holder};
use persistence::complaints::projection::Complaints;
use persistence::complaints::record::{CommitError, Confidential, Derived, commit, open, prepare};
use persistence::complaints::statements;
use persistence::keys::KeyRing;
use persistence::verify::{Finding, Means, State, verify};
use persistence::{Store, StoreError};

use crate::plans::{fault, plan, queries};
use crate::record::{named, now, says};
use crate::support::on_both;

/// Two duties, whatever the case.
fn derived(_state: &CaseState) -> Derived {
    let duty = |kind, due_on: Option<&str>, department: Option<&str>| Duty {
        kind,
        number: 0,
        due_on: due_on.map(|day| day.parse().unwrap()),
        department: department.map(str::to_owned),
    };
    Derived {
        due_on: None,
        steps: Vec::new(),
        duties: vec![
            duty(DutyKind::UpwardReport, Some("2026-03-09"), None),
            duty(DutyKind::Feedback, None, Some("d")),
        ],
    }
}

fn submitted(store: &Store, id: &'static str) {
    let received = crate::content::received(None, None);
    let state = CaseState::begin(&received);
    store
        .write::<_, CommitError, _>(move |connection| {
            let submission = prepare(id, received, "platform", now())?;
            submission
                .owing(derived(&state).duties)
                .record(connection, &Confidential::default())?;
            let case = open(connection, id)?.unwrap();
            let event = CaseEvent::from(StatementPublished {
                id: format!("statement of {id}"),
                number: 1,
                on: "2025-12-29".parse().unwrap(),
                title: "说明".to_owned(),
                text: "已处理。".to_owned(),
                medium: None,
                published_by: "officer".to_owned(),
            });
            let nothing = Confidential::default();
            commit(
                connection,
                case,
                &[event],
                &nothing,
                derived,
                "officer",
                now(),
            )
        })
        .unwrap();
}

fn finding(store: &Store, keys: &KeyRing) -> Option<Finding> {
    let complaints = Complaints { derived };
    let means = Means {
        keys: Some(keys),
        projections: &[&complaints],
        ..Means::default()
    };
    let report = verify(store, means).unwrap();
    let check = named(&report, "complaints");
    assert_ne!(check.state, State::Unchecked, "{report:?}");
    check.finding.clone()
}

fn query(holder: Holder) -> DutyQuery {
    DutyQuery {
        holder,
        kind: None,
        center: None,
        late_on: None,
        after: None,
        limit: 21,
    }
}

on_both! {
    fn changed_duties_and_statements_are_named(database: &TestDatabase) {
        let changes = [
            ("UPDATE complaint_duties SET due_day = due_day + 1 WHERE complaint_id = '2'", "complaint/2", "differs from its events in what is owed"),
            ("DELETE FROM complaint_duties WHERE kind = 'feedback' AND complaint_id = '1'", "complaint/1", "differs from its events in what is owed"),
            ("UPDATE complaint_duties SET department = NULL WHERE complaint_id = '1'", "complaint/1", "differs from its events in what is owed"),
            ("UPDATE public_statements SET text = 'x' WHERE complaint_id = '2'", "complaint/2", "differs from its events in what was published"),
            ("DELETE FROM public_statements", "complaint/1", "differs from its events in what was published"),
            (
                "INSERT INTO complaint_duties (complaint_id, kind, number, due_day, center, regime) VALUES ('3', 'feedback', 0, 1, 'x', 'gd')",
                "complaint_duties",
                "there are 5 rows, but 4 follow from the events",
            ),
            (
                "INSERT INTO public_statements (id, complaint_id, number, center, title, text, published_on, published_at) VALUES ('x', '3', 1, 'x', 'x', 'x', '2026-01-01', 1)",
                "public_statements",
                "there are 3 rows, but 2 follow from the events",
            ),
        ];
        for (change, place, what) in changes {
            let database = database.another();
            let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
            submitted(&store, "1");
            submitted(&store, "2");
            assert_eq!(finding(&store, &keys), None);
            database.sql(change);
            let found = finding(&store, &keys).unwrap_or_else(|| panic!("{change}"));
            says(&found, what);
            says(&found, place);
        }
    }

    fn the_most_pressing_comes_first_and_what_no_day_is_set_for_last(database: &TestDatabase) {
        let store = database.open();
        submitted(&store, "1");
        submitted(&store, "2");
        let list = |wanted: DutyQuery| {
            store
                .read::<_, StoreError>(move |connection| duties::list(connection, &wanted))
                .unwrap()
                .into_iter()
                .map(|owed| (owed.complaint_id, owed.duty.kind, owed.duty.due_on.is_some(), owed.place))
                .collect::<Vec<_>>()
        };
        let center = || Holder::Center("gd-440100".to_owned());
        let all = list(query(center()));
        let short: Vec<_> = all.iter().map(|(id, kind, dated, _)| (id.as_str(), *kind, *dated)).collect();
        assert_eq!(short, [
            ("1", DutyKind::UpwardReport, true),
            ("2", DutyKind::UpwardReport, true),
            ("1", DutyKind::Feedback, false),
            ("2", DutyKind::Feedback, false),
        ]);
        let behind = |place| list(DutyQuery { after: Some(place), ..query(center()) });
        assert_eq!(behind(all[1].3), all[2..]);
        assert_eq!(behind(all[0].3), all[1..]);
        assert_eq!(list(query(Holder::Regime("gd"))), all);
        assert_eq!(list(query(Holder::Regime("jz"))), []);
        assert_eq!(list(query(Holder::Department("d".to_owned()))), all[2..]);
        let late = |day: &str| DutyQuery { late_on: Some(day.parse().unwrap()), ..query(center()) };
        assert_eq!(list(late("2026-03-09")), []);
        assert_eq!(list(late("2026-03-10")), all[..2]);
    }

    fn a_changed_calendar_moves_what_is_owed(database: &TestDatabase) {
        let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
        submitted(&store, "1");
        submitted(&store, "2");
        database.sql("UPDATE complaint_duties SET due_day = 1 WHERE complaint_id = '2'");
        let step = |after: &'static str| {
            store
                .write::<_, StoreError, _>(move |connection| {
                    duties::recompute(connection, after, derived)
                })
                .unwrap()
        };
        assert_eq!(step(""), (Some("2".to_owned()), 1));
        assert_eq!(step("2"), (None, 0));
        assert_eq!(finding(&store, &keys), None);
    }

    fn what_is_outstanding_and_published_goes_along_an_index(database: &TestDatabase) {
        let store = database.open();
        let sqlite = store.is_embedded();
        store
            .write::<_, StoreError, _>(move |connection| {
                let cast = if sqlite { ("1", "date('2026-01-01')") } else { ("1::bigint", "date '2026-01-01'") };
                let analyze = if sqlite { "" } else { "ANALYZE;" };
                let (one, day) = cast;
                connection.batch_execute(&format!(
                    "WITH RECURSIVE s(i) AS (SELECT {one} UNION ALL SELECT i + 1 FROM s WHERE i < 20000)
                        INSERT INTO complaint_duties (complaint_id, kind, number, due_day, center, regime, department)
                        SELECT 'case-' || i, CASE i % 3 WHEN 0 THEN 'feedback' ELSE 'supervision' END, 0, 739000 + i % 300,
                            'center-' || (i % 20), CASE i % 20 WHEN 0 THEN 'jz' ELSE 'gd' END,
                            CASE i % 2 WHEN 0 THEN 'department-' || (i % 40) END FROM s;
                     WITH RECURSIVE s(i) AS (SELECT {one} UNION ALL SELECT i + 1 FROM s WHERE i < 20000)
                        INSERT INTO public_statements (id, complaint_id, number, center, title, text, published_on, published_at)
                        SELECT 's-' || i, 'case-' || i, 1, 'center-' || (i % 20), 'x', 'x', {day}, i FROM s;
                     {analyze}"
                ))?;
                Ok(())
            })
            .unwrap();
        let mut wanted = Vec::new();
        for holder in [
            Holder::Center("center-3".to_owned()),
            Holder::Regime("gd"),
            Holder::Department("department-2".to_owned()),
        ] {
            for kind in [None, Some(DutyKind::Feedback)] {
                for center in [None, Some("center-3".to_owned())] {
                    for after in [None, Some(DutyPlace { day: 739_100, id: 7 })] {
                        let late_on = after.map(|_| "2024-12-01".parse().unwrap());
                        let center = center.clone();
                        wanted.push(DutyQuery { kind, center, after, late_on, ..query(holder.clone()) });
                    }
                }
            }
        }
        store
            .read::<_, StoreError>(|connection| {
                for wanted in wanted {
                    for query in queries(connection, |c| { duties::list(c, &wanted).unwrap(); }) {
                        let plan = plan(connection, sqlite, &query);
                        assert_eq!(fault(&plan), None, "{wanted:?}\n{query}\n{plan:#?}");
                    }
                }
                for after in [None, Some((500, "s-500"))] {
                    for query in queries(connection, |c| { statements::list(c, after, 21).unwrap(); }) {
                        let plan = plan(connection, sqlite, &query);
                        assert_eq!(fault(&plan), None, "{query}\n{plan:#?}");
                    }
                }
                Ok(())
            })
            .unwrap();
    }
}
