//! Who looked at what is sealed, and for which purpose (gd Art. 15). Disclosures have a stream of their own beside that of
//! the case: looking at a case does not change it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::ledger::{self, AppendError, Head, NewEvent, StoredEvent, sha256};

/// Who the complainant is was looked at.
pub const IDENTITY_DISCLOSED: &str = "identity_disclosed";

/// What the complainant wrote was looked at.
pub const STATEMENT_DISCLOSED: &str = "statement_disclosed";

/// Another sealed text of the case was looked at.
pub const MATERIAL_DISCLOSED: &str = "material_disclosed";

/// A file was downloaded, or a part of it.
pub const ATTACHMENT_DISCLOSED: &str = "attachment_disclosed";

/// A look at something sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disclosed {
    /// What for.
    pub purpose: String,
    /// The client that looked.
    pub client_id: String,
    /// Its role at that time.
    pub role: String,
    /// Its organisation at that time.
    pub organisation_id: String,
    /// Which material, where the kind of the event does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material: Option<String>,
    /// Whether there was anything to see: an anonymous complaint has no identity.
    pub given: bool,
}

/// As the ledger keeps it.
#[derive(Serialize)]
struct Payload<'a> {
    kind: &'a str,
    data: &'a Disclosed,
}

/// The same, read back.
#[derive(Deserialize)]
struct Read {
    data: Disclosed,
}

/// The stream of a case's disclosures.
#[must_use]
pub fn stream(id: &str) -> String {
    format!("disclosure/{id}")
}

/// Puts a look on record, in the transaction that opens what is sealed.
///
/// # Errors
/// See [`StoreError`].
pub fn record(
    connection: &mut AnyConnection,
    id: &str,
    kind: &'static str,
    disclosed: &Disclosed,
    now: DateTime<Utc>,
) -> Result<Head, StoreError> {
    let stream = stream(id);
    // Two officers may look at the same time; neither is to be told of a conflict.
    dialect::lock_name(connection, &sha256(stream.as_bytes()))?;
    let head = ledger::head(connection, &stream)?;
    let data = disclosed;
    let payload = serde_json::to_string(&Payload { kind, data })
        .map_err(|_unwritable| StoreError::Corrupt("disclosure event"))?;
    let event = NewEvent { kind, payload };
    let actor = &disclosed.client_id;
    match ledger::append(connection, &stream, &head, &[event], actor, now) {
        Ok(head) => Ok(head),
        Err(AppendError::Store(error)) => Err(error),
        // Whoever appends to this stream holds the lock.
        Err(AppendError::Conflict) => Err(StoreError::Corrupt("events.version")),
    }
}

/// What an event of such a stream says.
///
/// # Errors
/// [`StoreError::Corrupt`] where it is none of them.
pub fn decode(event: &StoredEvent) -> Result<Disclosed, StoreError> {
    serde_json::from_str::<Read>(&event.payload)
        .map(|read| read.data)
        .map_err(|_unreadable| StoreError::Corrupt("events.payload"))
}
