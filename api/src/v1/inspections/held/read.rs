//! `GET /api/v1/inspections`: inspections, for those who work with them.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::inspection::{Inspection, InspectionStatus};
use persistence::inspections::Whose;
use persistence::{Connection, StoreError, aggregate};

use super::ledger::own_institution;
use super::schema::{InspectionBody, InspectionList};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::named;
use crate::v1::inspections::desk::{RecordId, RecordQuery, is_institution, page, reaches, whose};
use crate::v1::institutions::reach::Reaching;
use crate::v1::paging::linked;
use crate::v1::reading::{Freshness, NoQuery, answer, not_found, versioned};
use crate::v1::responses::{CaseListProblems, CaseProblems};

/// List inspections
///
/// The latest first. `status`: `open`, `recorded`, `published` or `cancelled`. An institution sees its own once they are published, and not before they are held.
#[utoipa::path(
    get,
    path = "/api/v1/inspections",
    operation_id = "list_inspections",
    tag = "inspections",
    params(RecordQuery),
    responses((status = 200, description = "A page of inspections", body = InspectionList), CaseListProblems)
)]
pub async fn list_inspections(
    request: HttpRequest,
    query: web::Query<RecordQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ReadInspections)?;
    let words: Vec<&'static str> = InspectionStatus::ALL.iter().map(|s| s.as_str()).collect();
    let status = query.status(&words)?;
    let whose = if is_institution(&caller) {
        let organisation = reaching.organisation().to_owned();
        state
            .read(move |connection: &mut Connection| own_institution(connection, &organisation))
            .await?
            .map(Whose::Institution)
    } else {
        whose(&reaching)
    };
    let found = page::<Inspection, _>(&state, &query, whose, status, |_, one| {
        Ok(InspectionBody::from(&one))
    })
    .await?;
    let body = InspectionList {
        items: found.items,
        next: found.next,
    };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// Get an inspection
///
/// With its record and corrections. The ETag is the version that commands rest on.
#[utoipa::path(
    get,
    path = "/api/v1/inspections/{id}",
    operation_id = "get_inspection",
    tag = "inspections",
    params(RecordId),
    responses((status = 200, description = "The inspection", body = InspectionBody), CaseProblems)
)]
pub async fn get_inspection(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ReadInspections)?;
    let id = id.into_inner();
    named(&id)?;
    let institution = is_institution(&caller);
    let found = state
        .read(move |connection: &mut Connection| {
            let Some(found) = aggregate::open::<Inspection>(connection, &id)? else {
                return Ok(None);
            };
            let own = if institution {
                let published = found.state.published.is_some();
                let of = own_institution(connection, reaching.organisation())?;
                published && of.as_deref() == Some(&*found.state.opened.institution.id)
            } else {
                reaches(&reaching, &found.state.opened.keeper)
            };
            Ok::<_, StoreError>(Some(found).filter(|_| own))
        })
        .await?
        .ok_or_else(not_found)?;
    versioned(&request, found.head.version, &InspectionBody::from(&found))
}
