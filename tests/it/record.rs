//! The record from outside: verified, its checkpoints exported, backed up, restored into either kind of database.

use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;
use tests::cli::{Done, command};
use tests::database::{Database, Kind};
use tests::scratch;
use tests::server::Server;

use crate::support::on_both;

on_both!(
    a_stopped_server_leaves_a_sound_and_anchored_record,
    a_backup_is_restored_into_either_kind_of_database,
    what_cannot_be_checked_says_so,
);

/// A database after its first start, with keys in a folder of their own.
struct Installed {
    database: Arc<Database>,
    folder: TempDir,
}

impl Installed {
    fn new(kind: Kind) -> Self {
        let installed = Self {
            database: Arc::new(Database::new(kind)),
            folder: scratch::folder(),
        };
        let mut server = Server::builder(kind)
            .database(&installed.database)
            .env("JIANDU_MASTER_KEY_FILE", installed.path("keys.json"))
            .start();
        server.signal("TERM");
        assert_eq!(server.stopped().code, Some(0));
        installed
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn run(&self, words: &[&str]) -> Done {
        self.run_on(&self.database, words)
    }

    fn run_on(&self, database: &Database, words: &[&str]) -> Done {
        command(words)
            .env("DATABASE_URL", &database.url())
            .env("JIANDU_MASTER_KEY_FILE", &self.path("keys.json"))
            .run()
    }
}

fn a_stopped_server_leaves_a_sound_and_anchored_record(kind: Kind) {
    let installed = Installed::new(kind);
    let done = installed.run(&["verify"]);
    assert_eq!(
        (done.code, done.said.as_str()),
        (Some(0), ""),
        "{}",
        done.text()
    );
    assert!(
        done.text().starts_with("events: sound, "),
        "{}",
        done.text()
    );
    assert!(done.text().contains("\nanchor: sound, "), "{}", done.text());

    let done = installed.run(&["verify", "--json"]);
    let report = &done.json()[0];
    assert_eq!(
        (done.code, report["state"].as_str()),
        (Some(0), Some("sound"))
    );
    assert!(
        report["checks"][0]["rows"].as_u64().unwrap() > 0,
        "{report}"
    );

    let done = installed.run(&["checkpoint", "export"]);
    let anchored = std::fs::read_to_string(installed.path("checkpoints.jsonl")).unwrap();
    assert_eq!((done.code, done.text()), (Some(0), anchored.as_str()));
    let first = &done.json()[0];
    assert_eq!(first["id"], 1);
    assert!(first["public_key"].is_string(), "{first}");
    let done = installed.run(&["checkpoint", "export", "--after", "1000"]);
    assert_eq!((done.code, done.text()), (Some(0), ""));
    let done = installed.run(&["checkpoint", "export", "--after", "-1"]);
    assert_eq!(done.code, Some(2));
}

fn a_backup_is_restored_into_either_kind_of_database(kind: Kind) {
    let installed = Installed::new(kind);
    let file = installed.path("backup");
    let done = installed.run(&["backup", &file]);
    assert_eq!((done.code, done.said.as_str()), (Some(0), ""));
    assert!(done.text().contains("It holds no keys"), "{}", done.text());
    let again = installed.run(&["backup", &file]);
    assert_eq!(again.code, Some(2));
    assert!(again.said.contains("exists already"), "{}", again.said);

    let text = std::fs::read_to_string(&file).unwrap();
    let keys = std::fs::read_to_string(installed.path("keys.json")).unwrap();
    let keys: serde_json::Value = serde_json::from_str(&keys).unwrap();
    assert!(!text.contains(keys["keys"][0]["secret"].as_str().unwrap()));

    for kind in [Kind::Sqlite, Kind::Postgres] {
        if !kind.available() {
            continue;
        }
        let database = Arc::new(Database::new(kind));
        let done = installed.run_on(&database, &["restore", &file]);
        assert_eq!((done.code, done.said.as_str()), (Some(0), ""));
        assert!(
            done.text().contains("\ncheckpoints: sound, "),
            "{}",
            done.text()
        );
        let refused = installed.run_on(&database, &["restore", &file]);
        assert_eq!((refused.code, refused.text()), (Some(2), ""));
        assert!(refused.said.contains("not empty"), "{}", refused.said);
        // It serves as the first did.
        let server = Server::builder(kind)
            .database(&database)
            .env("JIANDU_MASTER_KEY_FILE", installed.path("keys.json"))
            .start();
        assert_eq!(server.get("/health/ready").status, 200);
    }

    std::fs::write(installed.path("cut"), &text[..text.len() - 20]).unwrap();
    let database = Database::new(kind);
    let refused = installed.run_on(&database, &["restore", &installed.path("cut")]);
    assert_eq!((refused.code, refused.text()), (Some(2), ""));
    assert!(refused.said.contains("checksum"), "{}", refused.said);
}

fn what_cannot_be_checked_says_so(kind: Kind) {
    let installed = Installed::new(kind);
    let elsewhere = |words: &[&str]| {
        command(words)
            .env("DATABASE_URL", &installed.database.url())
            .env("JIANDU_MASTER_KEY_FILE", "nowhere.json")
            .run()
    };
    for words in [&["verify"][..], &["checkpoint", "export"]] {
        let done = elsewhere(words);
        assert_eq!((done.code, done.text()), (Some(2), ""), "{words:?}");
        assert!(done.said.contains("nowhere.json"), "{}", done.said);
    }
    std::fs::remove_file(installed.path("checkpoints.jsonl")).unwrap();
    let done = installed.run(&["verify"]);
    assert_eq!(done.code, Some(2));
    assert!(
        done.text().contains("anchor: not checked: "),
        "{}",
        done.text()
    );
}

#[test]
fn tampering_is_1_and_names_the_event() {
    if !Kind::Postgres.available() {
        return;
    }
    let installed = Installed::new(Kind::Postgres);
    let Database::Postgres(database, _) = &*installed.database else {
        panic!("asked for PostgreSQL");
    };
    database
        .sql("ALTER TABLE events DISABLE TRIGGER ALL; UPDATE events SET actor = 'other' WHERE position = 2")
        .unwrap();
    let done = installed.run(&["verify"]);
    assert_eq!(done.code, Some(1));
    assert!(
        done.text().contains("events: TAMPERED WITH\n"),
        "{}",
        done.text()
    );
    assert!(
        done.text().contains("position 2: its payload, actor"),
        "{}",
        done.text()
    );
    let done = installed.run(&["verify", "--json"]);
    let report = &done.json()[0];
    assert_eq!(
        (done.code, &report["checks"][0]["finding"]["position"]),
        (Some(1), &2.into())
    );

    // A backup takes what is there; restoring says what is wrong with it.
    let file = installed.path("backup");
    assert_eq!(installed.run(&["backup", &file]).code, Some(0));
    let database = Database::new(Kind::Sqlite);
    assert_eq!(
        installed.run_on(&database, &["restore", &file]).code,
        Some(1)
    );
}

#[test]
fn a_damaged_file_is_called_damaged() {
    let installed = Installed::new(Kind::Sqlite);
    let file = installed.path("damaged.sqlite");
    std::fs::write(&file, "no database at all, but long enough. ".repeat(300)).unwrap();
    for words in [&["verify"][..], &["backup", "x"], &["serve"]] {
        let done = command(words)
            .env("DATABASE_URL", &format!("sqlite://{file}"))
            .env("JIANDU_MASTER_KEY_FILE", &installed.path("keys.json"))
            .run();
        assert_eq!((done.code, done.text()), (Some(2), ""), "{words:?}");
        assert!(
            done.said
                .contains("the database file is damaged: restore a backup"),
            "{}",
            done.said
        );
    }
}

#[test]
fn the_key_file_of_another_installation_is_told_from_tampering() {
    let (installed, other) = (Installed::new(Kind::Sqlite), Installed::new(Kind::Sqlite));
    let done = other.run_on(&installed.database, &["verify"]);
    assert_eq!(done.code, Some(2), "{}", done.text());
    assert!(!done.text().contains("TAMPERED"), "{}", done.text());
    assert!(
        done.text()
            .contains("checkpoints: not checked: this key file is not this database's"),
        "{}",
        done.text()
    );
}

#[test]
fn a_database_that_is_not_there_is_not_made() {
    for words in [&["verify"][..], &["backup", "x"], &["checkpoint", "export"]] {
        let done = command(words).env("DATABASE_URL", "none.sqlite").run();
        assert_eq!((done.code, done.text()), (Some(2), ""), "{words:?}");
        assert!(
            done.said.contains("there is no such database"),
            "{}",
            done.said
        );
        assert!(!Path::new("none.sqlite").exists());
    }
    let done = command(&["restore", "nowhere"]).run();
    assert_eq!(done.code, Some(2));
    assert!(done.said.contains("nowhere"), "{}", done.said);
}
