//! The two kinds of database.

use std::path::Path;

use tempfile::TempDir;

use crate::postgres;

/// A kind of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Kind {
    /// Whether it can be had here; says so loudly if not.
    #[must_use]
    pub fn available(self) -> bool {
        match self {
            Self::Sqlite => true,
            Self::Postgres => postgres::shared().is_some(),
        }
    }

    /// Its name as the program has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgresql",
        }
    }
}

/// An empty database that goes away with this value.
pub enum Database {
    /// In a folder of its own.
    Sqlite(TempDir),
    /// In the cluster all tests of this process share; its key file in a folder of its own.
    Postgres(postgres::Database<'static>, TempDir),
}

impl Database {
    /// A new one.
    ///
    /// # Panics
    /// If there is no such kind here; see [`Kind::available`].
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        match kind {
            Kind::Sqlite => Self::Sqlite(crate::scratch::folder()),
            Kind::Postgres => Self::Postgres(
                postgres::shared().unwrap().database(),
                crate::scratch::folder(),
            ),
        }
    }

    /// Its URL, with password.
    #[must_use]
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(folder) => {
                format!("sqlite://{}", folder.path().join("test.sqlite").display())
            }
            Self::Postgres(database, _) => database.url(),
        }
    }

    /// Where its keys and the first administrator's secret are.
    #[must_use]
    pub fn folder(&self) -> &Path {
        match self {
            Self::Sqlite(folder) | Self::Postgres(_, folder) => folder.path(),
        }
    }
}
