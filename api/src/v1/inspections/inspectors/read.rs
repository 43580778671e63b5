//! `GET /api/v1/inspectors`: the roster.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::inspection::Inspector;

use super::schema::{InspectorBody, InspectorList};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::inspections::desk::{RecordId, RecordQuery, page, read, whose};
use crate::v1::institutions::reach::Reaching;
use crate::v1::paging::linked;
use crate::v1::reading::{Freshness, NoQuery, answer, versioned};
use crate::v1::responses::{CaseListProblems, CaseProblems};

/// List inspectors
///
/// The authority's roster with conflicts of interest, the latest first. `status`: `active` or `inactive`.
#[utoipa::path(
    get,
    path = "/api/v1/inspectors",
    operation_id = "list_inspectors",
    tag = "inspections",
    params(RecordQuery),
    responses((status = 200, description = "A page of inspectors", body = InspectorList), CaseListProblems)
)]
pub async fn list_inspectors(
    request: HttpRequest,
    query: web::Query<RecordQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ManageInspectors)?;
    let status = query.status(&["active", "inactive"])?;
    let found = page::<Inspector, _>(&state, &query, whose(&reaching), status, |_, one| {
        Ok(InspectorBody::from(one))
    })
    .await?;
    let body = InspectorList {
        items: found.items,
        next: found.next,
    };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// Get an inspector
///
/// With every declared conflict of interest.
#[utoipa::path(
    get,
    path = "/api/v1/inspectors/{id}",
    operation_id = "get_inspector",
    tag = "inspections",
    params(RecordId),
    responses((status = 200, description = "The inspector", body = InspectorBody), CaseProblems)
)]
pub async fn get_inspector(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ManageInspectors)?;
    let found = read::<Inspector>(&state, reaching, id.into_inner()).await?;
    versioned(&request, found.head.version, &InspectorBody::from(found))
}
