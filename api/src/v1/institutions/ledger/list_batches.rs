//! `GET /api/v1/institutions/{id}/batches`: the batches of an institution.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::jz::institution::EntryKind;
use domain::jz::institution::LedgerEntry;
use domain::jz::institution::ledger::{Batch, BatchStatus};

use super::read::{behind, item, opened};
use super::schema::{BatchesQuery, LedgerOf, LedgerPage};
use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::institutions::known::Asked;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseProblems;

/// List the batches of an institution
///
/// By id; of a status, of an occupation, between two days.
#[utoipa::path(
    get,
    path = "/api/v1/institutions/{id}/batches",
    operation_id = "list_batches",
    tag = "institutions",
    params(LedgerOf, BatchesQuery),
    responses((status = 200, description = "A page of batches", body = LedgerPage), CaseProblems)
)]
pub async fn list_batches(
    request: HttpRequest,
    id: web::Path<String>,
    query: web::Query<BatchesQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let query = query.into_inner();
    let asked = Asked {
        as_of: state.today(),
        known_at: None,
    };
    let found = opened(&state, &caller, id.into_inner(), asked).await?;
    let status = match &query.status {
        None => None,
        Some(word) => Some(BatchStatus::parse(word).ok_or_else(no_status)?),
    };
    let (from, to, occupation) = (query.from, query.to, &query.occupation);
    let name = format!(
        "batches {} {status:?} {from:?} {to:?} {occupation:?}",
        found.id
    );
    let page = Page::new(&state.keys, name, query.limit, query.cursor.as_deref())?;
    let wanted = |batch: &Batch| {
        status.is_none_or(|status| batch.status == status)
            && occupation
                .as_ref()
                .is_none_or(|code| batch.occupation == *code)
            && from.is_none_or(|from| from <= batch.held_on)
            && to.is_none_or(|to| batch.held_on <= to)
    };
    let mut entries = found.state.ledger.all(EntryKind::Batch);
    entries.retain(|entry| matches!(entry, LedgerEntry::Batch(batch) if wanted(batch)));
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

fn no_status() -> Problem {
    Problem::new(ProblemCode::MalformedRequest).with_detail(
        "status 须为 planned、held 或 cancelled。",
        "status must be planned, held or cancelled.",
    )
}
