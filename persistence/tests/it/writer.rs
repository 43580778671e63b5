//! Writes of many callers at once: committed together, answered after the commit, undone one by one.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::{Connection as _, SimpleConnection};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use futures_util::future::join_all;
use persistence::{Connection, Store, StoreError, StoreOptions};

use crate::support::{TestDatabase, on_both, wait};

const TABLE: &str = "CREATE TABLE written (id BIGINT PRIMARY KEY, content TEXT NOT NULL)";

fn opened(database: &TestDatabase) -> Store {
    let store = database.open();
    database.sql(TABLE);
    store
}

fn insert(connection: &mut Connection, id: i64) -> Result<i64, StoreError> {
    diesel::sql_query(format!(
        "INSERT INTO written (id, content) VALUES ({id}, 'x')"
    ))
    .execute(connection)?;
    Ok(id)
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

fn ids(store: &Store) -> Vec<i64> {
    let rows: Vec<Id> = store
        .read(|connection| {
            diesel::sql_query("SELECT id FROM written ORDER BY id")
                .load(connection)
                .map_err(StoreError::from)
        })
        .unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

/// Occupies the writing thread until the sender is dropped, so that what is submitted meanwhile waits.
fn occupy(store: &Store) -> mpsc::Sender<()> {
    let (release, released) = mpsc::channel::<()>();
    let (started, start) = mpsc::channel();
    // The future is dropped: the write happens all the same.
    drop(store.submit(move |_| {
        started.send(()).unwrap();
        let _ended = released.recv();
        Ok::<_, StoreError>(())
    }));
    start.recv().unwrap();
    release
}

on_both! {
    fn many_callers_write_and_each_gets_its_own_answer(database: &TestDatabase) {
        let store = opened(database);
        thread::scope(|scope| {
            for first in 0..8 {
                let store = &store;
                scope.spawn(move || {
                    let mine = (0..25).map(|i| first * 100 + i);
                    let answers = wait(join_all(mine.clone().map(|id| store.submit(move |c| insert(c, id)))));
                    let answers: Vec<i64> = answers.into_iter().map(Result::unwrap).collect();
                    assert_eq!(answers, mine.collect::<Vec<_>>());
                });
                scope.spawn(move || {
                    for i in 50..60 {
                        assert_eq!(store.write(move |c| insert(c, first * 100 + i)).unwrap(), first * 100 + i);
                    }
                });
            }
        });
        assert_eq!(ids(&store).len(), 8 * 35);
    }

    fn a_write_that_fails_or_panics_hurts_no_other(database: &TestDatabase) {
        let store = opened(database);
        let release = occupy(&store);
        let good = store.submit(|c| insert(c, 1));
        let refused = store.submit(|c| {
            insert(c, 2)?;
            Err::<(), _>(StoreError::Corrupt("refused on purpose"))
        });
        let violated = store.submit(|c| {
            insert(c, 3)?;
            insert(c, 3)
        });
        let nested = store.submit(|c| {
            let failed = c.transaction(|c| {
                insert(c, 4)?;
                Err::<(), _>(StoreError::Busy)
            });
            assert!(matches!(failed, Err(StoreError::Busy)));
            c.transaction(|c| insert(c, 5))
        });
        let panicking = store.clone();
        let (queued, is_queued) = std::sync::mpsc::channel();
        let panicking = thread::spawn(move || {
            let answer = panicking.submit(|c| {
                insert(c, 6)?;
                c.transaction(|c| -> Result<(), StoreError> {
                    insert(c, 7)?;
                    panic!("on purpose")
                })
            });
            queued.send(()).unwrap();
            wait(answer)
        });
        is_queued.recv().unwrap();
        let last = store.submit(|c| insert(c, 8));
        drop(release);
        assert_eq!(wait(good).unwrap(), 1);
        assert!(matches!(wait(refused), Err(StoreError::Corrupt("refused on purpose"))));
        assert!(matches!(wait(violated), Err(StoreError::Database { .. })));
        assert_eq!(wait(nested).unwrap(), 5);
        assert!(panicking.join().is_err());
        assert_eq!(wait(last).unwrap(), 8);
        assert_eq!(store.write(|c| insert(c, 9)).unwrap(), 9);
        assert_eq!(ids(&store), [1, 5, 8, 9]);
    }

    fn a_full_queue_is_answered_at_once(database: &TestDatabase) {
        drop(opened(database));
        let options = StoreOptions { write_queue: 3, postgres_connections: 1, ..StoreOptions::default() };
        let store = Store::open(&database.url(), options).unwrap();
        let release = occupy(&store);
        let waiting: Vec<_> = (0..3).map(|id| store.submit(move |c| insert(c, id))).collect();
        let start = Instant::now();
        let refused = wait(store.submit(|c| insert(c, 3)));
        assert!(matches!(refused, Err(StoreError::Overloaded)), "{refused:?}");
        assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
        drop(release);
        for answer in wait(join_all(waiting)) {
            answer.unwrap();
        }
        assert_eq!(wait(store.submit(|c| insert(c, 4))).unwrap(), 4);
        assert_eq!(ids(&store), [0, 1, 2, 4]);
    }

    fn what_waits_is_written_before_the_store_is_gone(database: &TestDatabase) {
        let store = opened(database);
        let release = occupy(&store);
        for id in 0..20 {
            drop(store.submit(move |c| insert(c, id)));
        }
        let closing = thread::spawn(move || drop(store));
        drop(release);
        closing.join().unwrap();
        assert_eq!(ids(&database.open()).len(), 20);
    }

    fn a_write_may_hold_the_last_handle_of_its_store(database: &TestDatabase) {
        let store = opened(database);
        let release = occupy(&store);
        let kept = store.clone();
        let answer = store.submit(move |c| {
            let _kept = kept;
            insert(c, 1)
        });
        drop(store);
        drop(release);
        assert_eq!(wait(answer).unwrap(), 1);
    }
}

/// On SQLite all answers of a batch wait for its commit: a refusal may rest on what a rival wrote in it.
#[test]
fn a_refusal_is_answered_only_after_the_commit() {
    let database = TestDatabase::sqlite().unwrap();
    let store = opened(&database);
    let release = occupy(&store);
    let kept = store.submit(|c| insert(c, 1));
    let refused = store.submit(|c| insert(c, 1));
    let (started, start) = mpsc::channel();
    let (end, ended) = mpsc::channel::<()>();
    drop(store.submit(move |_| {
        started.send(()).unwrap();
        let _ended = ended.recv();
        Ok::<_, StoreError>(())
    }));
    let (answered, answer) = mpsc::channel();
    let reader = store.clone();
    let thread = thread::spawn(move || {
        assert!(wait(refused).is_err());
        // The rival's row, on which the refusal rests, is there for everyone.
        answered.send(ids(&reader)).unwrap();
    });
    drop(release);
    start.recv().unwrap();
    assert!(answer.recv_timeout(Duration::from_millis(100)).is_err());
    assert_eq!(ids(&store), Vec::<i64>::new());
    drop(end);
    assert_eq!(answer.recv().unwrap(), [1]);
    thread.join().unwrap();
    assert_eq!(wait(kept).unwrap(), 1);
}

#[test]
fn an_order_of_submission_is_the_order_of_writing_on_sqlite() {
    let database = TestDatabase::sqlite().unwrap();
    let store = opened(&database);
    let release = occupy(&store);
    let answers: Vec<_> = (0..600)
        .map(|id| {
            store.submit(move |c| {
                let row: Id =
                    diesel::sql_query("SELECT count(*) AS id FROM written").get_result(c)?;
                insert(c, id)?;
                Ok::<_, StoreError>(row.id)
            })
        })
        .collect();
    drop(release);
    let seen: Vec<i64> = wait(join_all(answers))
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!(seen, (0..600).collect::<Vec<_>>());
}

/// Another process that holds the lock costs a batch its time-out, not each write.
#[test]
fn a_locked_file_is_busy_for_all_that_wait_and_free_again_later() {
    let database = TestDatabase::sqlite().unwrap();
    drop(opened(&database));
    let options = StoreOptions {
        sqlite_busy_timeout: Duration::from_millis(300),
        ..StoreOptions::default()
    };
    let store = Store::open(&database.url(), options).unwrap();
    let other = database.open();
    let start = Instant::now();
    let (locked, lock) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let holder = thread::spawn(move || {
        other.write(move |_| {
            locked.send(()).unwrap();
            let _ended = released.recv();
            Ok::<_, StoreError>(())
        })
    });
    lock.recv().unwrap();
    let answers = wait(join_all(
        (0..50).map(|id| store.submit(move |c| insert(c, id))),
    ));
    assert!(
        answers.iter().all(|a| matches!(a, Err(StoreError::Busy))),
        "{answers:?}"
    );
    assert!(
        start.elapsed() < Duration::from_secs(3),
        "{:?}",
        start.elapsed()
    );
    drop(release);
    holder.join().unwrap().unwrap();
    assert_eq!(wait(store.submit(|c| insert(c, 99))).unwrap(), 99);
    assert_eq!(ids(&store), [99]);
}

/// A database that may not grow: the write that needs room is told so, those beside it are kept.
#[test]
fn a_write_that_finds_no_room_is_told_so() {
    let database = TestDatabase::sqlite().unwrap();
    let store = opened(&database);
    let limit = store.submit(|c| {
        c.batch_execute("PRAGMA max_page_count = 40")?;
        Ok::<_, StoreError>(())
    });
    wait(limit).unwrap();
    let release = occupy(&store);
    let small = store.submit(|c| insert(c, 1));
    let large = store.submit(|c| {
        insert(c, 2)?;
        let insert = "INSERT INTO written (id, content) VALUES (3, hex(zeroblob(1000000)))";
        diesel::sql_query(insert).execute(c)?;
        Ok::<_, StoreError>(())
    });
    let last = store.submit(|c| insert(c, 4));
    drop(release);
    let (small, large, last) = (wait(small), wait(large), wait(last));
    assert!(matches!(large, Err(StoreError::Full { .. })), "{large:?}");
    // Either the batch is lost as a whole, or only the one write.
    let kept: Vec<i64> = [small, last].into_iter().filter_map(Result::ok).collect();
    assert_eq!(ids(&store), kept);
    assert_eq!(wait(store.submit(|c| insert(c, 5))).unwrap(), 5);
}

const LIMITED: &str = "JIANDU_TEST_WRITE_LIMITED";

/// The system refuses to write at the commit: every write of the batch is told so, nothing of it remains, and the next
/// batch succeeds once there is room.
///
/// The limit is that of a process on the size of its files, so that the test runs itself once more as a child.
#[cfg(unix)]
#[test]
fn a_commit_that_finds_the_disk_full_fails_the_batch_and_recovers() {
    if std::env::var_os(LIMITED).is_some() {
        return commit_beyond_the_limit();
    }
    let mut child = std::process::Command::new("sh");
    let output = child
        .args(["-c", "trap '' XFSZ; ulimit -f 2000; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture"])
        .arg("writer::a_commit_that_finds_the_disk_full_fails_the_batch_and_recovers")
        .env(LIMITED, "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}"
    );
}

/// With files of at most 1,024,000 bytes.
fn commit_beyond_the_limit() {
    fn insert_large(connection: &mut Connection, id: i64, bytes: i64) -> Result<i64, StoreError> {
        let insert = format!(
            "INSERT INTO written (id, content) VALUES ({id}, hex(zeroblob({})))",
            bytes / 2
        );
        diesel::sql_query(insert).execute(connection)?;
        Ok(id)
    }
    let database = TestDatabase::sqlite().unwrap();
    let store = opened(&database);
    for round in 0..3 {
        let release = occupy(&store);
        // Each fits into the file and into the cache; together they do not fit into the file.
        let batch: Vec<_> = (0..8)
            .map(|i| store.submit(move |c| insert_large(c, 1000 * round + i, 200_000)))
            .collect();
        let refusal = store.submit(|_| Err::<(), _>(StoreError::Corrupt("refused on purpose")));
        drop(release);
        for answer in wait(join_all(batch)) {
            assert!(matches!(answer, Err(StoreError::Full { .. })), "{answer:?}");
        }
        assert!(matches!(wait(refusal), Err(StoreError::Full { .. })));
        assert_eq!(ids(&store).len(), usize::try_from(round).unwrap());
        assert_eq!(
            wait(store.submit(move |c| insert(c, 1000 * round + 9))).unwrap(),
            1000 * round + 9
        );
    }
    drop(store);
    assert_eq!(ids(&database.open()), [9, 1009, 2009]);
}

/// `cargo test -p persistence --release --test it -- --ignored --nocapture writes_a_second`
#[test]
#[ignore = "a measurement"]
fn writes_a_second() {
    for database in [TestDatabase::sqlite(), TestDatabase::postgres()]
        .iter()
        .flatten()
    {
        let store = opened(database);
        let mut next = 0;
        for tasks in [1, 16, 64, 256] {
            let (start, mut written) = (Instant::now(), 0);
            while start.elapsed() < Duration::from_secs(2) {
                let ids = next..next + tasks;
                for answer in wait(join_all(ids.map(|id| store.submit(move |c| insert(c, id))))) {
                    answer.unwrap();
                }
                next += tasks;
                written += tasks;
            }
            let rate = f64::from(i32::try_from(written).unwrap()) / start.elapsed().as_secs_f64();
            println!(
                "{}: {tasks} at once: {rate:.0} writes a second",
                store.backend()
            );
        }
    }
}
