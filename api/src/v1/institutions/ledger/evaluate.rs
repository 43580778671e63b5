//! `GET /api/v1/institutions/{id}/evaluation`: what Art. 20-22 say of an institution's record on a day.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::{Action, Regime};
use domain::jz::art21_warning::ART21;
use serde_json::json;
use serde_json::value::RawValue;

use super::list_candidates::{candidates, parameters};
use super::read::opened;
use super::schema::{InstitutionEvaluationBody, LedgerOf};
use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::evaluation::engine::{Engine, Explain};
use crate::v1::evaluation::sanctions::{SanctionsEngine, facts};
use crate::v1::institutions::known::KnownQuery;
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseClockProblems;

/// Evaluate an institution's record
///
/// The facts of the record as of a day, by what was known on another, in the form in which `/api/v1/evaluations/sanctions` takes them, and what that operation answers to them. It proposes; an officer decides. An institution that is not filed under the Jingzhou measures is not evaluated under them (Art. 2, 3).
#[utoipa::path(
    get,
    path = "/api/v1/institutions/{id}/evaluation",
    operation_id = "get_institution_evaluation",
    tag = "institutions",
    params(LedgerOf, KnownQuery),
    responses(
        (status = 200, description = "Facts, answer and candidates", body = InstitutionEvaluationBody),
        CaseClockProblems,
    )
)]
pub async fn get_institution_evaluation(
    request: HttpRequest,
    id: web::Path<String>,
    query: web::Query<KnownQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ReadAssessments)?;
    let asked = query.into_inner().settle(&state);
    let found = opened(&state, &caller, id.into_inner(), asked).await?;
    if found.state.regime != Regime::Jz {
        return Err(Problem::new(ProblemCode::WrongState)
            .with_legal_basis(ART21.id)
            .with_detail(
                "该机构不在荆州备案，不适用本办法的处置规定。",
                "It is not filed in Jingzhou: these measures do not sanction it.",
            ));
    }
    let as_of = asked.as_of;
    let facts = facts::written(&found.state.sanction_facts(as_of));
    // Asked exactly as the endpoint is, so that the two cannot differ.
    let asking = json!({"as_of": as_of, "facts": facts}).to_string();
    let mut told = Vec::new();
    let mut explain = Explain::single(false);
    SanctionsEngine::answer(
        &state.basis.load(),
        asking.as_bytes(),
        &mut explain,
        &mut told,
    )?;
    let told = String::from_utf8(told).map_err(Problem::internal)?;
    let body = InstitutionEvaluationBody {
        as_of,
        facts: RawValue::from_string(facts.to_string()).map_err(Problem::internal)?,
        answer: RawValue::from_string(told).map_err(Problem::internal)?,
        candidates: candidates(&found.state, as_of, &parameters(&state, as_of)?)?,
    };
    answer(&request, Freshness::Private, &body)
}
