//! The cases that one may be about the same matter as: whoever shares a hash with it, within bounds.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::gd::case::event::Received;
use domain::gd::matter::Signature;

use super::{ITEM, Row, facts, row, unpacked};
use crate::complaints::record::stream;
use crate::complaints::row::CaseRow;
use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::keys::{KeyRing, WrappedKey};
use crate::schema::{case_keys, complaints, similar_bands, similar_cases};

/// Of the cases that share one hash, so many before this one are looked at, and so many after it. A hash that more share
/// tells little: mass complaints, or a text that many send.
const MOST_OF_A_BAND: i64 = 32;

/// Most cases that are compared: those that share the most hashes, then the nearest in time.
const MOST_COMPARED: usize = 100;

/// A case that another may be about the same matter as.
#[derive(Debug)]
pub struct Candidate {
    /// The case.
    pub row: CaseRow,
    /// The signature of what was said; none: nothing was, or it does not open.
    pub text: Option<Signature>,
}

/// Near which case others are looked for.
#[derive(Debug)]
pub struct Near<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its record.
    pub record: &'a Received,
    /// How many days around its event.
    pub window_days: u32,
}

/// The signature of what was said in a case; none: nothing was, or it was noted before there were any.
///
/// # Errors
/// See [`StoreError`].
pub fn signature(
    connection: &mut AnyConnection,
    keys: &KeyRing,
    id: &str,
) -> Result<Option<Signature>, StoreError> {
    let Some(seq) = seq_of(connection, id)? else {
        return Ok(None);
    };
    let Some(Row {
        signature: Some(sealed),
        ..
    }) = row(connection, seq)?
    else {
        return Ok(None);
    };
    let wrapped = wrapped_keys(connection, &[stream(id)])?;
    Ok(opened(keys, &wrapped, &stream(id), &sealed))
}

/// The cases of a regime near one, in no order, as far as they are `within` reach by center and submitter.
///
/// # Errors
/// See [`StoreError`].
pub fn find(
    connection: &mut AnyConnection,
    keys: &KeyRing,
    near: &Near<'_>,
    within: impl Fn(&str, &str, &str) -> bool,
) -> Result<Vec<Candidate>, StoreError> {
    let Some(own) = seq_of(connection, near.id)? else {
        return Ok(Vec::new());
    };
    let shared = shared(connection, own, near)?;
    let chosen = chosen(connection, own, near, shared, within)?;
    let rows: Vec<(i64, CaseRow)> = complaints::table
        .filter(complaints::seq.eq_any(&chosen))
        .select((complaints::seq, CaseRow::as_select()))
        .load(connection)?;
    let sealed: BTreeMap<i64, Option<Vec<u8>>> = similar_cases::table
        .filter(similar_cases::seq.eq_any(&chosen))
        .select((similar_cases::seq, similar_cases::signature))
        .load::<(i64, Option<Vec<u8>>)>(connection)?
        .into_iter()
        .collect();
    let streams: Vec<String> = rows.iter().map(|(_, row)| stream(&row.id)).collect();
    let wrapped = wrapped_keys(connection, &streams)?;
    Ok(rows
        .into_iter()
        .map(|(seq, row)| {
            let sealed = sealed.get(&seq).and_then(Option::as_ref);
            let text = sealed.and_then(|sealed| opened(keys, &wrapped, &stream(&row.id), sealed));
            Candidate { row, text }
        })
        .collect())
}

fn seq_of(connection: &mut AnyConnection, id: &str) -> Result<Option<i64>, StoreError> {
    Ok(complaints::table
        .filter(complaints::id.eq(id))
        .select(complaints::seq)
        .get_result(connection)
        .optional()?)
}

/// Each case that shares something, and how much.
fn shared(
    connection: &mut AnyConnection,
    own: i64,
    near: &Near<'_>,
) -> Result<BTreeMap<i64, u32>, StoreError> {
    let mut probes = facts::probes(near.record, near.window_days);
    if let Some(row) = row(connection, own)? {
        probes.extend(unpacked(&row.text_bands));
    }
    let mut shared = BTreeMap::new();
    let mut note = |found: Vec<i64>| {
        for seq in found {
            *shared.entry(seq).or_insert(0_u32) += 1;
        }
    };
    for band in probes {
        note(beside(connection, band, own)?);
    }
    if facts::is_undated(near.record) {
        note(of_party(connection, own)?);
    }
    Ok(shared)
}

/// The cases that share a hash, the nearest before and after one.
fn beside(connection: &mut AnyConnection, band: i64, own: i64) -> Result<Vec<i64>, StoreError> {
    let before = similar_bands::table
        .filter(similar_bands::band.eq(band))
        .filter(similar_bands::seq.lt(own))
        .order(similar_bands::seq.desc())
        .limit(MOST_OF_A_BAND)
        .select(similar_bands::seq);
    let after = similar_bands::table
        .filter(similar_bands::band.eq(band))
        .filter(similar_bands::seq.gt(own))
        .order(similar_bands::seq)
        .limit(MOST_OF_A_BAND)
        .select(similar_bands::seq);
    let mut found: Vec<i64> =
        dialect::on_backend!(connection, |connection| before.load(connection))?;
    let later: Vec<i64> = dialect::on_backend!(connection, |connection| after.load(connection))?;
    found.extend(later);
    Ok(found)
}

/// Cases against the same party, received about when this one was.
fn of_party(connection: &mut AnyConnection, own: i64) -> Result<Vec<i64>, StoreError> {
    let (party, received_at): (Option<i64>, i64) = complaints::table
        .find(own)
        .select((complaints::party_id, complaints::received_at))
        .get_result(connection)?;
    let Some(party) = party else {
        return Ok(Vec::new());
    };
    let mut found: Vec<i64> = complaints::table
        .filter(complaints::party_id.eq(party))
        .filter(complaints::received_at.le(received_at))
        .order((complaints::received_at.desc(), complaints::seq.desc()))
        .limit(MOST_OF_A_BAND)
        .select(complaints::seq)
        .load(connection)?;
    let later: Vec<i64> = complaints::table
        .filter(complaints::party_id.eq(party))
        .filter(complaints::received_at.gt(received_at))
        .order((complaints::received_at, complaints::seq))
        .limit(MOST_OF_A_BAND)
        .select(complaints::seq)
        .load(connection)?;
    found.extend(later);
    found.retain(|seq| *seq != own);
    Ok(found)
}

/// Those within reach that share the most.
fn chosen(
    connection: &mut AnyConnection,
    own: i64,
    near: &Near<'_>,
    shared: BTreeMap<i64, u32>,
    within: impl Fn(&str, &str, &str) -> bool,
) -> Result<Vec<i64>, StoreError> {
    let all: Vec<i64> = shared.keys().copied().collect();
    let known: Vec<(i64, String, String, String)> = complaints::table
        .filter(complaints::seq.eq_any(all))
        .select((
            complaints::seq,
            complaints::regime,
            complaints::center,
            complaints::submitted_by,
        ))
        .load(connection)?;
    let regime = near.record.regime.as_str();
    let mut chosen: Vec<i64> = known
        .into_iter()
        .filter(|(_, its, center, by)| its == regime && within(its, center, by))
        .map(|(seq, ..)| seq)
        .collect();
    chosen.sort_unstable_by_key(|seq| {
        let common = shared.get(seq).copied().unwrap_or(0);
        (Reverse(common), seq.abs_diff(own))
    });
    chosen.truncate(MOST_COMPARED);
    Ok(chosen)
}

type Wrapped = BTreeMap<String, WrappedKey>;

fn wrapped_keys(connection: &mut AnyConnection, streams: &[String]) -> Result<Wrapped, StoreError> {
    let rows: Vec<(String, String, Vec<u8>)> = case_keys::table
        .filter(case_keys::stream.eq_any(streams))
        .filter(case_keys::erased_at.is_null())
        .select((
            case_keys::stream,
            case_keys::master_key_id,
            case_keys::wrapped,
        ))
        .load(connection)?;
    let key = |(stream, master_key_id, wrapped)| {
        let key = WrappedKey {
            master_key_id,
            wrapped,
        };
        (stream, key)
    };
    Ok(rows.into_iter().map(key).collect())
}

/// A sealed signature; none where it does not open, which `jiandu verify` finds and tells.
fn opened(keys: &KeyRing, wrapped: &Wrapped, stream: &str, sealed: &[u8]) -> Option<Signature> {
    let key = keys.unwrap_case_key(stream, wrapped.get(stream)?).ok()?;
    Signature::from_bytes(&key.open(ITEM, sealed).ok()?)
}
