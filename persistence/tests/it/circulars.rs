//! Circulars and periodic reports: rows that follow from the events, tampered with; and their lists, each along an index.

use diesel::connection::SimpleConnection;
use domain::access::Regime;
use domain::gd::art04_periodic_report::{Figure, ReportSubmitted};
use domain::gd::case::StepKind;
use domain::gd::circular::{Approved, CircularEvent, CircularNumber, Content, Drafted, Published};
use persistence::circulars::{self, Circulars, Whose};
use persistence::complaints::steps::{self, StepQuery};
use persistence::keys::KeyRing;
use persistence::ledger::AppendError;
use persistence::reports::{self, PeriodicReports};
use persistence::verify::{Finding, Means, Projection, State, verify};
use persistence::{Store, StoreError};

use crate::plans::{fault, plan, queries};
use crate::record::{named, now};
use crate::support::on_both;

fn published(store: &Store, id: &'static str) {
    let day = "2026-11-23".parse().unwrap();
    store
        .write::<_, AppendError, _>(move |connection| {
            let drafted = CircularEvent::Drafted(Drafted {
                center: "gd-440100".to_owned(),
                regime: Regime::Gd,
                on: day,
                content: Content {
                    title: "通报".to_owned(),
                    text: "属实。".to_owned(),
                    cases: vec!["1".to_owned()],
                },
                drafted_by: "author".to_owned(),
            });
            let seen = circulars::record(connection, id, None, &drafted, "author", now())?;
            let approved = CircularEvent::Approved(Approved {
                on: day,
                approved_by: "lead".to_owned(),
            });
            let stale = seen.clone();
            let seen = circulars::record(connection, id, Some(seen), &approved, "lead", now())?;
            // What rests on an old version is refused.
            let again = circulars::record(connection, id, Some(stale), &approved, "lead", now());
            assert!(matches!(again, Err(AppendError::Conflict)));
            let number = circulars::next_number(connection, "gd-440100", 2026)?;
            let published = CircularEvent::Published(Published {
                on: day,
                number: CircularNumber {
                    year: 2026,
                    number: u32::try_from(number).unwrap(),
                    text: format!("{number}号"),
                },
                published_by: "lead".to_owned(),
            });
            circulars::record(connection, id, Some(seen), &published, "lead", now())
        })
        .unwrap();
}

fn submitted(store: &Store, id: &'static str, revision: u32) {
    let report = ReportSubmitted {
        id: id.to_owned(),
        center: "gd-440100".to_owned(),
        regime: Regime::Gd,
        period: "2026-10".to_owned(),
        first: "2026-10-01".parse().unwrap(),
        last: "2026-10-31".parse().unwrap(),
        revision,
        reason: None,
        figures: vec![Figure {
            figure: "received".to_owned(),
            detail: String::new(),
            count: 3,
        }],
        on: "2026-11-01".parse().unwrap(),
        submitted_by: "lead".to_owned(),
    };
    store
        .write::<_, AppendError, _>(move |connection| {
            let known = reports::revisions(connection, "gd-440100", "2026-10")?;
            assert_eq!(known.checked_add(1), Some(revision));
            reports::record(connection, &report, "lead", now())?;
            let again = reports::record(connection, &report, "lead", now());
            assert!(matches!(again, Err(AppendError::Conflict)));
            Ok(())
        })
        .unwrap();
}

fn finding(store: &Store, keys: &KeyRing, projection: &dyn Projection) -> Option<Finding> {
    let means = Means {
        keys: Some(keys),
        projections: &[projection],
        ..Means::default()
    };
    let report = verify(store, means).unwrap();
    let check = named(&report, projection.name());
    assert_ne!(check.state, State::Unchecked, "{report:?}");
    check.finding.clone()
}

on_both! {
    fn changed_circulars_and_reports_are_named(database: &TestDatabase) {
        let changes: [(&str, &dyn Projection, &str); 9] = [
            ("UPDATE circulars SET document = replace(document, '属实', '不实') WHERE id = 'b'", &Circulars, "the row of a circular differs from its events"),
            ("UPDATE circulars SET published_at = published_at + 1", &Circulars, "the row of a circular differs from its events"),
            ("UPDATE circulars SET status = 'draft'", &Circulars, "the row of a circular differs from its events"),
            ("DELETE FROM circulars WHERE id = 'a'", &Circulars, "there are 1 rows of circulars, but 2 streams"),
            ("UPDATE circular_counters SET last = 3", &Circulars, "the numbers of circulars have gaps, or are not counted as given"),
            ("DELETE FROM circular_counters", &Circulars, "the numbers of circulars have gaps, or are not counted as given"),
            ("UPDATE periodic_reports SET document = replace(document, '3', '4') WHERE id = 'y'", &PeriodicReports, "the row of a report differs from its events"),
            ("UPDATE periodic_reports SET revision = 3 WHERE id = 'y'", &PeriodicReports, "the row of a report differs from its events"),
            ("DELETE FROM periodic_reports WHERE id = 'x'", &PeriodicReports, "there are 1 rows of reports, but 2 events"),
        ];
        for (change, projection, what) in changes {
            let database = database.another();
            let (store, keys) = (database.open(), KeyRing::ephemeral().unwrap());
            published(&store, "a");
            published(&store, "b");
            submitted(&store, "x", 1);
            submitted(&store, "y", 2);
            assert_eq!(finding(&store, &keys, projection), None);
            database.sql(change);
            let found = finding(&store, &keys, projection).unwrap_or_else(|| panic!("{change}"));
            assert_eq!(found.what, what, "{change}");
        }
    }

    fn circulars_reports_and_steps_are_listed_along_an_index(database: &TestDatabase) {
        let store = database.open();
        let sqlite = store.is_embedded();
        store
            .write::<_, StoreError, _>(move |connection| {
                let one = if sqlite { "1" } else { "1::bigint" };
                let analyze = if sqlite { "" } else { "ANALYZE;" };
                let series = format!("WITH RECURSIVE s(i) AS (SELECT {one} UNION ALL SELECT i + 1 FROM s WHERE i < 20000)");
                let regime = "CASE i % 20 WHEN 0 THEN 'jz' ELSE 'gd' END";
                connection.batch_execute(&format!(
                    "{series} INSERT INTO circulars (id, center, regime, status, created_at, published_at, version, document)
                        SELECT 'c-' || i, 'center-' || (i % 20), {regime}, 'draft', i, CASE i % 3 WHEN 0 THEN i END, 1, '{{}}' FROM s;
                     {series} INSERT INTO periodic_reports (id, center, regime, period, revision, submitted_at, document)
                        SELECT 'r-' || i, 'center-' || (i % 20), {regime}, 'p-' || i, 1, i, '{{}}' FROM s;
                     {series} INSERT INTO complaint_steps (complaint_id, center, step, detail, day)
                        SELECT 'case-' || i, 'center-' || (i % 20), CASE i % 3 WHEN 0 THEN 'concluded' ELSE 'accepted' END, '',
                            739000 + i % 300 FROM s;
                     {analyze}"
                ))?;
                Ok(())
            })
            .unwrap();
        store
            .read::<_, StoreError>(|connection| {
                let mut asked = Vec::new();
                for after in [None, Some((500, "x"))] {
                    for whose in [Whose::Center("center-3".to_owned()), Whose::Regime("gd"), Whose::Published] {
                        // The rows of the test hold no circular: only what was asked matters.
                        asked.extend(queries(connection, |c| { let _ = circulars::list(c, &whose, after, 21); }));
                    }
                    for whose in [reports::Whose::Center("center-3".to_owned()), reports::Whose::Regime("gd")] {
                        asked.extend(queries(connection, |c| { let _ = reports::list(c, &whose, after, 21); }));
                    }
                    let wanted = StepQuery {
                        center: "center-3".to_owned(),
                        kind: StepKind::Accepted,
                        detail: String::new(),
                        from: "2024-05-01".parse().unwrap(),
                        to: "2024-12-01".parse().unwrap(),
                        after: after.map(|(day, _)| (day + 738_600, 7)),
                        limit: 21,
                    };
                    asked.extend(queries(connection, |c| { steps::list(c, &wanted).unwrap(); }));
                }
                assert_eq!(asked.len(), 12);
                for query in asked {
                    let plan = plan(connection, sqlite, &query);
                    assert_eq!(fault(&plan), None, "{query}\n{plan:#?}");
                }
                Ok(())
            })
            .unwrap();
    }
}
