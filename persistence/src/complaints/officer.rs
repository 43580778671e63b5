//! The cases that an officer has in hand.

use diesel::prelude::*;
use domain::gd::case::Status;

use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::complaints;

/// Ids of an officer's open cases at a center, in their order; at most `most`.
///
/// # Errors
/// See [`StoreError`].
pub fn open_cases(
    connection: &mut AnyConnection,
    center: &str,
    officer: &str,
    most: usize,
) -> Result<Vec<String>, StoreError> {
    let open: Vec<&str> = Status::ALL
        .iter()
        .filter(|status| status.is_open())
        .map(|status| status.as_str())
        .collect();
    Ok(complaints::table
        .filter(complaints::officer.eq(officer))
        .filter(complaints::center.eq(center))
        .filter(complaints::state.eq_any(open))
        .order(complaints::id)
        .limit(i64::try_from(most).unwrap_or(i64::MAX))
        .select(complaints::id)
        .load(connection)?)
}
