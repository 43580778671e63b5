//! `POST /api/v1/institutions/{id}/rectifications/{entry}/acceptance`: accept a rectification.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::EntryKind;
use domain::jz::institution::decide::ledger_steps as steps;

use super::entry::{Asked, Call, perform};
use super::schema::{EntryBody, EntryOf};
use super::schema_input::RectificationAcceptanceInput;
use super::slots_conduct::AcceptanceSlots;
use crate::auth::Caller;
use crate::decode;
use crate::http::IfMatch;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Accept a rectification
///
/// With the day on which it was done, or it is sent back. Once all of a warning are accepted, the warning is rectified (Art. 22(6)).
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/rectifications/{entry}/acceptance",
    operation_id = "accept_rectification",
    tag = "institutions",
    params(EntryOf, CommandHeaders),
    request_body(content = RectificationAcceptanceInput, description = "What is said", example = json!({"completed_on": "2026-11-01", "remark": "现场核查属实"})),
    responses(
        (status = 200, description = "The entry as it now stands", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn accept_rectification(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, entry_id) = path.into_inner();
    let asked = Asked::by_own_authority(Action::DecideLedger, "accept_rectification");
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
        |body| decode::read::<AcceptanceSlots<'_>>(body),
        move |institution, written, context, _desk| {
            let decided =
                steps::accept_rectification(institution, &entry_id, written.0, written.1, context);
            (EntryKind::Rectification, entry_id, decided)
        },
    )
    .await
}
