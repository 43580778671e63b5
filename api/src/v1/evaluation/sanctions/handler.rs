//! The endpoints.

use actix_web::{HttpRequest, HttpResponse, web};

use super::SanctionsEngine;
use crate::http::Lang;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::evaluation::entry::{self, EvaluationQuery};
use crate::v1::evaluation::schema::{
    SanctionsAnswer, SanctionsBatch, SanctionsRequestBody, SanctionsResults,
};
use crate::v1::responses::EvaluationProblems;

/// Evaluate sanctions
///
/// Holds the facts of an institution, as they stood on a day, against Art. 20-22 of the Jingzhou measures: tier, possible tier and all 22 grounds with reason, evidence and missing facts. It proposes; an officer decides. Stores nothing.
#[utoipa::path(
    post,
    path = "/api/v1/evaluations/sanctions",
    operation_id = "evaluate_sanctions",
    tag = "evaluations",
    params(EvaluationQuery),
    request_body(content = SanctionsRequestBody, description = "The facts"),
    responses(
        (status = 200, description = "The answer", body = SanctionsAnswer),
        EvaluationProblems,
    )
)]
pub async fn evaluate_sanctions(
    request: HttpRequest,
    query: web::Query<EvaluationQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    entry::single::<SanctionsEngine>(request, query, payload, state).await
}

/// Evaluate sanctions, in a batch
///
/// As the single operation, for 1 to 1,000 requests of up to 8 MiB together. One bad request never fails the others.
#[utoipa::path(
    post,
    path = "/api/v1/evaluations/sanctions/batch",
    operation_id = "evaluate_sanctions_batch",
    tag = "evaluations",
    params(EvaluationQuery),
    request_body(content = SanctionsBatch, description = "The requests"),
    responses(
        (status = 200, description = "A result for each request, in order", body = SanctionsResults),
        EvaluationProblems,
    )
)]
pub async fn evaluate_sanctions_batch(
    request: HttpRequest,
    query: web::Query<EvaluationQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    entry::batch::<SanctionsEngine>(request, query, payload, state, lang).await
}
