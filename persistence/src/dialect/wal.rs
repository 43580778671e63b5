//! SQLite's write-ahead log: how long it is, and copying it into the database file.

use std::fs::{File, OpenOptions};

use diesel::connection::SimpleConnection;
use diesel::sql_types::BigInt;
use diesel::{QueryResult, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};

use super::{AnyConnection, Target};
use crate::url::SqliteLocation;

/// How far the log has grown. Its frames are pages of the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Frames {
    /// Frames in the log since it was begun anew.
    pub(crate) logged: i64,
    /// Those of them, from the first, that are in the database file too.
    pub(crate) copied: i64,
}

impl Frames {
    /// Frames that are only in the log.
    pub(crate) fn left(self) -> i64 {
        self.logged.saturating_sub(self.copied)
    }
}

/// What SQLite answers; both are -1 where there is no log.
#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = BigInt)]
    log: i64,
    #[diesel(sql_type = BigInt)]
    checkpointed: i64,
}

/// From now on this connection does not copy the log by itself, in the middle of a commit.
pub(crate) fn leave_log(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(_) => Ok(()),
        AnyConnection::Sqlite(connection) => {
            connection.batch_execute("PRAGMA wal_autocheckpoint = 0")
        }
    }
}

/// How long the log is; nothing for a database that has none.
pub(crate) fn log_frames(connection: &mut AnyConnection) -> QueryResult<Option<Frames>> {
    ask(connection, "PRAGMA wal_checkpoint(NOOP)")
}

/// Copies as much of the log as readers allow, without waiting for anyone. What is copied entirely is synchronised, and
/// the next write begins the log anew unless a reader still needs it.
pub(crate) fn copy_log(connection: &mut AnyConnection) -> QueryResult<Option<Frames>> {
    ask(connection, "PRAGMA wal_checkpoint(PASSIVE)")
}

/// One more handle of the database file, if there is such a file and it can be had.
///
/// Closing it would take away the locks that SQLite holds on the file in this process: it must never be closed.
pub(crate) fn open_file(target: &Target) -> Option<File> {
    match target {
        Target::Sqlite {
            location: SqliteLocation::File(path),
            ..
        } => OpenOptions::new().read(true).write(true).open(path).ok(),
        Target::Sqlite {
            location: SqliteLocation::Memory,
            ..
        }
        | Target::Postgres { .. } => None,
    }
}

fn ask(connection: &mut AnyConnection, pragma: &str) -> QueryResult<Option<Frames>> {
    let asked = |connection: &mut SqliteConnection| sql_query(pragma).get_result(connection);
    let answer: Answer = match connection {
        AnyConnection::Postgres(_) => return Ok(None),
        AnyConnection::Sqlite(connection) => asked(connection)?,
    };
    Ok((answer.log >= 0).then_some(Frames {
        logged: answer.log,
        copied: answer.checkpointed.max(0),
    }))
}
