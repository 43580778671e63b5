//! `POST /api/v1/inspections/{id}/corrections`: what was recorded is corrected.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::inspection::Inspection;

use super::ledger::{enter, is_inspector, is_own};
use super::request::CorrectionSlots;
use super::schema::{InspectionBody, InspectionCorrectionInput};
use crate::auth::Caller;
use crate::decode;
use crate::http::{IfMatch, Reply, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::inspections::desk::{Given, RecordId, decided, keep, run};
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Correct the record of an inspection
///
/// Appended with its reason; what was recorded before stays on record. Findings are only added: one that does not hold is dismissed in the institution's ledger.
#[utoipa::path(
    post,
    path = "/api/v1/inspections/{id}/corrections",
    operation_id = "correct_inspection",
    tag = "inspections",
    params(RecordId, CommandHeaders),
    request_body(content = InspectionCorrectionInput, description = "The record as it is to be, and why", example = json!({
        "reason": "第五项结果录入有误",
        "record": {
            "held_on": "2026-12-08", "method": "on_site",
            "items": [
                {"item": 1, "result": "conform"}, {"item": 2, "result": "conform"}, {"item": 3, "result": "conform"},
                {"item": 4, "result": "not_conform"}, {"item": 5, "result": "conform"}, {"item": 6, "result": "not_checked"}
            ],
            "summary": "题库未及时更新。",
            "recorded_by": "0190b6a0-7c00-7000-8000-0000000000e1"
        }
    })),
    responses((status = 200, description = "The corrected inspection", body = InspectionBody), CaseCommandProblems)
)]
pub async fn correct_inspection(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::RecordInspections)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (reason, read) = decode::read::<CorrectionSlots<'_>>(&body)?;
    let inspects = is_inspector(&caller);
    let given = Given {
        request,
        state,
        caller,
        seen,
        id: id.into_inner(),
        action: Action::RecordInspections,
        name: "correct_inspection",
    };
    run::<Inspection>(given, &body, move |connection, inspection, desk| {
        is_own(connection, inspects, desk, &read.recorded_by)?;
        let before = inspection.state.record.as_ref();
        let known = before.map_or(0, |record| record.findings.len());
        let record = read.recorded(desk);
        let event = decided(inspection.state.correct(reason.clone(), record))?;
        let id = inspection.id.clone();
        let kept = keep(connection, &id, Some(inspection), event, desk)?;
        enter(connection, &kept, known, Some(&reason), desk)?;
        Reply::done(Some(kept.head.version), &InspectionBody::from(&kept))
    })
    .await
}
