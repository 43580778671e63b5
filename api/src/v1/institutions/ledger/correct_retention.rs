//! `PUT /api/v1/institutions/{id}/retention-entries/{entry}`: correct what is kept.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::decide::ledger_steps::kept_until;
use domain::jz::institution::ledger::Retention;
use domain::jz::institution::{EntryKind, LedgerEntry};

use super::entry::{Asked, Call, correction, perform};
use super::schema::{EntryBody, EntryOf};
use super::schema_input::RetentionInput;
use super::slots_work::RetentionSlots;
use crate::auth::Caller;
use crate::decode;
use crate::http::IfMatch;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Correct what is kept
///
/// As a whole, with a reason; what was recorded before stays in the record.
#[utoipa::path(
    put,
    path = "/api/v1/institutions/{id}/retention-entries/{entry}",
    operation_id = "correct_retention",
    tag = "institutions",
    params(EntryOf, CommandHeaders),
    request_body(content = RetentionInput, description = "The entry", example = json!({"id": "R2026-01", "subject": "实操考核评分表", "medium": "paper", "produced_on": "2026-09-01", "keep_until": "2030-12-31", "reason": "录入有误"})),
    responses(
        (status = 200, description = "The entry as it now stands", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn correct_retention(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, entry_id) = path.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "correct_retention");
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
        |body| decode::read::<RetentionSlots<'_>>(body),
        move |institution, written, context, _desk| {
            let kept = written.entry;
            let minimum = kept_until(kept.medium, kept.produced_on, context);
            let keep_until = match kept.keep_until.map_or(minimum, Ok) {
                Ok(day) => day,
                Err(refusal) => return (EntryKind::Retention, kept.id, Err(refusal)),
            };
            let entry = LedgerEntry::Retention(Retention {
                id: kept.id,
                subject: kept.subject,
                medium: kept.medium,
                batch: kept.batch,
                produced_on: kept.produced_on,
                keep_until,
            });
            correction(institution, &entry_id, entry, written.reason, context)
        },
    )
    .await
}
