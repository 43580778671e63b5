//! `GET /api/v1/draws`: draws, for those who work with them.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::inspection::Drawing;
use persistence::Connection;

use super::proof::{own, summary};
use super::schema::{DrawList, OwnDraw};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::inspections::desk::{RecordId, RecordQuery, page, read, whose};
use crate::v1::institutions::reach::Reaching;
use crate::v1::paging::linked;
use crate::v1::reading::{Freshness, NoQuery, answer, versioned};
use crate::v1::responses::{CaseListProblems, CaseProblems};

/// List draws
///
/// The latest first. `status`: `announced` or `held`.
#[utoipa::path(
    get,
    path = "/api/v1/draws",
    operation_id = "list_draws",
    tag = "inspections",
    params(RecordQuery),
    responses((status = 200, description = "A page of draws", body = DrawList), CaseListProblems)
)]
pub async fn list_draws(
    request: HttpRequest,
    query: web::Query<RecordQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ReadInspections)?;
    let status = query.status(&["announced", "held"])?;
    let found = page::<Drawing, _>(
        &state,
        &query,
        whose(&reaching),
        status,
        |connection, one| summary(connection, &one.state),
    )
    .await?;
    let body = DrawList {
        items: found.items,
        next: found.next,
    };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// Get a draw
///
/// With the inspections that follow from it. The seed is null until the draw is held; nobody reads it before.
#[utoipa::path(
    get,
    path = "/api/v1/draws/{id}",
    operation_id = "get_draw",
    tag = "inspections",
    params(RecordId),
    responses((status = 200, description = "The draw", body = OwnDraw), CaseProblems)
)]
pub async fn get_draw(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ReadInspections)?;
    let found = read::<Drawing>(&state, reaching, id.into_inner()).await?;
    let version = found.head.version;
    let body = state
        .read(move |connection: &mut Connection| own(connection, &found))
        .await?;
    versioned(&request, version, &body)
}
