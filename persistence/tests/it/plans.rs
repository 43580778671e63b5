//! Lists of cases cost the same however many there are: every filter in every order goes along an index, and nothing is
//! sorted on the way.

use std::sync::{Arc, Mutex};

use diesel::connection::{Connection as _, InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_types::Text;
use domain::access::Regime;
use domain::gd::case::ClockKind;
use persistence::clock::list as clock_list;
use persistence::clock::moves;
use persistence::clock::sweep::{self, Candidate, Range};
use persistence::complaints::list::{self, Filters, ListQuery, Place, Reach, Sort, day_number};
use persistence::complaints::search;
use persistence::jobs;
use persistence::{Connection, Store, StoreError};

use crate::support::on_both;

/// A year of complaints in a province.
const CASES: i64 = 20_000;

pub fn fill(connection: &mut Connection, sqlite: bool) {
    let series = if sqlite {
        "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < "
    } else {
        "WITH RECURSIVE s(i) AS (SELECT 1::bigint UNION ALL SELECT i + 1 FROM s WHERE i < "
    };
    let (hash, day) = if sqlite {
        ("x'00'", "date('2026-01-01', '+' || (i % 300) || ' days')")
    } else {
        ("'\\x00'::bytea", "date '2026-01-01' + (i % 300)::integer")
    };
    // SQLite plans without statistics, as in production.
    let analyze = if sqlite { "" } else { "ANALYZE;" };
    let statements = format!(
        "{series} 500) INSERT INTO accused_parties (id, party_key, name)
            SELECT i, 'name:' || i, '第' || i || '站' FROM s;
         {series} {CASES}) INSERT INTO complaints (id, regime, center, state, kind, channel, party_id, received_at,
            updated_at, due_on, officer, submitted_by, external_ref, departed_at, feedback_owed_since, version, head_hash,
            document)
            SELECT 'case-' || i, CASE i % 20 WHEN 0 THEN 'jz' ELSE 'gd' END, 'center-' || (i % 20),
                CASE i % 5 WHEN 0 THEN 'received' WHEN 1 THEN 'accepted' WHEN 2 THEN 'rejected' ELSE 'concluded' END,
                'complaint', CASE i % 3 WHEN 0 THEN 'web' ELSE 'letter' END, 1 + i % 500, i * 1000, i * 1100,
                CASE i % 5 WHEN 1 THEN {day} END, CASE i % 2 WHEN 0 THEN 'officer-' || (i % 100) END,
                'client-' || (i % 40), 'ref-' || i, CASE i % 50 WHEN 0 THEN i * 1200 END, CASE i % 5 WHEN 4 THEN {day} END, 1, {hash}, '{{}}' FROM s;
         INSERT INTO complaint_assignments (department, seq, center, number, part, received_at, updated_at, due_on)
            SELECT 'department-' || (seq % 60), seq, center, 1, 'lead', received_at, updated_at, due_on FROM complaints
            WHERE state <> 'received';
         {series} 200) INSERT INTO complaint_terms (term, received_at, seq) SELECT '南岫', i * 1000, i FROM s;
         {analyze}"
    );
    connection.batch_execute(&statements).unwrap();
}

/// What the clock said of a quarter of the cases, half of it with another due date; due dates that moved; runs of a job.
fn fill_clock(connection: &mut Connection, sqlite: bool) {
    let (series, analyze) = if sqlite {
        (
            "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < ",
            "",
        )
    } else {
        (
            "WITH RECURSIVE s(i) AS (SELECT 1::bigint UNION ALL SELECT i + 1 FROM s WHERE i < ",
            "ANALYZE;",
        )
    };
    let of = "regime, center, submitted_by, received_at FROM complaints WHERE due_on IS NOT NULL AND seq <= 5000";
    connection
        .batch_execute(&format!(
            "INSERT INTO clock_events (case_id, kind, due_on, position, regime, center, submitted_by, recorded_at)
                SELECT id, 'overdue', due_on, seq, {of};
             INSERT INTO clock_events (case_id, kind, due_on, position, regime, center, submitted_by, recorded_at)
                SELECT id, 'due_soon', due_on, seq + 100000, {of};
             INSERT INTO due_date_moves (case_id, moved_from, moved_to, position, calendar_revision, regime, center,
                submitted_by, recorded_at)
                SELECT id, coalesce(due_on, '2026-03-01'), due_on, seq * 2, 2 + seq % 2, regime, center, submitted_by, received_at FROM complaints
                WHERE seq > 15000;
             {series} 90) INSERT INTO job_runs (id, job, instance, started_at, candidates, done, skipped)
                SELECT 'run-' || i, CASE i % 2 WHEN 0 THEN 'due_dates' ELSE 'clock_sweep' END, 'here', i, 0, 0, '{{}}' FROM s;
             {series} 90) INSERT INTO job_runs (id, job, instance, started_at, candidates, done, skipped)
                SELECT 'more-' || i, 'clock_sweep', 'here', i, 0, 0, '{{}}' FROM s;
             {analyze}"
        ))
        .unwrap();
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text, column_name = "detail")]
    text: String,
}

#[derive(QueryableByName)]
struct PgLine {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    text: String,
}

/// The queries that some work puts to the database.
pub fn queries(connection: &mut Connection, work: impl FnOnce(&mut Connection)) -> Vec<String> {
    let seen: Arc<Mutex<Vec<String>>> = Arc::default();
    let into = Arc::clone(&seen);
    connection.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            into.lock().unwrap().push(query.to_string());
        }
    });
    work(connection);
    connection.set_instrumentation(|_: InstrumentationEvent<'_>| {});
    let seen = seen.lock().unwrap();
    seen.iter()
        .filter(|query| query.starts_with("SELECT"))
        .cloned()
        .collect()
}

/// A bound value as SQL writes it, from how `diesel` prints it.
fn literal(printed: &str) -> String {
    let value = printed
        .strip_prefix("Some(")
        .and_then(|value| value.strip_suffix(')'))
        .unwrap_or(printed);
    format!("'{}'", value.trim_matches('"'))
}

pub fn plan(connection: &mut Connection, sqlite: bool, query: &str) -> Vec<String> {
    let (sql, binds) = query.split_once(" -- binds: ").unwrap();
    if sqlite {
        let lines: Vec<Line> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}"))
            .load(connection)
            .unwrap();
        return lines.into_iter().map(|line| line.text).collect();
    }
    let binds: Vec<String> = match binds.strip_prefix("[[") {
        // A list is one value.
        Some(list) => vec![format!("'{{{}}}'", list.trim_end_matches(']'))],
        None => binds
            .trim_matches(['[', ']'])
            .split(", ")
            .map(literal)
            .collect(),
    };
    // With few rows sorting them may be cheapest; what is asked is whether there is a way without.
    for kind in [
        "seqscan",
        "bitmapscan",
        "sort",
        "incremental_sort",
        "hashjoin",
        "mergejoin",
    ] {
        let off = format!("SET enable_{kind} = off");
        connection.batch_execute(&off).unwrap();
    }
    let prepare = format!("PREPARE listed AS {sql}");
    connection.batch_execute(&prepare).unwrap();
    let explain = format!("EXPLAIN (COSTS OFF) EXECUTE listed({})", binds.join(", "));
    let lines: Vec<PgLine> = diesel::sql_query(explain).load(connection).unwrap();
    connection.batch_execute("DEALLOCATE listed").unwrap();
    lines.into_iter().map(|line| line.text).collect()
}

/// What is wrong with a plan.
pub fn fault(plan: &[String]) -> Option<&String> {
    plan.iter().find(|line| {
        let line = line.trim_start().trim_start_matches("-> ").trim_start();
        line.starts_with("SCAN")
            || line.contains("TEMP B-TREE")
            || line.contains("Seq Scan")
            || line.starts_with("Sort")
            || line.starts_with("Incremental Sort")
    })
}

fn one_filter() -> Vec<(&'static str, Filters)> {
    let text = |word: &str| Some(word.to_owned());
    let none = Filters::default;
    vec![
        ("none", none()),
        (
            "state",
            Filters {
                state: text("accepted"),
                ..none()
            },
        ),
        (
            "channel",
            Filters {
                channel: text("web"),
                ..none()
            },
        ),
        (
            "party",
            Filters {
                parties: Some(vec![7]),
                ..none()
            },
        ),
        (
            "officer",
            Filters {
                officer: text("officer-2"),
                ..none()
            },
        ),
        (
            "external_ref",
            Filters {
                external_ref: text("ref-77"),
                ..none()
            },
        ),
        (
            "center",
            Filters {
                center: text("center-3"),
                ..none()
            },
        ),
        (
            "state and channel",
            Filters {
                state: text("accepted"),
                channel: text("web"),
                ..none()
            },
        ),
        (
            "center and state",
            Filters {
                center: text("center-3"),
                state: text("accepted"),
                ..none()
            },
        ),
    ]
}

fn range(sort: Sort) -> (i64, i64) {
    match sort {
        Sort::Received | Sort::Updated | Sort::Departed => (1_000_000, 15_000_000),
        Sort::Due | Sort::FeedbackOwed => {
            let day = |text: &str| day_number(text.parse().unwrap());
            (day("2026-03-01"), day("2026-09-01"))
        }
    }
}

fn check(store: &Store, sqlite: bool) {
    let mut faults = Vec::new();
    let mut asked = 0;
    for reach in [
        Reach::Submitted("client-7".to_owned()),
        Reach::Center("center-3".to_owned()),
        Reach::Regime("gd"),
        Reach::Assigned("department-7".to_owned()),
    ] {
        for sort in [
            Sort::Received,
            Sort::Due,
            Sort::Updated,
            Sort::Departed,
            Sort::FeedbackOwed,
        ] {
            let departures = matches!(reach, Reach::Submitted(_) | Reach::Assigned(_));
            let feedback = matches!(reach, Reach::Assigned(_));
            let blind = match sort {
                Sort::Departed => departures,
                Sort::FeedbackOwed => feedback,
                Sort::Received | Sort::Due | Sort::Updated => false,
            };
            if blind {
                // Whoever submits, and a department, sees no departures; a department feeds nothing back.
                continue;
            }
            for (name, filters) in one_filter() {
                for variant in 0..3 {
                    let mut wanted = ListQuery {
                        reach: reach.clone(),
                        filters: filters.clone(),
                        sort,
                        descending: variant == 1,
                        after: None,
                        limit: 21,
                    };
                    let (from, to) = range(sort);
                    if variant == 1 {
                        wanted.filters.from = Some(from);
                        wanted.after = Some(Place {
                            key: to,
                            seq: 9_000,
                        });
                    }
                    if variant == 2 {
                        wanted.filters.to = Some(to);
                        wanted.after = Some(Place {
                            key: from,
                            seq: 9_000,
                        });
                    }
                    store
                        .read::<_, StoreError>(|connection| {
                            let found = queries(connection, |connection| {
                                list::page(connection, &wanted).unwrap();
                            });
                            for query in found {
                                asked += 1;
                                let plan = plan(connection, sqlite, &query);
                                if let Some(fault) = fault(&plan) {
                                    faults.push(format!(
                                        "{reach:?} {sort:?} {name} {variant}: {fault}\n  {query}\n  {plan:#?}"
                                    ));
                                }
                            }
                            Ok(())
                        })
                        .unwrap();
                }
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} of {asked}\n{}",
        faults.len(),
        faults.join("\n")
    );
    assert!(asked > 200, "{asked}");
}

on_both! {
    fn every_list_goes_along_an_index(database: &TestDatabase) {
        let store = database.open();
        let sqlite = store.is_embedded();
        store
            .write::<_, StoreError, _>(move |connection| {
                fill(connection, sqlite);
                Ok(())
            })
            .unwrap();
        check(&store, sqlite);
    }

    fn a_departments_list_has_its_cases_and_no_others(database: &TestDatabase) {
        let store = database.open();
        let sqlite = store.is_embedded();
        store
            .write::<_, StoreError, _>(move |connection| {
                fill(connection, sqlite);
                Ok(())
            })
            .unwrap();
        let wanted = |state: Option<&str>, descending| ListQuery {
            reach: Reach::Assigned("department-7".to_owned()),
            filters: Filters { state: state.map(str::to_owned), ..Filters::default() },
            sort: Sort::Received,
            descending,
            after: None,
            limit: 10,
        };
        store
            .read::<_, StoreError>(|connection| {
                for (state, descending) in [(None, true), (None, false), (Some("rejected"), true)] {
                    let mut wanted = wanted(state, descending);
                    let mut found = Vec::new();
                    loop {
                        let page = list::page(connection, &wanted)?;
                        found.extend(page.items.iter().map(|row| row.seq));
                        wanted.after = page.next;
                        if wanted.after.is_none() {
                            break;
                        }
                    }
                    // Rows 7, 67, 127, … of which every fifth is undecided still.
                    let mut expected: Vec<i64> = (1..=CASES)
                        .filter(|seq| seq % 60 == 7 && seq % 5 != 0)
                        .filter(|seq| state.is_none() || seq % 5 == 2)
                        .collect();
                    if descending {
                        expected.reverse();
                    }
                    assert_eq!(found, expected);
                    let total = list::total(connection, &wanted)?;
                    assert_eq!((total.count, total.exact), (expected.len(), true));
                    let found = search::search(connection, &wanted, "没有").unwrap();
                    assert!(found.items.is_empty());
                }
                Ok(())
            })
            .unwrap();
    }

    fn totals_and_searches_go_along_an_index(database: &TestDatabase) {
        let store = database.open();
        let sqlite = store.is_embedded();
        store
            .write::<_, StoreError, _>(move |connection| {
                fill(connection, sqlite);
                Ok(())
            })
            .unwrap();
        store
            .read::<_, StoreError>(|connection| {
                let wanted = ListQuery {
                    reach: Reach::Center("center-3".to_owned()),
                    filters: Filters { state: Some("concluded".to_owned()), ..Filters::default() },
                    sort: Sort::Received,
                    descending: true,
                    after: None,
                    limit: 20,
                };
                let total = list::total(connection, &wanted).unwrap();
                assert!(total.exact);
                let found = queries(connection, |connection| {
                    search::search(connection, &wanted, "南岫").unwrap();
                });
                assert!(found.len() >= 3);
                for query in found {
                    let plan = plan(connection, sqlite, &query);
                    // A handful of names is sorted where a search looks for parties.
                    let is_list = query.contains("complaints");
                    assert!(!is_list || fault(&plan).is_none(), "{query}\n{plan:#?}");
                }
                Ok(())
            })
            .unwrap();
    }

    fn the_clock_goes_along_indexes(database: &TestDatabase) {
        let store = database.open();
        let sqlite = store.is_embedded();
        store
            .write::<_, StoreError, _>(move |connection| {
                fill(connection, sqlite);
                fill_clock(connection, sqlite);
                Ok(())
            })
            .unwrap();
        store
            .read::<_, StoreError>(|connection| {
                let mut faults = Vec::new();
                let mut asked = 0;
                let mut look = |name: &str, connection: &mut Connection, work: &dyn Fn(&mut Connection)| {
                    for query in queries(connection, work) {
                        asked += 1;
                        let plan = plan(connection, sqlite, &query);
                        if let Some(fault) = fault(&plan) {
                            faults.push(format!("{name}: {fault}\n  {query}\n  {plan:#?}"));
                        }
                    }
                };
                for kind in ClockKind::ALL {
                    let day = |text: &str| text.parse().unwrap();
                    let range = Range {
                        regime: Regime::Gd,
                        kind: *kind,
                        from: day("2026-01-01"),
                        to: day("2026-09-01"),
                    };
                    look("candidates", connection, &|connection| {
                        let found = sweep::candidates(connection, range, None, 100).unwrap();
                        assert_eq!(found.len(), 100);
                        // What was said already is none.
                        assert!(found.iter().all(|found| found.seq > 5_000));
                        let more = sweep::candidates(connection, range, found.last(), 100).unwrap();
                        let key = |found: &Candidate| (found.due_on, found.seq);
                        assert!(key(&more[0]) > key(&found[99]));
                    });
                }
                for reach in [
                    Reach::Submitted("client-1".to_owned()),
                    Reach::Center("center-1".to_owned()),
                    Reach::Regime("gd"),
                ] {
                    for kind in [None, Some(ClockKind::DueSoon), Some(ClockKind::Overdue)] {
                        look("said", connection, &|connection| {
                            assert!(!clock_list::page(connection, &reach, kind, 500, 21).unwrap().is_empty());
                        });
                    }
                    look("moves", connection, &|connection| {
                        assert!(!moves::page(connection, Some(&reach), 3, 500, 21).unwrap().is_empty());
                        assert!(moves::count(connection, Some(&reach), 3).unwrap() > 0);
                    });
                }
                look("all moves", connection, &|connection| {
                    assert_eq!(moves::count(connection, None, 3).unwrap(), 2_500);
                });
                look("runs", connection, &|connection| {
                    assert_eq!(jobs::last(connection, "clock_sweep", 50).unwrap().len(), 50);
                });
                assert!(asked > 18, "{asked}");
                assert!(faults.is_empty(), "{}", faults.join("\n"));
                Ok(())
            })
            .unwrap();
    }

    fn the_last_hundred_runs_of_a_job_are_kept(database: &TestDatabase) {
        let store = database.open();
        let now = chrono::DateTime::UNIX_EPOCH;
        for job in ["one", "other"] {
            for _ in 0..120 {
                store.write(move |connection| jobs::start(connection, job, "here", now)).unwrap();
            }
        }
        let mut outcome = jobs::Outcome { candidates: 3, done: 1, ..jobs::Outcome::default() };
        outcome.skip("already_said");
        outcome.skip("already_said");
        let ended = outcome.clone();
        let latest = store
            .write::<_, StoreError, _>(move |connection| {
                let id = jobs::start(connection, "one", "here", now)?;
                jobs::finish(connection, &id, &ended, now)?;
                Ok(id)
            })
            .unwrap();
        for job in ["one", "other"] {
            let kept = store.read(|connection| jobs::last(connection, job, 1_000)).unwrap();
            assert_eq!(kept.len(), 100);
        }
        let kept = store.read(|connection| jobs::last(connection, "one", 2)).unwrap();
        assert_eq!((&kept[0].id, &kept[0].outcome), (&latest, &outcome));
        assert_eq!(kept[1].ended_at, None);
    }
}
