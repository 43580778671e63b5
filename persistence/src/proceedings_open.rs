//! What is still open against an institution, which its deregistration waits for (jz Art. 23).

use crate::dialect::AnyConnection;
use crate::error::StoreError;

/// Ids of sanction proceedings about an institution that are not settled. There is no register of proceedings yet: none.
///
/// # Errors
/// See [`StoreError`].
pub const fn open_proceedings(
    _connection: &mut AnyConnection,
    _institution_id: &str,
) -> Result<Vec<String>, StoreError> {
    Ok(Vec::new())
}
