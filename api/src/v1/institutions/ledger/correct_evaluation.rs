//! `PUT /api/v1/institutions/{id}/evaluations/{entry}`: correct a comprehensive evaluation.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::decide::ledger_refusal::LedgerRefusal;
use domain::jz::institution::{EntryKind, LedgerEntry};

use super::entry::{Asked, Call, correction, perform};
use super::schema::{EntryBody, EntryOf};
use super::schema_input::InstitutionEvaluationInput;
use super::slots_conduct::EvaluationSlots;
use crate::auth::Caller;
use crate::decode;
use crate::http::IfMatch;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Correct a comprehensive evaluation
///
/// As a whole, with a reason; what was recorded before stays in the record.
#[utoipa::path(
    put,
    path = "/api/v1/institutions/{id}/evaluations/{entry}",
    operation_id = "correct_institution_evaluation",
    tag = "institutions",
    params(EntryOf, CommandHeaders),
    request_body(content = InstitutionEvaluationInput, description = "The entry", example = json!({"id": "2026", "on": "2026-10-10", "basis": "standard", "result": "合格", "summary": "管理规范，题库更新及时。", "published_on": "2026-10-20", "reason": "录入有误"})),
    responses(
        (status = 200, description = "The entry as it now stands", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn correct_institution_evaluation(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    let (id, entry_id) = path.into_inner();
    let asked = Asked::by_reach(
        Action::EvaluateInstitutions,
        "correct_institution_evaluation",
    );
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
        |body| decode::read::<EvaluationSlots<'_>>(body),
        move |institution, written, context, desk| {
            let known = institution.ledger.evaluations.get(&entry_id);
            if known.is_some_and(|known| known.center != desk.principal.center_id) {
                let refused = Err(LedgerRefusal::NoEntry);
                return (EntryKind::Evaluation, entry_id, refused);
            }
            let mut evaluation = written.entry;
            evaluation.center.clone_from(&desk.principal.center_id);
            let entry = LedgerEntry::Evaluation(evaluation);
            correction(institution, &entry_id, entry, written.reason, context)
        },
    )
    .await
}
