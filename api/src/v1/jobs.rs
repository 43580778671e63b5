//! `GET /api/v1/jobs` and `…/{name}`: what the server did by itself.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use persistence::jobs::{self, Run};
use persistence::{Connection, StoreError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::jobs::Job;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::view::instant;
use crate::v1::reading::{Freshness, NoQuery, answer, not_found};
use crate::v1::responses::{CaseListProblems, CaseProblems};

/// Runs that are shown of a job.
const SHOWN: i64 = 50;

/// The background jobs.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobList {
    /// Each with its last run.
    pub items: Vec<JobBody>,
}

/// A background job.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobBody {
    /// Its name: `clock_sweep` says that cases are due soon or overdue, `due_dates` computes due dates anew after the
    /// working calendar has changed, `sanction_watch` looks at every institution for what time alone brings.
    #[schema(examples("clock_sweep"))]
    pub name: &'static str,
    /// Its last run on any server; null: it has not run yet.
    pub last_run: Option<JobRun>,
}

/// A background job and its last runs.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobHistory {
    /// Its name.
    #[schema(examples("clock_sweep"))]
    pub name: &'static str,
    /// Its last runs on all servers, the latest first; at most 50. A hundred are kept.
    pub runs: Vec<JobRun>,
}

/// A run of a job.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobRun {
    /// When it began (UTC).
    pub started_at: String,
    /// When it ended; null: it is under way, or its server was stopped in between.
    pub ended_at: Option<String>,
    /// The process that ran it: another one after each start.
    #[schema(examples("4f0c6d2e91ab"))]
    pub instance: String,
    /// Cases looked at.
    pub candidates: u64,
    /// Cases for which something was recorded.
    pub done: u64,
    /// Cases for which nothing was, by reason: `already_said` (another server was first), `not_running` (concluded or
    /// withdrawn meanwhile), `nothing_to_say`, `due_date_outdated` and `calendar_outdated` (the calendar has just
    /// changed: the next run looks again), `not_moved`.
    pub skipped: BTreeMap<String, u64>,
    /// Why it stopped early, in a word such as `database_unavailable`; the next run goes on.
    pub error: Option<String>,
}

impl JobRun {
    fn of(run: Run) -> Result<Self, Problem> {
        let at = |micros: i64| {
            persistence::ledger::instant(micros)
                .map(instant)
                .ok_or_else(|| Problem::internal("job_runs holds no instant"))
        };
        Ok(Self {
            started_at: at(run.started_at)?,
            ended_at: run.ended_at.map(at).transpose()?,
            instance: run.instance,
            candidates: run.outcome.candidates,
            done: run.outcome.done,
            skipped: run.outcome.skipped,
            error: run.outcome.error,
        })
    }
}

/// List the background jobs
///
/// Each with its last run: when, on which server, how many cases it looked at, for how many something was recorded, why nothing was for the others, and what stopped it. A job that does not run any more shows here.
#[utoipa::path(
    get,
    path = "/api/v1/jobs",
    operation_id = "list_jobs",
    tag = "jobs",
    responses((status = 200, description = "The jobs", body = JobList), CaseListProblems)
)]
pub async fn list_jobs(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ReadJobs)?;
    let found = state
        .read(|connection: &mut Connection| {
            let runs = Job::ALL.map(|job| Ok((job, jobs::last(connection, job.as_str(), 1)?)));
            runs.into_iter()
                .collect::<Result<Vec<(Job, Vec<Run>)>, StoreError>>()
        })
        .await?;
    let mut items = Vec::with_capacity(found.len());
    for (job, runs) in found {
        items.push(JobBody {
            name: job.as_str(),
            last_run: runs.into_iter().next().map(JobRun::of).transpose()?,
        });
    }
    answer(&request, Freshness::Private, &JobList { items })
}

/// Get a background job
///
/// Its last runs on all servers, the latest first.
#[utoipa::path(
    get,
    path = "/api/v1/jobs/{name}",
    operation_id = "get_job",
    tag = "jobs",
    params(("name" = String, Path, description = "Name of the job", example = "clock_sweep", pattern = "^[a-z_]+$", max_length = 40)),
    responses((status = 200, description = "The job", body = JobHistory), CaseProblems)
)]
pub async fn get_job(
    request: HttpRequest,
    name: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ReadJobs)?;
    let job = Job::named(&name).ok_or_else(not_found)?;
    let runs = state
        .read(move |connection: &mut Connection| jobs::last(connection, job.as_str(), SHOWN))
        .await?;
    let body = JobHistory {
        name: job.as_str(),
        runs: runs.into_iter().map(JobRun::of).collect::<Result<_, _>>()?,
    };
    answer(&request, Freshness::Private, &body)
}
