//! What a program of this installation needs before anything else: the database, the keys, and at the first start the
//! organisations, a signing key and one administrator.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use chrono::Utc;
use domain::access::Role;
use persistence::access::ChangeError;
use persistence::checkpoint::anchor;
use persistence::clients::{self, NewClient, Secret};
use persistence::keys::{KeyFileError, KeyRing, SealError};
use persistence::signing_keys::RotateError;
use persistence::{
    DatabaseUrl, SqliteLocation, Store, StoreError, access, organisations, signing_keys,
};
use serde::{Deserialize, Serialize};

/// Folder of what has no other place.
const DATA_FOLDER: &str = "jiandu-data";

/// Name of the file with the first administrator's secret.
pub const ADMIN_FILE: &str = "admin-client.json";

/// How often, and at which interval, a key file that another process is still writing is read again.
const ATTEMPTS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// Database and keys, ready.
#[derive(Debug, Clone)]
pub struct Installation {
    /// The database.
    pub store: Store,
    /// The keys.
    pub keys: KeyRing,
    /// Where the first administrator's secret was written, if this was the first start.
    pub admin_file: Option<PathBuf>,
}

/// Why it cannot be made ready.
#[derive(Debug, thiserror::Error)]
pub enum InstallationError {
    /// The keys cannot be read or made.
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    /// The keys are gone, though the database has content that was sealed with them.
    #[error(
        "there is no key file {}, but the database holds content that was sealed with its keys: restore the file, or \
         name it in JIANDU_MASTER_KEY_FILE",
        .0.display()
    )]
    KeysMissing(PathBuf),
    /// Encryption failed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The first organisations, key or client cannot be stored.
    #[error("the first start failed: {0}")]
    First(#[from] ChangeError),
    /// The secret of the first administrator cannot be written.
    #[error("{}: {source}", .path.display())]
    AdminFile {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<RotateError> for InstallationError {
    fn from(error: RotateError) -> Self {
        match error {
            RotateError::Seal(error) => Self::Seal(error),
            RotateError::Change(error) => Self::First(error),
        }
    }
}

/// A client's id and secret, as a file holds them.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientFile {
    /// The client's id.
    pub client_id: String,
    /// Its secret.
    pub client_secret: String,
}

impl Installation {
    /// Makes an open database ready.
    ///
    /// # Errors
    /// See [`InstallationError`].
    pub fn prepare(
        store: Store,
        url: &DatabaseUrl,
        key_file: Option<&Path>,
    ) -> Result<Self, InstallationError> {
        let place = key_file_of(url, key_file);
        let keys = keys(&store, url, &place, key_file.is_some())?;
        let admin_file = admin_file_of(url, key_file);
        let is_new = first_start(&store, &keys, &admin_file)?;
        Ok(Self {
            store,
            keys,
            admin_file: is_new.then_some(admin_file),
        })
    }
}

/// The key file of a database: the one that is named, or the one at the usual place.
#[must_use]
pub fn key_file_of(url: &DatabaseUrl, named: Option<&Path>) -> PathBuf {
    named.map_or_else(|| folder(url).join("keys.json"), Path::to_owned)
}

/// The file with the first administrator's secret: beside the SQLite file, or beside the key file.
#[must_use]
pub fn admin_file_of(url: &DatabaseUrl, named: Option<&Path>) -> PathBuf {
    match url {
        DatabaseUrl::Sqlite(_) => folder(url).join(ADMIN_FILE),
        DatabaseUrl::Postgres(_) => key_file_of(url, named).with_file_name(ADMIN_FILE),
    }
}

/// The file that keeps copies of checkpoints outside the database: beside the key file. A database in memory has none.
#[must_use]
pub fn anchor_file_of(url: &DatabaseUrl, named: Option<&Path>) -> Option<PathBuf> {
    match url {
        DatabaseUrl::Sqlite(SqliteLocation::Memory) => None,
        DatabaseUrl::Sqlite(SqliteLocation::File(_)) | DatabaseUrl::Postgres(_) => {
            Some(key_file_of(url, named).with_file_name(anchor::FILE_NAME))
        }
    }
}

/// Where the database's own files lie.
fn folder(url: &DatabaseUrl) -> PathBuf {
    match url {
        DatabaseUrl::Sqlite(SqliteLocation::File(path)) => {
            path.parent().map_or_else(PathBuf::new, Path::to_owned)
        }
        DatabaseUrl::Sqlite(SqliteLocation::Memory) | DatabaseUrl::Postgres(_) => {
            PathBuf::from(DATA_FOLDER)
        }
    }
}

/// The keys of the file, or new ones where nothing was sealed yet.
fn keys(
    store: &Store,
    url: &DatabaseUrl,
    place: &Path,
    is_given: bool,
) -> Result<KeyRing, InstallationError> {
    if !is_given && matches!(url, DatabaseUrl::Sqlite(SqliteLocation::Memory)) {
        return Ok(KeyRing::ephemeral()?);
    }
    // Asked before the file is looked for: a process that starts beside this one makes the file first.
    let is_new = store.read(|connection| access::is_named(connection).map(|named| !named))?;
    for _ in 0..ATTEMPTS {
        if !place.exists() {
            if !is_new {
                return Err(InstallationError::KeysMissing(place.to_owned()));
            }
            make_folder(place)?;
            match KeyRing::create(place) {
                Err(KeyFileError::Exists { .. }) => {}
                made => return Ok(made?),
            }
        }
        match KeyRing::load(place) {
            // Perhaps not yet written to its end.
            Err(KeyFileError::Form { .. }) if is_new => thread::sleep(PAUSE),
            loaded => return Ok(loaded?),
        }
    }
    Ok(KeyRing::load(place)?)
}

fn make_folder(file: &Path) -> Result<(), InstallationError> {
    let Some(folder) = file.parent().filter(|folder| *folder != Path::new("")) else {
        return Ok(());
    };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .map_err(|source| InstallationError::AdminFile {
            path: folder.to_owned(),
            source,
        })
}

/// Creates what must be there, in one transaction; says whether it did.
fn first_start(
    store: &Store,
    keys: &KeyRing,
    admin_file: &Path,
) -> Result<bool, InstallationError> {
    if store.read(access::is_named)? {
        return Ok(false);
    }
    let (keys, admin_file) = (keys.clone(), admin_file.to_owned());
    store.write(move |connection| {
        let now = Utc::now();
        if !organisations::seed(connection, now)? {
            return Ok(false);
        }
        signing_keys::rotate(connection, &keys, "system", now)?;
        let secret = Secret::new()?;
        let admin = NewClient {
            name: "admin".to_owned(),
            role: Role::Admin,
            organisation_id: organisations::PROVINCIAL_CENTER.to_owned(),
        };
        let admin = clients::create(connection, &admin, &secret, "system", now)?;
        // Before the commit: without the file nobody could ever act as this client.
        make_folder(&admin_file)?;
        write_client(&admin_file, &admin.id, &secret).map_err(|source| {
            InstallationError::AdminFile {
                path: admin_file,
                source,
            }
        })?;
        Ok(true)
    })
}

/// Writes a client's id and secret into a file that only its owner can read. One that is there already is kept beside
/// it.
///
/// # Errors
/// Whatever the file system refuses.
pub fn write_client(path: &Path, id: &str, secret: &Secret) -> io::Result<()> {
    if path.exists() {
        fs::rename(path, path.with_extension("json.old"))?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file: File = options.open(path)?;
    let content = ClientFile {
        client_id: id.to_owned(),
        client_secret: secret.reveal().to_owned(),
    };
    serde_json::to_writer_pretty(&mut file, &content)?;
    file.write_all(b"\n")?;
    file.sync_all()
}
