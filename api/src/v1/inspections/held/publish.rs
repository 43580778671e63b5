//! `POST /api/v1/inspections/{id}/publication`: the result is published (jz Art. 15: 一公开).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::inspection::Inspection;

use super::ledger::enter;
use super::schema::InspectionBody;
use crate::auth::Caller;
use crate::http::{IfMatch, Reply};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::inspections::desk::{Given, RecordId, decided, keep, run};
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Publish the result of an inspection
///
/// Once. Everybody reads it under `/api/v1/public/inspections`: items, summary and inspectors, and of the findings those that were verified.
#[utoipa::path(
    post,
    path = "/api/v1/inspections/{id}/publication",
    operation_id = "publish_inspection",
    tag = "inspections",
    params(RecordId, CommandHeaders),
    responses((status = 200, description = "The published inspection", body = InspectionBody), CaseCommandProblems)
)]
pub async fn publish_inspection(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ConductDraws)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        id: id.into_inner(),
        action: Action::ConductDraws,
        name: "publish_inspection",
    };
    run::<Inspection>(given, b"", move |connection, inspection, desk| {
        let by = &desk.principal.client_id;
        let event = decided(inspection.state.publish(desk.today, by))?;
        let known = inspection
            .state
            .record
            .as_ref()
            .map_or(0, |r| r.findings.len());
        let id = inspection.id.clone();
        let kept = keep(connection, &id, Some(inspection), event, desk)?;
        enter(connection, &kept, known, None, desk)?;
        Reply::done(Some(kept.head.version), &InspectionBody::from(&kept))
    })
    .await
}
