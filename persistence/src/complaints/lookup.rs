//! Finding "the same complainant" (gd Art. 10(3) and (4)) by keyed hashes of normalised telephone numbers, e-mail addresses
//! and identity numbers: nothing can be read from them.

use diesel::prelude::*;
use domain::truth::Truth;

use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::keys::{KeyRing, LookupHash};
use crate::schema::{complainant_hashes as hashes, complaints};

/// Most earlier cases of one complainant that are looked at, the latest first.
pub const MOST_PRIORS: i64 = 200;

/// The hash of one identifier of a complainant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// `phone`, `email` or `id_number`.
    pub kind: &'static str,
    /// The keyed hash.
    pub hash: LookupHash,
}

impl Identifier {
    /// Of a normalised identifier.
    #[must_use]
    pub fn new(keys: &KeyRing, kind: &'static str, normalised: &str) -> Self {
        Self {
            kind,
            hash: keys.lookup_hash(kind, normalised),
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = hashes)]
struct Row<'a> {
    hash: &'a [u8],
    complaint_id: &'a str,
    kind: &'a str,
    key_id: &'a str,
}

/// Notes by what a case's complainant is found again, in place of what was noted before.
///
/// # Errors
/// See [`StoreError`].
pub(super) fn put(
    connection: &mut AnyConnection,
    complaint: &str,
    identifiers: &[Identifier],
) -> Result<(), StoreError> {
    for identifier in identifiers {
        let row = Row {
            hash: &identifier.hash.hash,
            complaint_id: complaint,
            kind: identifier.kind,
            key_id: &identifier.hash.key_id,
        };
        dialect::on_backend!(connection, |connection| diesel::insert_into(hashes::table)
            .values(&row)
            .execute(connection))?;
    }
    Ok(())
}

/// As [`put`], in place of what was noted before.
pub(super) fn replace(
    connection: &mut AnyConnection,
    complaint: &str,
    identifiers: &[Identifier],
) -> Result<(), StoreError> {
    diesel::delete(hashes::table.filter(hashes::complaint_id.eq(complaint))).execute(connection)?;
    put(connection, complaint, identifiers)
}

/// Notes by what the complainant of one case is found again for another case of theirs too.
///
/// # Errors
/// See [`StoreError`].
pub fn copy(connection: &mut AnyConnection, from: &str, to: &str) -> Result<(), StoreError> {
    let noted: Vec<(Vec<u8>, String, String)> = hashes::table
        .filter(hashes::complaint_id.eq(from))
        .select((hashes::hash, hashes::kind, hashes::key_id))
        .load(connection)?;
    for (hash, kind, key_id) in &noted {
        let row = Row {
            hash,
            complaint_id: to,
            kind,
            key_id,
        };
        dialect::on_backend!(connection, |connection| diesel::insert_into(hashes::table)
            .values(&row)
            .execute(connection))?;
    }
    Ok(())
}

type Known = (String, Vec<u8>);

fn known(connection: &mut AnyConnection, complaint: &str) -> Result<Vec<Known>, StoreError> {
    Ok(hashes::table
        .filter(hashes::complaint_id.eq(complaint))
        .select((hashes::kind, hashes::hash))
        .load(connection)?)
}

/// Whether two cases have the same complainant: true if any identifier is the same, false if none is although both gave
/// one of the same kind, unknown otherwise.
///
/// # Errors
/// See [`StoreError`].
pub fn same_complainant(
    connection: &mut AnyConnection,
    one: &str,
    other: &str,
) -> Result<Truth, StoreError> {
    let (one, other) = (known(connection, one)?, known(connection, other)?);
    if one.iter().any(|identifier| other.contains(identifier)) {
        return Ok(Truth::True);
    }
    let comparable = one
        .iter()
        .any(|(kind, _)| other.iter().any(|(known, _)| known == kind));
    Ok(if comparable {
        Truth::False
    } else {
        Truth::Unknown
    })
}

/// Ids of the earlier cases of the same complainant in a regime, the latest first: received before a moment, or at it with
/// a lower id.
///
/// # Errors
/// See [`StoreError`].
pub fn cases_of_same_complainant(
    connection: &mut AnyConnection,
    complaint: &str,
    regime: &str,
    received_at: i64,
) -> Result<Vec<String>, StoreError> {
    let own: Vec<Vec<u8>> = hashes::table
        .filter(hashes::complaint_id.eq(complaint))
        .select(hashes::hash)
        .load(connection)?;
    let mut found: Vec<(i64, String)> = Vec::new();
    for hash in own {
        let same: Vec<(i64, String)> = hashes::table
            .inner_join(complaints::table.on(complaints::id.eq(hashes::complaint_id)))
            .filter(hashes::hash.eq(hash))
            .filter(complaints::regime.eq(regime))
            .filter(
                complaints::received_at
                    .lt(received_at)
                    .or(complaints::received_at
                        .eq(received_at)
                        .and(complaints::id.lt(complaint))),
            )
            .order((complaints::received_at.desc(), complaints::id.desc()))
            .limit(MOST_PRIORS)
            .select((complaints::received_at, complaints::id))
            .load(connection)?;
        found.extend(same);
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.dedup();
    Ok(found.into_iter().map(|(_, id)| id).collect())
}
