//! What can go wrong between the program and its database.

use std::path::PathBuf;

use diesel::result::{DatabaseErrorKind, Error as DieselError};

use crate::dialect::{self, Backend};

/// A failure of storage.
///
/// `Display` shows no statement, no stored value and no password. The sources of [`Self::Database`] and
/// [`Self::Migration`] may quote statements: they are for the operator's log, never for an answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder or file of an SQLite database cannot be made.
    #[error("cannot create the database file {}", path.display())]
    CreateFile {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The database does not answer, refuses the connection, or all connections stay in use; trying later may help.
    #[error("the {backend} database cannot be reached: {detail}")]
    Unavailable {
        /// Which kind of database.
        backend: Backend,
        /// The client library's reason, without secrets.
        detail: String,
    },
    /// The connection broke while it was in use. Whether a commit under way took effect is not known.
    #[error("the connection to the database was lost")]
    ConnectionLost,
    /// Another transaction was in the way; trying again may help.
    #[error("the database is busy with another transaction")]
    Busy,
    /// As many writes wait already as may; trying again in a moment helps.
    #[error("too many writes are waiting")]
    Overloaded,
    /// The storage takes no writes now: the disk is full, read-only or failing. Nothing of the write remains; once
    /// there is room again, trying again helps.
    #[error("the storage takes no writes: {detail}")]
    Full {
        /// The database's reason; it quotes no data.
        detail: String,
    },
    /// The database file does not read as one any more.
    #[error("the database file is damaged: restore a backup")]
    Damaged,
    /// The schema was made by a newer program.
    #[error(
        "the database has schema version {found}, but this program knows only versions up to {known}: \
         run the newer program, or restore a backup"
    )]
    SchemaTooNew {
        /// The newest applied version that is unknown.
        found: String,
        /// The newest version that this program knows.
        known: String,
    },
    /// Migrations are pending although the store was opened: the schema was changed underneath.
    #[error("the database schema is incomplete: migration {missing} is not applied")]
    SchemaIncomplete {
        /// The first missing version.
        missing: String,
    },
    /// A migration failed; nothing of it remains.
    #[error("the database schema could not be migrated")]
    Migration {
        /// The database's reason.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A stored value is none that this program writes.
    #[error("the database holds an invalid value: {0}")]
    Corrupt(&'static str),
    /// Any other refusal of the database.
    #[error("the database refused an operation ({})", kind(source))]
    Database {
        /// The database's reason; may quote a statement.
        source: DieselError,
    },
}

impl From<DieselError> for StoreError {
    fn from(source: DieselError) -> Self {
        let source = match source {
            // SQLite has rolled back already what it could not commit; why it could not is what matters.
            DieselError::RollbackErrorOnCommit { commit_error, .. } => *commit_error,
            other => other,
        };
        match &source {
            DieselError::DatabaseError(
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
                _,
            )
            | DieselError::BrokenTransactionManager => Self::ConnectionLost,
            DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => Self::Busy,
            DieselError::DatabaseError(_, information)
                if dialect::is_busy(information.as_ref()) =>
            {
                Self::Busy
            }
            DieselError::DatabaseError(_, information)
                if dialect::is_storage_failure(information.as_ref()) =>
            {
                Self::Full {
                    detail: information.message().to_owned(),
                }
            }
            DieselError::DatabaseError(_, information)
                if dialect::is_damage(information.message()) =>
            {
                Self::Damaged
            }
            _ => Self::Database { source },
        }
    }
}

impl StoreError {
    /// The same failure once more, for one more of those whom it concerns.
    pub(crate) fn repeat(&self) -> Self {
        match self {
            Self::Unavailable { backend, detail } => Self::Unavailable {
                backend: *backend,
                detail: detail.clone(),
            },
            Self::Busy => Self::Busy,
            Self::Overloaded => Self::Overloaded,
            Self::Damaged => Self::Damaged,
            Self::Full { detail } => Self::Full {
                detail: detail.clone(),
            },
            Self::Corrupt(what) => Self::Corrupt(what),
            Self::Database {
                source: DieselError::DatabaseError(kind, information),
            } => Self::Database {
                source: DieselError::DatabaseError(
                    *kind,
                    Box::new(information.message().to_owned()),
                ),
            },
            Self::ConnectionLost
            | Self::CreateFile { .. }
            | Self::SchemaTooNew { .. }
            | Self::SchemaIncomplete { .. }
            | Self::Migration { .. }
            | Self::Database { .. } => Self::ConnectionLost,
        }
    }
}

/// The kind of a database error in words that carry no data.
fn kind(error: &DieselError) -> &'static str {
    match error {
        DieselError::DatabaseError(kind, _) => match kind {
            DatabaseErrorKind::UniqueViolation => "unique violation",
            DatabaseErrorKind::ForeignKeyViolation => "foreign key violation",
            DatabaseErrorKind::NotNullViolation => "not-null violation",
            DatabaseErrorKind::CheckViolation => "check violation",
            DatabaseErrorKind::ReadOnlyTransaction => "read-only transaction",
            _ => "database error",
        },
        DieselError::NotFound => "not found",
        DieselError::DeserializationError(_) => "unreadable value",
        DieselError::SerializationError(_) => "unwritable value",
        DieselError::InvalidCString(_) => "NUL character",
        _ => "database error",
    }
}
