//! The endpoints.

use actix_web::{HttpRequest, HttpResponse, web};

use super::ClockEngine;
use crate::http::Lang;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::evaluation::entry::{self, EvaluationQuery};
use crate::v1::evaluation::schema::{ClockAnswer, ClockBatch, ClockRequestBody, ClockResults};
use crate::v1::responses::EvaluationProblems;

/// Evaluate the clock
///
/// Derives due dates and state of a case under Art. 18 of the Guangdong measures from its recorded events: 20 working days from acceptance, extended to at most 45. Stores nothing.
#[utoipa::path(
    post,
    path = "/api/v1/evaluations/clock",
    operation_id = "evaluate_clock",
    tag = "evaluations",
    params(EvaluationQuery),
    request_body(content = ClockRequestBody, description = "The facts"),
    responses(
        (status = 200, description = "The answer", body = ClockAnswer),
        EvaluationProblems,
    )
)]
pub async fn evaluate_clock(
    request: HttpRequest,
    query: web::Query<EvaluationQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    entry::single::<ClockEngine>(request, query, payload, state).await
}

/// Evaluate the clock, in a batch
///
/// As the single operation, for 1 to 1,000 requests of up to 8 MiB together. One bad request never fails the others.
#[utoipa::path(
    post,
    path = "/api/v1/evaluations/clock/batch",
    operation_id = "evaluate_clock_batch",
    tag = "evaluations",
    params(EvaluationQuery),
    request_body(content = ClockBatch, description = "The requests"),
    responses(
        (status = 200, description = "A result for each request, in order", body = ClockResults),
        EvaluationProblems,
    )
)]
pub async fn evaluate_clock_batch(
    request: HttpRequest,
    query: web::Query<EvaluationQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    entry::batch::<ClockEngine>(request, query, payload, state, lang).await
}
