//! `PUT /api/v1/institutions/{id}/batches/{entry}`: correct a batch.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::LedgerEntry;

use super::entry::{Asked, Call, correction, perform};
use super::schema::{EntryBody, EntryOf};
use super::schema_input::LedgerBatchInput;
use super::slots_work::BatchSlots;
use crate::auth::Caller;
use crate::decode;
use crate::http::IfMatch;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Correct a batch
///
/// As a whole, with a reason; what was recorded before stays in the record.
#[utoipa::path(
    put,
    path = "/api/v1/institutions/{id}/batches/{entry}",
    operation_id = "correct_batch",
    tag = "institutions",
    params(EntryOf, CommandHeaders),
    request_body(content = LedgerBatchInput, description = "The entry", example = json!({"id": "B0300", "status": "held", "occupation": "6-31-01-03", "level": 4, "held_on": "2026-11-01", "division": "421002", "place": "荆州市沙市区锦渚路18号", "candidates": 40, "unqualified_candidates": 0, "passed": 31, "paper_code": "DG4-2611-001", "fee_charged_yuan": 360, "reason": "录入有误"})),
    responses(
        (status = 200, description = "The entry as it now stands", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn correct_batch(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, entry_id) = path.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "correct_batch");
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
        |body| decode::read::<BatchSlots<'_>>(body),
        move |institution, written, context, _desk| {
            let entry = LedgerEntry::Batch(written.entry);
            correction(institution, &entry_id, entry, written.reason, context)
        },
    )
    .await
}
