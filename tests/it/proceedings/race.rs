//! Two substantiated complaints within half a year, recorded at the same instant from two connections: one proposal with
//! both, never none, never two. More runs by `JIANDU_RACE_RUNS`; the seeds are the numbers of the runs.

use std::sync::{Arc, Barrier};
use std::thread;

use api::v1::evaluation::engine::Basis;
use api::v1::institutions::watch::{Looking, look};
use chrono::{Days, NaiveDate, Utc};
use domain::jz::institution::Institution;
use domain::jz::proceeding::Proceeding;
use persistence::ledger::AppendError;
use persistence::proceedings;
use persistence::{Store, StoreOptions, aggregate, institutions};
use tests::database::{Database, Kind};
use tests::random::Random;

use super::{append, complaint, day, filed, recorded};
use crate::support::on_both;

on_both!(two_facts_at_one_instant_make_one_proposal);

/// Records a complaint as the bridge does: under the institution's lock, and the watch looks in the same transaction.
fn conclude(store: &Store, basis: &Arc<Basis>, id: &str, case: String, on: NaiveDate) {
    let (basis, id) = (Arc::clone(basis), id.to_owned());
    let kept: Result<(), AppendError> = store.write(move |connection| {
        aggregate::lock::<Institution>(connection, &id)?;
        let seen = aggregate::open::<Institution>(connection, &id)?;
        let event = recorded(complaint(&case, &on.to_string()));
        let now = Utc::now();
        let kept = institutions::record(connection, &id, seen, &[event], "test", now)?;
        let looking = Looking {
            basis: &basis,
            today: day("2026-11-02"),
            now,
            actor: "system",
        };
        look(connection, &kept, &looking)?;
        Ok(())
    });
    kept.unwrap();
}

fn two_facts_at_one_instant_make_one_proposal(kind: Kind) {
    let runs: u64 = std::env::var("JIANDU_RACE_RUNS")
        .ok()
        .and_then(|runs| runs.parse().ok())
        .unwrap_or(100);
    let database = Database::new(kind);
    let url = database.url().parse().unwrap();
    let store = Store::open(&url, StoreOptions::default()).unwrap();
    // On a file the second one is a connection of its own too, as of another server.
    let other = Store::open(&url, StoreOptions::default()).unwrap();
    let basis = Arc::new(api::basis::load(None, None).unwrap());
    for seed in 0..runs {
        let mut random = Random::new(seed);
        let (id, events) = filed("2026-01-05", None);
        append(&store, &id, events);
        let first = day("2026-01-05") + Days::new(random.bits() % 60);
        let apart = random.bits() % 240;
        let days = [first, first + Days::new(apart)];
        let barrier = Barrier::new(2);
        thread::scope(|scope| {
            for (index, store) in [&store, &other].into_iter().enumerate() {
                let (id, basis, barrier) = (&id, &basis, &barrier);
                scope.spawn(move || {
                    barrier.wait();
                    conclude(store, basis, id, format!("C-{seed}-{index}"), days[index]);
                });
            }
        });
        let rows: Result<_, persistence::StoreError> = store
            .read(|connection| proceedings::of_institutions(connection, std::slice::from_ref(&id)));
        let rows = rows.unwrap();
        let half_a_year = domain::period::months_after(days[0], 6).unwrap();
        if days[1] > half_a_year {
            assert!(rows.is_empty(), "seed {seed}: {rows:?}");
            continue;
        }
        assert_eq!(rows.len(), 1, "seed {seed}: {days:?}");
        let opened: Result<_, persistence::StoreError> =
            store.read(|connection| aggregate::open::<Proceeding>(connection, &rows[0].id));
        let grounds = &opened.unwrap().unwrap().state.proposal().grounds.clone();
        let evidence = grounds.iter().flat_map(|met| &met.evidence).count();
        assert_eq!(
            (grounds.len(), evidence),
            (1, 2),
            "seed {seed}: both complaints"
        );
    }
}
