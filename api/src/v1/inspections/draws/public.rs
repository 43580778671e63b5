//! `GET /api/v1/public/draws`: announcements and proofs of draws, for everybody.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::jz::inspection::Drawing;
use persistence::inspections::Whose;
use persistence::{Connection, StoreError, aggregate};

use super::proof::{body, summary};
use super::schema::{DrawBody, DrawList};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::named;
use crate::v1::inspections::desk::{RecordId, RecordQuery, page};
use crate::v1::paging::linked;
use crate::v1::published::{PublishedQuery, Publishers};
use crate::v1::reading::{Freshness, NoQuery, answer, not_found};
use crate::v1::responses::{LookupProblems, ReadingProblems};

/// List draws of inspections
///
/// Announced and held ones, the latest announcement first (Art. 15). Keep commitment and roster hash of an announced draw: the proof must show the same.
#[utoipa::path(
    get,
    path = "/api/v1/public/draws",
    operation_id = "list_public_draws",
    tag = "public",
    params(PublishedQuery),
    responses((status = 200, description = "A page of draws", body = DrawList), ReadingProblems)
)]
pub async fn list_public_draws(
    request: HttpRequest,
    query: web::Query<PublishedQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let PublishedQuery { limit, cursor } = query.into_inner();
    let query = RecordQuery {
        limit,
        cursor,
        status: None,
    };
    let published = Some(Whose::Published);
    let found = page::<Drawing, _>(&state, &query, published, None, |connection, one| {
        summary(connection, &one.state)
    })
    .await?;
    let body = DrawList {
        items: found.items,
        next: found.next,
    };
    let response = answer(&request, Freshness::Changing, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// Get the proof of a draw
///
/// Everything that is needed to compute the draw again, once it was held; `docs/draw_verify.py` and `POST /api/v1/draws/verify` take it as it is.
#[utoipa::path(
    get,
    path = "/api/v1/public/draws/{id}",
    operation_id = "get_public_draw",
    tag = "public",
    params(RecordId),
    responses((status = 200, description = "The draw", body = DrawBody), LookupProblems)
)]
pub async fn get_public_draw(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    named(&id)?;
    let found = state
        .read(move |connection: &mut Connection| {
            let Some(opened) = aggregate::open::<Drawing>(connection, &id)? else {
                return Ok(None);
            };
            let body = body(connection, &mut Publishers::default(), &opened.state)?;
            Ok::<_, StoreError>(Some(body))
        })
        .await?
        .ok_or_else(not_found)?;
    answer(&request, Freshness::Changing, &found)
}
