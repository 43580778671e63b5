//! `GET /api/v1/institutions/{id}/ledger`: the entries of a ledger.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::jz::institution::EntryKind;

use super::read::{behind, item, opened};
use super::schema::{LedgerOf, LedgerPage, LedgerQuery};
use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::institutions::known::{Asked, end_of_day};
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseProblems;

/// List the entries of a ledger
///
/// By kind and id, as of a day and by what was known on another. Struck entries are not among them.
#[utoipa::path(
    get,
    path = "/api/v1/institutions/{id}/ledger",
    operation_id = "list_ledger",
    tag = "institutions",
    params(LedgerOf, LedgerQuery),
    responses((status = 200, description = "A page of entries", body = LedgerPage), CaseProblems)
)]
pub async fn list_ledger(
    request: HttpRequest,
    id: web::Path<String>,
    query: web::Query<LedgerQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let query = query.into_inner();
    let asked = Asked {
        as_of: query.as_of.unwrap_or_else(|| state.today()),
        known_at: query.known_at.and_then(end_of_day),
    };
    let found = opened(&state, &caller, id.into_inner(), asked).await?;
    let kinds = match &query.kind {
        None => EntryKind::ALL.to_vec(),
        Some(kind) => vec![EntryKind::parse(kind).ok_or_else(no_kind)?],
    };
    let (kind, as_of, known_at) = (&query.kind, query.as_of, query.known_at);
    let name = format!("ledger {} {kind:?} {as_of:?} {known_at:?}", found.id);
    let page = Page::new(&state.keys, name, query.limit, query.cursor.as_deref())?;
    let mut entries: Vec<_> = kinds
        .into_iter()
        .flat_map(|kind| found.state.ledger.all(kind))
        .collect();
    entries.retain(|entry| as_of.is_none_or(|day| entry.day() <= day));
    let mut shown = behind(entries, page.after.as_deref(), page.to_read());
    let next = page.cut(&state.keys, &mut shown, |(key, _)| key);
    let items = shown.iter().map(|(_, entry)| item(&found.state, entry));
    let items = items.collect::<Result<_, _>>()?;
    let body = LedgerPage {
        items,
        next: next.clone(),
    };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, next.as_deref(), response))
}

fn no_kind() -> Problem {
    Problem::new(ProblemCode::MalformedRequest)
        .with_detail("没有这一类记录。", "There is no such kind of entry.")
}
