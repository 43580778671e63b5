//! Numbers of filings (jz Art. 2, 3): by authority and year, without gaps.

use diesel::prelude::*;

use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::schema::filing_counters as counters;

/// Takes the next number of an authority in a year. It is given back if the transaction fails, and no other transaction
/// can take one meanwhile: so there are no gaps.
///
/// # Errors
/// See [`StoreError`].
pub fn next(connection: &mut AnyConnection, authority: &str, year: i32) -> Result<i64, StoreError> {
    let year = i64::from(year);
    dialect::ensure_filing_counter(connection, authority, year)?;
    diesel::update(counters::table.find((authority, year)))
        .set(counters::last.eq(counters::last + 1))
        .execute(connection)?;
    Ok(counters::table
        .find((authority, year))
        .select(counters::last)
        .get_result(connection)?)
}
