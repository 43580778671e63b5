//! Sealed content: every item belongs to a stream that has a key, or had one that was destroyed, and opens.

use diesel::prelude::*;

use super::keys::Keys;
use super::{Checked, Finding, Mismatch};
use crate::dialect::AnyConnection;
use crate::keys::{SealError, WrappedKey};
use crate::schema::{case_keys, sealed_items};

/// Items read at once: each may be large.
const PAGE: i64 = 50;

pub(super) fn check(connection: &mut AnyConnection, keys: &Keys<'_>) -> Result<Checked, Mismatch> {
    let mut rows = 0;
    let mut last = String::new();
    loop {
        let page: Vec<(String, String, Vec<u8>)> = sealed_items::table
            .filter(sealed_items::id.gt(&last))
            .order(sealed_items::id)
            .limit(PAGE)
            .select((
                sealed_items::id,
                sealed_items::stream,
                sealed_items::ciphertext,
            ))
            .load(connection)?;
        for (id, stream, ciphertext) in &page {
            opens(connection, keys, stream, id, ciphertext)?;
            rows += 1;
        }
        match page.into_iter().next_back() {
            Some((id, _, _)) => last = id,
            None => break,
        }
    }
    if rows > 0 {
        keys.needed()?;
    }
    Ok(Checked { rows })
}

fn opens(
    connection: &mut AnyConnection,
    keys: &Keys<'_>,
    stream: &str,
    id: &str,
    ciphertext: &[u8],
) -> Result<(), Mismatch> {
    let key: Option<(String, Vec<u8>, Option<i64>)> = case_keys::table
        .find(stream)
        .select((
            case_keys::master_key_id,
            case_keys::wrapped,
            case_keys::erased_at,
        ))
        .first(connection)
        .optional()?;
    let item = |what: String| {
        let mut finding = Finding::new(what).at_row("sealed_items", id);
        finding.stream = Some(stream.to_owned());
        Mismatch::Found(finding)
    };
    let (master_key_id, wrapped) = match key {
        None => return Err(item("its stream has no key and never had one".to_owned())),
        Some((_, _, Some(_erased_at))) => return Ok(()),
        Some((master_key_id, wrapped, None)) => (master_key_id, wrapped),
    };
    let Some(keys) = keys.own() else {
        return Ok(());
    };
    let wrapped = WrappedKey {
        master_key_id,
        wrapped,
    };
    let key = keys
        .unwrap_case_key(stream, &wrapped)
        .map_err(|error| match error {
            SealError::UnknownKey => Mismatch::Unchecked(format!(
                "the master key {} is not in the key file",
                wrapped.master_key_id
            )),
            SealError::Broken | SealError::Erased | SealError::Failed => Finding::new(
                "the key of the stream was changed, or wrapped with another key file".to_owned(),
            )
            .at_row("case_keys", stream)
            .into(),
        })?;
    key.open(id, ciphertext)
        .map(drop)
        .map_err(|_broken| item("its content was changed".to_owned()))
}
