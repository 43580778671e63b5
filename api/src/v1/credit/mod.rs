//! Credit of institutions (jz Art. 19): score and grade of any day, how they changed, the formula, the ranking.

pub mod formula;
pub mod get;
pub mod history;
pub mod ranking;
pub mod schema;

use chrono::{DateTime, Utc};
use domain::jz::institution::Institution;
use persistence::aggregate::{self, Opened};
use persistence::{Connection, StoreError, institutions};

use super::institutions::reach::Reaching;

/// An institution in reach, by all that is on record or as it was known at an instant; none: the same for whoever does not
/// exist, is out of reach, or was not on record then.
pub(crate) fn known(
    connection: &mut Connection,
    reaching: &Reaching,
    id: &str,
    known_at: Option<DateTime<Utc>>,
) -> Result<Option<Opened<Institution>>, StoreError> {
    let row = institutions::get(connection, id)?;
    if !row.is_some_and(|row| reaching.holds_row(&row)) {
        return Ok(None);
    }
    match known_at {
        None => aggregate::open(connection, id),
        Some(instant) => aggregate::open_known(connection, id, instant),
    }
}
