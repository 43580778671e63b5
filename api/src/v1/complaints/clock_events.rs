//! `GET /api/v1/complaints/clock-events`: which cases became due soon or overdue.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::Action;
use domain::gd::case::ClockKind;
use persistence::Connection;
use persistence::clock::list::{self, Said};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::list::query::wrong;
use super::reach::Reaching;
use super::view::instant;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::{AppState, shanghai_day};
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseListProblems;

/// Which events of the clock, and which page of them.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ClockEventQuery {
    /// `due_soon` or `overdue`.
    #[param(
        nullable = false,
        max_length = 8,
        pattern = "^(due_soon|overdue)$",
        example = "overdue"
    )]
    pub kind: Option<String>,
    /// Only what came behind this `position`: that of the last event seen.
    #[param(nullable = false, minimum = 0, maximum = 9_007_199_254_740_991_i64)]
    pub since: Option<i64>,
    /// Events on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false)]
    pub cursor: Option<String>,
}

/// A page of what the clock said.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockEventList {
    /// The events, in the order in which they were recorded.
    pub items: Vec<ClockEventBody>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// A case became due soon or overdue.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockEventBody {
    /// Its place among all events, not without gaps: what `since` takes.
    pub position: i64,
    /// The case.
    #[schema(examples("0190b6a0-7c00-7000-8000-000000000001"))]
    pub case_id: String,
    /// The center that holds it.
    #[schema(examples("gd-440100"))]
    pub center: String,
    /// `due_soon` or `overdue`: each once for a due date.
    #[schema(examples("due_soon"))]
    pub kind: String,
    /// The due date that it is about; an extension or another working calendar may have moved it since.
    pub due_on: NaiveDate,
    /// The day on which it was recorded (Asia/Shanghai).
    pub day: NaiveDate,
    /// When it was recorded (UTC).
    pub recorded_at: String,
}

impl ClockEventBody {
    fn of(said: Said) -> Result<Self, Problem> {
        let at = persistence::ledger::instant(said.recorded_at)
            .ok_or_else(|| Problem::internal("clock_events holds no instant"))?;
        Ok(Self {
            position: said.position,
            case_id: said.case_id,
            center: said.center,
            kind: said.kind,
            due_on: said.due_on,
            day: shanghai_day(at),
            recorded_at: instant(at),
        })
    }
}

/// List what the clock said
///
/// Which cases became due soon or overdue, each once for a due date, in the order in which it was recorded: of the cases that the caller reaches. Whoever follows the list asks with `since` for what came behind the last `position` it saw, and misses nothing.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/clock-events",
    operation_id = "list_complaint_clock_events",
    tag = "complaints",
    params(ClockEventQuery),
    responses((status = 200, description = "A page of events", body = ClockEventList), CaseListProblems)
)]
pub async fn list_complaint_clock_events(
    request: HttpRequest,
    query: web::Query<ClockEventQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reach = Reaching::of(&caller, Action::ReadClock)?.for_lists();
    let kind = match query.kind.as_deref() {
        None => None,
        Some(word) => Some(ClockKind::parse(word).ok_or_else(|| {
            wrong(
                "kind",
                "应为 due_soon 或 overdue",
                "must be due_soon or overdue",
            )
        })?),
    };
    let since = query.since.unwrap_or(0);
    if since < 0 {
        return Err(wrong("since", "不得为负数", "must not be negative"));
    }
    let name = format!("clock events {reach:?} {kind:?} {since}");
    let page = Page::new(&state.keys, name, query.limit, query.cursor.as_deref())?;
    let after = match page.after.as_deref() {
        None => since,
        Some(cursor) => cursor
            .parse()
            .map_err(|_unreadable| Problem::internal("a sealed cursor does not read"))?,
    };
    let limit = page.to_read();
    let mut found = match reach {
        None => Vec::new(),
        Some(reach) => {
            state
                .read(move |connection: &mut Connection| {
                    list::page(connection, &reach, kind, after, limit)
                })
                .await?
        }
    };
    let shown = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let more = found.len() > shown;
    found.truncate(shown);
    let next = found
        .last()
        .filter(|_| more)
        .map(|last| page.seal(&state.keys, &last.position.to_string()));
    let body = ClockEventList {
        items: found
            .into_iter()
            .map(ClockEventBody::of)
            .collect::<Result<_, _>>()?,
        next,
    };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}
