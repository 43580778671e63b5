//! `POST /api/v1/complaints/{id}/evaluations/{n}/replay`: a stored evaluation asked again.

use actix_web::{HttpResponse, web};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::evaluations::{EvaluationVersions, NumberOfCase, evaluation};
use super::gather::rule_version;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::evaluation::admissibility::AdmissibilityEngine;
use crate::v1::evaluation::engine::{Engine as _, Explain};
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseProblems;

/// A stored evaluation and what the engine says of the same request now.
#[derive(Debug, Serialize, ToSchema)]
pub struct Replay {
    /// Whether both are the same.
    pub same: bool,
    /// What it answered then.
    #[schema(value_type = Object)]
    pub stored: Value,
    /// What it answers now; null where it does not take the request any more.
    #[schema(value_type = Option<Object>)]
    pub replayed: Option<Value>,
    /// With what each was made.
    pub versions: ReplayVersions,
}

/// With what the two answers were made.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplayVersions {
    /// The stored one.
    pub stored: EvaluationVersions,
    /// The new one.
    pub now: EvaluationVersions,
}

/// Replay an evaluation of a case
///
/// Puts the stored request to the engine as it is now and compares. Stores nothing and changes nothing: it shows whether a decision would still rest on the same answer.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/evaluations/{number}/replay",
    operation_id = "replay_complaint_evaluation",
    tag = "complaints",
    params(super::schema::CaseId, NumberOfCase),
    responses((status = 200, description = "Both answers", body = Replay), CaseProblems)
)]
pub async fn replay_complaint_evaluation(
    path: web::Path<(String, String)>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let (id, number) = path.into_inner();
    let evaluated = evaluation(&state, &caller, id, &number).await?;
    let stored: Value =
        serde_json::from_str(&evaluated.evaluation.answer).map_err(Problem::internal)?;
    let basis = state.basis.load_full();
    let mut answer = Vec::new();
    let asked = AdmissibilityEngine::answer(
        &basis,
        evaluated.evaluation.request.as_bytes(),
        &mut Explain::single(false),
        &mut answer,
    );
    let replayed: Option<Value> = match asked {
        Ok(()) => Some(serde_json::from_slice(&answer).map_err(Problem::internal)?),
        Err(_refused) => None,
    };
    Ok(HttpResponse::Ok().json(Replay {
        same: replayed.as_ref() == Some(&stored),
        stored,
        replayed,
        versions: ReplayVersions {
            stored: EvaluationVersions::of(&evaluated),
            now: EvaluationVersions {
                rules: rule_version(),
                calendar_revision: basis.calendar_revision,
            },
        },
    }))
}
