//! `POST /api/v1/institutions/{id}/justifications/{entry}/decision`: decide on a justification.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::EntryKind;
use domain::jz::institution::decide::ledger_steps as steps;

use super::entry::{Asked, Call, perform};
use super::schema::{EntryBody, EntryOf};
use super::schema_input::JustificationDecisionInput;
use super::slots_conduct::JustificationDecisionSlots;
use crate::auth::Caller;
use crate::decode;
use crate::http::IfMatch;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Decide on a justification
///
/// Whether idleness is justified (Art. 21(2)).
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/justifications/{entry}/decision",
    operation_id = "decide_justification",
    tag = "institutions",
    params(EntryOf, CommandHeaders),
    request_body(content = JustificationDecisionInput, description = "What is said", example = json!({"accepted": true, "reason": "改造工程属实"})),
    responses(
        (status = 200, description = "The entry as it now stands", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn decide_justification(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, entry_id) = path.into_inner();
    let asked = Asked::by_own_authority(Action::DecideLedger, "decide_justification");
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
        |body| decode::read::<JustificationDecisionSlots<'_>>(body),
        move |institution, written, context, _desk| {
            let decided =
                steps::decide_justification(institution, &entry_id, written.0, written.1, context);
            (EntryKind::Justification, entry_id, decided)
        },
    )
    .await
}
