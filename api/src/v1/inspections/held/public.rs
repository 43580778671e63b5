//! `GET /api/v1/public/inspections`: results of inspections, for everybody.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::jz::inspection::Inspection;
use domain::jz::institution::Institution;
use domain::jz::institution::ledger::Verdict;
use persistence::aggregate::{self, Opened};
use persistence::inspections::Whose;
use persistence::{Connection, StoreError};

use super::schema::{
    InspectingOfficer, InspectionCorrection, InspectionOrigin, PublicInspection,
    PublicInspectionList, PublicItem,
};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::named;
use crate::v1::inspections::desk::{RecordId, RecordQuery, page};
use crate::v1::paging::linked;
use crate::v1::published::{PublishedQuery, Publishers};
use crate::v1::reading::{Freshness, NoQuery, answer, not_found};
use crate::v1::responses::{LookupProblems, ReadingProblems};

/// None: it is not published.
fn body(
    connection: &mut Connection,
    opened: Opened<Inspection>,
) -> Result<Option<PublicInspection>, StoreError> {
    let state = opened.state;
    let (Some(record), Some(published)) = (state.record, state.published) else {
        return Ok(None);
    };
    let of = state.opened;
    let institution = aggregate::open::<Institution>(connection, &of.institution.id)?;
    let mut verified_breaches: Vec<&'static str> = institution
        .iter()
        .flat_map(|institution| institution.state.ledger.findings.values())
        .filter(|finding| finding.reference.as_deref() == Some(&*opened.id))
        .filter(|finding| finding.verdict == Verdict::Verified)
        .filter_map(|finding| finding.breach.provision().map(|provision| provision.id))
        .collect();
    verified_breaches.sort_unstable();
    verified_breaches.dedup();
    Ok(Some(PublicInspection {
        id: opened.id,
        authority: Publishers::default().of(connection, &of.keeper.authority)?,
        institution_uscc: of.institution.uscc,
        institution_name: of.institution.name,
        origin: InspectionOrigin::from(&of.origin),
        held_on: record.held_on,
        method: record.method.as_str(),
        inspectors: state
            .inspectors
            .iter()
            .map(InspectingOfficer::from)
            .collect(),
        items: record
            .items
            .iter()
            .map(|one| PublicItem {
                item: one.item,
                result: one.result.as_str(),
            })
            .collect(),
        summary: record.summary,
        verified_breaches,
        corrections: state
            .corrections
            .iter()
            .map(InspectionCorrection::from)
            .collect(),
        published_on: published.on,
    }))
}

/// List results of inspections
///
/// Published ones, the latest first (Art. 15). Findings that are merely alleged are not among them.
#[utoipa::path(
    get,
    path = "/api/v1/public/inspections",
    operation_id = "list_public_inspections",
    tag = "public",
    params(PublishedQuery),
    responses((status = 200, description = "A page of results", body = PublicInspectionList), ReadingProblems)
)]
pub async fn list_public_inspections(
    request: HttpRequest,
    query: web::Query<PublishedQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let PublishedQuery { limit, cursor } = query.into_inner();
    let query = RecordQuery {
        limit,
        cursor,
        status: None,
    };
    let published = Some(Whose::Published);
    let found = page::<Inspection, _>(&state, &query, published, None, body).await?;
    let body = PublicInspectionList {
        items: found.items.into_iter().flatten().collect(),
        next: found.next,
    };
    let response = answer(&request, Freshness::Changing, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// Get the result of an inspection
///
/// One published result, for everybody.
#[utoipa::path(
    get,
    path = "/api/v1/public/inspections/{id}",
    operation_id = "get_public_inspection",
    tag = "public",
    params(RecordId),
    responses((status = 200, description = "The result", body = PublicInspection), LookupProblems)
)]
pub async fn get_public_inspection(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    named(&id)?;
    let found = state
        .read(move |connection: &mut Connection| {
            let Some(opened) = aggregate::open::<Inspection>(connection, &id)? else {
                return Ok(None);
            };
            body(connection, opened)
        })
        .await?
        .ok_or_else(not_found)?;
    answer(&request, Freshness::Changing, &found)
}
