//! `POST /api/v1/institutions/{id}/evaluations`: record a comprehensive evaluation.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::LedgerEntry;

use super::entry::{Asked, Call, new, perform};
use super::schema::{EntryBody, LedgerOf};
use super::schema_input::InstitutionEvaluationInput;
use super::slots_conduct::EvaluationSlots;
use crate::auth::Caller;
use crate::decode;

use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::IdempotencyHeader;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Record a comprehensive evaluation
///
/// By the guidance center, from what was filed or by the evaluation standard (Art. 5); the public sees the result from the day of its publication.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/evaluations",
    operation_id = "record_institution_evaluation",
    tag = "institutions",
    params(LedgerOf, IdempotencyHeader),
    request_body(content = InstitutionEvaluationInput, description = "The entry", example = json!({"id": "2026", "on": "2026-10-10", "basis": "standard", "result": "合格", "summary": "管理规范，题库更新及时。", "published_on": "2026-10-20"})),
    responses(
        (status = 201, description = "The entry", body = EntryBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        (status = 200, description = "It is there already, word for word", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn record_institution_evaluation(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let asked = Asked::by_reach(
        Action::EvaluateInstitutions,
        "record_institution_evaluation",
    );
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
        |body| decode::read::<EvaluationSlots<'_>>(body),
        move |institution, written, context, desk| {
            let mut evaluation = written.entry;
            evaluation.center.clone_from(&desk.principal.center_id);
            let entry = LedgerEntry::Evaluation(evaluation);
            new(institution, entry, written.reason.as_deref(), context)
        },
    )
    .await
}
