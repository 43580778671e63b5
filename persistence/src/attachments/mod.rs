//! Files of cases (gd Art. 8, 15), sealed in pieces. A file comes in as many small transactions, in which it is staged; it
//! becomes part of the record in the one transaction of its event. What is staged and never kept is swept.

mod seal;
mod verify;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::dialect::{self, AnyConnection};
use crate::error::StoreError;
use crate::schema::{attachment_chunks as pieces, attachments as files};

pub use seal::{CHUNK, Chunk, Sealed, Sealer, chunks, open, open_digest};
pub(crate) use verify::check;

const STAGING: &str = "staging";
const KEPT: &str = "kept";

/// When a file that was given up counts as last touched.
const GIVEN_UP: i64 = 0;

/// Pieces that are removed in one transaction: nobody else has to wait long.
const REMOVED: i64 = 64;

/// A kept file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// The stream of its case.
    pub stream: String,
    /// Bytes in clear.
    pub size: u64,
    /// How many pieces.
    pub chunks: u64,
    /// The sealed hash of its content.
    pub digest: Vec<u8>,
}

#[derive(Insertable)]
#[diesel(table_name = files)]
struct FileRow<'a> {
    id: &'a str,
    stream: &'a str,
    state: &'a str,
    media_type: &'a str,
    size: i64,
    chunks: i64,
    digest: &'a [u8],
    created_at: i64,
    touched_at: i64,
}

#[derive(Insertable)]
#[diesel(table_name = pieces)]
struct PieceRow<'a> {
    attachment_id: &'a str,
    number: i64,
    ciphertext: &'a [u8],
}

/// Announces a file that is coming in.
///
/// # Errors
/// See [`StoreError`].
pub fn begin(
    connection: &mut AnyConnection,
    id: &str,
    stream: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let now = now.timestamp_micros();
    let row = FileRow {
        id,
        stream,
        state: STAGING,
        media_type: "",
        size: 0,
        chunks: 0,
        digest: &[],
        created_at: now,
        touched_at: now,
    };
    dialect::on_backend!(connection, |connection| diesel::insert_into(files::table)
        .values(&row)
        .execute(connection))?;
    Ok(())
}

/// Stages sealed pieces; whether the file is still coming in, and was not swept meanwhile.
///
/// # Errors
/// See [`StoreError`].
pub fn stage(
    connection: &mut AnyConnection,
    id: &str,
    chunks: &[Chunk],
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let coming_in = files::table
        .find(id)
        .filter(files::state.eq(STAGING))
        .filter(files::touched_at.gt(GIVEN_UP));
    let touched = diesel::update(coming_in)
        .set(files::touched_at.eq(now.timestamp_micros()))
        .execute(connection)?;
    if touched != 1 {
        return Ok(false);
    }
    for chunk in chunks {
        let row = PieceRow {
            attachment_id: id,
            number: number(chunk.number)?,
            ciphertext: &chunk.ciphertext,
        };
        dialect::on_backend!(connection, |connection| diesel::insert_into(pieces::table)
            .values(&row)
            .execute(connection))?;
    }
    Ok(true)
}

/// Keeps a staged file, in the transaction of its event; whether it was staged whole.
///
/// # Errors
/// See [`StoreError`].
pub fn keep(
    connection: &mut AnyConnection,
    id: &str,
    stream: &str,
    media_type: &str,
    sealed: &Sealed,
) -> Result<bool, StoreError> {
    let staged: i64 = pieces::table
        .filter(pieces::attachment_id.eq(id))
        .count()
        .get_result(connection)?;
    if staged != number(sealed.chunks)? {
        return Ok(false);
    }
    let file = files::table
        .find(id)
        .filter(files::state.eq(STAGING))
        .filter(files::stream.eq(stream));
    let kept = diesel::update(file)
        .set((
            files::state.eq(KEPT),
            files::media_type.eq(media_type),
            files::size.eq(number(sealed.size)?),
            files::chunks.eq(number(sealed.chunks)?),
            files::digest.eq(sealed.digest.as_slice()),
        ))
        .execute(connection)?;
    Ok(kept == 1)
}

/// A kept file of a case.
///
/// # Errors
/// See [`StoreError`].
pub fn kept(
    connection: &mut AnyConnection,
    id: &str,
    stream: &str,
) -> Result<Option<Kept>, StoreError> {
    let row: Option<(i64, i64, Vec<u8>)> = files::table
        .find(id)
        .filter(files::state.eq(KEPT))
        .filter(files::stream.eq(stream))
        .select((files::size, files::chunks, files::digest))
        .get_result(connection)
        .optional()?;
    row.map(|(size, chunks, digest)| {
        Ok(Kept {
            id: id.to_owned(),
            stream: stream.to_owned(),
            size: u64::try_from(size)
                .map_err(|_negative| StoreError::Corrupt("attachments.size"))?,
            chunks: u64::try_from(chunks)
                .map_err(|_negative| StoreError::Corrupt("attachments.chunks"))?,
            digest,
        })
    })
    .transpose()
}

/// Sealed pieces of a file from a place on, in order; fewer than asked for where some are missing.
///
/// # Errors
/// See [`StoreError`].
pub fn read(
    connection: &mut AnyConnection,
    id: &str,
    from: u64,
    count: u64,
) -> Result<Vec<Chunk>, StoreError> {
    let (from, to) = (number(from)?, number(from.saturating_add(count))?);
    let rows: Vec<(i64, Vec<u8>)> = pieces::table
        .filter(pieces::attachment_id.eq(id))
        .filter(pieces::number.ge(from).and(pieces::number.lt(to)))
        .order(pieces::number)
        .select((pieces::number, pieces::ciphertext))
        .load(connection)?;
    rows.into_iter()
        .map(|(number, ciphertext)| {
            let number = u64::try_from(number)
                .map_err(|_negative| StoreError::Corrupt("attachment_chunks.number"))?;
            Ok(Chunk { number, ciphertext })
        })
        .collect()
}

/// Gives a file up that was coming in: it is removed when the next sweep comes.
///
/// # Errors
/// See [`StoreError`].
pub fn abandon(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    diesel::update(files::table.find(id).filter(files::state.eq(STAGING)))
        .set(files::touched_at.eq(GIVEN_UP))
        .execute(connection)?;
    Ok(())
}

/// Removes some of what was staged, last touched before an instant, and never kept; whether there may be more.
///
/// # Errors
/// See [`StoreError`].
pub fn sweep(connection: &mut AnyConnection, before: DateTime<Utc>) -> Result<bool, StoreError> {
    let stale: Option<String> = files::table
        .filter(files::state.eq(STAGING))
        .filter(files::touched_at.lt(before.timestamp_micros()))
        .order(files::touched_at)
        .select(files::id)
        .first(connection)
        .optional()?;
    let Some(id) = stale else { return Ok(false) };
    // Whoever still sends it finds it gone: nothing is added while it is removed.
    abandon(connection, &id)?;
    remove_some(connection, &id)?;
    Ok(true)
}

/// Removes some of a file that was given up; whether there may be more.
///
/// # Errors
/// See [`StoreError`].
pub fn remove_some(connection: &mut AnyConnection, id: &str) -> Result<bool, StoreError> {
    let given_up = files::table
        .find(id)
        .filter(files::state.eq(STAGING))
        .filter(files::touched_at.eq(GIVEN_UP));
    let there: Option<String> = given_up.select(files::id).first(connection).optional()?;
    if there.is_none() {
        return Ok(false);
    }
    let some: Vec<i64> = pieces::table
        .filter(pieces::attachment_id.eq(id))
        .order(pieces::number)
        .limit(REMOVED)
        .select(pieces::number)
        .load(connection)?;
    let Some(last) = some.last() else {
        diesel::delete(given_up).execute(connection)?;
        return Ok(false);
    };
    let removed = pieces::table
        .filter(pieces::attachment_id.eq(id))
        .filter(pieces::number.le(*last));
    diesel::delete(removed).execute(connection)?;
    Ok(true)
}

fn number(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_large| StoreError::Corrupt("attachments"))
}
