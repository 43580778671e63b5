//! A database that goes away and comes back.

use std::time::{Duration, Instant};

use persistence::{DatabaseUrl, Store, StoreError, StoreOptions};

use crate::postgres::Cluster;

#[test]
fn a_lost_server_is_noticed_quickly_and_used_again_when_it_is_back() {
    let Some(mut cluster) = Cluster::start() else {
        return;
    };
    let url: DatabaseUrl = cluster.url("postgres").parse().unwrap();
    let store = Store::open(&url, StoreOptions::default()).unwrap();
    store.health().unwrap();

    cluster.stop();
    for _ in 0..3 {
        let start = Instant::now();
        let error = store.health().unwrap_err();
        let write = store.write(|_| Ok::<_, StoreError>(())).unwrap_err();
        assert!(
            start.elapsed() < Duration::from_secs(4),
            "{:?}",
            start.elapsed()
        );
        for error in [error, write] {
            let expected = matches!(
                error,
                StoreError::Unavailable { .. } | StoreError::ConnectionLost
            );
            assert!(expected, "{error:?}");
        }
    }
    let error = Store::open(&url, StoreOptions::default()).unwrap_err();
    assert!(matches!(error, StoreError::Unavailable { .. }), "{error:?}");

    cluster.restart();
    let start = Instant::now();
    while let Err(error) = store.health() {
        assert!(start.elapsed() < Duration::from_secs(5), "{error:?}");
    }
    store.write(|_| Ok::<_, StoreError>(())).unwrap();
}

#[test]
fn a_connection_that_the_server_ended_costs_one_error_at_most() {
    let Some(cluster) = crate::postgres::shared() else {
        return;
    };
    let database = cluster.database();
    let store = Store::open(&database.url().parse().unwrap(), StoreOptions::default()).unwrap();
    store.health().unwrap();
    let end_all = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
    assert_eq!(database.sql(end_all).unwrap(), "1");
    if let Err(error) = store.health() {
        assert!(matches!(error, StoreError::ConnectionLost), "{error:?}");
    }
    store.health().unwrap();

    // Unused for a while, it is tested before it is handed out: then it costs none.
    assert_eq!(database.sql(end_all).unwrap(), "1");
    std::thread::sleep(Duration::from_millis(1100));
    store.health().unwrap();
}
