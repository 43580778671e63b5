//! The migrations of both databases and how they are applied.

use diesel::QueryResult;
use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{AnyConnection, Backend};

const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("../migrations/postgres");
const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");

/// Key of the advisory lock that replicas take before they migrate: "jiandu" in ASCII.
const MIGRATION_LOCK: i64 = 0x6a69_616e_6475;

/// Within a write transaction, waits until no other process migrates.
pub(crate) fn lock_migrations(connection: &mut AnyConnection) -> QueryResult<()> {
    match connection {
        AnyConnection::Postgres(connection) => {
            connection.batch_execute(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
        }
        // BEGIN IMMEDIATE is that lock.
        AnyConnection::Sqlite(_) => Ok(()),
    }
}

type MigrationError = Box<dyn std::error::Error + Send + Sync>;

/// The versions of all migrations this program carries, ascending.
pub(crate) fn known_versions(backend: Backend) -> Result<Vec<String>, MigrationError> {
    fn versions<DB: diesel::backend::Backend>(
        migrations: &[Box<dyn Migration<DB>>],
    ) -> Vec<String> {
        let mut versions: Vec<_> = migrations
            .iter()
            .map(|m| m.name().version().to_string())
            .collect();
        versions.sort();
        versions
    }
    Ok(match backend {
        Backend::Postgres => versions(&MigrationSource::<diesel::pg::Pg>::migrations(
            &POSTGRES_MIGRATIONS,
        )?),
        Backend::Sqlite => versions(&MigrationSource::<diesel::sqlite::Sqlite>::migrations(
            &SQLITE_MIGRATIONS,
        )?),
    })
}

/// The versions that are applied, in any order; makes the table that records them if there is none.
pub(crate) fn applied_versions(
    connection: &mut AnyConnection,
) -> Result<Vec<String>, MigrationError> {
    let applied = match connection {
        AnyConnection::Postgres(connection) => connection.applied_migrations()?,
        AnyConnection::Sqlite(connection) => connection.applied_migrations()?,
    };
    Ok(applied.iter().map(MigrationVersion::to_string).collect())
}

/// Applies what is pending and returns the versions applied.
pub(crate) fn run_pending(connection: &mut AnyConnection) -> Result<Vec<String>, MigrationError> {
    let applied = match connection {
        AnyConnection::Postgres(connection) => {
            connection.run_pending_migrations(POSTGRES_MIGRATIONS)?
        }
        AnyConnection::Sqlite(connection) => {
            connection.run_pending_migrations(SQLITE_MIGRATIONS)?
        }
    };
    Ok(applied.iter().map(MigrationVersion::to_string).collect())
}

/// Applies the migrations up to a version.
pub(crate) fn run_upto(
    connection: &mut AnyConnection,
    version: &str,
) -> Result<(), MigrationError> {
    fn run<DB: diesel::backend::Backend>(
        connection: &mut impl MigrationHarness<DB>,
        source: EmbeddedMigrations,
        version: &str,
    ) -> Result<(), MigrationError>
    where
        EmbeddedMigrations: MigrationSource<DB>,
    {
        for migration in connection.pending_migrations(source)? {
            if migration.name().version().to_string().as_str() <= version {
                connection.run_migration(&migration)?;
            }
        }
        Ok(())
    }
    match connection {
        AnyConnection::Postgres(connection) => run(connection, POSTGRES_MIGRATIONS, version),
        AnyConnection::Sqlite(connection) => run(connection, SQLITE_MIGRATIONS, version),
    }
}
