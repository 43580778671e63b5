//! Reading an institution's ledger.

use domain::access::{Action, Role};
use domain::jz::institution::ledger::Verdict;
use domain::jz::institution::{Institution, LedgerEntry};
use persistence::Connection;
use persistence::aggregate::{self, Opened};

use super::schema::{LedgerItem, value};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::named;
use crate::v1::institutions::known::Asked;
use crate::v1::institutions::reach::Reaching;
use crate::v1::reading::not_found;

/// The institution that the caller reaches, by what was known; to institutions without what is not published or not decided.
///
/// # Errors
/// `forbidden`; `not_found`, the same whether there is none or it is out of reach.
pub async fn opened(
    state: &AppState,
    caller: &Caller,
    id: String,
    asked: Asked,
) -> Result<Opened<Institution>, Problem> {
    let reaching = Reaching::of(caller, Action::ReadInstitutions)?;
    named(&id)?;
    let found = state
        .read(move |connection: &mut Connection| match asked.known_at {
            None => aggregate::open::<Institution>(connection, &id),
            Some(known_at) => aggregate::open_known(connection, &id, known_at),
        })
        .await?;
    let mut found = found
        .filter(|institution| reaching.holds(&institution.state))
        .ok_or_else(not_found)?;
    if caller.principal.role == Role::Institution {
        let ledger = &mut found.state.ledger;
        let inspections = &mut ledger.inspections;
        inspections.retain(|_, inspection| inspection.published_on.is_some());
        let findings = &mut ledger.findings;
        findings.retain(|_, finding| finding.verdict != Verdict::Alleged);
    }
    Ok(found)
}

/// An entry as lists show it.
///
/// # Errors
/// `internal` where it cannot be written.
pub fn item(institution: &Institution, entry: &LedgerEntry) -> Result<LedgerItem, Problem> {
    let (kind, id) = (entry.kind(), entry.id());
    Ok(LedgerItem {
        kind: kind.as_str(),
        id: id.to_owned(),
        on: entry.day(),
        sanctioned_on: institution.ledger.sanctioned_on(kind, id),
        entry: value(entry)?,
    })
}

/// The part of a list behind a key, one more than the page has.
pub fn behind(
    entries: Vec<LedgerEntry>,
    after: Option<&str>,
    most: i64,
) -> Vec<(String, LedgerEntry)> {
    let keyed = entries.into_iter().map(|entry| {
        let key = format!("{} {}", entry.kind(), entry.id());
        (key, entry)
    });
    let mut keyed: Vec<(String, LedgerEntry)> = keyed.collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    keyed.retain(|(key, _)| after.is_none_or(|after| key.as_str() > after));
    keyed.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    keyed
}
