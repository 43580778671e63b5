//! Accused parties, and texts that are found by their neighbouring characters.

use diesel::prelude::*;
use domain::text::folded;

use crate::dialect::AnyConnection;
use crate::error::StoreError;
use crate::schema::{accused_parties as parties, accused_party_terms as terms};

/// Most characters of a text that are indexed.
const MOST_CHARACTERS: usize = 200;

/// The pairs of neighbouring characters of a folded text, each once.
#[must_use]
pub fn pairs(folded: &str) -> Vec<String> {
    let characters: Vec<char> = folded.chars().take(MOST_CHARACTERS).collect();
    let mut pairs: Vec<String> = characters
        .windows(2)
        .map(|pair| pair.iter().collect())
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// By what a party is told from others: its credit code, else its name.
#[must_use]
pub fn party_key(name: Option<&str>, credit_code: Option<&str>) -> Option<String> {
    match (credit_code, name) {
        (Some(code), _) => Some(format!("uscc:{code}")),
        (None, Some(name)) => Some(format!("name:{}", folded(name))),
        (None, None) => None,
    }
}

/// The id of a party, if it was ever accused.
///
/// # Errors
/// See [`StoreError`].
pub fn find(connection: &mut AnyConnection, key: &str) -> Result<Option<i64>, StoreError> {
    let found = crate::dialect::on_backend!(connection, |connection| parties::table
        .filter(parties::party_key.eq(key))
        .select(parties::id)
        // Not `first`, see `row::read`.
        .get_result(connection)
        .optional());
    Ok(found?)
}

/// The id of a party, noted if it is new.
///
/// # Errors
/// See [`StoreError`].
pub(super) fn note(
    connection: &mut AnyConnection,
    key: &str,
    name: &str,
) -> Result<i64, StoreError> {
    if let Some(id) = find(connection, key)? {
        return Ok(id);
    }
    crate::dialect::insert_new_party(connection, key, name)?;
    let Some(id) = find(connection, key)? else {
        return Err(StoreError::Corrupt("accused_parties.party_key"));
    };
    for term in pairs(&folded(name)) {
        crate::dialect::insert_party_term(connection, &term, id)?;
    }
    Ok(id)
}

/// Ids of parties whose name contains a folded text; at most `most` of them, and whether there are more.
///
/// # Errors
/// See [`StoreError`].
pub(super) fn named(
    connection: &mut AnyConnection,
    text: &str,
    most: usize,
) -> Result<(Vec<i64>, bool), StoreError> {
    let mut ids: Vec<i64> = sharing(connection, text)?
        .into_iter()
        .filter(|(_, name)| folded(name).contains(text))
        .map(|(id, _)| id)
        .collect();
    let more = ids.len() > most;
    ids.truncate(most);
    Ok((ids, more))
}

/// Ids of the parties of exactly this name: one known by its name alone, and those known by a credit code.
///
/// # Errors
/// See [`StoreError`].
pub fn of_name(connection: &mut AnyConnection, name: &str) -> Result<Vec<i64>, StoreError> {
    let text = folded(name);
    let mut ids: Vec<i64> = sharing(connection, &text)?
        .into_iter()
        .filter(|(_, known)| folded(known) == text)
        .map(|(id, _)| id)
        .collect();
    // A name of one character has no pair to be found by.
    if let Some(key) = party_key(Some(name), None) {
        ids.extend(find(connection, &key)?);
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// Parties that share a text's rarest pair of characters, with their names; at most 2,000.
fn sharing(connection: &mut AnyConnection, text: &str) -> Result<Vec<(i64, String)>, StoreError> {
    /// Most names looked at.
    const MOST_NAMES: i64 = 2_000;
    let mut rarest: Option<(usize, String)> = None;
    for term in pairs(text).into_iter().take(8) {
        let found: Vec<i64> = terms::table
            .filter(terms::term.eq(&term))
            .select(terms::party_id)
            .limit(MOST_NAMES)
            .load(connection)?;
        if rarest
            .as_ref()
            .is_none_or(|(count, _)| found.len() < *count)
        {
            rarest = Some((found.len(), term));
        }
    }
    let Some((_, term)) = rarest else {
        return Ok(Vec::new());
    };
    Ok(terms::table
        .inner_join(parties::table.on(parties::id.eq(terms::party_id)))
        .filter(terms::term.eq(term))
        .order(terms::party_id)
        .limit(MOST_NAMES)
        .select((parties::id, parties::name))
        .load(connection)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_neighbours_is_there_once() {
        assert_eq!(pairs("广州广州"), ["州广", "广州"]);
        assert!(pairs("广").is_empty());
    }
}
