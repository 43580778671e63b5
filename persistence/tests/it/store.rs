//! Opening, reading, writing, health, schema versions.

use std::sync::Barrier;
use std::time::{Duration, Instant};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use persistence::schema::calendar_revision::dsl::{calendar_revision, revision};
use persistence::{Backend, Connection, Store, StoreError, StoreOptions};

use crate::support::{TestDatabase, on_both};

fn count_up(connection: &mut Connection) -> Result<i64, StoreError> {
    diesel::update(calendar_revision)
        .set(revision.eq(revision + 1))
        .execute(connection)?;
    current(connection)
}

fn current(connection: &mut Connection) -> Result<i64, StoreError> {
    Ok(calendar_revision.select(revision).first(connection)?)
}

fn read(store: &Store) -> i64 {
    store.read(current).unwrap()
}

on_both! {
    fn a_write_is_seen_by_later_reads_and_survives_reopening(database: &TestDatabase) {
        let store = database.open();
        assert_eq!(read(&store), 0);
        assert_eq!(store.write(count_up).unwrap(), 1);
        assert_eq!(read(&store.clone()), 1);
        drop(store);
        assert_eq!(read(&database.open()), 1);
    }

    fn a_failed_write_leaves_nothing(database: &TestDatabase) {
        let store = database.open();
        let result: Result<(), StoreError> = store.write(|connection| {
            count_up(connection)?;
            Err(StoreError::Busy)
        });
        assert!(matches!(result, Err(StoreError::Busy)));
        assert_eq!(read(&store), 0);
        assert_eq!(store.write(count_up).unwrap(), 1);
    }

    fn a_panic_in_a_write_leaves_nothing_and_the_store_usable(database: &TestDatabase) {
        let store = database.open();
        let panicking = store.clone();
        let thread = std::thread::spawn(move || {
            panicking.write(|connection| -> Result<(), StoreError> {
                count_up(connection)?;
                panic!("on purpose");
            })
        });
        assert!(thread.join().is_err());
        assert_eq!(store.write(count_up).unwrap(), 1);
        assert_eq!(read(&store), 1);
    }

    fn reads_cannot_write(database: &TestDatabase) {
        let store = database.open();
        store.read(count_up).unwrap_err();
        store.snapshot(count_up).unwrap_err();
        assert_eq!(read(&store), 0);
    }

    fn a_snapshot_does_not_see_later_writes(database: &TestDatabase) {
        let store = database.open();
        let writer = store.clone();
        store
            .snapshot(|connection| {
                assert_eq!(current(connection)?, 0);
                writer.write(count_up)?;
                assert_eq!(current(connection)?, 0);
                Ok::<_, StoreError>(())
            })
            .unwrap();
        assert_eq!(read(&store), 1);
    }

    fn concurrent_writes_all_happen(database: &TestDatabase) {
        let store = database.open();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..10 {
                        store.write(count_up).unwrap();
                    }
                });
            }
        });
        assert_eq!(read(&store), 80);
    }

    fn health_names_backend_and_schema(database: &TestDatabase) {
        let store = database.open();
        let health = store.health().unwrap();
        assert_eq!(health.backend, store.backend());
        assert_eq!(Some(&health.schema_version), migrations().last());
    }

    fn health_notices_a_missing_migration(database: &TestDatabase) {
        let store = database.open();
        database.sql("DELETE FROM __diesel_schema_migrations WHERE version = '0001'");
        let error = store.health().unwrap_err();
        assert!(matches!(&error, StoreError::SchemaIncomplete { missing } if missing == "0001"), "{error:?}");
    }

    fn a_newer_schema_is_refused_but_tolerated_while_running(database: &TestDatabase) {
        let store = database.open();
        database.sql("INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')");
        assert_eq!(store.health().unwrap().schema_version, "9999");
        let error = Store::open(&database.url(), StoreOptions::default()).unwrap_err();
        assert!(matches!(&error, StoreError::SchemaTooNew { found, .. } if found == "9999"), "{error:?}");
        assert!(error.to_string().contains("9999"), "{error}");
    }

    fn many_processes_may_start_at_once(database: &TestDatabase) {
        let barrier = Barrier::new(6);
        std::thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    barrier.wait();
                    database.open().health().unwrap();
                });
            }
        });
    }

    fn errors_show_no_statement_and_no_value(database: &TestDatabase) {
        let store = database.open();
        let broken = store.read(|connection| {
            diesel::sql_query("SELECT secret_column FROM secret_table").execute(connection)?;
            Ok::<_, StoreError>(())
        });
        let violated = store.write(|connection| {
            diesel::sql_query("INSERT INTO calendar_revision (id, revision) VALUES (1, 4711)").execute(connection)?;
            Ok::<_, StoreError>(())
        });
        assert_eq!(broken.unwrap_err().to_string(), "the database refused an operation (database error)");
        assert_eq!(violated.unwrap_err().to_string(), "the database refused an operation (unique violation)");
    }

    fn a_pool_in_use_is_waited_for_up_to_the_timeout(database: &TestDatabase) {
        let timeout = Duration::from_millis(600);
        let options = StoreOptions {
            postgres_connections: 1,
            sqlite_readers: 1,
            connection_timeout: timeout,
            ..StoreOptions::default()
        };
        let store = Store::open(&database.url(), options).unwrap();
        store
            .read(|_| {
                let start = Instant::now();
                let error = store.read(current).unwrap_err();
                assert!(matches!(error, StoreError::Unavailable { .. }), "{error:?}");
                assert!(start.elapsed() >= timeout, "{:?}", start.elapsed());
                Ok::<_, StoreError>(())
            })
            .unwrap();
        assert_eq!(read(&store), 0);
    }
}

#[test]
fn memory_is_shared_by_readers_and_writer_and_separate_per_store() {
    let url = "sqlite::memory:".parse().unwrap();
    let store = Store::open(&url, StoreOptions::default()).unwrap();
    let other = Store::open(&url, StoreOptions::default()).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    store.write(count_up).unwrap();
                    assert!(read(&store) > 0);
                }
            });
        }
    });
    assert_eq!(read(&store), 200);
    assert_eq!(read(&other), 0);
}

#[derive(QueryableByName)]
struct Text1 {
    #[diesel(sql_type = Text)]
    value: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

#[test]
fn sqlite_connections_are_durable_and_checked() {
    fn pragma(connection: &mut Connection, name: &str) -> i64 {
        let query = format!("SELECT {name} AS value FROM pragma_{name}");
        diesel::sql_query(query)
            .get_result::<Number>(connection)
            .unwrap()
            .value
    }
    fn check(connection: &mut Connection, query_only: i64) -> Result<(), StoreError> {
        let journal: Text1 =
            diesel::sql_query("SELECT journal_mode AS value FROM pragma_journal_mode")
                .get_result(connection)?;
        assert_eq!(journal.value, "wal");
        assert_eq!(pragma(connection, "synchronous"), 2);
        assert_eq!(pragma(connection, "foreign_keys"), 1);
        assert_eq!(pragma(connection, "query_only"), query_only);
        let timeout: Number = diesel::sql_query("SELECT timeout AS value FROM pragma_busy_timeout")
            .get_result(connection)?;
        assert_eq!(timeout.value, 5000);
        Ok(())
    }
    let database = TestDatabase::sqlite().unwrap();
    let store = database.open();
    assert_eq!(store.backend(), Backend::Sqlite);
    store.read(|connection| check(connection, 1)).unwrap();
    store.write(|connection| check(connection, 0)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_new_sqlite_file_belongs_to_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder
        .path()
        .join("new")
        .join("folder")
        .join("jiandu.sqlite");
    let store = Store::open(
        &path.to_str().unwrap().parse().unwrap(),
        StoreOptions::default(),
    )
    .unwrap();
    store.write(count_up).unwrap();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&path.with_extension("sqlite-wal")), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
}

#[test]
fn a_file_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let path = folder.path().join("file").join("jiandu.sqlite");
    let error = Store::open(
        &path.to_str().unwrap().parse().unwrap(),
        StoreOptions::default(),
    )
    .unwrap_err();
    assert!(matches!(error, StoreError::CreateFile { .. }), "{error:?}");
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "not a database, ".repeat(100)).unwrap();
    let error = Store::open(
        &path.to_str().unwrap().parse().unwrap(),
        StoreOptions::default(),
    )
    .unwrap_err();
    assert!(matches!(error, StoreError::Damaged), "{error:?}");
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .starts_with("not a database")
    );
}

#[test]
fn postgres_writes_are_read_committed_whatever_the_default() {
    let Some(database) = TestDatabase::postgres() else {
        return;
    };
    database.sql("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = ''serializable''', current_database()); END $$");
    let store = database.open();
    store
        .write(|connection| {
            let level: Text1 =
                diesel::sql_query("SELECT current_setting('transaction_isolation') AS value")
                    .get_result(connection)?;
            assert_eq!(level.value, "read committed");
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

#[test]
fn a_wrong_password_is_not_repeated() {
    let Some(TestDatabase::Postgres(database)) = TestDatabase::postgres() else {
        return;
    };
    for (user, password) in [(crate::postgres::USER, "WRONG%2Fone"), ("WRONG", "jiandu")] {
        let url = database.url_as(user, password).parse().unwrap();
        let error = Store::open(&url, StoreOptions::default()).unwrap_err();
        assert!(matches!(error, StoreError::Unavailable { .. }), "{error:?}");
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("password authentication failed"), "{shown}");
        assert!(
            !shown.contains("WRONG/one") && !shown.contains("WRONG%2Fone"),
            "{shown}"
        );
    }
}

/// The versions of the migrations that stand beside the crate, ascending.
fn migrations() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/sqlite");
    let mut versions: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| name.split('_').next().unwrap().to_owned())
        .collect();
    versions.sort();
    versions
}

#[test]
fn one_row_per_migration_is_recorded() {
    let database = TestDatabase::sqlite().unwrap();
    let store = database.open();
    drop(database.open());
    let count = store.read(|connection| {
        diesel::sql_query(
            "SELECT CAST(count(*) AS INTEGER) AS value FROM __diesel_schema_migrations",
        )
        .get_result::<Number>(connection)
        .map_err(StoreError::from)
    });
    assert_eq!(
        usize::try_from(count.unwrap().value),
        Ok(migrations().len())
    );
}
