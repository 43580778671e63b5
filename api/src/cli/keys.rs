//! The key file: found, or made at the first start.

use std::path::{Path, PathBuf};

use persistence::keys::KeyRing;
use persistence::{DatabaseUrl, SqliteLocation, Store};

use super::parse;
use crate::settings::Settings;

/// Its name where none is set.
const NAME: &str = "keys.json";

/// Where the key file lies: where the settings say, else beside the SQLite file. None for a database in memory, whose
/// keys need not outlive it.
pub(super) fn path(settings: &Settings) -> Result<Option<PathBuf>, String> {
    if let Some(path) = &settings.master_key_file {
        return Ok(Some(path.clone()));
    }
    Ok(match parse(&settings.database_url)? {
        DatabaseUrl::Sqlite(SqliteLocation::File(file)) => Some(file.with_file_name(NAME)),
        DatabaseUrl::Sqlite(SqliteLocation::Memory) => None,
        DatabaseUrl::Postgres(_) => Some(Path::new("jiandu-data").join(NAME)),
    })
}

/// The keys of a database; made together with it, never afterwards: what was sealed with lost keys stays sealed.
pub(super) fn ring(settings: &Settings, store: &Store) -> Result<KeyRing, String> {
    let Some(path) = path(settings)? else {
        return KeyRing::ephemeral().map_err(|error| error.to_string());
    };
    if path.exists() {
        return KeyRing::load(&path).map_err(|error| error.to_string());
    }
    let sealed = persistence::ledger::sealed::any(store).map_err(|error| error.to_string())?;
    if sealed {
        return Err(format!(
            "the key file {} is missing, but the database holds content that was sealed with it: put the file back, or \
             name it with JIANDU_MASTER_KEY_FILE",
            path.display()
        ));
    }
    let ring = KeyRing::create(&path).map_err(|error| error.to_string())?;
    log::info!(file = path.display().to_string(); "master key made: keep a copy of this file apart from the backups");
    Ok(ring)
}
