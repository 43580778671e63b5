//! What a database is for: production, or a sandbox with a movable clock. The first start settles it for good.

use diesel::prelude::*;

use crate::dialect;
use crate::error::StoreError;
use crate::schema::database_mode;
use crate::store::Store;

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModeError {
    /// It is a sandbox's.
    #[error("this database belongs to a sandbox: start with --sandbox, or use another database")]
    Sandbox,
    /// It is in production.
    #[error("this database is in production: a sandbox needs a database of its own")]
    Production,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<diesel::result::Error> for ModeError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Settles the mode of a new database, or compares it with that of a used one.
///
/// # Errors
/// See [`ModeError`].
pub fn settle(store: &Store, sandbox: bool) -> Result<(), ModeError> {
    store.write(move |connection| {
        // Of several that start at once on a new database, one settles and the others see it.
        dialect::lock_migrations(connection)?;
        let settled: Option<bool> = database_mode::table
            .select(database_mode::sandbox)
            .first(connection)
            .optional()?;
        match (settled, sandbox) {
            (Some(true), false) => Err(ModeError::Sandbox),
            (Some(false), true) => Err(ModeError::Production),
            (Some(_), _) => Ok(()),
            (None, sandbox) => {
                let values = (
                    database_mode::id.eq(1_i64),
                    database_mode::sandbox.eq(sandbox),
                );
                diesel::insert_into(database_mode::table)
                    .values(values)
                    .execute(connection)?;
                Ok(())
            }
        }
    })
}
