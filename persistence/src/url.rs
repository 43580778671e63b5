//! Where the database is: parsed once, printed without secrets.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::libpq::{LibpqFlavour, libpq_flavour};

mod postgres;

pub use postgres::PostgresUrl;

/// A database URL that was understood.
///
/// `Display` and `Debug` never show a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `sqlite://path`, `sqlite:path`, a bare path, or `sqlite::memory:`.
    Sqlite(SqliteLocation),
    /// `postgres://…` or `postgresql://…`.
    Postgres(PostgresUrl),
}

/// Where SQLite keeps its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SqliteLocation {
    /// A file; a relative path is relative to the working directory.
    File(PathBuf),
    /// Memory of this process: gone when the store is dropped.
    Memory,
}

/// Why a database URL was refused. The messages repeat no part of the URL that could be a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DatabaseUrlError {
    /// Nothing was given, or a scheme without a path.
    #[error("the database URL is empty; give a file path, sqlite://PATH or postgres://…")]
    Empty,
    /// A control character, which no path or URL of ours contains.
    #[error("the database URL contains a control character")]
    ControlCharacter,
    /// Neither SQLite nor PostgreSQL.
    #[error(
        "unknown database scheme \"{0}\": use sqlite://PATH or postgres://… (a file name with a colon is written ./NAME)"
    )]
    UnknownScheme(String),
    /// libpq's `host=… dbname=…` form.
    #[error(
        "connection strings of the form \"host=… dbname=…\" are not supported; use postgres://USER:PASSWORD@HOST/DATABASE"
    )]
    KeywordString,
    /// `sqlite://path?option=…`.
    #[error("options after \"?\" are not supported in an SQLite URL")]
    SqliteOptions,
    /// A PostgreSQL URL that libpq would misread.
    #[error("malformed PostgreSQL URL: {0}")]
    MalformedPostgres(&'static str),
    /// TLS is demanded of a libpq that has none.
    #[error(
        "sslmode={sslmode} needs TLS, but this program was built with the {flavour}; \
         install a build that uses the system libpq, or set sslmode=disable if the network is trusted"
    )]
    TlsUnavailable {
        /// The mode that was asked for.
        sslmode: &'static str,
        /// The libpq in use.
        flavour: LibpqFlavour,
    },
}

impl DatabaseUrl {
    /// The URL with every secret replaced by `***`; the same as `Display`.
    #[must_use]
    pub fn redacted(&self) -> String {
        self.to_string()
    }

    /// Parses as `str::parse` does, but for a given libpq instead of the linked one.
    ///
    /// # Errors
    /// See [`DatabaseUrlError`].
    pub fn parse_for(text: &str, flavour: LibpqFlavour) -> Result<Self, DatabaseUrlError> {
        if text.is_empty() {
            return Err(DatabaseUrlError::Empty);
        }
        if text.chars().any(char::is_control) {
            return Err(DatabaseUrlError::ControlCharacter);
        }
        let Some((scheme, rest)) = split_scheme(text) else {
            return parse_bare(text);
        };
        match scheme.to_ascii_lowercase().as_str() {
            "sqlite" => parse_sqlite(rest.strip_prefix("//").unwrap_or(rest)),
            "postgres" | "postgresql" => match rest.strip_prefix("//") {
                Some(rest) => PostgresUrl::parse(rest, flavour).map(Self::Postgres),
                None => Err(DatabaseUrlError::MalformedPostgres(
                    "\"//\" is missing after the scheme",
                )),
            },
            unknown => Err(DatabaseUrlError::UnknownScheme(unknown.to_owned())),
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = DatabaseUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse_for(text, libpq_flavour())
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(SqliteLocation::File(path)) => write!(f, "sqlite://{}", path.display()),
            Self::Sqlite(SqliteLocation::Memory) => f.write_str("sqlite::memory:"),
            Self::Postgres(url) => url.fmt(f),
        }
    }
}

/// `scheme:rest`, where the scheme looks like one of RFC 3986; `./a:b` and `:memory:` have none.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let mut chars = scheme.chars();
    let starts_well = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    (starts_well && chars.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)))
        .then_some((scheme, rest))
}

fn parse_bare(text: &str) -> Result<DatabaseUrl, DatabaseUrlError> {
    // Taken for a path, a mistyped connection string would become a file whose name is the password.
    let is_keyword_string = text.split_whitespace().any(|word| {
        [
            "host=",
            "hostaddr=",
            "port=",
            "dbname=",
            "user=",
            "password=",
            "service=",
        ]
        .iter()
        .any(|key| word.starts_with(key))
    });
    if is_keyword_string {
        return Err(DatabaseUrlError::KeywordString);
    }
    if text.contains("://") {
        return Err(DatabaseUrlError::UnknownScheme(String::new()));
    }
    Ok(sqlite_at(text))
}

fn parse_sqlite(path: &str) -> Result<DatabaseUrl, DatabaseUrlError> {
    if path.is_empty() {
        return Err(DatabaseUrlError::Empty);
    }
    if path.contains('?') {
        return Err(DatabaseUrlError::SqliteOptions);
    }
    Ok(sqlite_at(path))
}

fn sqlite_at(path: &str) -> DatabaseUrl {
    DatabaseUrl::Sqlite(if path == ":memory:" {
        SqliteLocation::Memory
    } else {
        SqliteLocation::File(PathBuf::from(path))
    })
}
