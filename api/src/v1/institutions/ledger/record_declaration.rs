//! `POST /api/v1/institutions/{id}/declarations`: record a self-declaration.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::LedgerEntry;

use super::entry::{Asked, Call, new, perform};
use super::schema::{EntryBody, LedgerOf};
use super::schema_input::DeclarationInput;
use super::slots_conduct::DeclarationSlots;
use crate::auth::Caller;
use crate::decode;

use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::IdempotencyHeader;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Record a self-declaration
///
/// Over every duty of Art. 6-12 once, as the checklist has them.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/declarations",
    operation_id = "record_declaration",
    tag = "institutions",
    params(LedgerOf, IdempotencyHeader),
    request_body(content = DeclarationInput, description = "The entry", example = json!({"id": "2026", "on": "2026-10-10", "signed_by": "宋启文", "items": [{"item": "art6_administration", "answer": "fulfilled"}, {"item": "art6_finance", "answer": "fulfilled"}, {"item": "art6_examinations", "answer": "fulfilled"}, {"item": "art6_quality", "answer": "fulfilled"}, {"item": "art6_certificates", "answer": "fulfilled"}, {"item": "art6_archives", "answer": "fulfilled"}, {"item": "art6_safety", "answer": "fulfilled"}, {"item": "art6_service_standards", "answer": "fulfilled"}, {"item": "art6_workflow", "answer": "fulfilled"}, {"item": "art6_published", "answer": "fulfilled"}, {"item": "art7_staff", "answer": "fulfilled"}, {"item": "art7_contracts", "answer": "fulfilled"}, {"item": "art7_training", "answer": "fulfilled"}, {"item": "art7_assessors", "answer": "fulfilled"}, {"item": "art8_fees_set", "answer": "fulfilled"}, {"item": "art8_fees_displayed", "answer": "fulfilled"}, {"item": "art9_internal_supervision", "answer": "fulfilled"}, {"item": "art9_problem_tracing", "answer": "fulfilled"}, {"item": "art9_accountability", "answer": "fulfilled"}, {"item": "art9_ledger", "answer": "fulfilled"}, {"item": "art9_paper_records", "answer": "fulfilled"}, {"item": "art9_electronic_records", "answer": "fulfilled"}, {"item": "art10_premises", "answer": "fulfilled"}, {"item": "art10_question_bank", "answer": "fulfilled"}, {"item": "art11_rules", "answer": "fulfilled"}, {"item": "art11_responsibility", "answer": "fulfilled"}, {"item": "art11_equipment", "answer": "fulfilled"}, {"item": "art11_patrols", "answer": "fulfilled"}, {"item": "art11_training", "answer": "fulfilled"}, {"item": "art12_plans", "answer": "fulfilled"}, {"item": "art12_alarms", "answer": "fulfilled"}, {"item": "art12_rescue", "answer": "fulfilled"}, {"item": "art12_drills", "answer": "fulfilled"}]})),
    responses(
        (status = 201, description = "The entry", body = EntryBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        (status = 200, description = "It is there already, word for word", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn record_declaration(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let asked = Asked::by_reach(Action::RecordLedger, "record_declaration");
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
        |body| decode::read::<DeclarationSlots<'_>>(body),
        move |institution, written, context, _desk| {
            new(
                institution,
                LedgerEntry::Declaration(written),
                None,
                context,
            )
        },
    )
    .await
}
