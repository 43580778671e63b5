//! Lists of cases cost the same however many there are: every filter in every order goes along an index, and nothing is
//! sorted on the way.

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

mod filled;
mod reading;

pub use filled::fill;
use filled::{CASES, fill_clock};
pub use reading::{fault, plan, queries};

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
