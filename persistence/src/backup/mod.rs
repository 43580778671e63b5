//! Backups: the whole database in one file of text, taken while the server runs, restorable into either database.
//!
//! A backup holds no master keys: sealed content is in it as ciphertext. Without the key file, which is kept apart, a
//! restored database cannot be read where it matters.

mod format;
mod restore;
pub(crate) mod tables;

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, SecondsFormat, Utc};

use crate::dialect::rows;
use crate::error::StoreError;
use crate::migrate;
use crate::store::Store;

use format::{FORMAT, Header, VERSION, Writer, canonical};

pub use restore::restore;

/// Why a backup was not taken or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file that was to be made exists.
    #[error("{} exists already: a backup is never written over", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The file is no backup of this program.
    #[error("{} is no backup of jiandu: {what}", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: &'static str,
    },
    /// The file is incomplete or was changed.
    #[error("{} is incomplete or was changed: its checksum does not fit", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// The backup comes from a newer program.
    #[error(
        "the backup has schema version {found}, which this program does not know: it knows versions up to {known}; \
         restore with the newer program"
    )]
    SchemaTooNew {
        /// The backup's version.
        found: String,
        /// The newest version that this program knows.
        known: String,
    },
    /// The database to restore into holds something.
    #[error("the database is not empty: restore into a new one")]
    NotEmpty,
    /// A database in memory ends with the program.
    #[error("a database in memory ends with this program: restore into a file or into PostgreSQL")]
    Volatile,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<diesel::result::Error> for BackupError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The newest migration.
    pub schema: String,
    /// The kind of database it was taken from.
    pub database: String,
    /// When, in UTC by RFC 3339.
    pub created_at: String,
    /// Rows of all tables.
    pub rows: u64,
    /// Events of the record.
    pub events: u64,
}

impl Summary {
    fn of(header: &Header) -> Self {
        let rows = header.tables.iter().map(|table| table.rows);
        let mut events = header.tables.iter().filter(|table| table.name == "events");
        Self {
            schema: header.schema.clone(),
            database: header.database.clone(),
            created_at: header.created_at.clone(),
            rows: rows.sum(),
            events: events.next().map_or(0, |table| table.rows),
        }
    }
}

/// Writes the state of one moment to a new file, readable by its owner only. Readers and writers go on meanwhile.
///
/// # Errors
/// See [`BackupError`]; no file is left then.
pub fn write(store: &Store, path: &Path, now: DateTime<Utc>) -> Result<Summary, BackupError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::AlreadyExists => BackupError::Exists {
            path: path.to_owned(),
        },
        _ => BackupError::Io {
            path: path.to_owned(),
            source,
        },
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(failed)?;
    let written = write_to(store, &file, now, failed);
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(path);
    }
    written
}

fn write_to(
    store: &Store,
    file: &fs::File,
    now: DateTime<Utc>,
    failed: impl Fn(io::Error) -> BackupError,
) -> Result<Summary, BackupError> {
    let backend = store.backend();
    let mut tables = tables::tables().ok_or(StoreError::Corrupt("schema.rs"))?;
    let mut writer = Writer::new(BufWriter::new(file));
    let header = store.snapshot(|connection| {
        let schema = migrate::current_version(connection, backend)?;
        for table in &mut tables {
            table.rows = rows::count(connection, table)?;
        }
        let header = Header {
            format: FORMAT.to_owned(),
            version: VERSION,
            schema,
            database: backend.to_string(),
            created_at: now.to_rfc3339_opts(SecondsFormat::Secs, true),
            tables,
        };
        let line = serde_json::to_string(&header).map_err(|error| failed(error.into()))?;
        writer.line(&line).map_err(&failed)?;
        for table in &header.tables {
            rows::read(connection, table, |row| {
                let row = canonical(row, table).ok_or(StoreError::Corrupt("a row"))?;
                writer.line(&row).map_err(&failed)
            })?;
        }
        Ok::<_, BackupError>(header)
    })?;
    let mut buffered = writer.finish().map_err(&failed)?;
    buffered.flush().map_err(&failed)?;
    file.sync_all().map_err(&failed)?;
    Ok(Summary::of(&header))
}
