//! Institutions (jz Art. 2, 3): streams `institution/<id>`, and a row of each for look-ups and lists.

mod derived;
mod number;
pub mod publicity;
mod row;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::jz::institution::{Institution, InstitutionEvent};

pub use derived::Institutions;
pub use number::next as next_number;
pub use row::InstitutionRow;

use crate::aggregate::{self, Aggregate, Opened};
use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::ledger::AppendError;
use crate::schema::institutions;

impl Aggregate for Institution {
    type Event = InstitutionEvent;

    const KIND: &'static str = "institution";

    fn event_kind(event: &InstitutionEvent) -> &'static str {
        event.kind()
    }

    fn begin(event: &InstitutionEvent) -> Option<Self> {
        Self::begin(event)
    }

    fn apply(&mut self, event: &InstitutionEvent) {
        Self::apply(self, event);
    }
}

/// Records what happened to an institution, the first events or further ones behind what was seen, with its rows.
///
/// # Errors
/// [`AppendError::Conflict`] where others came first, or where another institution has this credit code.
pub fn record(
    connection: &mut AnyConnection,
    id: &str,
    seen: Option<Opened<Institution>>,
    events: &[InstitutionEvent],
    actor: &str,
    now: DateTime<Utc>,
) -> Result<Opened<Institution>, AppendError> {
    let is_new = seen.is_none();
    let before = seen
        .as_ref()
        .map(|seen| row::Before::of(&seen.state))
        .unwrap_or_default();
    let opened = aggregate::append(connection, id, seen, events, actor, now)?;
    row::keep(connection, &opened, is_new, &before)?;
    publicity::keep(connection, &opened, events)?;
    Ok(opened)
}

/// The row of an institution, if there is one of that id.
///
/// # Errors
/// See [`StoreError`].
pub fn get(connection: &mut AnyConnection, id: &str) -> Result<Option<InstitutionRow>, StoreError> {
    if id.contains('\0') {
        return Ok(None);
    }
    Ok(institutions::table
        .find(id)
        .select(InstitutionRow::as_select())
        .first(connection)
        .optional()?)
}

/// The row of the institution with that credit code, if there is one.
///
/// # Errors
/// See [`StoreError`].
pub fn by_uscc(
    connection: &mut AnyConnection,
    uscc: &str,
) -> Result<Option<InstitutionRow>, StoreError> {
    if uscc.contains('\0') {
        return Ok(None);
    }
    Ok(institutions::table
        .filter(institutions::uscc.eq(uscc))
        .select(InstitutionRow::as_select())
        .first(connection)
        .optional()?)
}
