//! `PUT /api/v1/institutions/{id}/staff/{entry}`: correct a member of staff.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::LedgerEntry;

use super::entry::{Asked, Call, correction, perform};
use super::schema::{EntryBody, EntryOf};
use super::schema_input::StaffInput;
use super::slots_work::StaffSlots;
use crate::auth::Caller;
use crate::decode;
use crate::http::IfMatch;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Correct a member of staff
///
/// As a whole, with a reason; what was recorded before stays in the record.
#[utoipa::path(
    put,
    path = "/api/v1/institutions/{id}/staff/{entry}",
    operation_id = "correct_staff",
    tag = "institutions",
    params(EntryOf, CommandHeaders),
    request_body(content = StaffInput, description = "The entry", example = json!({"id": "K07", "name": "李某", "post": "考评员", "from": "2024-03-01", "certificates": [{"number": "KP-0007", "occupation": "6-31-01-03", "from": "2024-01-01", "until": "2027-12-31"}], "reason": "录入有误"})),
    responses(
        (status = 200, description = "The entry as it now stands", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn correct_staff(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, entry_id) = path.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "correct_staff");
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
        |body| decode::read::<StaffSlots<'_>>(body),
        move |institution, written, context, _desk| {
            let entry = LedgerEntry::Staff(written.entry);
            correction(institution, &entry_id, entry, written.reason, context)
        },
    )
    .await
}
