//! Whether the record is whole and as it was written.
//!
//! What this finds: an event that was changed, moved or removed from the middle of its stream, and, up to the last
//! checkpoint, any event that was removed, added or replaced, whole streams included; a changed or removed checkpoint;
//! an older backup in the place of the database, if the anchor file is younger; sealed content that was changed; rows
//! of a projection that do not follow from the events.
//!
//! What it cannot find: that the newest events, those after the last anchored checkpoint, were removed together with
//! what follows from them; events that somebody with write access to the database forged and appended, for the next
//! checkpoint covers them as it covers all; anything that was done with the key file in hand.

mod checkpoints;
pub(crate) mod derived;
mod events;
mod keys;
mod sealed;

use std::fmt;
use std::path::Path;

use serde::Serialize;

use crate::checkpoint::anchor::AnchorError;
use crate::dialect::AnyConnection;
use crate::dialect::guards::missing;
use crate::error::StoreError;
use crate::keys::{KeyRing, SealError};
use crate::store::Store;
use keys::Keys;

/// Tables that are derived from the events and can be compared with them.
pub trait Projection {
    /// Its name, such as `complaints`.
    fn name(&self) -> &'static str;

    /// Derives every row from the events anew and compares it with the stored one.
    ///
    /// # Errors
    /// [`Mismatch::Found`] with the first row that differs, [`Mismatch::Unchecked`] if it cannot be told.
    fn compare(&self, connection: &mut AnyConnection, keys: &KeyRing) -> Result<Checked, Mismatch>;
}

/// A check that found nothing wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    /// How many rows it looked at.
    pub rows: u64,
}

/// Why a check did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// Something is not as it was recorded.
    Found(Finding),
    /// It cannot be told.
    Unchecked(String),
}

impl From<StoreError> for Mismatch {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Corrupt(_) => Self::Found(Finding::new(error.to_string())),
            other => Self::Unchecked(other.to_string()),
        }
    }
}

impl From<diesel::result::Error> for Mismatch {
    fn from(error: diesel::result::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl From<SealError> for Mismatch {
    fn from(error: SealError) -> Self {
        Self::Unchecked(error.to_string())
    }
}

impl From<AnchorError> for Mismatch {
    fn from(error: AnchorError) -> Self {
        match &error {
            AnchorError::Form { .. } => Self::Found(Finding::new(error.to_string())),
            _ => Self::Unchecked(error.to_string()),
        }
    }
}

/// The first thing that is wrong, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What is wrong; shows no stored content.
    pub what: String,
    /// The stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream: Option<String>,
    /// The event's version in its stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// The event's position among all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<i64>,
    /// The checkpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<i64>,
    /// The row of another table: the table's name and the row's key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
}

impl Finding {
    /// A finding that has no place yet.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            ..Self::default()
        }
    }

    /// At a row of a table.
    #[must_use]
    pub fn at_row(mut self, table: &str, key: &str) -> Self {
        self.row = Some(format!("{table} {key}"));
        self
    }

    /// At an event.
    #[must_use]
    pub fn at_event(mut self, stream: &str, version: i64, position: i64) -> Self {
        self.stream = Some(stream.to_owned());
        self.version = Some(version);
        self.position = Some(position);
        self
    }

    /// At a checkpoint.
    #[must_use]
    pub fn at_checkpoint(mut self, id: i64) -> Self {
        self.checkpoint = Some(id);
        self
    }
}

impl From<Finding> for Mismatch {
    fn from(finding: Finding) -> Self {
        Self::Found(finding)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut places = Vec::new();
        places.extend(self.checkpoint.map(|id| format!("checkpoint {id}")));
        places.extend(self.row.clone());
        places.extend(
            self.stream
                .as_ref()
                .map(|stream| format!("stream {stream}")),
        );
        places.extend(self.version.map(|version| format!("version {version}")));
        places.extend(self.position.map(|position| format!("position {position}")));
        if !places.is_empty() {
            write!(f, "{}: ", places.join(", "))?;
        }
        f.write_str(&self.what)
    }
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nothing is wrong.
    Sound,
    /// Something is not as it was recorded.
    Tampered,
    /// It cannot be told.
    Unchecked,
}

/// One check and its result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was checked.
    pub name: &'static str,
    /// The result.
    pub state: State,
    /// How many rows were looked at, if all were.
    pub rows: u64,
    /// What is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// Why it cannot be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// All checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The worst of the checks' states: tampered, else unchecked, else sound.
    pub state: State,
    /// The checks, in the order in which they were made.
    pub checks: Vec<Check>,
}

impl Report {
    fn new(checks: Vec<Check>) -> Self {
        let has = |state| checks.iter().any(|check| check.state == state);
        let state = if has(State::Tampered) {
            State::Tampered
        } else if has(State::Unchecked) {
            State::Unchecked
        } else {
            State::Sound
        };
        Self { state, checks }
    }
}

/// What there is to check with.
#[derive(Clone, Copy, Default)]
pub struct Means<'a> {
    /// The keys: without them signatures and sealed content cannot be checked.
    pub keys: Option<&'a KeyRing>,
    /// The anchor file, if there is one.
    pub anchor: Option<&'a Path>,
    /// Tables derived from the events.
    pub projections: &'a [&'a dyn Projection],
}

/// Checks everything, all of it in the state of one moment; however much there is, in little memory.
///
/// # Errors
/// [`StoreError`] if the database cannot be read at all.
pub fn verify(store: &Store, means: Means<'_>) -> Result<Report, StoreError> {
    // Before the snapshot: what is anchored by now is in the database by then.
    let anchored = means.anchor.map(crate::checkpoint::anchor::read);
    store.snapshot(move |connection| {
        let keys = Keys::of(connection, means.keys)?;
        let mut checks = vec![check("events", events::check(connection))];
        checks.push(check("checkpoints", checkpoints::check(connection, &keys)));
        checks.push(check(
            "anchor",
            checkpoints::anchor(connection, &keys, anchored),
        ));
        checks.push(check("sealed", sealed::check(connection, &keys)));
        checks.push(check(
            "attachments",
            crate::attachments::check(connection, keys.own()),
        ));
        checks.push(check("guards", guards(connection)));
        for projection in means.projections {
            let result = keys
                .needed()
                .and_then(|keys| projection.compare(connection, keys));
            checks.push(check(projection.name(), result));
        }
        Ok(Report::new(checks))
    })
}

/// The database itself refuses to change the record, as long as nobody takes that away.
fn guards(connection: &mut AnyConnection) -> Result<Checked, Mismatch> {
    match missing(connection)? {
        (_, Some(trigger)) => Err(Finding::new(
            "the trigger that refuses changes of the record is missing or disabled",
        )
        .at_row("trigger", trigger)
        .into()),
        (expected, None) => Ok(Checked {
            rows: u64::try_from(expected.len()).unwrap_or(u64::MAX),
        }),
    }
}

fn check(name: &'static str, result: Result<Checked, Mismatch>) -> Check {
    let (state, rows, finding, reason) = match result {
        Ok(checked) => (State::Sound, checked.rows, None, None),
        Err(Mismatch::Found(finding)) => (State::Tampered, 0, Some(finding), None),
        Err(Mismatch::Unchecked(reason)) => (State::Unchecked, 0, None, Some(reason)),
    };
    Check {
        name,
        state,
        rows,
        finding,
        reason,
    }
}
