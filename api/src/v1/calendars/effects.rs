//! `GET /api/v1/calendars/cn/{year}/effects`: which due dates moved with the import of a year.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::{Action, Scope};
use persistence::clock::moves::{self, Move};
use persistence::{Connection, StoreError, calendar};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::year_of;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::reach::Reaching;
use crate::v1::complaints::view::instant;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer, not_found};
use crate::v1::responses::CaseProblems;

/// Which page of the effects.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct EffectsQuery {
    /// Cases on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false)]
    pub cursor: Option<String>,
}

/// What the latest import of a year moved.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarEffects {
    /// Calendar year.
    #[schema(examples(2027))]
    pub year: i32,
    /// The calendar's revision since its latest import.
    pub revision: i64,
    /// Whether all due dates were computed anew since; until then the list may still grow.
    pub settled: bool,
    /// How many due dates moved, of the cases that the caller reaches; to administrators, who see no cases: of all.
    pub moved: i64,
    /// The cases that the caller reaches, in the order in which their due dates moved.
    pub items: Vec<CalendarEffect>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// A due date that moved.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarEffect {
    /// The case.
    #[schema(examples("0190b6a0-7c00-7000-8000-000000000001"))]
    pub case_id: String,
    /// The center that holds it.
    #[schema(examples("gd-440100"))]
    pub center: String,
    /// The due date before.
    pub moved_from: NaiveDate,
    /// The due date since; null: beyond the supported calendar.
    pub moved_to: Option<NaiveDate>,
    /// When that was recorded (UTC).
    pub recorded_at: String,
}

impl CalendarEffect {
    fn of(moved: Move) -> Result<Self, Problem> {
        let at = persistence::ledger::instant(moved.recorded_at)
            .ok_or_else(|| Problem::internal("due_date_moves holds no instant"))?;
        Ok(Self {
            case_id: moved.case_id,
            center: moved.center,
            moved_from: moved.moved_from,
            moved_to: moved.moved_to,
            recorded_at: instant(at),
        })
    }
}

/// List the effects of a calendar year
///
/// The cases whose due dates moved when the year was last imported, each from which day to which: those that the caller reaches. Administrators see how many there are, and no case. 404 where the year was never imported.
#[utoipa::path(
    get,
    path = "/api/v1/calendars/cn/{year}/effects",
    operation_id = "list_calendar_effects",
    tag = "calendar",
    params(
        ("year" = i32, Path, description = "Calendar year", example = 2027, minimum = 1900, maximum = 2199),
        EffectsQuery,
    ),
    responses((status = 200, description = "What moved", body = CalendarEffects), CaseProblems)
)]
pub async fn list_calendar_effects(
    request: HttpRequest,
    year: web::Path<String>,
    query: web::Query<EffectsQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let scope = caller.may(Action::ReadCalendarEffects)?;
    let reach = Reaching::of(&caller, Action::ReadCalendarEffects)?.for_lists();
    let year = year_of(&year)?;
    let import = state
        .read(move |connection: &mut Connection| calendar::latest_import(connection, year))
        .await?
        .ok_or_else(not_found)?;
    let revision = import.settled.unwrap_or(import.revision);
    let name = format!("calendar effects {year} {revision} {reach:?}");
    let page = Page::new(&state.keys, name, query.limit, query.cursor.as_deref())?;
    let after = page.after.as_deref().map(position).transpose()?;
    let limit = page.to_read();
    let (moved, mut found) = state
        .read(move |connection: &mut Connection| {
            let (after, reach) = (after.unwrap_or(0), reach.as_ref());
            match (reach, scope) {
                (Some(reach), _) => Ok::<_, StoreError>((
                    moves::count(connection, Some(reach), revision)?,
                    moves::page(connection, Some(reach), revision, after, limit)?,
                )),
                (None, Scope::All) => Ok((moves::count(connection, None, revision)?, Vec::new())),
                (None, Scope::Submitted | Scope::Assigned | Scope::Own | Scope::Regime) => {
                    Ok((0, Vec::new()))
                }
            }
        })
        .await?;
    let shown = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let more = found.len() > shown;
    found.truncate(shown);
    let next = found
        .last()
        .filter(|_| more)
        .map(|last| page.seal(&state.keys, &last.position.to_string()));
    let body = CalendarEffects {
        year,
        revision: import.revision,
        settled: import.settled.is_some(),
        moved,
        items: found
            .into_iter()
            .map(CalendarEffect::of)
            .collect::<Result<_, _>>()?,
        next,
    };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

fn position(cursor: &str) -> Result<i64, Problem> {
    cursor
        .parse()
        .map_err(|_unreadable| Problem::internal("a sealed cursor does not read"))
}
