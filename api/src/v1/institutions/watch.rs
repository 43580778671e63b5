//! The watch over institutions (jz Art. 20-22): after every change that matters the engine runs, and what it finds opens or
//! updates one proposal; nothing is decided here.

use domain::jz::institution::Institution;
use persistence::Connection;
use persistence::aggregate::Opened;

use super::command::Desk;
use crate::problem::Problem;

/// After a change to an institution, in the same transaction and under the same lock.
///
/// # Errors
/// Those of the database.
pub fn after_change(
    _connection: &mut Connection,
    _institution: &Opened<Institution>,
    _desk: &Desk,
) -> Result<(), Problem> {
    Ok(())
}
