//! `GET /api/v1/institutions/{id}/batches/{entry}`: a batch.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::jz::institution::EntryKind;

use super::read::opened;
use super::schema::{EntryBody, EntryOf};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::institutions::known::KnownQuery;
use crate::v1::reading::{Freshness, answer, not_found, versioned};
use crate::v1::responses::CaseProblems;

/// Read a batch
///
/// With the version of the institution's record, on which a correction or results rest.
#[utoipa::path(
    get,
    path = "/api/v1/institutions/{id}/batches/{entry}",
    operation_id = "get_batch",
    tag = "institutions",
    params(EntryOf, KnownQuery),
    responses((status = 200, description = "The batch", body = EntryBody), CaseProblems)
)]
pub async fn get_batch(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    query: web::Query<KnownQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let (id, batch) = path.into_inner();
    let query = query.into_inner();
    let asked = query.settle(&state);
    let found = opened(&state, &caller, id, asked).await?;
    let known = found.state.ledger.batches.get(&batch);
    let known = known.filter(|known| query_admits(&query, known.held_on));
    if known.is_none() {
        return Err(not_found());
    }
    let body = EntryBody::of(&found, EntryKind::Batch, &batch, false)?;
    if asked.known_at.is_some() {
        return answer(&request, Freshness::Private, &body);
    }
    versioned(&request, found.head.version, &body)
}

fn query_admits(query: &KnownQuery, held_on: chrono::NaiveDate) -> bool {
    query.as_of.is_none_or(|day| held_on <= day)
}
