//! `POST /api/v1/inspections/{id}/record`: what was found (jz Art. 16).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::inspection::Inspection;

use super::ledger::{enter, is_inspector, is_own};
use super::request::RecordSlots;
use super::schema::{InspectionBody, InspectionRecordInput};
use crate::auth::Caller;
use crate::decode;
use crate::http::{IfMatch, Reply, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::inspections::desk::{Given, RecordId, decided, in_conflict, keep, run};
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Record an inspection
///
/// Once, by one of its inspectors: the six items of Art. 16, duties of Art. 6 to 12, and findings, each mapped to a provision. They enter the institution's ledger as alleged. Refused while one of the inspectors has a conflict of interest with the institution.
#[utoipa::path(
    post,
    path = "/api/v1/inspections/{id}/record",
    operation_id = "record_inspection",
    tag = "inspections",
    params(RecordId, CommandHeaders),
    request_body(content = InspectionRecordInput, description = "What was found", example = json!({
        "held_on": "2026-12-08", "method": "on_site",
        "items": [
            {"item": 1, "result": "conform"}, {"item": 2, "result": "conform"}, {"item": 3, "result": "conform"},
            {"item": 4, "result": "conform"}, {"item": 5, "result": "not_conform", "remark": "题库两年未更新"},
            {"item": 6, "result": "not_checked"}
        ],
        "duties": [{"article": 11, "duty": "消防设施定期检查", "result": "conform"}],
        "findings": [{"provision": "jz-institutions/art20/6", "occurred_on": "2026-12-08", "evidence": "题库版本日期为 2024 年 5 月"}],
        "summary": "备案与评价活动基本规范，题库未及时更新。",
        "recorded_by": "0190b6a0-7c00-7000-8000-0000000000e1"
    })),
    responses((status = 200, description = "The inspection with its record", body = InspectionBody), CaseCommandProblems)
)]
pub async fn record_inspection(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::RecordInspections)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let read = decode::read::<RecordSlots<'_>>(&body)?;
    let inspects = is_inspector(&caller);
    let given = Given {
        request,
        state,
        caller,
        seen,
        id: id.into_inner(),
        action: Action::RecordInspections,
        name: "record_inspection",
    };
    run::<Inspection>(given, &body, move |connection, inspection, desk| {
        is_own(connection, inspects, desk, &read.recorded_by)?;
        let uscc = inspection.state.opened.institution.uscc.clone();
        let inspectors = inspection.state.inspectors.clone();
        let barred = in_conflict(connection, &inspectors, &uscc)?;
        let event = decided(inspection.state.record(read.recorded(desk), &barred))?;
        let id = inspection.id.clone();
        let kept = keep(connection, &id, Some(inspection), event, desk)?;
        enter(connection, &kept, 0, None, desk)?;
        Reply::done(Some(kept.head.version), &InspectionBody::from(&kept))
    })
    .await
}
