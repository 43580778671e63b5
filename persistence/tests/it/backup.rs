//! Backups: whole, of one moment, and restorable into either kind of database.

use std::fs;
use std::path::{Path, PathBuf};

use diesel::RunQueryDsl;
use persistence::backup::{self, BackupError, Summary};
use persistence::ledger::{self, AppendError, Head, NewEvent};
use persistence::verify::{Means, State, verify};
use persistence::{Store, StoreError, StoreOptions};
use tempfile::TempDir;

use crate::record::{Record, blob, now, says};
use crate::support::{TestDatabase, on_both};

/// Rows of every kind of column, and a row that refers to a later one.
fn fill(database: &TestDatabase) {
    let hash = blob(database, &[0, 1, 254, 255]);
    database.sql(&format!(
        "INSERT INTO calendar_notices (year, source, imported_at, days) VALUES
             (2027, 'line 1' || chr(10) || 'quote \" backslash \\ 𠮷', '2026-11-01 08:09:10.5', 1);
         INSERT INTO calendar_days (date, year, kind, name_zh, name_en) VALUES ('2027-01-01', 2027, 'holiday', '元旦', 'New Year');
         UPDATE calendar_revision SET revision = 7;
         INSERT INTO idempotency_records (client_id, operation, key_hash, body_hash, reply, created_at)
             VALUES ('c', 'o', {hash}, {hash}, {hash}, 9007199254740993);"
    ).replace("chr(10)", match database {
        TestDatabase::Sqlite(_) => "char(10)",
        TestDatabase::Postgres(_) => "chr(10)",
    }));
}

fn take(store: &Store, folder: &TempDir, name: &str) -> (PathBuf, Summary) {
    let path = folder.path().join(name);
    let summary = backup::write(store, &path, now()).unwrap();
    (path, summary)
}

fn restore(into: &TestDatabase, path: &Path) -> Result<(Store, Summary), BackupError> {
    backup::restore(&into.url(), StoreOptions::default(), path)
}

/// All lines but the first, which names the kind of database, and the last, which follows from all others.
fn rows(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap();
    let mut lines: Vec<String> = text.lines().skip(1).map(str::to_owned).collect();
    lines.pop();
    lines
}

fn append(store: &Store, stream: &'static str) {
    store
        .write::<_, AppendError, _>(move |connection| {
            let head = ledger::head(connection, stream)?;
            let event = NewEvent {
                kind: "noted",
                payload: "{}".to_owned(),
            };
            ledger::append(connection, stream, &head, &[event], "officer", now())
        })
        .unwrap();
}

on_both! {
    fn a_backup_restores_into_either_kind_of_database(database: &TestDatabase) {
        let record = Record::new(database);
        fill(database);
        record.store.write::<_, AppendError, _>(|c| {
            let event = NewEvent { kind: "noted", payload: format!("{{\"text\":\"{}\"}}", "长".repeat(300)) };
            ledger::append(c, "complaint/9", &Head::EMPTY, &vec![event; 1000], "officer", now())
        }).unwrap();
        record.checkpoint();
        let folder = tempfile::tempdir().unwrap();
        let (path, summary) = take(&record.store, &folder, "backup");
        assert_eq!(summary.events, 1008);
        for into in [TestDatabase::sqlite(), TestDatabase::postgres()].iter().flatten() {
            let (store, restored) = restore(into, &path).unwrap();
            assert_eq!(restored, summary);
            let name = store.backend().to_string();
            let (again, _) = take(&store, &folder, &name);
            assert_eq!(rows(&again), rows(&path), "{name}");
            let means = Means { keys: Some(&record.keys), anchor: Some(&record.anchor()), projections: &[] };
            assert_eq!(verify(&store, means).unwrap().state, State::Sound);
            // It goes on where the other stopped.
            append(&store, "complaint/1");
            let last = store.read(|c| ledger::load(c, "complaint/1")).unwrap().pop().unwrap();
            assert_eq!((last.version, last.position), (4, 1009));
        }
    }

    fn an_empty_database_can_be_backed_up_and_restored(database: &TestDatabase) {
        let folder = tempfile::tempdir().unwrap();
        let (path, summary) = take(&database.open(), &folder, "backup");
        assert_eq!(summary.events, 0);
        let into = database.another();
        let (store, _) = restore(&into, &path).unwrap();
        assert_eq!(rows(&take(&store, &folder, "again").0), rows(&path));
    }

    fn a_backup_is_of_one_moment_while_others_write(database: &TestDatabase) {
        let record = Record::new(database);
        let folder = tempfile::tempdir().unwrap();
        let summary = std::thread::scope(|scope| {
            let writer = scope.spawn(|| (0..200).for_each(|_| append(&record.store, "complaint/2")));
            let mut taken = Vec::new();
            while !writer.is_finished() {
                taken.push(take(&record.store, &folder, &format!("backup-{}", taken.len())));
            }
            taken.pop().unwrap()
        });
        let into = database.another();
        let (store, _) = restore(&into, &summary.0).unwrap();
        let report = verify(&store, Means { keys: Some(&record.keys), anchor: Some(&record.anchor()), projections: &[] });
        assert_eq!(report.unwrap().state, State::Sound);
    }

    fn an_old_backup_shows_by_the_anchor_file(database: &TestDatabase) {
        let record = Record::new(database);
        let folder = tempfile::tempdir().unwrap();
        let (path, _) = take(&record.store, &folder, "old");
        append(&record.store, "complaint/1");
        record.checkpoint().unwrap();
        let into = database.another();
        let (store, _) = restore(&into, &path).unwrap();
        let means = Means { keys: Some(&record.keys), anchor: Some(&record.anchor()), projections: &[] };
        let report = verify(&store, means).unwrap();
        assert_eq!(report.state, State::Tampered);
        let found = report.checks.into_iter().find_map(|check| check.finding).unwrap();
        assert_eq!(found.checkpoint, Some(3));
        says(&found, "or an older backup was restored");
    }

    fn a_database_that_holds_anything_is_refused(database: &TestDatabase) {
        let record = Record::new(database);
        let folder = tempfile::tempdir().unwrap();
        let (path, _) = take(&record.store, &folder, "backup");
        let refused = restore(database, &path).unwrap_err();
        assert!(matches!(refused, BackupError::NotEmpty), "{refused:?}");
        assert_eq!(record.verify().state, State::Sound);
    }

    fn a_damaged_backup_is_refused_and_leaves_nothing(database: &TestDatabase) {
        let record = Record::new(database);
        let folder = tempfile::tempdir().unwrap();
        let (path, _) = take(&record.store, &folder, "backup");
        let text = fs::read_to_string(&path).unwrap();
        let damaged = folder.path().join("damaged");
        let into = database.another();
        let cut = text.len() - 100;
        let without_a_row = text.lines().enumerate().filter(|(n, _)| *n != 3).map(|(_, l)| format!("{l}\n")).collect();
        for bad in [text.replace("\"officer\",1767", "\"forger!\",1767"), text[..cut].to_owned(), without_a_row, format!("{text}\n")] {
            fs::write(&damaged, bad).unwrap();
            let refused = restore(&into, &damaged).unwrap_err();
            assert!(matches!(refused, BackupError::Damaged { .. }), "{refused:?}");
        }
        for (bad, says) in [
            (String::new(), "is no backup"),
            ("{}\n".to_owned(), "is no backup"),
            (text.replacen("\"version\":1", "\"version\":2", 1), "a version that this program does not know"),
            (text.replacen("\"name\":\"events\"", "\"name\":\"events; --\"", 1), "impossible name"),
        ] {
            fs::write(&damaged, bad).unwrap();
            let refused = restore(&into, &damaged).unwrap_err().to_string();
            assert!(refused.contains(says), "{refused}");
        }
        if let TestDatabase::Sqlite(folder) = &into {
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        }
        // Still empty: the good one goes in.
        restore(&into, &path).unwrap();
    }
}

/// A statement that adds an organisation, with more text than is inserted at once.
fn organisation(id: &str, parent: &str) -> String {
    let channels = "x".repeat(300_000);
    format!(
        "INSERT INTO organisations (id, kind, regime, name_zh, name_en, parent_id, channels, active, version)
         VALUES ('{id}', 'platform', 'gd', '平台', 'Platform', {parent}, '{channels}', true, 1)"
    )
}

#[test]
fn a_row_that_refers_to_a_later_one_is_restored() {
    for database in [TestDatabase::sqlite(), TestDatabase::postgres()]
        .iter()
        .flatten()
    {
        let store = database.open();
        store
            .write::<_, StoreError, _>(|connection| {
                diesel::sql_query(organisation("b", "NULL")).execute(connection)?;
                Ok(diesel::sql_query(organisation("a", "'b'")).execute(connection)?)
            })
            .unwrap();
        let folder = tempfile::tempdir().unwrap();
        let (path, _) = take(&store, &folder, "backup");
        for into in [TestDatabase::sqlite(), TestDatabase::postgres()]
            .iter()
            .flatten()
        {
            let (store, _) = restore(into, &path).unwrap();
            assert_eq!(
                rows(&take(&store, &folder, &store.backend().to_string()).0),
                rows(&path)
            );
            // References are checked again as they were.
            let orphan = store.write::<_, StoreError, _>(|connection| {
                Ok(diesel::sql_query(organisation("c", "'none'")).execute(connection)?)
            });
            assert_eq!(
                orphan.unwrap_err().to_string(),
                "the database refused an operation (foreign key violation)"
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn a_backup_belongs_to_its_owner_and_is_never_written_over() {
    use std::os::unix::fs::PermissionsExt;

    let database = TestDatabase::sqlite().unwrap();
    let store = database.open();
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = take(&store, &folder, "backup");
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let refused = backup::write(&store, &path, now()).unwrap_err();
    assert!(matches!(refused, BackupError::Exists { .. }), "{refused:?}");
    let refused = backup::write(&store, &folder.path().join("no/such"), now()).unwrap_err();
    assert!(matches!(refused, BackupError::Io { .. }), "{refused:?}");
}
