//! `POST /api/v1/institutions/{id}/findings/{entry}/verification`: verify a finding.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::EntryKind;
use domain::jz::institution::decide::ledger_steps::judge;
use domain::jz::institution::ledger::Verdict;

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

/// Verify a finding
///
/// Or a candidate on which there is no finding yet, by its id. What was decided can be decided anew; each verdict stays on record with its reason.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/findings/{entry}/verification",
    operation_id = "verify_finding",
    tag = "institutions",
    params(EntryOf, CommandHeaders),
    request_body(content = LedgerReasonInput, description = "What is said", example = json!({"reason": "已调取收费票据核对"})),
    responses(
        (status = 200, description = "The entry as it now stands", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn verify_finding(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, entry_id) = path.into_inner();
    let asked = Asked::by_own_authority(Action::DecideLedger, "verify_finding");
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
            let decided = judge(institution, &entry_id, Verdict::Verified, written, context);
            (EntryKind::Finding, entry_id, decided)
        },
    )
    .await
}
