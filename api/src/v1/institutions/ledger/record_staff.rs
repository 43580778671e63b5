//! `POST /api/v1/institutions/{id}/staff`: record a member of staff.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::LedgerEntry;

use super::entry::{Asked, Call, new, perform};
use super::schema::{EntryBody, LedgerOf};
use super::schema_input::StaffInput;
use super::slots_work::StaffSlots;
use crate::auth::Caller;
use crate::decode;

use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::IdempotencyHeader;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Record a member of staff
///
/// Who works there, with contract, training and the assessor's certificates with their validity (Art. 7).
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/staff",
    operation_id = "record_staff",
    tag = "institutions",
    params(LedgerOf, IdempotencyHeader),
    request_body(content = StaffInput, description = "The entry", example = json!({"id": "K07", "name": "李某", "post": "考评员", "from": "2024-03-01", "certificates": [{"number": "KP-0007", "occupation": "6-31-01-03", "from": "2024-01-01", "until": "2027-12-31"}]})),
    responses(
        (status = 201, description = "The entry", body = EntryBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        (status = 200, description = "It is there already, word for word", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn record_staff(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "record_staff");
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
        |body| decode::read::<StaffSlots<'_>>(body),
        move |institution, written, context, _desk| {
            let entry = LedgerEntry::Staff(written.entry);
            new(institution, entry, written.reason.as_deref(), context)
        },
    )
    .await
}
