//! Whether what cases are found by as similar follows from them, for `jiandu verify`.
//!
//! What follows from the facts is derived anew. Whether a signature is that of the statement cannot be told without
//! reading the statement, which nothing here does: it is only compared with its own hashes.

use diesel::prelude::*;
use domain::gd::matter::Signature;

use super::{ITEM, Row, bands, facts, is_erased, packed};
use crate::complaints::record::stream;
use crate::complaints::row::CaseRow;
use crate::dialect::AnyConnection;
use crate::keys::KeyRing;
use crate::ledger::sealed::{self, OpenError};
use crate::schema::{complaints, similar_bands, similar_cases};
use crate::verify::{Checked, Finding, Mismatch, Projection};

/// Rows looked at at once.
const CHUNK: i64 = 200;

/// The tables `similar_cases` and `similar_bands`.
#[derive(Debug)]
pub struct SimilarCases;

impl Projection for SimilarCases {
    fn name(&self) -> &'static str {
        "similar_cases"
    }

    fn compare(&self, connection: &mut AnyConnection, keys: &KeyRing) -> Result<Checked, Mismatch> {
        let (mut after, mut rows, mut noted) = (0_i64, 0_u64, 0_i64);
        loop {
            let chunk: Vec<(i64, CaseRow)> = complaints::table
                .filter(complaints::seq.gt(after))
                .order(complaints::seq)
                .limit(CHUNK)
                .select((complaints::seq, CaseRow::as_select()))
                .load(connection)?;
            let Some((last, _)) = chunk.last() else { break };
            after = *last;
            for (seq, case) in chunk {
                let bands = compare_case(connection, keys, seq, &case)?;
                noted = noted.saturating_add(bands);
                rows = rows.saturating_add(1);
            }
        }
        let stored: i64 = similar_bands::table.count().get_result(connection)?;
        if stored != noted {
            let what = format!("there are {stored} hashes, but the cases have {noted}");
            return Err(Finding::new(what).at_row("similar_bands", "").into());
        }
        let orphan: Option<i64> = similar_cases::table
            .left_join(complaints::table.on(complaints::seq.eq(similar_cases::seq)))
            .filter(complaints::id.nullable().is_null())
            .select(similar_cases::seq)
            .first(connection)
            .optional()?;
        match orphan {
            Some(seq) => Err(Finding::new("there is no such case")
                .at_row("similar_cases", &seq.to_string())
                .into()),
            None => Ok(Checked { rows }),
        }
    }
}

/// How many hashes the case has.
fn compare_case(
    connection: &mut AnyConnection,
    keys: &KeyRing,
    seq: i64,
    case: &CaseRow,
) -> Result<i64, Mismatch> {
    let wrong = |what: &str| {
        let finding = Finding::new(format!("by what a case is found as similar {what}"));
        Mismatch::Found(finding.at_row("similar_cases", &case.id))
    };
    let state = case.state()?;
    let Some(row) = super::row(connection, seq)? else {
        // What was erased, or came in before there was any of this.
        return Ok(0);
    };
    if is_erased(connection, &case.id)? {
        return Err(wrong("was not forgotten with what was sealed"));
    }
    if row.fact_bands != packed(&facts::bands(&state.record)) {
        return Err(wrong("does not follow from its facts"));
    }
    if row.signature.is_some() && state.record.statement.is_none() {
        return Err(wrong("tells of a text that was never given"));
    }
    text_agrees(connection, keys, &row, &case.id)?
        .then_some(())
        .ok_or_else(|| wrong("is not what its signature gives"))?;
    let all = row.bands();
    let there: i64 = similar_bands::table
        .filter(similar_bands::seq.eq(seq))
        .filter(similar_bands::band.eq_any(&all))
        .count()
        .get_result(connection)?;
    let noted = i64::try_from(all.len()).unwrap_or(i64::MAX);
    if there == noted {
        Ok(noted)
    } else {
        Err(wrong("is not in the index"))
    }
}

fn text_agrees(
    connection: &mut AnyConnection,
    keys: &KeyRing,
    row: &Row,
    id: &str,
) -> Result<bool, Mismatch> {
    let Some(sealed) = &row.signature else {
        return Ok(row.text_bands.is_empty());
    };
    let key = match sealed::key(connection, keys, &stream(id)) {
        Ok(key) => key,
        Err(OpenError::Missing) => return Ok(false),
        Err(OpenError::Seal(error)) => return Err(error.into()),
        Err(OpenError::Store(error)) => return Err(error.into()),
    };
    let Ok(opened) = key.open(ITEM, sealed) else {
        return Ok(false);
    };
    let Some(signature) = Signature::from_bytes(&opened) else {
        return Ok(false);
    };
    Ok(row.text_bands == packed(&bands(keys, &signature)?))
}
