//! Where something could lie: the log, the files of the database, its rows, backups, what is kept beside it.

use std::path::Path;

use tests::database::Database;
use tests::server::Server;

use super::needles::Needles;
use crate::load::cases::on;

/// Searches all there is, while the server runs and after it has stopped.
pub fn search(server: Server, needles: &Needles, control: &Needles) {
    let database = std::sync::Arc::clone(&server.database);
    let lines = server.lines().all().join("\n");
    assert!(lines.contains("/api/v1/complaints"), "{lines}");
    needles.absent("log", lines.as_bytes());
    needles.absent("folder of the running server", &files(server.folder()));
    stored(&database, needles, control);
    let mut server = server;
    server.signal("TERM");
    let stopped = server.stopped();
    assert_eq!(stopped.code, Some(0));
    needles.absent("log to its end", stopped.lines.join("\n").as_bytes());
    stored(&database, needles, control);

    let backup = database.folder().join("backup");
    for words in [
        &["backup", backup.to_str().unwrap()][..],
        &["verify", "--json"],
        &["checkpoint", "export"],
    ] {
        let done = on(&database, words);
        assert_eq!(done.code, Some(0), "{}", done.said);
        needles.absent(words[0], &done.output);
        needles.absent(words[0], done.said.as_bytes());
    }
    let backup = std::fs::read(backup).unwrap();
    assert!(
        control.find(&backup).is_some(),
        "a backup holds the control"
    );
    needles.absent("backup", &backup);
    assert!(database.folder().join("checkpoints.jsonl").exists());
    needles.absent("beside the database", &files(database.folder()));
}

fn stored(database: &Database, needles: &Needles, control: &Needles) {
    let files = files(database.folder());
    needles.absent("files of the database, and beside it", &files);
    let Database::Postgres(postgres, _) = database else {
        assert!(control.find(&files).is_some(), "the files hold the control");
        return;
    };
    let sql = |statement: &str| postgres.sql(statement).unwrap();
    let tables = sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
    let mut rows = String::new();
    for table in tables.lines() {
        rows.push_str(&sql(&format!("COPY \"{table}\" TO STDOUT")));
    }
    assert!(
        control.find(rows.as_bytes()).is_some(),
        "the rows hold the control"
    );
    needles.absent("rows", rows.as_bytes());
    // The files too: of the tables as they are on disk, and the log of what was written.
    sql("CHECKPOINT");
    let folder = sql("SHOW data_directory");
    let own = sql("SELECT oid FROM pg_database WHERE datname = current_database()");
    for part in [
        format!("base/{own}"),
        "pg_wal".to_owned(),
        "pg_stat".to_owned(),
    ] {
        let bytes = self::files(&Path::new(&folder).join(&part));
        assert!(
            part == "pg_stat" || bytes.len() > 1_000_000,
            "{part} is read"
        );
        needles.absent(&part, &bytes);
    }
}

/// The bytes of all files of a folder, one after the other.
fn files(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            // One that has just gone holds nothing any more.
            all.extend(std::fs::read(&path).unwrap_or_default());
        }
        all.push(b'\n');
    }
    all
}
