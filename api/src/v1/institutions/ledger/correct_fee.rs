//! `PUT /api/v1/institutions/{id}/fees/{entry}`: correct a published fee.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::LedgerEntry;

use super::entry::{Asked, Call, correction, perform};
use super::schema::{EntryBody, EntryOf};
use super::schema_input::FeeInput;
use super::slots_work::FeeSlots;
use crate::auth::Caller;
use crate::decode;
use crate::http::IfMatch;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Correct a published fee
///
/// As a whole, with a reason; what was recorded before stays in the record.
#[utoipa::path(
    put,
    path = "/api/v1/institutions/{id}/fees/{entry}",
    operation_id = "correct_fee",
    tag = "institutions",
    params(EntryOf, CommandHeaders),
    request_body(content = FeeInput, description = "The entry", example = json!({"id": "2026", "yuan": 380, "basis": "荆价规〔2026〕1号", "from": "2026-09-01", "reason": "录入有误"})),
    responses(
        (status = 200, description = "The entry as it now stands", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn correct_fee(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, entry_id) = path.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "correct_fee");
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
        |body| decode::read::<FeeSlots<'_>>(body),
        move |institution, written, context, _desk| {
            let entry = LedgerEntry::Fee(written.entry);
            correction(institution, &entry_id, entry, written.reason, context)
        },
    )
    .await
}
