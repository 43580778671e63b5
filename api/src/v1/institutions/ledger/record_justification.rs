//! `POST /api/v1/institutions/{id}/justifications`: put forward a justification.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::LedgerEntry;

use super::entry::{Asked, Call, new, perform};
use super::schema::{EntryBody, LedgerOf};
use super::schema_input::JustificationInput;
use super::slots_conduct::JustificationSlots;
use crate::auth::Caller;
use crate::decode;

use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::IdempotencyHeader;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Put forward a justification
///
/// A reason not to assess for a time (Art. 21(2)); the authority decides on it.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/justifications",
    operation_id = "put_forward_justification",
    tag = "institutions",
    params(LedgerOf, IdempotencyHeader),
    request_body(content = JustificationInput, description = "The entry", example = json!({"id": "2026-01", "reason": "场地改造，暂不具备评价条件", "on": "2026-09-01", "until": "2026-12-31"})),
    responses(
        (status = 201, description = "The entry", body = EntryBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        (status = 200, description = "It is there already, word for word", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn put_forward_justification(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "put_forward_justification");
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
        |body| decode::read::<JustificationSlots<'_>>(body),
        move |institution, written, context, _desk| {
            new(
                institution,
                LedgerEntry::Justification(written),
                None,
                context,
            )
        },
    )
    .await
}
