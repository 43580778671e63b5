//! The one module, with those in its folder, that asks which database is behind a connection.

pub(crate) mod guards;
pub(crate) mod migrations;
pub(crate) mod rows;
pub(crate) mod savepoint;
pub(crate) mod wal;

use std::fmt;
use std::fs::{self, DirBuilder, OpenOptions};
use std::path::Path;
use std::time::{Duration, Instant};

use diesel::connection::{AnsiTransactionManager, SimpleConnection};
use diesel::result::{DatabaseErrorInformation, Error as DieselError};
use diesel::{ExpressionMethods, PgConnection, QueryResult, RunQueryDsl, SqliteConnection};

pub(crate) use migrations::lock_migrations;

use crate::error::StoreError;
use crate::store::StoreOptions;
use crate::url::{DatabaseUrl, PostgresUrl, SqliteLocation};

/// How long to wait before asking again for a lock that SQLite does not wait for by itself.
const LOCK_PAUSE: Duration = Duration::from_millis(5);

/// A connection to either database; queries of `diesel` run on it unchanged.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// PostgreSQL.
    Postgres(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}

/// The kinds of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// PostgreSQL.
    Postgres,
    /// SQLite.
    Sqlite,
}

impl Backend {
    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Postgres => "postgresql",
            Self::Sqlite => "sqlite",
        }
    }
}

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Reads only; the database itself refuses writes outside [`begin_write`].
    Reader,
    /// Reads and writes.
    Writer,
}

/// A database to connect to.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    Postgres {
        url: PostgresUrl,
        timeout: Duration,
    },
    Sqlite {
        location: SqliteLocation,
        filename: String,
        busy_timeout: Duration,
    },
}

impl Target {
    pub(crate) fn new(url: &DatabaseUrl, options: &StoreOptions) -> Self {
        match url {
            DatabaseUrl::Postgres(url) => Self::Postgres {
                url: url.clone(),
                timeout: options.connection_timeout,
            },
            DatabaseUrl::Sqlite(location) => Self::Sqlite {
                location: location.clone(),
                filename: match location {
                    SqliteLocation::File(path) => path.to_string_lossy().into_owned(),
                    // `:memory:` is a new database per connection; this one is shared under its unique name.
                    SqliteLocation::Memory => {
                        format!("file:/jiandu-{}?vfs=memdb", uuid::Uuid::now_v7())
                    }
                },
                busy_timeout: options.sqlite_busy_timeout,
            },
        }
    }

    pub(crate) fn backend(&self) -> Backend {
        match self {
            Self::Postgres { .. } => Backend::Postgres,
            Self::Sqlite { .. } => Backend::Sqlite,
        }
    }

    /// How many connections the pool may hold.
    pub(crate) fn pool_size(&self, options: &StoreOptions) -> u32 {
        match self {
            Self::Postgres { .. } => options.postgres_connections,
            Self::Sqlite { .. } => options.sqlite_readers,
        }
        .max(1)
    }

    /// Whether the database is part of this program: it has no server to wait for, and takes one writer at a time.
    pub(crate) fn is_embedded(&self) -> bool {
        matches!(self, Self::Sqlite { .. })
    }

    /// Whether the data lives only as long as a connection does.
    pub(crate) fn is_volatile(&self) -> bool {
        matches!(
            self,
            Self::Sqlite {
                location: SqliteLocation::Memory,
                ..
            }
        )
    }

    /// Makes the file, if that is where the database lives, readable by its owner only.
    pub(crate) fn prepare(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite {
                location: SqliteLocation::File(path),
                ..
            } => create_file(path),
            Self::Sqlite {
                location: SqliteLocation::Memory,
                ..
            }
            | Self::Postgres { .. } => Ok(()),
        }
    }

    /// Opens one connection, ready for its role.
    pub(crate) fn connect(&self, role: Role) -> Result<AnyConnection, StoreError> {
        match self {
            Self::Postgres { url, timeout } => connect_postgres(url, *timeout),
            Self::Sqlite {
                filename,
                busy_timeout,
                ..
            } => connect_sqlite(filename, *busy_timeout, role),
        }
    }
}

fn create_file(path: &Path) -> Result<(), StoreError> {
    let failed = |at: &Path| {
        let path = at.to_owned();
        move |source| StoreError::CreateFile { path, source }
    };
    if let Some(parent) = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
    {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(parent).map_err(failed(parent))?;
    }
    if fs::exists(path).map_err(failed(path))? {
        return Ok(());
    }
    let mut options = OpenOptions::new();
    // Not `create_new`: another process may start on the same file in this moment.
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(failed(path))
}

fn connect_postgres(url: &PostgresUrl, timeout: Duration) -> Result<AnyConnection, StoreError> {
    let unavailable = |detail: String| StoreError::Unavailable {
        backend: Backend::Postgres,
        detail: url.scrub(&detail),
    };
    let mut connection =
        <PgConnection as diesel::Connection>::establish(&url.connection_string(timeout))
            .map_err(|error| unavailable(error.to_string()))?;
    // Writes say READ WRITE themselves: so a write outside `Store::write` fails here as it does on SQLite.
    connection
        .batch_execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
        .map_err(|error| unavailable(error.to_string()))?;
    Ok(AnyConnection::Postgres(connection))
}

fn connect_sqlite(
    filename: &str,
    busy_timeout: Duration,
    role: Role,
) -> Result<AnyConnection, StoreError> {
    let unavailable = |detail: String| {
        if is_damage(&detail) {
            return StoreError::Damaged;
        }
        StoreError::Unavailable {
            backend: Backend::Sqlite,
            detail,
        }
    };
    let mut connection = <SqliteConnection as diesel::Connection>::establish(filename)
        .map_err(|error| unavailable(error.to_string()))?;
    // busy_timeout comes first: changing the journal mode already needs a lock. cache_size is in KiB when negative.
    let mut pragmas = format!(
        "PRAGMA busy_timeout = {};
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cache_size = -2048;
         PRAGMA journal_size_limit = 67108864;",
        busy_timeout.as_millis(),
    );
    pragmas.push_str(match role {
        Role::Reader => "PRAGMA query_only = ON;",
        // What a savepoint needs to undo its write would else go to a new temporary file for each. And the pages that
        // a batch of writes changes stay in memory until it is committed.
        Role::Writer => "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192;",
    });
    let deadline = Instant::now() + busy_timeout;
    loop {
        match connection.batch_execute(&pragmas) {
            Ok(()) => return Ok(AnyConnection::Sqlite(connection)),
            // Where two connections change the journal mode of a new file at once, waiting could be for ever, so SQLite
            // refuses one of them without regard to busy_timeout.
            Err(DieselError::DatabaseError(_, information))
                if is_busy(information.as_ref()) && Instant::now() < deadline =>
            {
                std::thread::sleep(LOCK_PAUSE);
            }
            Err(error) => return Err(unavailable(error.to_string())),
        }
    }
}

/// Begins a transaction that may write.
///
/// On SQLite it takes the write lock at once: a transaction that reads first and writes later cannot wait for another
/// writer, it fails.
pub(crate) fn begin_write(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(connection) => AnsiTransactionManager::begin_transaction_sql(
            connection,
            "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
        ),
        AnyConnection::Sqlite(connection) => {
            AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN IMMEDIATE")
        }
    }
}

/// Begins a transaction whose statements all see the same state.
pub(crate) fn begin_snapshot(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(connection) => AnsiTransactionManager::begin_transaction_sql(
            connection,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
        AnyConnection::Sqlite(connection) => {
            AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN DEFERRED")
        }
    }
}

/// Within a write transaction, waits until no other is appending events: their positions are taken before they commit.
pub(crate) fn settle_events(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(connection) => connection
            .batch_execute("SET LOCAL lock_timeout = '10s'; LOCK TABLE events IN SHARE MODE"),
        // There is one writer, and it is here.
        AnyConnection::Sqlite(_) => Ok(()),
    }
}

/// Whether an error only says that another transaction holds the lock. SQLite has no error kind for it in `diesel`.
pub(crate) fn is_busy(information: &(dyn DatabaseErrorInformation + Send + Sync)) -> bool {
    matches!(
        information.message(),
        "database is locked" | "database table is locked"
    )
}

/// Whether an error says that the storage takes no writes, whatever they are. `diesel` has no kind for these either.
pub(crate) fn is_storage_failure(
    information: &(dyn DatabaseErrorInformation + Send + Sync),
) -> bool {
    let message = information.message();
    matches!(
        message,
        "database or disk is full"
            | "disk I/O error"
            | "attempt to write a readonly database"
            | "unable to open database file"
    ) || message.ends_with("No space left on device")
}

/// Whether an error says that the database file itself is damaged, or is none.
pub(crate) fn is_damage(message: &str) -> bool {
    message.contains("database disk image is malformed")
        || message.contains("file is not a database")
        || message.contains("malformed database schema")
}

/// Runs one query on the connection behind an [`AnyConnection`]. Queries on it directly are prepared once and kept; on
/// the enum their text is put together anew each time.
macro_rules! on_backend {
    ($connection:expr, |$inner:ident| $query:expr) => {
        match $connection {
            $crate::dialect::AnyConnection::Postgres($inner) => $query,
            $crate::dialect::AnyConnection::Sqlite($inner) => $query,
        }
    };
}
pub(crate) use on_backend;

/// Within a write transaction, waits until no other holds the lock of that name; it is released at the end.
pub(crate) fn lock_name(connection: &mut AnyConnection, name: &[u8; 32]) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(connection) => {
            let [a, b, c, d, e, f, g, h, ..] = *name;
            let number = i64::from_be_bytes([a, b, c, d, e, f, g, h]);
            connection.batch_execute(&format!("SELECT pg_advisory_xact_lock({number})"))
        }
        // There is one writer, and it holds the whole database.
        AnyConnection::Sqlite(_) => Ok(()),
    }
}

/// Runs what destroys something: SQLite then overwrites with zeros what it takes out of its file. PostgreSQL frees the
/// place when it vacuums.
pub(crate) fn overwriting<T, E: From<DieselError>>(
    connection: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E> {
    let set = |connection: &mut AnyConnection, to: &str| match connection {
        AnyConnection::Sqlite(connection) => {
            connection.batch_execute(&format!("PRAGMA secure_delete = {to}"))
        }
        AnyConnection::Postgres(_) => Ok(()),
    };
    set(connection, "ON")?;
    let done = work(connection);
    set(connection, "OFF")?;
    done
}

/// Inserts a row unless there is one with its key.
macro_rules! insert_unless_there {
    ($connection:expr, $table:path, $values:expr) => {
        match $connection {
            AnyConnection::Postgres(connection) => diesel::insert_into($table)
                .values($values)
                .on_conflict_do_nothing()
                .execute(connection),
            AnyConnection::Sqlite(connection) => diesel::insert_or_ignore_into($table)
                .values($values)
                .execute(connection),
        }
    };
}

/// Notes an accused party unless another transaction has just done so.
pub(crate) fn insert_new_party(
    connection: &mut AnyConnection,
    key: &str,
    name: &str,
) -> QueryResult<usize> {
    use crate::schema::accused_parties::dsl as parties;
    let values = (parties::party_key.eq(key), parties::name.eq(name));
    insert_unless_there!(connection, parties::accused_parties, values)
}

/// Notes a pair of characters of a party's name.
pub(crate) fn insert_party_term(
    connection: &mut AnyConnection,
    term: &str,
    party: i64,
) -> QueryResult<usize> {
    use crate::schema::accused_party_terms::dsl as terms;
    let values = (terms::term.eq(term), terms::party_id.eq(party));
    insert_unless_there!(connection, terms::accused_party_terms, values)
}

/// Notes a pair of characters of a case's number or subject.
pub(crate) fn insert_complaint_term(
    connection: &mut AnyConnection,
    term: &str,
    received_at: i64,
    seq: i64,
) -> QueryResult<usize> {
    use crate::schema::complaint_terms::dsl as terms;
    let values = (
        terms::term.eq(term),
        terms::received_at.eq(received_at),
        terms::seq.eq(seq),
    );
    insert_unless_there!(connection, terms::complaint_terms, values)
}

/// Makes the counter of a center's circulars of a year unless there is one.
pub(crate) fn ensure_circular_counter(
    connection: &mut AnyConnection,
    center: &str,
    year: i64,
) -> QueryResult<usize> {
    use crate::schema::circular_counters::dsl as counters;
    let values = (
        counters::center.eq(center),
        counters::year.eq(year),
        counters::last.eq(0_i64),
    );
    insert_unless_there!(connection, counters::circular_counters, values)
}

/// Makes the counter of an authority's filings of a year unless there is one.
pub(crate) fn ensure_filing_counter(
    connection: &mut AnyConnection,
    authority: &str,
    year: i64,
) -> QueryResult<usize> {
    use crate::schema::filing_counters::dsl as counters;
    let values = (
        counters::authority.eq(authority),
        counters::year.eq(year),
        counters::last.eq(0_i64),
    );
    insert_unless_there!(connection, counters::filing_counters, values)
}

/// Notes by which hashes a case is found as one about the same matter.
pub(crate) fn insert_similar_bands(
    connection: &mut AnyConnection,
    seq: i64,
    bands: &[i64],
) -> QueryResult<()> {
    use crate::schema::similar_bands::dsl as table;
    let row = |band: &i64| (table::band.eq(*band), table::seq.eq(seq));
    match connection {
        AnyConnection::Postgres(connection) => {
            let rows: Vec<_> = bands.iter().map(row).collect();
            diesel::insert_into(table::similar_bands)
                .values(rows)
                .execute(connection)?;
        }
        // Statements that are kept prepared are cheaper here than one made for so many rows: most cases have eight hashes
        // of their text and up to three of their facts.
        AnyConnection::Sqlite(connection) => {
            let (eights, others) = bands.as_chunks::<8>();
            for eight in eights {
                diesel::insert_into(table::similar_bands)
                    .values(eight.each_ref().map(row))
                    .execute(connection)?;
            }
            for band in others {
                diesel::insert_into(table::similar_bands)
                    .values(row(band))
                    .execute(connection)?;
            }
        }
    }
    Ok(())
}

/// Makes the counter of a center and year unless there is one.
pub(crate) fn ensure_counter(
    connection: &mut AnyConnection,
    center: &str,
    year: i64,
) -> QueryResult<usize> {
    use crate::schema::registration_counters::dsl as counters;
    let values = (
        counters::center.eq(center),
        counters::year.eq(year),
        counters::last.eq(0_i64),
    );
    insert_unless_there!(connection, counters::registration_counters, values)
}
