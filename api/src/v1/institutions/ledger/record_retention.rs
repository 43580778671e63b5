//! `POST /api/v1/institutions/{id}/retention-entries`: record what is kept.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::decide::ledger_steps::kept_until;
use domain::jz::institution::ledger::Retention;
use domain::jz::institution::{EntryKind, LedgerEntry};

use super::entry::{Asked, Call, new, perform};
use super::schema::{EntryBody, LedgerOf};
use super::schema_input::RetentionInput;
use super::slots_work::RetentionSlots;
use crate::auth::Caller;
use crate::decode;

use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::IdempotencyHeader;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Record what is kept
///
/// Records of assessments and until when they are kept (Art. 9): on paper 3 years at least, electronically 5.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/retention-entries",
    operation_id = "record_retention",
    tag = "institutions",
    params(LedgerOf, IdempotencyHeader),
    request_body(content = RetentionInput, description = "The entry", example = json!({"id": "R2026-01", "subject": "实操考核评分表", "medium": "paper", "produced_on": "2026-09-01", "keep_until": "2030-12-31"})),
    responses(
        (status = 201, description = "The entry", body = EntryBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        (status = 200, description = "It is there already, word for word", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn record_retention(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "record_retention");
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
            new(institution, entry, written.reason.as_deref(), context)
        },
    )
    .await
}
