//! Whether the sealed content that the events of a case refer to is kept, as it was sealed.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::gd::case::CaseEvent;
use domain::gd::case::record::SealedRef;

use super::record::decode;
use crate::checkpoint::hex;
use crate::dialect::AnyConnection;
use crate::ledger::{StoredEvent, sha256};
use crate::schema::{case_keys, sealed_items};
use crate::verify::{Finding, Mismatch};

/// Every item that these events of one stream refer to is there; nothing is where `erased` says that its key was
/// destroyed.
pub(super) fn is_kept(
    connection: &mut AnyConnection,
    stream: &str,
    events: &[StoredEvent],
    erased: bool,
) -> Result<(), Mismatch> {
    if erased {
        return is_destroyed(connection, stream);
    }
    let mut wanted: Vec<(&StoredEvent, &'static str, SealedRef)> = Vec::new();
    for event in events {
        wanted.extend(
            references(decode(event)?)
                .into_iter()
                .map(|(what, reference)| (event, what, reference)),
        );
    }
    if wanted.is_empty() {
        return Ok(());
    }
    let erased_at: Option<Option<i64>> = case_keys::table
        .find(stream)
        .select(case_keys::erased_at)
        .first(connection)
        .optional()?;
    if let Some(Some(_erased)) = erased_at {
        let finding = Finding::new("the key of this case was destroyed, but no event says so");
        return Err(finding.at_row("case_keys", stream).into());
    }
    let ids: Vec<&str> = wanted.iter().map(|(_, _, one)| one.item.as_str()).collect();
    let kept: Vec<(String, String, Vec<u8>)> = sealed_items::table
        .filter(sealed_items::id.eq_any(ids))
        .select((
            sealed_items::id,
            sealed_items::stream,
            sealed_items::ciphertext,
        ))
        .load(connection)?;
    let kept: BTreeMap<String, (String, String)> = kept
        .into_iter()
        .map(|(id, stream, ciphertext)| (id, (stream, hex(&sha256(&ciphertext)))))
        .collect();
    for (event, what, reference) in wanted {
        let wrong = match kept.get(&reference.item) {
            None => "is missing",
            Some((kept_for, _)) if kept_for != stream => "was moved to another stream",
            Some((_, hash)) if *hash != reference.hash => "is not the one that was sealed",
            Some(_) => continue,
        };
        let finding = Finding::new(format!(
            "the sealed {what} that this event refers to {wrong}"
        ));
        return Err(finding
            .at_row("sealed_items", &reference.item)
            .at_event(stream, event.version, event.position)
            .into());
    }
    if erased_at.is_none() {
        let finding = Finding::new("the key of the sealed content of this case is missing");
        return Err(finding.at_row("case_keys", stream).into());
    }
    Ok(())
}

/// That neither key nor content of a stream is there any more.
fn is_destroyed(connection: &mut AnyConnection, stream: &str) -> Result<(), Mismatch> {
    let key: Option<(Vec<u8>, Option<i64>)> = case_keys::table
        .find(stream)
        .select((case_keys::wrapped, case_keys::erased_at))
        .first(connection)
        .optional()?;
    // A case of which nothing was ever sealed has no key.
    if key.is_some_and(|(wrapped, erased_at)| !wrapped.is_empty() || erased_at.is_none()) {
        let finding = Finding::new("the key of this case is there, though it was destroyed");
        return Err(finding.at_row("case_keys", stream).into());
    }
    let left: Option<String> = sealed_items::table
        .filter(sealed_items::stream.eq(stream))
        .select(sealed_items::id)
        .first(connection)
        .optional()?;
    match left {
        None => Ok(()),
        Some(id) => {
            let finding = Finding::new("sealed content is there, though it was destroyed");
            Err(finding.at_row("sealed_items", &id).into())
        }
    }
}

/// What an event refers to of sealed content.
fn references(event: CaseEvent) -> Vec<(&'static str, SealedRef)> {
    event.sealed_texts()
}
