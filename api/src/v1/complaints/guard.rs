//! Before a text becomes public it is compared with what is sealed of the case (Art. 15): opened in memory, within the
//! transaction, shown to nobody. What was found is named, never quoted.

use domain::gd::case::event::Received;
use domain::gd::case::record::SealedRef;
use domain::gd::case::reveal::Protected;
use persistence::Connection;
use persistence::complaints::record::stream;
use persistence::keys::KeyRing;
use persistence::ledger::sealed;
use serde::de::DeserializeOwned;

use super::seal::{IdentityBody, StatementBody, unhex};
use crate::problem::{Fault, Problem, ProblemCode};

/// A text that is to become public, by its place in the request.
pub type Public<'a> = (&'static str, &'a str);

/// That none of the texts gives away who the complainant of a case is, or what they wrote.
///
/// # Errors
/// `invalid_facts` at each text that does; `gone` where the key of the case was destroyed, so that nobody can tell.
pub fn check(
    connection: &mut Connection,
    keys: &KeyRing,
    id: &str,
    record: &Received,
    texts: &[Public<'_>],
) -> Result<(), Problem> {
    let mut protected = Protected::default();
    if let Some(reference) = &record.identity {
        let who: IdentityBody = opened(connection, keys, id, reference)?;
        if let Some(name) = &who.name {
            protected.name(name);
        }
        let contacts = [&who.phone, &who.email, &who.id_number, &who.other_contact];
        for contact in contacts.into_iter().flatten() {
            protected.contact(contact);
        }
        if let Some(address) = &who.address {
            protected.address(address);
        }
    }
    if let Some(reference) = &record.statement {
        let said: StatementBody = opened(connection, keys, id, reference)?;
        let written = [&said.request, &said.facts, &said.reasons, &said.oral_record];
        for text in written.into_iter().flatten() {
            protected.statement(text);
        }
        if let Some(matter) = &said.confidential_matters {
            protected.matter(matter);
        }
    }
    let faults: Vec<Fault> = texts
        .iter()
        .filter_map(|(pointer, text)| {
            let what = protected.revealed(text)?;
            Some(Fault::new(*pointer, what.zh(), what.en()))
        })
        .collect();
    if faults.is_empty() {
        return Ok(());
    }
    Err(Problem::new(ProblemCode::InvalidFacts)
        .with_legal_basis("gd-complaints/art15")
        .with_errors(faults))
}

fn opened<T: DeserializeOwned>(
    connection: &mut Connection,
    keys: &KeyRing,
    id: &str,
    reference: &SealedRef,
) -> Result<T, Problem> {
    let hash = unhex(&reference.hash).ok_or_else(|| Problem::internal("a sealed hash"))?;
    let text = sealed::open(connection, keys, &stream(id), &reference.item, &hash)?;
    // The text must not go into the log, not even as the cause of a failure.
    serde_json::from_slice(&text).map_err(|_quotes_nothing| Problem::internal("sealed content"))
}
