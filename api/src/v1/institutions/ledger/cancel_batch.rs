//! `POST /api/v1/institutions/{id}/batches/{entry}/cancellation`: cancel a batch.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::EntryKind;
use domain::jz::institution::decide::ledger_steps::cancel;

use super::entry::{Asked, Call, perform};
use super::schema::{EntryBody, EntryOf};
use super::schema_input::LedgerReasonInput;
use super::slots_conduct::ReasonSlots;
use crate::auth::Caller;
use crate::decode;
use crate::http::IfMatch;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Cancel a batch
///
/// A planned batch is not held.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/batches/{entry}/cancellation",
    operation_id = "cancel_batch",
    tag = "institutions",
    params(EntryOf, CommandHeaders),
    request_body(content = LedgerReasonInput, description = "What is said", example = json!({"reason": "报名人数不足"})),
    responses(
        (status = 200, description = "The entry as it now stands", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn cancel_batch(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, entry_id) = path.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "cancel_batch");
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
        |body| decode::read::<ReasonSlots<'_>>(body),
        move |institution, written, context, _desk| {
            let decided = cancel(institution, &entry_id, written, context);
            (EntryKind::Batch, entry_id, decided)
        },
    )
    .await
}
