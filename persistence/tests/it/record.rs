//! A record that is written, checkpointed and anchored, and then tampered with.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use persistence::checkpoint::{self, Checkpoint, anchor};
use persistence::keys::KeyRing;
use persistence::ledger::sealed::{self, SealedItem};
use persistence::ledger::{self, AppendError, NewEvent};
use persistence::verify::{Check, Finding, Means, Report, State, verify};
use persistence::{Store, StoreError};
use tempfile::TempDir;

use crate::support::TestDatabase;

pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_000_000, 123_456_000).unwrap()
}

/// A record with checkpoints after positions 4 and 7, anchored, and one event after them.
pub struct Record<'a> {
    pub database: &'a TestDatabase,
    pub store: Store,
    pub keys: KeyRing,
    folder: TempDir,
}

impl<'a> Record<'a> {
    pub fn new(database: &'a TestDatabase) -> Self {
        let record = Self {
            database,
            store: database.open(),
            keys: KeyRing::ephemeral().unwrap(),
            folder: tempfile::tempdir().unwrap(),
        };
        for stream in [
            "complaint/1",
            "complaint/2",
            "complaint/1",
            "organisation/x",
        ] {
            record.append(stream);
        }
        record.checkpoint().unwrap();
        for stream in ["complaint/1", "complaint/2", "complaint/2"] {
            record.append(stream);
        }
        record.checkpoint().unwrap();
        record.append("complaint/2");
        record.seal("complaint/1", "a");
        record
    }

    pub fn append(&self, stream: &'static str) {
        self.store
            .write::<_, AppendError, _>(move |connection| {
                let head = ledger::head(connection, stream)?;
                let event = NewEvent {
                    kind: "noted",
                    payload: format!("{{\"n\":{}}}", head.version + 1),
                };
                ledger::append(connection, stream, &head, &[event], "officer", now())
            })
            .unwrap();
    }

    pub fn seal(&self, stream: &'static str, id: &str) {
        let (key, wrapped) = self.keys.new_case_key(stream).unwrap();
        let item = SealedItem::new(&key, id.to_owned(), "秘密".as_bytes()).unwrap();
        self.store
            .write::<_, StoreError, _>(move |connection| {
                sealed::put_key(connection, stream, &wrapped)?;
                sealed::put(connection, stream, &item, now())
            })
            .unwrap();
    }

    pub fn anchor(&self) -> PathBuf {
        self.folder.path().join(anchor::FILE_NAME)
    }

    pub fn checkpoint(&self) -> Option<Checkpoint> {
        let made = checkpoint::make(&self.store, &self.keys, now()).unwrap();
        anchor::follow(&self.store, &self.keys, &self.anchor()).unwrap();
        made
    }

    /// Statements of somebody who may write to the database: its guards are taken away first, and put back.
    pub fn tamper(&self, statements: &str) {
        let unguard = self.unguard();
        let guard = match self.database {
            TestDatabase::Sqlite(_) => ["events", "checkpoints"]
                .into_iter()
                .flat_map(|table| [(table, "update"), (table, "delete")])
                .map(|(table, change)| {
                    format!(
                        "CREATE TRIGGER {table}_no_{change} BEFORE {change} ON {table} BEGIN \
                         SELECT RAISE(ABORT, 'append-only'); END;"
                    )
                })
                .collect(),
            TestDatabase::Postgres(_) => unguard.replace("DISABLE", "ENABLE"),
        };
        self.database
            .sql(&format!("{unguard} {statements}; {guard}"));
    }

    /// The statements that take the guards away.
    pub fn unguard(&self) -> String {
        match self.database {
            TestDatabase::Sqlite(_) => {
                "DROP TRIGGER events_no_update; DROP TRIGGER events_no_delete; \
                 DROP TRIGGER checkpoints_no_update; DROP TRIGGER checkpoints_no_delete;"
            }
            TestDatabase::Postgres(_) => {
                "ALTER TABLE events DISABLE TRIGGER USER; ALTER TABLE checkpoints DISABLE TRIGGER USER;"
            }
        }
        .to_owned()
    }

    pub fn verify(&self) -> Report {
        self.verify_with(Some(&self.anchor()))
    }

    pub fn verify_with(&self, anchor: Option<&Path>) -> Report {
        let means = Means {
            keys: Some(&self.keys),
            anchor,
            ..Means::default()
        };
        verify(&self.store, means).unwrap()
    }

    /// The check that found something, and what.
    #[track_caller]
    pub fn found(&self, check: &str) -> Finding {
        let report = self.verify();
        assert_eq!(report.state, State::Tampered, "{report:?}");
        let found = named(&report, check);
        found
            .finding
            .clone()
            .unwrap_or_else(|| panic!("{report:?}"))
    }

    /// Only that check found something.
    #[track_caller]
    pub fn only(&self, check: &str) -> Finding {
        let found = self.found(check);
        let report = self.verify();
        let tampered = report
            .checks
            .iter()
            .filter(|check| check.state != State::Sound);
        assert_eq!(tampered.count(), 1, "{report:?}");
        found
    }

    /// Appends an event past the store, chained correctly, at a position.
    pub fn forge(&self, stream: &str, position: i64) {
        let head = self.store.read(|c| ledger::head(c, stream)).unwrap();
        let (version, micros) = (head.version + 1, now().timestamp_micros());
        let hash = ledger::event_hash(
            &head.hash, stream, version, "noted", "{}", "officer", micros,
        );
        let (prev, hash) = (blob(self.database, &head.hash), blob(self.database, &hash));
        self.tamper(&format!(
            "INSERT INTO events (position, stream, version, kind, payload, actor, recorded_at, prev_hash, hash) \
             VALUES ({position}, '{stream}', {version}, 'noted', '{{}}', 'officer', {micros}, {prev}, {hash})"
        ));
    }
}

pub fn blob(database: &TestDatabase, bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    match database {
        TestDatabase::Sqlite(_) => format!("x'{digits}'"),
        TestDatabase::Postgres(_) => format!("'\\x{digits}'"),
    }
}

#[track_caller]
pub fn named<'a>(report: &'a Report, check: &str) -> &'a Check {
    report
        .checks
        .iter()
        .find(|found| found.name == check)
        .unwrap_or_else(|| panic!("{report:?}"))
}

#[track_caller]
pub fn says(finding: &Finding, text: &str) {
    assert!(finding.to_string().contains(text), "{finding}");
}
