//! `GET /api/v1/inspection-proposals`: what was proposed, and what waits for an answer.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::inspection::{Proposal, ProposalStatus};

use super::schema::{ProposalBody, ProposalList};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::inspections::desk::{RecordId, RecordQuery, page, read, whose};
use crate::v1::institutions::reach::Reaching;
use crate::v1::paging::linked;
use crate::v1::reading::{Freshness, NoQuery, answer, versioned};
use crate::v1::responses::{CaseListProblems, CaseProblems};

/// List proposals for an inspection
///
/// The latest first. `status`: `open` (outstanding; `overdue` says whether its day is past), `accepted` or `declined`.
#[utoipa::path(
    get,
    path = "/api/v1/inspection-proposals",
    operation_id = "list_inspection_proposals",
    tag = "inspections",
    params(RecordQuery),
    responses((status = 200, description = "A page of proposals", body = ProposalList), CaseListProblems)
)]
pub async fn list_inspection_proposals(
    request: HttpRequest,
    query: web::Query<RecordQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ProposeInspections)?;
    let words: Vec<&'static str> = ProposalStatus::ALL.iter().map(|s| s.as_str()).collect();
    let status = query.status(&words)?;
    let today = state.today();
    let found = page::<Proposal, _>(&state, &query, whose(&reaching), status, move |_, one| {
        Ok(ProposalBody::of(one, today))
    })
    .await?;
    let body = ProposalList {
        items: found.items,
        next: found.next,
    };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// Get a proposal for an inspection
///
/// With its answer.
#[utoipa::path(
    get,
    path = "/api/v1/inspection-proposals/{id}",
    operation_id = "get_inspection_proposal",
    tag = "inspections",
    params(RecordId),
    responses((status = 200, description = "The proposal", body = ProposalBody), CaseProblems)
)]
pub async fn get_inspection_proposal(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ProposeInspections)?;
    let found = read::<Proposal>(&state, reaching, id.into_inner()).await?;
    let version = found.head.version;
    versioned(&request, version, &ProposalBody::of(found, state.today()))
}
