//! SQLite's write-ahead log: it stays bounded, loses nothing, and is gone once the store is.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use persistence::{Connection, Store, StoreError, StoreOptions};

/// Once begun anew, the log is at most so long; it is copied long before.
const LONGEST: u64 = 80_000_000;

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    value: String,
}

fn opened(folder: &Path) -> Store {
    let path = folder.join("test.sqlite");
    let store = Store::open(
        &path.to_str().unwrap().parse().unwrap(),
        StoreOptions::default(),
    )
    .unwrap();
    let table =
        "CREATE TABLE IF NOT EXISTS written (id INTEGER PRIMARY KEY, number INTEGER, content BLOB)";
    store
        .write(move |connection| connection.batch_execute(table).map_err(StoreError::from))
        .unwrap();
    store
}

fn log_of(folder: &Path) -> PathBuf {
    folder.join("test.sqlite-wal")
}

fn length(path: &Path) -> u64 {
    path.metadata().unwrap().len()
}

/// Writes a megabyte over one of eight, so that the database stays small.
fn write_large(store: &Store, number: i64) {
    store
        .write(move |connection| {
            let place = number % 8;
            diesel::sql_query(format!(
                "INSERT OR REPLACE INTO written VALUES ({place}, {number}, zeroblob(1000000))"
            ))
            .execute(connection)
            .map_err(StoreError::from)
        })
        .unwrap();
}

fn latest(connection: &mut Connection) -> Result<i64, StoreError> {
    let row: Number = diesel::sql_query("SELECT coalesce(max(number), -1) AS value FROM written")
        .get_result(connection)?;
    Ok(row.value)
}

#[test]
fn the_log_stays_bounded_while_others_read() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    let ended = AtomicBool::new(false);
    let mut longest = 0;
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut seen = -1;
                while !ended.load(Ordering::Relaxed) {
                    let now = store.snapshot(latest).unwrap();
                    assert!(now >= seen, "{now} after {seen}");
                    seen = now;
                }
            });
        }
        for number in 0..300 {
            write_large(&store, number);
            longest = longest.max(length(&log_of(folder.path())));
        }
        ended.store(true, Ordering::Relaxed);
    });
    assert!(longest < LONGEST, "{longest}");
    assert_eq!(store.read(latest).unwrap(), 299);
}

/// What an old reader may still need cannot be written over. Once it is gone, the log is short again.
#[test]
fn a_reader_of_an_old_state_is_served_and_the_log_shrinks_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    write_large(&store, 0);
    store
        .snapshot(|connection| {
            assert_eq!(latest(connection)?, 0);
            for number in 1..120 {
                write_large(&store, number);
            }
            assert_eq!(latest(connection)?, 0);
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert!(length(&log_of(folder.path())) > LONGEST);
    for number in 120..300 {
        write_large(&store, number);
    }
    let left = length(&log_of(folder.path()));
    assert!(left < LONGEST, "{left}");
    assert_eq!(store.read(latest).unwrap(), 299);
}

#[test]
fn a_closed_store_leaves_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(folder.path());
    for number in 0..50 {
        write_large(&store, number);
    }
    assert_eq!(store.read(latest).unwrap(), 49);
    drop(store);
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["test.sqlite"]);
}

const FOLDER: &str = "JIANDU_TEST_KILLED_WRITER";

/// The test runs itself once more as a child, which is killed in the middle of its writes.
#[test]
fn what_was_answered_outlives_a_kill() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        let store = opened(folder.as_ref());
        for number in 0.. {
            write_large(&store, number);
            println!("answered {number}");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "--nocapture",
            "wal::what_was_answered_outlives_a_kill",
        ])
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut answered = lines
        .by_ref()
        .filter_map(|line| line.unwrap().strip_prefix("answered ")?.parse::<i64>().ok());
    // By then the log has been begun anew several times.
    let mut last = answered.find(|number| *number >= 200).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    last = answered.last().unwrap_or(last);
    let store = opened(folder.path());
    let found = store.read(latest).unwrap();
    assert!(found >= last, "{found} of {last}");
    let check: Said = store
        .read(|connection| {
            diesel::sql_query("SELECT integrity_check AS value FROM pragma_integrity_check")
                .get_result(connection)
                .map_err(StoreError::from)
        })
        .unwrap();
    assert_eq!(check.value, "ok");
}
