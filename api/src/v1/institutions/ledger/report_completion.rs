//! `POST /api/v1/institutions/{id}/rectifications/{entry}/completion`: report a rectification.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::EntryKind;
use domain::jz::institution::decide::ledger_steps::report_completion;

use super::entry::{Asked, Call, perform};
use super::schema::{EntryBody, EntryOf};
use super::schema_input::CompletionInput;
use super::slots_conduct::CompletionSlots;
use crate::auth::Caller;
use crate::decode;
use crate::http::IfMatch;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Report a rectification
///
/// The institution says that something is put right; the authority accepts it or sends it back.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/rectifications/{entry}/completion",
    operation_id = "report_rectification",
    tag = "institutions",
    params(EntryOf, CommandHeaders),
    request_body(content = CompletionInput, description = "What is said", example = json!({"on": "2026-11-01", "statement": "已在大厅和网站公示收费标准"})),
    responses(
        (status = 200, description = "The entry as it now stands", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn report_rectification(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, entry_id) = path.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "report_rectification");
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
        |body| decode::read::<CompletionSlots<'_>>(body),
        move |institution, written, context, _desk| {
            let decided = report_completion(institution, &entry_id, written.0, written.1, context);
            (EntryKind::Rectification, entry_id, decided)
        },
    )
    .await
}
