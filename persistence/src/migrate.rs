//! Bringing the schema up to date, and telling whether it is.

use diesel::prelude::*;

use crate::dialect::{self, AnyConnection, Backend, migrations};
use crate::error::StoreError;
use crate::store::in_transaction;

diesel::table! {
    __diesel_schema_migrations (version) {
        version -> Text,
        run_on -> Timestamp,
    }
}

/// Applies all pending migrations in one transaction and returns the schema version.
///
/// Safe when several processes start at once: one migrates, the others wait and find nothing to do.
pub(crate) fn migrate(
    connection: &mut AnyConnection,
    backend: Backend,
) -> Result<String, StoreError> {
    let known = known(backend)?;
    in_transaction(connection, dialect::begin_write, |connection| {
        migrations::lock_migrations(connection)?;
        let applied = migrations::applied_versions(connection).map_err(failed)?;
        if let Some(found) = applied
            .iter()
            .filter(|version| !known.contains(version))
            .max()
        {
            return Err(StoreError::SchemaTooNew {
                found: found.clone(),
                known: newest(&known),
            });
        }
        for version in migrations::run_pending(connection).map_err(failed)? {
            log::info!("database migration {version} applied");
        }
        Ok(newest(&known))
    })
}

/// The schema version of a database on which no migration of this program is pending.
///
/// Versions that this program does not know are fine here: during a rolling upgrade a newer replica adds them while
/// this one still serves.
pub(crate) fn current_version(
    connection: &mut AnyConnection,
    backend: Backend,
) -> Result<String, StoreError> {
    use __diesel_schema_migrations::dsl::{__diesel_schema_migrations as table, version};

    let applied: Vec<String> = table.select(version).load(connection)?;
    match known(backend)?
        .into_iter()
        .find(|known| !applied.contains(known))
    {
        Some(missing) => Err(StoreError::SchemaIncomplete { missing }),
        None => Ok(newest(&applied)),
    }
}

/// The versions of all migrations this program carries; the same for both kinds of database.
pub(crate) fn known_versions() -> Result<Vec<String>, StoreError> {
    known(Backend::Sqlite)
}

/// Brings an empty database to the schema version of a backup, within a write transaction.
pub(crate) fn migrate_to(connection: &mut AnyConnection, version: &str) -> Result<(), StoreError> {
    migrations::run_upto(connection, version).map_err(failed)
}

fn known(backend: Backend) -> Result<Vec<String>, StoreError> {
    migrations::known_versions(backend).map_err(failed)
}

fn newest(versions: &[String]) -> String {
    versions.iter().max().cloned().unwrap_or_default()
}

fn failed(source: Box<dyn std::error::Error + Send + Sync>) -> StoreError {
    // A failure of the connection stays what it is, and so can be retried.
    match source.downcast::<diesel::result::Error>() {
        Ok(source) => match StoreError::from(*source) {
            StoreError::Database { source } => StoreError::Migration {
                source: Box::new(source),
            },
            other => other,
        },
        Err(source) if dialect::is_damage(&source.to_string()) => StoreError::Damaged,
        Err(source) => StoreError::Migration { source },
    }
}
