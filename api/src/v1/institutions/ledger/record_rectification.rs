//! `POST /api/v1/institutions/{id}/rectifications`: order a rectification.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::LedgerEntry;

use super::entry::{Asked, Call, new, perform};
use super::schema::{EntryBody, LedgerOf};
use super::schema_input::RectificationInput;
use super::slots_conduct::RectificationSlots;
use crate::auth::Caller;
use crate::decode;

use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::IdempotencyHeader;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Order a rectification
///
/// What is to be put right by a day (Art. 21).
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/rectifications",
    operation_id = "order_rectification",
    tag = "institutions",
    params(LedgerOf, IdempotencyHeader),
    request_body(content = RectificationInput, description = "The entry", example = json!({"id": "2026-01", "subject": "收费标准未在醒目位置公示", "ordered_on": "2026-10-10", "due_on": "2026-11-10"})),
    responses(
        (status = 201, description = "The entry", body = EntryBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        (status = 200, description = "It is there already, word for word", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn order_rectification(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let asked = Asked::by_own_authority(Action::DecideLedger, "order_rectification");
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
        |body| decode::read::<RectificationSlots<'_>>(body),
        move |institution, written, context, _desk| {
            new(
                institution,
                LedgerEntry::Rectification(written),
                None,
                context,
            )
        },
    )
    .await
}
