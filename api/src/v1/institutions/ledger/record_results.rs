//! `POST /api/v1/institutions/{id}/batches/{entry}/results`: record the results of a batch.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::EntryKind;
use domain::jz::institution::decide::ledger_steps::results;

use super::entry::{Asked, Call, perform};
use super::schema::{EntryBody, EntryOf};
use super::schema_input::BatchResultsInput;
use super::slots_work::ResultsSlots;
use crate::auth::Caller;
use crate::decode;
use crate::http::IfMatch;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Record the results of a batch
///
/// A planned batch was held. What was held before a suspension stays recordable.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/batches/{entry}/results",
    operation_id = "record_batch_results",
    tag = "institutions",
    params(EntryOf, CommandHeaders),
    request_body(content = BatchResultsInput, description = "What is said", example = json!({"candidates": 40, "unqualified_candidates": 0, "passed": 31, "paper_code": "DG4-2611-001", "fee_charged_yuan": 360})),
    responses(
        (status = 200, description = "The entry as it now stands", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn record_batch_results(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, entry_id) = path.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "record_batch_results");
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
        |body| decode::read::<ResultsSlots<'_>>(body),
        move |institution, written, context, _desk| {
            let decided = results(institution, &entry_id, written, context);
            (EntryKind::Batch, entry_id, decided)
        },
    )
    .await
}
