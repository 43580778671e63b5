//! `GET /api/v1/complaints/steps`: the cases behind a figure of a periodic report.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::{Action, Scope};
use domain::gd::case::StepKind;
use persistence::complaints::steps::{self, ListedStep, StepQuery};
use persistence::{Connection, organisations};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::list::query::wrong;
use crate::auth::Caller;
use crate::decode;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::attach::body::query as admitted_query;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseListProblems;

/// Which steps, and which page of them.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct StepListQuery {
    /// The organisation that holds the cases; left out: the caller's own.
    #[param(
        nullable = false,
        pattern = "^[a-z0-9-]+$",
        max_length = 64,
        example = "gd-440100"
    )]
    pub center: Option<String>,
    /// `accepted`, `rejected`, `rejected_on`, `referred`, `joined`, `withdrawn`, `concluded`, `concluded_as`,
    /// `concluded_in_time`, `concluded_late` or `fell_overdue`.
    #[param(pattern = "^[a-z_]+$", max_length = 40, example = "accepted")]
    pub step: String,
    /// With `rejected_on` the ground, with `concluded_as` the outcome; left out with the others.
    #[param(nullable = false, pattern = "^[a-z0-9_/-]+$", max_length = 64)]
    pub detail: Option<String>,
    /// The first day (Asia/Shanghai).
    #[param(max_length = 10, format = Date, example = "2026-11-01")]
    pub from: String,
    /// The last day.
    #[param(max_length = 10, format = Date, example = "2026-11-30")]
    pub to: String,
    /// Items on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false)]
    pub cursor: Option<String>,
}

/// A page of steps.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepList {
    /// The steps, by their day.
    pub items: Vec<StepItem>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// A step of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepItem {
    /// The case.
    #[schema(examples("0190b6a0-7c00-7000-8000-000000000001"))]
    pub case_id: String,
    /// The day.
    pub on: NaiveDate,
}

/// The center whose figures and cases are asked for: the caller's own; for the province any of its regulation.
///
/// # Errors
/// `malformed_request` for a center that is out of reach.
pub async fn center(
    state: &AppState,
    caller: &Caller,
    action: Action,
    named: Option<&String>,
) -> Result<String, Problem> {
    let scope = caller.may(action)?;
    let own = &caller.principal.center_id;
    let Some(named) = named.filter(|named| *named != own) else {
        return Ok(own.clone());
    };
    let found = match scope {
        Scope::Regime => {
            let id = named.clone();
            state
                .read(move |connection: &mut Connection| organisations::get(connection, &id))
                .await?
                .is_some_and(|found| found.regime == caller.principal.regime)
        }
        Scope::Own | Scope::Submitted | Scope::Assigned | Scope::All => false,
    };
    if found {
        Ok(named.clone())
    } else {
        Err(wrong("center", "没有这一机构", "there is no such center"))
    }
}

/// List steps of cases
///
/// The cases that were accepted, rejected, referred, joined, withdrawn, concluded or fell overdue in these days: what the figures of a periodic report count (Art. 4(2)).
#[utoipa::path(
    get,
    path = "/api/v1/complaints/steps",
    operation_id = "list_complaint_steps",
    tag = "complaints",
    params(StepListQuery),
    responses((status = 200, description = "A page of steps", body = StepList), CaseListProblems)
)]
pub async fn list_complaint_steps(
    request: HttpRequest,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ReadPeriodicReports)?;
    let query: StepListQuery = admitted_query(&request)?;
    let center = center(
        &state,
        &caller,
        Action::ReadPeriodicReports,
        query.center.as_ref(),
    )
    .await?;
    let kind = StepKind::parse(&query.step)
        .ok_or_else(|| wrong("step", "没有这一步骤", "there is no such step"))?;
    let detail = query.detail.clone().unwrap_or_default();
    let day = |name: &str, text: &str| {
        decode::date(text)
            .ok_or_else(|| wrong(name, "应为日期（YYYY-MM-DD）", "must be a day (YYYY-MM-DD)"))
    };
    let (from, to) = (day("from", &query.from)?, day("to", &query.to)?);
    let name = format!("steps {center} {kind} {detail} {from} {to}");
    let page = Page::new(&state.keys, name, query.limit, query.cursor.as_deref())?;
    let wanted = StepQuery {
        center,
        kind,
        detail,
        from,
        to,
        after: page.after.as_deref().map(place).transpose()?,
        limit: page.to_read(),
    };
    let mut found = state
        .read(move |connection: &mut Connection| steps::list(connection, &wanted))
        .await?;
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| more).map(|last| last.place);
    let next = last.map(|(day, id)| page.seal(&state.keys, &format!("{day} {id}")));
    let item = |step: ListedStep| StepItem {
        case_id: step.complaint_id,
        on: step.on,
    };
    let body = StepList {
        items: found.into_iter().map(item).collect(),
        next,
    };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

fn place(key: &str) -> Result<(i64, i64), Problem> {
    key.split_once(' ')
        .and_then(|(day, id)| Some((day.parse().ok()?, id.parse().ok()?)))
        .ok_or_else(|| Problem::internal("a sealed cursor does not read"))
}
