//! A text that stands somewhere in clear is compared with what is sealed of the case (Art. 15): opened in memory, within the
//! transaction, shown to nobody. What was found is named, never quoted.
//!
//! Everything that was ever said is compared: what was corrected since, and what was added. Files have no names of the
//! complainant's, the server makes them.

use domain::gd::case::CaseEvent;
use domain::gd::case::record::SealedRef;
use domain::gd::case::reveal::{Audience, Protected};
use persistence::Connection;
use persistence::complaints::record::{decode, stream};
use persistence::keys::KeyRing;
use persistence::ledger::{self, sealed};
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::seal::{IdentityBody, StatementBody, unhex};
use crate::problem::{Fault, Problem, ProblemCode};

/// A text, its place in the request, and who reads it.
pub type Told<'a> = (&'a str, &'a str, Audience);

/// That none of the texts gives away what their readers must not learn of a case: who its complainant is, and of what they
/// wrote what everybody would read.
///
/// # Errors
/// `invalid_facts` at each text that does; `gone` where the key of the case was destroyed, so that nobody can tell.
pub fn check(
    connection: &mut Connection,
    keys: &KeyRing,
    id: &str,
    texts: &[Told<'_>],
) -> Result<(), Problem> {
    if texts.is_empty() {
        return Ok(());
    }
    let protected = protected(connection, keys, id)?;
    let faults: Vec<Fault> = texts
        .iter()
        .filter_map(|(pointer, text, audience)| {
            let what = protected.told(*audience, text)?;
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

/// Everything that the complainant of a case ever said of themselves and of the matter.
fn protected(connection: &mut Connection, keys: &KeyRing, id: &str) -> Result<Protected, Problem> {
    let mut protected = Protected::default();
    for event in ledger::load(connection, &stream(id))? {
        match decode(&event)? {
            CaseEvent::Received(received) => {
                let (identity, statement) = (&received.identity, &received.statement);
                said(
                    connection,
                    keys,
                    id,
                    identity.as_ref(),
                    statement.as_ref(),
                    &mut protected,
                )?;
            }
            CaseEvent::Corrected(corrected) => {
                let (identity, statement) = (&corrected.identity, &corrected.statement);
                said(
                    connection,
                    keys,
                    id,
                    identity.as_ref(),
                    statement.as_ref(),
                    &mut protected,
                )?;
            }
            CaseEvent::SupplementReceived(supplement) => {
                let text = opened(connection, keys, id, &supplement.text)?;
                let text = std::str::from_utf8(&text)
                    .map_err(|_quotes_nothing| Problem::internal("sealed content"))?;
                protected.statement(text);
            }
            _ => {}
        }
    }
    Ok(protected)
}

/// One version of who the complainant is and what they said.
fn said(
    connection: &mut Connection,
    keys: &KeyRing,
    id: &str,
    identity: Option<&SealedRef>,
    statement: Option<&SealedRef>,
    protected: &mut Protected,
) -> Result<(), Problem> {
    if let Some(reference) = identity {
        let who: IdentityBody = read(&opened(connection, keys, id, reference)?)?;
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
    if let Some(reference) = statement {
        let said: StatementBody = read(&opened(connection, keys, id, reference)?)?;
        let written = [&said.request, &said.facts, &said.reasons, &said.oral_record];
        for text in written.into_iter().flatten() {
            protected.statement(text);
        }
        if let Some(matter) = &said.confidential_matters {
            protected.matter(matter);
        }
    }
    Ok(())
}

fn opened(
    connection: &mut Connection,
    keys: &KeyRing,
    id: &str,
    reference: &SealedRef,
) -> Result<Zeroizing<Vec<u8>>, Problem> {
    let hash = unhex(&reference.hash).ok_or_else(|| Problem::internal("a sealed hash"))?;
    Ok(sealed::open(
        connection,
        keys,
        &stream(id),
        &reference.item,
        &hash,
    )?)
}

/// The text must not go into the log, not even as the cause of a failure.
fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(text).map_err(|_quotes_nothing| Problem::internal("sealed content"))
}
