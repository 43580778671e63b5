//! `GET /api/v1/complaints/{id}/evaluations` and `…/{n}`: how the rules were applied to a case.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::Action;
use domain::gd::case::event::Evaluated;
use domain::gd::case::{Assessment, CaseEvent, PriorConsidered};
use persistence::complaints::record::{self, stream};
use persistence::complaints::row;
use persistence::{Connection, ledger};
use serde::Serialize;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::reach::Reaching;
use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::reading::{Freshness, NoQuery, answer, not_found};
use crate::v1::responses::CaseProblems;

/// Kind of the events that keep evaluations.
const EVALUATED: &str = "complaint_evaluated";

/// The evaluations of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvaluationList {
    /// In order.
    pub items: Vec<EvaluationEntry>,
}

/// An evaluation in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvaluationEntry {
    /// Its number within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// `accept`, `reject` or `undetermined`.
    #[schema(examples("accept"))]
    pub outcome: &'static str,
    /// `guidance` or `investigation`, with `accept`.
    pub track: Option<&'static str>,
    /// The grounds of Art. 10 that are met.
    pub grounds: Vec<String>,
    /// Facts that are missing.
    pub missing_facts: Vec<String>,
    /// The officer who assessed: a client id.
    pub officer: String,
    /// With what it was made.
    pub versions: EvaluationVersions,
}

/// With what an evaluation was made.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EvaluationVersions {
    /// Version of the regulation's rules and of the program.
    #[schema(examples("gd-complaints@1+0.1.0"))]
    pub rules: String,
    /// Revision of the working calendar.
    pub calendar_revision: i64,
}

/// An evaluation with all it rests on.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseEvaluation {
    /// Its number within the case.
    pub number: u32,
    /// The day.
    pub on: NaiveDate,
    /// The officer who assessed: a client id.
    pub officer: String,
    /// The profile of parameters.
    #[schema(examples("gd-default"))]
    pub profile: String,
    /// With what it was made.
    pub versions: EvaluationVersions,
    /// What the engine was asked, as `POST /api/v1/evaluations/admissibility` takes it.
    #[schema(value_type = Object)]
    pub request: Value,
    /// What it answered.
    #[schema(value_type = Object)]
    pub answer: Value,
    /// What the officer assessed; null is unknown.
    pub assessment: AssessmentView,
    /// The complainant's earlier cases that were considered, in the order of `/facts/prior_complaints`.
    pub priors: Vec<PriorView>,
}

/// What an officer assessed; null is unknown.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssessmentView {
    /// Art. 9(1): the accused party is definite.
    pub accused_identified: Option<bool>,
    /// Art. 9(1): the violation is definite.
    pub violation_specified: Option<bool>,
    /// Art. 10(2): there is a factual basis.
    pub has_factual_basis: Option<bool>,
    /// Art. 9(2): within function.
    pub within_function: Option<bool>,
    /// Art. 10(5), 12: normal or day-to-day business of appraisal.
    pub routine_business: Option<bool>,
    /// Art. 10(5): the normal procedure was followed first.
    pub normal_procedure_followed: Option<bool>,
    /// Art. 12: answered on the spot.
    pub answered_on_the_spot: Option<bool>,
    /// Art. 13: exposed by media.
    pub media_exposed: Option<bool>,
    /// Art. 4(2): of considerable impact.
    pub high_impact: Option<bool>,
    /// Art. 15: urgent.
    pub urgent: Option<bool>,
}

/// An earlier case as an evaluation considered it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PriorView {
    /// The earlier case.
    pub case_id: String,
    /// Where it stood when this one was put forward.
    #[schema(examples("pending"))]
    pub status: &'static str,
    /// Put forward by the same complainant.
    pub same_complainant: Option<bool>,
    /// About the same matter.
    pub same_matter: Option<bool>,
    /// This one brings new facts.
    pub raises_new_facts: Option<bool>,
    /// This one is to be joined to it.
    pub joinable: bool,
}

/// Path of something numbered within a case.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct NumberOfCase {
    /// Its number within the case, from 1.
    #[param(minimum = 1, maximum = 1_000_000, example = 1)]
    pub number: u32,
}

/// List the evaluations of a case
///
/// Every time the rules were applied to it, with the outcome and with what it was made. The latest is the last.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/{id}/evaluations",
    operation_id = "list_complaint_evaluations",
    tag = "complaints",
    params(super::schema::CaseId),
    responses((status = 200, description = "The evaluations", body = EvaluationList), CaseProblems)
)]
pub async fn list_complaint_evaluations(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let items = evaluations(&state, &caller, id.into_inner()).await?;
    let items = items.into_iter().map(EvaluationEntry::of).collect();
    answer(&request, Freshness::Private, &EvaluationList { items })
}

/// Get an evaluation of a case
///
/// What the engine was asked and answered, what the officer assessed, which earlier cases were considered, and with which rules, parameters and calendar: enough to repeat it at any time.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/{id}/evaluations/{number}",
    operation_id = "get_complaint_evaluation",
    tag = "complaints",
    params(super::schema::CaseId, NumberOfCase),
    responses((status = 200, description = "The evaluation", body = CaseEvaluation), CaseProblems)
)]
pub async fn get_complaint_evaluation(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let (id, number) = path.into_inner();
    let evaluated = evaluation(&state, &caller, id, &number).await?;
    answer(
        &request,
        Freshness::Private,
        &CaseEvaluation::of(evaluated)?,
    )
}

/// The evaluations of a case that the caller may read.
///
/// # Errors
/// `not_found` for a case out of reach.
async fn evaluations(
    state: &AppState,
    caller: &Caller,
    id: String,
) -> Result<Vec<Evaluated>, Problem> {
    let reaching = Reaching::of(caller, Action::ReadEvaluation)?;
    let events = state
        .read(move |connection: &mut Connection| {
            row::read(connection, &id)?
                .filter(|row| reaching.holds(row))
                .ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
            Ok::<_, Problem>(ledger::load_kind(connection, &stream(&id), EVALUATED)?)
        })
        .await?;
    let mut evaluations = Vec::with_capacity(events.len());
    for event in &events {
        if let CaseEvent::Evaluated(evaluated) = record::decode(event)? {
            evaluations.push(*evaluated);
        }
    }
    Ok(evaluations)
}

/// One of them.
///
/// # Errors
/// `not_found` where there is none of that number.
pub async fn evaluation(
    state: &AppState,
    caller: &Caller,
    id: String,
    number: &str,
) -> Result<Evaluated, Problem> {
    let all = evaluations(state, caller, id).await?;
    let number: u32 = number.parse().map_err(|_no_number| not_found())?;
    all.into_iter()
        .find(|evaluated| evaluated.number == number)
        .ok_or_else(not_found)
}

impl EvaluationVersions {
    /// Of a stored evaluation.
    #[must_use]
    pub fn of(evaluated: &Evaluated) -> Self {
        Self {
            rules: evaluated.evaluation.rule_version.clone(),
            calendar_revision: evaluated.evaluation.calendar_revision,
        }
    }
}

impl EvaluationEntry {
    fn of(evaluated: Evaluated) -> Self {
        let versions = EvaluationVersions::of(&evaluated);
        let evaluation = evaluated.evaluation;
        Self {
            number: evaluated.number,
            on: evaluated.on,
            outcome: evaluation.outcome.as_str(),
            track: evaluation.track.map(|track| track.as_str()),
            grounds: evaluation
                .met
                .into_iter()
                .map(|ground| ground.provision)
                .collect(),
            missing_facts: evaluation.missing,
            officer: evaluated.officer,
            versions,
        }
    }
}

impl CaseEvaluation {
    fn of(evaluated: Evaluated) -> Result<Self, Problem> {
        let versions = EvaluationVersions::of(&evaluated);
        let evaluation = evaluated.evaluation;
        Ok(Self {
            number: evaluated.number,
            on: evaluated.on,
            officer: evaluated.officer,
            profile: evaluation.profile,
            versions,
            request: serde_json::from_str(&evaluation.request).map_err(Problem::internal)?,
            answer: serde_json::from_str(&evaluation.answer).map_err(Problem::internal)?,
            assessment: AssessmentView::of(&evaluation.assessment),
            priors: evaluation.priors.into_iter().map(PriorView::of).collect(),
        })
    }
}

impl AssessmentView {
    fn of(assessment: &Assessment) -> Self {
        Self {
            accused_identified: assessment.accused_identified.into(),
            violation_specified: assessment.violation_specified.into(),
            has_factual_basis: assessment.has_factual_basis.into(),
            within_function: assessment.within_function.into(),
            routine_business: assessment.routine_business.into(),
            normal_procedure_followed: assessment.normal_procedure_followed.into(),
            answered_on_the_spot: assessment.answered_on_the_spot.into(),
            media_exposed: assessment.media_exposed.into(),
            high_impact: assessment.high_impact.into(),
            urgent: assessment.urgent.into(),
        }
    }
}

impl PriorView {
    fn of(prior: PriorConsidered) -> Self {
        Self {
            case_id: prior.case_id,
            status: prior.status.as_str(),
            same_complainant: prior.same_complainant.into(),
            same_matter: prior.same_matter.into(),
            raises_new_facts: prior.raises_new_facts.into(),
            joinable: prior.joinable,
        }
    }
}
