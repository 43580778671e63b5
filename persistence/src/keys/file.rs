//! The key file: JSON of mode 0600, outside the database.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::{KeyRing, LENGTH, MasterKey, SealError};

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It cannot be read or written.
    #[error("key file {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Its content is none.
    #[error("key file {}: {fault}", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What is wrong; never holds a key.
        fault: &'static str,
    },
    /// A new one was to be made, but there is one.
    #[error("key file {} exists already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Others than its owner may read it.
    #[error("key file {} can be read by others: chmod 600 it", path.display())]
    Open {
        /// The file.
        path: PathBuf,
    },
    /// No random numbers.
    #[error("no new key could be made")]
    Random,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    version: u32,
    active: String,
    lookup: String,
    keys: Vec<KeyText>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyText {
    id: String,
    secret: String,
}

impl Drop for KeyText {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

const VERSION: u32 = 1;

pub(super) fn new_key() -> Result<MasterKey, SealError> {
    let mut secret = Zeroizing::new([0; LENGTH]);
    aws_lc_rs::rand::fill(secret.as_mut_slice()).map_err(|_unspecified| SealError::Failed)?;
    Ok(MasterKey::new(id_of(&secret), secret))
}

/// The key's id follows from the key, so that two keys never share one.
fn id_of(secret: &[u8; LENGTH]) -> String {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), b"key id");
    let mut id = "m".to_owned();
    for byte in tag.as_ref().iter().take(4) {
        let digits = [byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16));
        id.extend(digits.into_iter().flatten());
    }
    id
}

pub(super) fn load(path: &Path) -> Result<KeyRing, KeyFileError> {
    let failed = |source| KeyFileError::Io {
        path: path.to_owned(),
        source,
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).map_err(failed)?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(KeyFileError::Open {
                path: path.to_owned(),
            });
        }
    }
    let text = Zeroizing::new(fs::read(path).map_err(failed)?);
    let form = |fault| KeyFileError::Form {
        path: path.to_owned(),
        fault,
    };
    let file: KeyFile = serde_json::from_slice(&text)
        .map_err(|_quotes_the_text| form("it is not the JSON of a key file"))?;
    if file.version != VERSION {
        return Err(form("it has a version that this program does not know"));
    }
    let mut keys = Vec::new();
    for text in &file.keys {
        let mut secret = Zeroizing::new([0; LENGTH]);
        let length = STANDARD
            .decode_slice(&text.secret, secret.as_mut_slice())
            .map_err(|_quotes_the_text| form("a secret is not 32 bytes in base64"))?;
        if length != LENGTH {
            return Err(form("a secret is not 32 bytes in base64"));
        }
        if id_of(&secret) != text.id {
            return Err(form("an id does not belong to its secret"));
        }
        keys.push(MasterKey::new(text.id.clone(), secret));
    }
    let place = |id: &str| keys.iter().position(|key| key.id == id);
    let active = place(&file.active).ok_or_else(|| form("the active key is not in it"))?;
    let lookup = place(&file.lookup).ok_or_else(|| form("the look-up key is not in it"))?;
    KeyRing::new(keys, active, lookup).ok_or_else(|| form("it holds no key"))
}

pub(super) fn create(path: &Path) -> Result<KeyRing, KeyFileError> {
    let key = new_key().map_err(|_failed| KeyFileError::Random)?;
    let ring = KeyRing::new(vec![key], 0, 0).ok_or(KeyFileError::Random)?;
    write(path, &ring, true)?;
    Ok(ring)
}

pub(super) fn rotate(path: &Path) -> Result<KeyRing, KeyFileError> {
    let old = load(path)?;
    let mut keys: Vec<MasterKey> = old
        .inner
        .keys
        .iter()
        .map(|key| MasterKey::new(key.id.clone(), key.secret.clone()))
        .collect();
    keys.push(new_key().map_err(|_failed| KeyFileError::Random)?);
    let active = keys.len().saturating_sub(1);
    let ring = KeyRing::new(keys, active, old.inner.lookup).ok_or(KeyFileError::Random)?;
    let beside = path.with_extension("new");
    write(&beside, &ring, true)?;
    fs::rename(&beside, path).map_err(|source| KeyFileError::Io {
        path: path.to_owned(),
        source,
    })?;
    Ok(ring)
}

fn write(path: &Path, ring: &KeyRing, new: bool) -> Result<(), KeyFileError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::AlreadyExists => KeyFileError::Exists {
            path: path.to_owned(),
        },
        _ => KeyFileError::Io {
            path: path.to_owned(),
            source,
        },
    };
    let id_at = |place: usize| {
        let key = ring.inner.keys.get(place);
        key.map_or_else(String::new, |key| key.id.clone())
    };
    let file = KeyFile {
        version: VERSION,
        active: id_at(ring.inner.active),
        lookup: id_at(ring.inner.lookup),
        keys: ring
            .inner
            .keys
            .iter()
            .map(|key| KeyText {
                id: key.id.clone(),
                secret: STANDARD.encode(key.secret.as_slice()),
            })
            .collect(),
    };
    let text = serde_json::to_vec_pretty(&file).map_err(|error| failed(error.into()))?;
    let text = Zeroizing::new(text);
    if let Some(folder) = path.parent().filter(|folder| *folder != Path::new("")) {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(new);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(path).map_err(failed)?;
    opened.write_all(&text).map_err(failed)?;
    opened.write_all(b"\n").map_err(failed)?;
    opened.sync_all().map_err(failed)
}
