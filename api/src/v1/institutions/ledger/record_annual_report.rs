//! `POST /api/v1/institutions/{id}/annual-reports`: record an annual report.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::decide::ledger_refusal::LedgerRefusal;
use domain::jz::institution::decide::ledger_steps::report_due;
use domain::jz::institution::ledger::AnnualReport;
use domain::jz::institution::{EntryKind, LedgerEntry};

use super::entry::{Asked, Call, new, perform};
use super::schema::{EntryBody, LedgerOf};
use super::schema_input::AnnualReportInput;
use super::slots_work::AnnualReportSlots;
use crate::auth::Caller;
use crate::decode;

use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::IdempotencyHeader;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Record an annual report
///
/// That one is due, or that it was handed in (Art. 21(4)). The authority sets the due date; unless it did, local policy gives it.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/annual-reports",
    operation_id = "record_annual_report",
    tag = "institutions",
    params(LedgerOf, IdempotencyHeader),
    request_body(content = AnnualReportInput, description = "The entry", example = json!({"id": "2025", "submitted_on": "2026-03-20", "summary": "全年开展评价十二批次"})),
    responses(
        (status = 201, description = "The entry", body = EntryBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        (status = 200, description = "It is there already, word for word", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn record_annual_report(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "record_annual_report");
    let call = Call {
        request,
        payload,
        state,
        caller,
        id,
        seen: None,
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
            new(institution, entry, written.reason.as_deref(), context)
        },
    )
    .await
}
