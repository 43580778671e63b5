//! `GET /api/v1/proceedings/{id}/evaluations/{n}` and `…/replay`: on what a proposal or a decision rests.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::Action;
use domain::jz::proceeding::Evaluation;
use persistence::Connection;
use serde::Serialize;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::reach::Reach;
use super::schema::ProceedingId;
use super::view::GroundView;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::evaluation::engine::{Engine as _, Explain};
use crate::v1::evaluation::sanctions::SanctionsEngine;
use crate::v1::institutions::watch::{digest, rules};
use crate::v1::reading::{Freshness, NoQuery, answer, not_found};
use crate::v1::responses::CaseProblems;

/// Path of something numbered within a proceeding.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct NumberOfProceeding {
    /// Its number within the proceeding, from 1.
    #[param(minimum = 1, maximum = 1_000_000, example = 1)]
    pub number: u32,
}

/// An evaluation with all it rests on.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProceedingEvaluation {
    /// Its number within the proceeding.
    #[schema(value_type = u32)]
    pub number: usize,
    /// The day it was made for.
    pub as_of: NaiveDate,
    /// The profile of parameters; their values are in the answer.
    #[schema(examples("jz-default"))]
    pub profile: String,
    /// Version of the regulation's rules and of the program.
    #[schema(examples("jz-institutions@1+0.1.0"))]
    pub rules: String,
    /// Its tier.
    #[schema(examples("warning"))]
    pub tier: &'static str,
    /// The grounds that are met or contested, with the ledger's entries.
    pub grounds: Vec<GroundView>,
    /// What the engine was asked, as `POST /api/v1/evaluations/sanctions` takes it.
    #[schema(value_type = Object)]
    pub request: Value,
    /// What it answered.
    #[schema(value_type = Object)]
    pub answer: Value,
    /// SHA-256 of the answer as it was stored, in hexadecimal.
    pub digest: String,
}

/// A stored evaluation and what the engine says of the same request now.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProceedingReplay {
    /// Whether both are the same.
    pub same: bool,
    /// Where they differ: JSON pointers into the answer.
    pub differences: Vec<String>,
    /// SHA-256 of the stored answer, in hexadecimal.
    pub stored_digest: String,
    /// SHA-256 of the answer now; null where the engine does not take the request any more.
    pub replayed_digest: Option<String>,
    /// What it answers now.
    #[schema(value_type = Option<Object>)]
    pub replayed: Option<Value>,
    /// With which rules it was stored.
    pub stored_rules: String,
    /// With which rules it was asked now.
    pub rules: String,
}

/// Get an evaluation of a proceeding
///
/// What the engine was asked and answered when it was proposed, updated or decided: enough to repeat it at any time.
#[utoipa::path(
    get,
    path = "/api/v1/proceedings/{id}/evaluations/{number}",
    operation_id = "get_proceeding_evaluation",
    tag = "proceedings",
    params(ProceedingId, NumberOfProceeding),
    responses((status = 200, description = "The evaluation", body = ProceedingEvaluation), CaseProblems)
)]
pub async fn get_proceeding_evaluation(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let (number, stored) = evaluation(&state, &caller, path.into_inner()).await?;
    let body = ProceedingEvaluation {
        number,
        as_of: stored.as_of,
        tier: stored.tier.as_str(),
        grounds: stored.grounds.iter().filter_map(GroundView::of).collect(),
        request: serde_json::from_str(&stored.request).map_err(Problem::internal)?,
        answer: serde_json::from_str(&stored.answer).map_err(Problem::internal)?,
        profile: stored.profile,
        rules: stored.rules,
        digest: stored.digest,
    };
    answer(&request, Freshness::Private, &body)
}

/// Replay an evaluation of a proceeding
///
/// Puts the stored request to the engine as it is now and compares. Stores nothing and changes nothing.
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/evaluations/{number}/replay",
    operation_id = "replay_proceeding_evaluation",
    tag = "proceedings",
    params(ProceedingId, NumberOfProceeding),
    responses((status = 200, description = "Both answers", body = ProceedingReplay), CaseProblems)
)]
pub async fn replay_proceeding_evaluation(
    path: web::Path<(String, String)>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let (_, stored) = evaluation(&state, &caller, path.into_inner()).await?;
    let then: Value = serde_json::from_str(&stored.answer).map_err(Problem::internal)?;
    let basis = state.basis.load_full();
    let mut now = Vec::new();
    let asked = stored.request.as_bytes();
    let asked = SanctionsEngine::answer(&basis, asked, &mut Explain::single(false), &mut now);
    let replayed: Option<Value> = match asked {
        Ok(()) => Some(serde_json::from_slice(&now).map_err(Problem::internal)?),
        Err(_refused) => None,
    };
    let mut differences = Vec::new();
    compare(&then, replayed.as_ref(), "", &mut differences);
    Ok(HttpResponse::Ok().json(ProceedingReplay {
        same: differences.is_empty(),
        differences,
        stored_digest: stored.digest,
        replayed_digest: replayed.as_ref().map(|_| digest(&now)),
        replayed,
        stored_rules: stored.rules,
        rules: rules(),
    }))
}

/// Where two answers differ.
fn compare(then: &Value, now: Option<&Value>, at: &str, found: &mut Vec<String>) {
    match (then, now) {
        (Value::Object(then), Some(Value::Object(now))) => {
            for (name, value) in then {
                compare(value, now.get(name), &format!("{at}/{name}"), found);
            }
            let added = now.keys().filter(|name| !then.contains_key(*name));
            found.extend(added.map(|name| format!("{at}/{name}")));
        }
        (Value::Array(then), Some(Value::Array(now))) if then.len() == now.len() => {
            for (index, (then, now)) in then.iter().zip(now).enumerate() {
                compare(then, Some(now), &format!("{at}/{index}"), found);
            }
        }
        (then, Some(now)) if then == now => {}
        (_, _) => found.push(at.to_owned()),
    }
}

async fn evaluation(
    state: &AppState,
    caller: &Caller,
    (id, number): (String, String),
) -> Result<(usize, Evaluation), Problem> {
    let reach = Reach::of(caller, Action::ReadProceedings)?;
    let only_told = reach.only_told;
    let opened = state
        .read(move |connection: &mut Connection| reach.open(connection, &id))
        .await?;
    let number: usize = number.parse().map_err(|_no_number| not_found())?;
    let told = only_told.then(|| opened.state.as_told());
    let proceeding = told.as_ref().unwrap_or(&opened.state);
    let stored = proceeding.evaluation_of(number).ok_or_else(not_found)?;
    Ok((number, stored.clone()))
}
