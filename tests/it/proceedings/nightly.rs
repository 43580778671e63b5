//! What time alone brings.

use std::sync::Arc;

use api::jobs::{Ground, sanction_watch};
use chrono::{DateTime, Utc};
use domain::jz::institution::LedgerEntry;
use domain::jz::institution::ledger::AnnualReport;
use persistence::proceedings::{self, Filter, Whose};
use persistence::{Store, StoreOptions};
use serde_json::Value;
use tests::database::{Database, Kind};
use tests::server::Server;
use tests::wait;

use super::{append, day, filed, recorded};
use crate::support::on_both;

on_both!(
    the_night_brings_what_no_change_brought,
    a_server_watches_at_its_start,
);

fn at(instant: &str) -> DateTime<Utc> {
    instant.parse().unwrap()
}

fn listed(store: &Store) -> Vec<String> {
    let rows: Result<_, persistence::StoreError> = store.read(|connection| {
        let whose = Whose::Regime("jz");
        proceedings::list(
            connection,
            &whose,
            &Filter::default(),
            day("2026-11-02"),
            None,
            100,
        )
    });
    rows.unwrap()
        .into_iter()
        .map(|row| row.institution_id)
        .collect()
}

fn the_night_brings_what_no_change_brought(kind: Kind) {
    let database = Database::new(kind);
    let url = database.url().parse().unwrap();
    let store = Store::open(&url, StoreOptions::default()).unwrap();
    let mut all = Vec::new();
    // More than two readers take at once.
    for number in 0..130 {
        let (id, mut events) = filed("2026-01-05", None);
        let due_on = if number % 10 == 0 {
            "2026-03-31"
        } else {
            "2026-04-01"
        };
        events.push(recorded(LedgerEntry::AnnualReport(AnnualReport {
            id: "2025".to_owned(),
            due_on: day(due_on),
            submitted_on: None,
            summary: None,
        })));
        append(&store, &id, events);
        if number % 10 == 0 {
            all.push(id);
        }
    }
    let night = |instant: &str| {
        let now = at(instant);
        let ground = Ground {
            store: store.clone(),
            basis: Arc::new(api::basis::load(None, None).unwrap()),
            now: Arc::new(move || now),
            instance: "test".to_owned(),
        };
        let outcome = api::jobs::block_on(sanction_watch::run(&ground)).unwrap();
        (outcome.candidates, outcome.done)
    };
    // Noon of the last day in Shanghai, and a minute past midnight of the day after it.
    assert_eq!(night("2026-03-31T04:00:00Z"), (130, 0));
    assert_eq!(night("2026-03-31T16:01:00Z"), (130, 13));
    assert_eq!(
        night("2026-03-31T16:01:00Z"),
        (130, 0),
        "a second run finds nothing left"
    );
    let mut found = listed(&store);
    found.sort_unstable();
    all.sort_unstable();
    assert_eq!(found, all);
    assert_eq!(night("2026-04-01T16:01:00Z"), (130, 117));
}

fn a_server_watches_at_its_start(kind: Kind) {
    let server = Server::builder(kind).start();
    let admin = server.admin();
    let run = wait::until("a run", || {
        let job = server
            .get_as(&admin.token, "/api/v1/jobs/sanction_watch")
            .good();
        let mut runs = job["runs"].as_array().unwrap().clone().into_iter();
        runs.find(|run| run["ended_at"] != Value::Null)
    });
    assert_eq!(
        (&run["candidates"], &run["error"]),
        (&Value::from(0), &Value::Null)
    );
}
