//! The endpoints.

use actix_web::{HttpRequest, HttpResponse, web};

use super::WorkingDaysEngine;
use crate::http::Lang;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::evaluation::entry::{self, EvaluationQuery};
use crate::v1::evaluation::schema::{
    WorkingDaysAnswer, WorkingDaysBatch, WorkingDaysRequestBody, WorkingDaysResults,
};
use crate::v1::responses::EvaluationProblems;

/// Count or add working days
///
/// Asks the working calendar alone: the n-th working day from a day, or the working days between two. Years without an official notice are provisional. Stores nothing.
#[utoipa::path(
    post,
    path = "/api/v1/evaluations/working-days",
    operation_id = "evaluate_working_days",
    tag = "evaluations",
    params(EvaluationQuery),
    request_body(content = WorkingDaysRequestBody, description = "The facts"),
    responses(
        (status = 200, description = "The answer", body = WorkingDaysAnswer),
        EvaluationProblems,
    )
)]
pub async fn evaluate_working_days(
    request: HttpRequest,
    query: web::Query<EvaluationQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    entry::single::<WorkingDaysEngine>(request, query, payload, state).await
}

/// Count or add working days, in a batch
///
/// As the single operation, for 1 to 1,000 requests of up to 8 MiB together. One bad request never fails the others.
#[utoipa::path(
    post,
    path = "/api/v1/evaluations/working-days/batch",
    operation_id = "evaluate_working_days_batch",
    tag = "evaluations",
    params(EvaluationQuery),
    request_body(content = WorkingDaysBatch, description = "The requests"),
    responses(
        (status = 200, description = "A result for each request, in order", body = WorkingDaysResults),
        EvaluationProblems,
    )
)]
pub async fn evaluate_working_days_batch(
    request: HttpRequest,
    query: web::Query<EvaluationQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    entry::batch::<WorkingDaysEngine>(request, query, payload, state, lang).await
}
