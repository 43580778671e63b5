//! `POST /api/v1/institutions/{id}/batches`: record a batch.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::LedgerEntry;

use super::entry::{Asked, Call, new, perform};
use super::schema::{EntryBody, LedgerOf};
use super::schema_input::LedgerBatchInput;
use super::slots_work::BatchSlots;
use crate::auth::Caller;
use crate::decode;

use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::IdempotencyHeader;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Record a batch
///
/// Planned, held or cancelled. While a suspension lasts no new one is taken (Art. 21), nor one for a day without a filing in force. What goes beyond the filed scope or the published fee is taken, and shows among the candidate findings.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/batches",
    operation_id = "record_batch",
    tag = "institutions",
    params(LedgerOf, IdempotencyHeader),
    request_body(content = LedgerBatchInput, description = "The entry", example = json!({"id": "B0300", "status": "held", "occupation": "6-31-01-03", "level": 4, "held_on": "2026-11-01", "division": "421002", "place": "荆州市沙市区锦渚路18号", "candidates": 40, "unqualified_candidates": 0, "passed": 31, "paper_code": "DG4-2611-001", "fee_charged_yuan": 360})),
    responses(
        (status = 201, description = "The entry", body = EntryBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        (status = 200, description = "It is there already, word for word", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn record_batch(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "record_batch");
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
        |body| decode::read::<BatchSlots<'_>>(body),
        move |institution, written, context, _desk| {
            let entry = LedgerEntry::Batch(written.entry);
            new(institution, entry, written.reason.as_deref(), context)
        },
    )
    .await
}
