//! Copies of checkpoints outside the database: JSON lines in a file beside the key file, or sent to somebody else.
//!
//! Whoever can write to the database can take away the newest events together with the newest checkpoints, or put back
//! an old backup. The anchored copies then name checkpoints that the database no longer has.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::{Checkpoint, PublicKey, after, hex};
use crate::error::StoreError;
use crate::keys::{KeyRing, SealError};
use crate::ledger::{Hash, instant};
use crate::store::Store;

/// Name of the anchor file, beside the key file.
pub const FILE_NAME: &str = "checkpoints.jsonl";

/// Checkpoints anchored at once.
const PAGE: i64 = 500;

/// More than the longest line.
const TAIL: u64 = 4096;

/// Why checkpoints could not be anchored.
#[derive(Debug, thiserror::Error)]
pub enum AnchorError {
    /// The file cannot be read or written.
    #[error("anchor file {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line of the file is no checkpoint.
    #[error("anchor file {}: line {line} is no checkpoint", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// The line, from 1; 0 for the last.
        line: u64,
    },
    /// An anchored checkpoint is not in the database, or another is in its place.
    #[error(
        "checkpoint {id}, which was anchored in {}, is not in the database or differs there: \
         the database was truncated, changed or replaced by an older backup",
        path.display()
    )]
    Lost {
        /// The file.
        path: PathBuf,
        /// The checkpoint.
        id: i64,
    },
    /// A checkpoint in the database was not signed by this installation.
    #[error("checkpoint {id} in the database was not signed with this installation's key")]
    Signature {
        /// The checkpoint.
        id: i64,
    },
    /// There is no key to check signatures with.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

#[derive(Serialize, Deserialize)]
struct Line {
    id: i64,
    upto_position: i64,
    events: i64,
    digest: String,
    previous: String,
    created_at: i64,
    signature: String,
    key_id: String,
    public_key: String,
}

/// A checkpoint as one line of JSON, without the line's end.
#[must_use]
pub fn to_line(checkpoint: &Checkpoint, key: &PublicKey) -> String {
    let line = Line {
        id: checkpoint.id,
        upto_position: checkpoint.upto_position,
        events: checkpoint.events,
        digest: hex(&checkpoint.digest),
        previous: hex(&checkpoint.previous),
        created_at: checkpoint.created_at.timestamp_micros(),
        signature: STANDARD.encode(&checkpoint.signature),
        key_id: checkpoint.key_id.clone(),
        public_key: STANDARD.encode(key.as_bytes()),
    };
    // Numbers and strings only: that cannot fail.
    serde_json::to_string(&line).unwrap_or_default()
}

/// A checkpoint from its line of JSON.
#[must_use]
pub fn from_line(text: &str) -> Option<Checkpoint> {
    let line: Line = serde_json::from_str(text).ok()?;
    Some(Checkpoint {
        id: line.id,
        upto_position: line.upto_position,
        events: line.events,
        digest: from_hex(&line.digest)?,
        previous: from_hex(&line.previous)?,
        created_at: instant(line.created_at)?,
        signature: STANDARD.decode(&line.signature).ok()?,
        key_id: line.key_id,
    })
}

fn from_hex(text: &str) -> Option<Hash> {
    let mut hash = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (byte, digits) in hash.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(hash)
}

/// Appends to the file the checkpoints that it does not hold yet, and returns how many. Each is checked first: a file
/// never takes up a forged one, and a database that lacks the last anchored one is reported.
///
/// # Errors
/// See [`AnchorError`].
pub fn follow(store: &Store, keys: &KeyRing, path: &Path) -> Result<u64, AnchorError> {
    let failed = |source| AnchorError::Io {
        path: path.to_owned(),
        source,
    };
    let key = PublicKey::of(keys)?;
    let mut file = open(path).map_err(failed)?;
    // Other programs of this installation may follow too; closing the file unlocks it.
    file.lock().map_err(failed)?;
    let mut last = last(&mut file, path)?;
    if let Some(anchored) = &last {
        let stored = store.read(|connection| after(connection, anchored.id - 1, 1))?;
        if stored.first() != Some(anchored) {
            return Err(AnchorError::Lost {
                path: path.to_owned(),
                id: anchored.id,
            });
        }
    }
    let mut count = 0;
    loop {
        let known = last.as_ref().map_or(0, |anchored| anchored.id);
        let new = store.read(|connection| after(connection, known, PAGE))?;
        let mut text = String::new();
        for checkpoint in new {
            if !checkpoint.is_signed_by(&key) {
                return Err(AnchorError::Signature { id: checkpoint.id });
            }
            text.push_str(&to_line(&checkpoint, &key));
            text.push('\n');
            count += 1;
            last = Some(checkpoint);
        }
        if text.is_empty() {
            return Ok(count);
        }
        file.write_all(text.as_bytes()).map_err(failed)?;
        file.sync_all().map_err(failed)?;
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The last checkpoint of the file. A line without an end was being written when the program stopped: it is cut off.
fn last(file: &mut File, path: &Path) -> Result<Option<Checkpoint>, AnchorError> {
    let failed = |source| AnchorError::Io {
        path: path.to_owned(),
        source,
    };
    let length = file.metadata().map_err(failed)?.len();
    let from = length.saturating_sub(TAIL);
    file.seek(SeekFrom::Start(from)).map_err(failed)?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail).map_err(failed)?;
    let whole = tail.iter().rposition(|byte| *byte == b'\n');
    let lines = tail
        .get(..whole.map_or(0, |end| end.saturating_add(1)))
        .unwrap_or_default();
    let kept = from.saturating_add(u64::try_from(lines.len()).unwrap_or(0));
    if kept < length && (whole.is_some() || from == 0) {
        file.set_len(kept).map_err(failed)?;
    }
    let line = lines.split(|byte| *byte == b'\n').rev().nth(1);
    let Some(line) = line else {
        return Ok(None);
    };
    std::str::from_utf8(line)
        .ok()
        .and_then(from_line)
        .map(Some)
        .ok_or_else(|| AnchorError::Form {
            path: path.to_owned(),
            line: 0,
        })
}

/// The checkpoints of an anchor file, in its order; a last line without an end is left out.
///
/// # Errors
/// [`AnchorError::Io`] if it cannot be opened; each item as it is read.
pub fn read(
    path: &Path,
) -> Result<impl Iterator<Item = Result<Checkpoint, AnchorError>> + use<>, AnchorError> {
    let path = path.to_owned();
    let failed = |path: &Path, source| AnchorError::Io {
        path: path.to_owned(),
        source,
    };
    let file = File::open(&path).map_err(|source| failed(&path, source))?;
    // What is appended from now on is newer than what the caller looks at.
    let length = file
        .metadata()
        .map_err(|source| failed(&path, source))?
        .len();
    let mut lines = BufReader::new(file.take(length));
    let mut number = 0;
    Ok(std::iter::from_fn(move || {
        let mut line = Vec::new();
        number += 1;
        match lines.read_until(b'\n', &mut line) {
            Err(source) => Some(Err(failed(&path, source))),
            Ok(_) if line.pop() != Some(b'\n') => None,
            Ok(_) => Some(
                std::str::from_utf8(&line)
                    .ok()
                    .and_then(from_line)
                    .ok_or_else(|| AnchorError::Form {
                        path: path.clone(),
                        line: number,
                    }),
            ),
        }
    }))
}
