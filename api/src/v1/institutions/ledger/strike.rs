//! `POST /api/v1/institutions/{id}/entries/{kind}/{entry}/strike`: strike an entry.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::EntryKind;
use domain::jz::institution::decide::ledger::strike;

use super::entry::{Asked, Call, perform};
use super::schema::{EntryBody, KindAndEntry};
use super::schema_input::LedgerReasonInput;
use super::slots_conduct::ReasonSlots;
use crate::auth::Caller;
use crate::decode;
use crate::http::IfMatch;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::{NoQuery, not_found};
use crate::v1::responses::LedgerProblems;

/// Strike an entry
///
/// What was recorded by mistake counts no more, and stays in the record. Nothing that a decision rests on, nor what follows from proceedings, inspections or cases.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/entries/{kind}/{entry}/strike",
    operation_id = "strike_ledger_entry",
    tag = "institutions",
    params(KindAndEntry, CommandHeaders),
    request_body(content = LedgerReasonInput, description = "Why", example = json!({"reason": "误录，属于另一机构"})),
    responses(
        (status = 200, description = "The entry as it now stands", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn strike_ledger_entry(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, kind, entry_id) = path.into_inner();
    caller.may(Action::DecideLedger)?;
    let asked = Asked::by_own_authority(Action::DecideLedger, "strike_ledger_entry");
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
        move |body| {
            let written = decode::read::<ReasonSlots<'_>>(body)?;
            let kind = EntryKind::parse(&kind).ok_or_else(not_found)?;
            Ok((kind, written))
        },
        move |institution, (kind, written), context, _desk| {
            let decided = strike(institution, kind, &entry_id, written, context);
            (kind, entry_id, decided)
        },
    )
    .await
}
