//! `POST /api/v1/institutions/{id}/fees`: record a published fee.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::LedgerEntry;

use super::entry::{Asked, Call, new, perform};
use super::schema::{EntryBody, LedgerOf};
use super::schema_input::FeeInput;
use super::slots_work::FeeSlots;
use crate::auth::Caller;
use crate::decode;

use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::IdempotencyHeader;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Record a published fee
///
/// Of all occupations, of one, or of one level of it (Art. 8). A later one ends the open one of the same scope; two never hold on one day.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/fees",
    operation_id = "record_fee",
    tag = "institutions",
    params(LedgerOf, IdempotencyHeader),
    request_body(content = FeeInput, description = "The entry", example = json!({"id": "2026", "yuan": 380, "basis": "荆价规〔2026〕1号", "from": "2026-09-01"})),
    responses(
        (status = 201, description = "The entry", body = EntryBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        (status = 200, description = "It is there already, word for word", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn record_fee(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "record_fee");
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
        |body| decode::read::<FeeSlots<'_>>(body),
        move |institution, written, context, _desk| {
            let entry = LedgerEntry::Fee(written.entry);
            new(institution, entry, written.reason.as_deref(), context)
        },
    )
    .await
}
