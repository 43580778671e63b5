//! The endpoints.

use actix_web::{HttpRequest, HttpResponse, web};

use super::AdmissibilityEngine;
use crate::http::Lang;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::evaluation::entry::{self, EvaluationQuery};
use crate::v1::evaluation::schema::{
    AdmissibilityAnswer, AdmissibilityBatch, AdmissibilityRequestBody, AdmissibilityResults,
};
use crate::v1::responses::EvaluationProblems;

/// Evaluate admissibility
///
/// Holds the facts of a complaint against Art. 9 and 10 of the Guangdong measures: accept, reject or undetermined, with the provision, reason, evidence and missing facts of each ground, and the duties that follow (Art. 4(2), 8, 12, 13, 15). Stores nothing; give no personal data.
#[utoipa::path(
    post,
    path = "/api/v1/evaluations/admissibility",
    operation_id = "evaluate_admissibility",
    tag = "evaluations",
    params(EvaluationQuery),
    request_body(content = AdmissibilityRequestBody, description = "The facts"),
    responses(
        (status = 200, description = "The answer", body = AdmissibilityAnswer),
        EvaluationProblems,
    )
)]
pub async fn evaluate_admissibility(
    request: HttpRequest,
    query: web::Query<EvaluationQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    entry::single::<AdmissibilityEngine>(request, query, payload, state).await
}

/// Evaluate admissibility, in a batch
///
/// As the single operation, for 1 to 1,000 requests of up to 8 MiB together. One bad request never fails the others.
#[utoipa::path(
    post,
    path = "/api/v1/evaluations/admissibility/batch",
    operation_id = "evaluate_admissibility_batch",
    tag = "evaluations",
    params(EvaluationQuery),
    request_body(content = AdmissibilityBatch, description = "The requests"),
    responses(
        (status = 200, description = "A result for each request, in order", body = AdmissibilityResults),
        EvaluationProblems,
    )
)]
pub async fn evaluate_admissibility_batch(
    request: HttpRequest,
    query: web::Query<EvaluationQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    entry::batch::<AdmissibilityEngine>(request, query, payload, state, lang).await
}
