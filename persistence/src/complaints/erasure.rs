//! Destroying what is sealed of a case, once two persons decided it.
//!
//! Whatever opens sealed content, or finds a case by who complained or what they wrote, is destroyed here, in the
//! transaction that records the decision: a new table of that kind is added here too. Events, row and chain stay.

use chrono::{DateTime, Utc};

use super::lookup;
use super::record::stream;
use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::ledger::sealed;

/// Destroys the key of a case with everything that is sealed under it, and the hashes by which its complainant is found.
pub(super) fn erase(
    connection: &mut AnyConnection,
    id: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    dialect::overwriting(connection, |connection| {
        sealed::destroy(connection, &stream(id), now)?;
        lookup::replace(connection, id, &[])
    })
}
