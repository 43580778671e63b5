//! Registration numbers (gd Art. 11): by center and year, without gaps.

use diesel::prelude::*;

use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::schema::registration_counters as counters;

/// Takes the next number of a center in a year of Shanghai. It is given back if the transaction fails, and no other
/// transaction can take one meanwhile: so there are no gaps.
///
/// # Errors
/// See [`StoreError`].
pub fn next(connection: &mut AnyConnection, center: &str, year: i32) -> Result<i64, StoreError> {
    let year = i64::from(year);
    dialect::ensure_counter(connection, center, year)?;
    diesel::update(counters::table.find((center, year)))
        .set(counters::last.eq(counters::last + 1))
        .execute(connection)?;
    Ok(counters::table
        .find((center, year))
        .select(counters::last)
        .get_result(connection)?)
}
