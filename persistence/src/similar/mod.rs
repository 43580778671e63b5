//! By what cases about the same matter are found, and who they are.
//!
//! What a complainant said is sealed (Art. 15). At rest there is of it, beside the sealed text, only: keyed hashes of groups
//! of its keyed MinHash signature, which tell whether two cases have a group in common and nothing else; and that
//! signature, sealed under the key of its case, so that it dies with it. The key is that of the look-up hashes.

mod candidates;
pub mod facts;
mod projection;

use diesel::prelude::*;
use domain::gd::matter::{Shingles, Signature};
use zeroize::Zeroizing;

pub use candidates::{Candidate, Near, find, signature};
pub use projection::SimilarCases;

use crate::complaints::record::stream;
use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::keys::{CaseKey, KeyRing, SealError};
use crate::schema::{case_keys, complaints, similar_bands, similar_cases};

/// Bytes of a block that is hashed with a key.
const BLOCK: usize = 16;

/// As what a signature is sealed.
const ITEM: &str = "similarity";

/// By what a text is found again, ready to be stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextTraits {
    bands: Vec<i64>,
    signature: Option<Vec<u8>>,
}

impl TextTraits {
    /// Of what a complainant said; the signature is sealed under the key of the case.
    ///
    /// # Errors
    /// [`SealError::Failed`].
    pub fn new(keys: &KeyRing, key: &CaseKey, said: &Shingles) -> Result<Self, SealError> {
        let Some(signature) = signed(keys, said)? else {
            return Ok(Self::default());
        };
        Ok(Self {
            bands: bands(keys, &signature)?,
            signature: Some(key.seal(ITEM, &Zeroizing::new(signature.to_bytes()))?),
        })
    }
}

/// The keyed signature of what somebody said; none: nothing.
///
/// # Errors
/// [`SealError::Failed`].
pub fn signed(keys: &KeyRing, said: &Shingles) -> Result<Option<Signature>, SealError> {
    let mut blocks = Zeroizing::new(Vec::with_capacity(said.pairs().len() * BLOCK));
    for pair in said.pairs() {
        blocks.extend_from_slice(&pair.to_be_bytes());
        blocks.extend_from_slice(&[0; BLOCK / 2]);
    }
    keys.keyed_blocks("similarity-pairs", &mut blocks)?;
    let hashes = blocks
        .chunks_exact(BLOCK)
        .map(|block| u64::from_be_bytes(number(block).to_be_bytes()));
    Ok(Signature::of(hashes))
}

/// The keyed hashes of a signature's groups, ascending, each once.
fn bands(keys: &KeyRing, signature: &Signature) -> Result<Vec<i64>, SealError> {
    let mut blocks = Vec::new();
    for band in signature.bands() {
        let mut block = [0; BLOCK];
        let bytes = band.values.iter().flat_map(|value| value.to_be_bytes());
        let bytes = [band.number].into_iter().chain(bytes);
        block
            .iter_mut()
            .zip(bytes)
            .for_each(|(to, from)| *to = from);
        blocks.extend_from_slice(&block);
    }
    keys.keyed_blocks("similarity-bands", &mut blocks)?;
    let mut bands: Vec<i64> = blocks.chunks_exact(BLOCK).map(number).collect();
    bands.sort_unstable();
    bands.dedup();
    Ok(bands)
}

/// The first eight bytes as a number.
fn number(bytes: &[u8]) -> i64 {
    bytes
        .first_chunk()
        .map_or(0, |first| i64::from_be_bytes(*first))
}

fn packed(bands: &[i64]) -> Vec<u8> {
    bands.iter().flat_map(|band| band.to_be_bytes()).collect()
}

fn unpacked(bytes: &[u8]) -> Vec<i64> {
    let (bands, _rest) = bytes.as_chunks();
    bands.iter().map(|band| i64::from_be_bytes(*band)).collect()
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = similar_cases)]
struct Row {
    seq: i64,
    fact_bands: Vec<u8>,
    text_bands: Vec<u8>,
    signature: Option<Vec<u8>>,
}

impl Row {
    /// By which hashes the case is found.
    fn bands(&self) -> Vec<i64> {
        let mut bands = unpacked(&self.fact_bands);
        bands.extend(unpacked(&self.text_bands));
        bands.sort_unstable();
        bands.dedup();
        bands
    }
}

fn row(connection: &mut AnyConnection, seq: i64) -> Result<Option<Row>, StoreError> {
    let found = dialect::on_backend!(connection, |connection| similar_cases::table
        .find(seq)
        .select(Row::as_select())
        .get_result(connection)
        .optional());
    Ok(found?)
}

/// Notes by what a new case is found.
pub(crate) fn put(
    connection: &mut AnyConnection,
    seq: i64,
    facts: &[i64],
    text: Option<&TextTraits>,
) -> Result<(), StoreError> {
    let row = Row {
        seq,
        fact_bands: packed(facts),
        text_bands: text.map(|text| packed(&text.bands)).unwrap_or_default(),
        signature: text.and_then(|text| text.signature.clone()),
    };
    insert(connection, row)
}

fn insert(connection: &mut AnyConnection, row: Row) -> Result<(), StoreError> {
    let (seq, bands) = (row.seq, row.bands());
    dialect::on_backend!(connection, |connection| diesel::insert_into(
        similar_cases::table
    )
    .values(row)
    .execute(connection))?;
    if !bands.is_empty() {
        dialect::insert_similar_bands(connection, seq, &bands)?;
    }
    Ok(())
}

/// Notes by what a corrected case is found, in place of what was noted before; without a text, that one stays.
pub(crate) fn replace(
    connection: &mut AnyConnection,
    seq: i64,
    facts: &[i64],
    text: Option<&TextTraits>,
) -> Result<(), StoreError> {
    let before = row(connection, seq)?;
    remove(connection, seq, before.as_ref())?;
    match (text, before) {
        (None, Some(before)) => insert(
            connection,
            Row {
                fact_bands: packed(facts),
                ..before
            },
        ),
        (text, _) => put(connection, seq, facts, text),
    }
}

fn remove(connection: &mut AnyConnection, seq: i64, row: Option<&Row>) -> Result<(), StoreError> {
    for band in row.map(Row::bands).unwrap_or_default() {
        diesel::delete(similar_bands::table.find((band, seq))).execute(connection)?;
    }
    diesel::delete(similar_cases::table.find(seq)).execute(connection)?;
    Ok(())
}

/// Forgets by what a case is found, as what is sealed of it is destroyed.
///
/// # Errors
/// See [`StoreError`].
pub fn forget(connection: &mut AnyConnection, case: &str) -> Result<(), StoreError> {
    let seq: Option<i64> = complaints::table
        .filter(complaints::id.eq(case))
        .select(complaints::seq)
        .get_result(connection)
        .optional()?;
    let Some(seq) = seq else { return Ok(()) };
    let row = row(connection, seq)?;
    remove(connection, seq, row.as_ref())
}

/// Whether the key of a case was destroyed.
fn is_erased(connection: &mut AnyConnection, id: &str) -> Result<bool, StoreError> {
    let erased_at: Option<Option<i64>> = case_keys::table
        .find(stream(id))
        .select(case_keys::erased_at)
        .get_result(connection)
        .optional()?;
    Ok(erased_at.flatten().is_some())
}
