//! `GET` and `PUT /api/v1/sandbox/clock`: the clock of a sandbox, which can be put to any instant.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::reading::NoQuery;
use super::responses::{SandboxChangeProblems, SandboxProblems};
use crate::auth::Caller;
use crate::decode::{self, Context, Instant, Object, object};
use crate::http::read_json_body;
use crate::jobs::{Ground, sweep};
use crate::problem::{Problem, ProblemCode};
use crate::sandbox::MovableClock;
use crate::state::{AppState, shanghai_day};

/// What the clock of a sandbox shows.
#[derive(Debug, Serialize, ToSchema)]
pub struct SandboxClock {
    /// The instant.
    pub now: DateTime<Utc>,
    /// Its day in Asia/Shanghai, from which every period is counted.
    pub today: NaiveDate,
}

/// Where the clock is to be put.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SandboxClockInput {
    /// The instant; the clock runs on from it.
    #[schema(value_type = String, format = DateTime, max_length = 40)]
    pub now: DateTime<Utc>,
}

/// Get the sandbox's clock
///
/// What the sandbox takes for now; decisions, days and periods follow it, tokens follow the real time. Outside a sandbox there is no such clock: 404.
#[utoipa::path(
    get,
    path = "/api/v1/sandbox/clock",
    operation_id = "get_sandbox_clock",
    tag = "sandbox",
    security(("oauth2" = []), ("bearer" = [])),
    responses(
        (status = 200, description = "The clock", body = SandboxClock, example = json!({
            "now": "2026-03-02T01:30:00Z",
            "today": "2026-03-02"
        })),
        SandboxProblems,
    )
)]
pub async fn get_sandbox_clock(
    _caller: Caller,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    clock(&state)?;
    Ok(shown(&state))
}

/// Put the sandbox's clock
///
/// To any instant, backwards too; it runs on from there, for every caller. So can a case be walked through its time limits within a minute. Outside a sandbox: 404.
#[utoipa::path(
    put,
    path = "/api/v1/sandbox/clock",
    operation_id = "put_sandbox_clock",
    tag = "sandbox",
    security(("oauth2" = []), ("bearer" = [])),
    request_body(content = SandboxClockInput, description = "The instant", example = json!({
        "now": "2026-03-02T09:30:00+08:00"
    })),
    responses(
        (status = 200, description = "The clock", body = SandboxClock, example = json!({
            "now": "2026-03-02T01:30:00Z",
            "today": "2026-03-02"
        })),
        SandboxChangeProblems,
    )
)]
pub async fn put_sandbox_clock(
    request: HttpRequest,
    _caller: Caller,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let clock = clock(&state)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    clock.set(decode::read::<ClockSlots<'_>>(&body)?);
    // What runs out by then is said before the answer: whoever moves the clock sees what it did.
    sweep::run(&Ground::of(&state)).await?;
    Ok(shown(&state))
}

fn clock(state: &AppState) -> Result<&MovableClock, Problem> {
    state
        .sandbox
        .as_deref()
        .ok_or_else(|| Problem::new(ProblemCode::NotFound))
}

fn shown(state: &AppState) -> HttpResponse {
    let now = state.instant();
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(SandboxClock {
            now,
            today: shanghai_day(now),
        })
}

object! {
    /// The members of a clock.
    pub struct ClockSlots<'de> {
        now: scalar Instant,
    }
}

impl<'de> Object<'de> for ClockSlots<'de> {
    type Target = DateTime<Utc>;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        self.now
            .required(context, "now")
            .map(|Instant(instant)| instant)
    }
}
