//! Which database a command works on, and with which keys.

use std::path::PathBuf;

use clap::Args;
use persistence::keys::KeyRing;
use persistence::{DatabaseUrl, Store};

use super::{existing_store, parse};
use crate::installation::{admin_file_of, anchor_file_of, key_file_of};
use crate::settings::DatabaseText;

/// Flags of every command on the record.
#[derive(Debug, Args)]
pub(super) struct Place {
    /// Database: sqlite://<file> or postgres://<user>:<password>@<host>/<name>
    #[arg(
        long,
        env = "DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite://jiandu-data/jiandu.sqlite",
        value_name = "URL"
    )]
    database_url: DatabaseText,
    /// File of the master keys [default: keys.json beside the SQLite file, or in jiandu-data]
    #[arg(long, env = "JIANDU_MASTER_KEY_FILE", value_name = "FILE")]
    master_key_file: Option<PathBuf>,
}

impl Place {
    pub(super) fn url(&self) -> Result<DatabaseUrl, String> {
        parse(&self.database_url)
    }

    /// The database, which must be there already.
    pub(super) fn store(&self) -> Result<Store, String> {
        existing_store(&self.database_url)?
            .ok_or_else(|| format!("{}: there is no such database", self.database_url))
    }

    /// The file with the first administrator's secret, where the first start wrote it.
    pub(super) fn admin_file(&self) -> Result<PathBuf, String> {
        Ok(admin_file_of(&self.url()?, self.master_key_file.as_deref()))
    }

    /// The keys; nothing where the file at the usual place does not exist.
    pub(super) fn keys(&self) -> Result<Option<KeyRing>, String> {
        let path = self.key_file()?;
        if self.master_key_file.is_none() && !path.exists() {
            return Ok(None);
        }
        KeyRing::load(&path)
            .map(Some)
            .map_err(|error| error.to_string())
    }

    pub(super) fn key_file(&self) -> Result<PathBuf, String> {
        Ok(key_file_of(&self.url()?, self.master_key_file.as_deref()))
    }

    /// The anchor file at the usual place, if it exists.
    pub(super) fn anchor(&self) -> Result<Option<PathBuf>, String> {
        let path = anchor_file_of(&self.url()?, self.master_key_file.as_deref());
        Ok(path.filter(|path| path.exists()))
    }
}
