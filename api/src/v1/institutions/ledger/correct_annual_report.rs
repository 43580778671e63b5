//! `PUT /api/v1/institutions/{id}/annual-reports/{entry}`: correct an annual report.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::decide::ledger_refusal::LedgerRefusal;
use domain::jz::institution::decide::ledger_steps::report_due;
use domain::jz::institution::ledger::AnnualReport;
use domain::jz::institution::{EntryKind, LedgerEntry};

use super::entry::{Asked, Call, correction, perform};
use super::schema::{EntryBody, EntryOf};
use super::schema_input::AnnualReportInput;
use super::slots_work::AnnualReportSlots;
use crate::auth::Caller;
use crate::decode;
use crate::http::IfMatch;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Correct an annual report
///
/// As a whole, with a reason; what was recorded before stays in the record.
#[utoipa::path(
    put,
    path = "/api/v1/institutions/{id}/annual-reports/{entry}",
    operation_id = "correct_annual_report",
    tag = "institutions",
    params(EntryOf, CommandHeaders),
    request_body(content = AnnualReportInput, description = "The entry", example = json!({"id": "2025", "submitted_on": "2026-03-20", "summary": "全年开展评价十二批次", "reason": "录入有误"})),
    responses(
        (status = 200, description = "The entry as it now stands", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn correct_annual_report(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, entry_id) = path.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "correct_annual_report");
    let call = Call {
        request,
        payload,
        state,
        caller,
        id,
        seen: Some(seen),
    };
    perform(
        call,
        asked,
        |body| decode::read::<AnnualReportSlots<'_>>(body),
        move |institution, written, context, _desk| {
            let report = written.entry;
            let due_on = report
                .due_on
                .or_else(|| report_due(institution, &report.id, context));
            let id = report.id;
            let Some(due_on) = due_on else {
                return (EntryKind::AnnualReport, id, Err(LedgerRefusal::NoYear));
            };
            let entry = LedgerEntry::AnnualReport(AnnualReport {
                id,
                due_on,
                submitted_on: report.submitted_on,
                summary: report.summary,
            });
            correction(institution, &entry_id, entry, written.reason, context)
        },
    )
    .await
}
