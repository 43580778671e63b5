//! Receipt codes: how a member of the public finds a case of theirs again. Only a keyed hash of a code is kept, from
//! which nobody can tell the code, not even whoever has the database.

use diesel::prelude::*;

use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::keys::LookupHash;
use crate::schema::{case_keys, receipt_codes as codes};

use super::record::stream;

#[derive(Insertable)]
#[diesel(table_name = codes)]
struct Row<'a> {
    hash: &'a [u8],
    complaint_id: &'a str,
    key_id: &'a str,
}

/// Gives a new case its code; false where the code is another case's, so that one more has to be drawn.
///
/// # Errors
/// See [`StoreError`].
pub fn put(
    connection: &mut AnyConnection,
    code: &LookupHash,
    complaint: &str,
) -> Result<bool, StoreError> {
    let row = Row {
        hash: &code.hash,
        complaint_id: complaint,
        key_id: &code.key_id,
    };
    let inserted =
        dialect::on_backend!(connection, |connection| diesel::insert_into(codes::table)
            .values(&row)
            .on_conflict_do_nothing()
            .execute(connection))?;
    Ok(inserted == 1)
}

/// The case of a code. A case whose sealed content was destroyed has none any more.
///
/// # Errors
/// See [`StoreError`].
pub fn find(
    connection: &mut AnyConnection,
    code: &LookupHash,
) -> Result<Option<String>, StoreError> {
    let found: Option<String> = codes::table
        .find(code.hash.as_slice())
        .filter(codes::key_id.eq(&code.key_id))
        .select(codes::complaint_id)
        .get_result(connection)
        .optional()?;
    // Asked in any case: an unknown code takes no fewer steps than a known one.
    let erased: Option<Option<i64>> = case_keys::table
        .find(stream(found.as_deref().unwrap_or_default()))
        .select(case_keys::erased_at)
        .get_result(connection)
        .optional()?;
    Ok(found.filter(|_| matches!(erased, None | Some(None))))
}
