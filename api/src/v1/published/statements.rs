//! `GET /api/v1/public/statements`: statements to the public (gd Art. 13), for everybody.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use persistence::complaints::statements::{self, Statement};
use persistence::{Connection, StoreError};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{PublishedQuery, Publisher, Publishers, key, place};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::named;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, NoQuery, answer, not_found};
use crate::v1::responses::{LookupProblems, ReadingProblems};

/// A statement to the public.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicStatement {
    /// Its id.
    #[schema(examples("0190b6a0-7c00-7000-8000-00000000000a"))]
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Who published it.
    pub center: Publisher,
    /// The day (Asia/Shanghai).
    pub published_on: NaiveDate,
}

/// A page of statements.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicStatementList {
    /// The statements, the latest first.
    pub items: Vec<PublicStatement>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// The id of a statement.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct StatementId {
    /// The statement.
    #[param(
        max_length = 36,
        pattern = "^[0-9a-f-]+$",
        example = "0190b6a0-7c00-7000-8000-00000000000a"
    )]
    pub id: String,
}

fn body(
    connection: &mut Connection,
    publishers: &mut Publishers,
    found: Statement,
) -> Result<PublicStatement, StoreError> {
    Ok(PublicStatement {
        center: publishers.of(connection, &found.center)?,
        id: found.id,
        title: found.title,
        text: found.text,
        published_on: found.published_on,
    })
}

/// List statements to the public
///
/// What centers told the public about matters exposed by media (Art. 13), the latest first. Open to everybody; nothing in it leads to a case or a complainant.
#[utoipa::path(
    get,
    path = "/api/v1/public/statements",
    operation_id = "list_public_statements",
    tag = "public",
    params(PublishedQuery),
    responses((status = 200, description = "A page of statements", body = PublicStatementList), ReadingProblems)
)]
pub async fn list_public_statements(
    request: HttpRequest,
    query: web::Query<PublishedQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let list = "public statements".to_owned();
    let page = Page::new(&state.keys, list, query.limit, query.cursor.as_deref())?;
    let after = page.after.as_deref().and_then(place);
    let (read, limit) = (
        page.to_read(),
        usize::try_from(page.limit).unwrap_or(usize::MAX),
    );
    let (items, last) = state
        .read(move |connection: &mut Connection| {
            let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
            let mut found = statements::list(connection, after, read)?;
            let more = found.len() > limit;
            found.truncate(limit);
            let last = found
                .last()
                .filter(|_| more)
                .map(|last| key(last.published_at, &last.id));
            let mut publishers = Publishers::default();
            let items = found
                .into_iter()
                .map(|one| body(connection, &mut publishers, one))
                .collect::<Result<Vec<_>, _>>()?;
            Ok::<_, StoreError>((items, last))
        })
        .await?;
    let next = last.map(|last| page.seal(&state.keys, &last));
    let body = PublicStatementList { items, next };
    let response = answer(&request, Freshness::Changing, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// Get a statement to the public
///
/// One statement, for everybody.
#[utoipa::path(
    get,
    path = "/api/v1/public/statements/{id}",
    operation_id = "get_public_statement",
    tag = "public",
    params(StatementId),
    responses((status = 200, description = "The statement", body = PublicStatement), LookupProblems)
)]
pub async fn get_public_statement(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    named(&id)?;
    let found = state
        .read(move |connection: &mut Connection| {
            let Some(found) = statements::get(connection, &id)? else {
                return Ok(None);
            };
            body(connection, &mut Publishers::default(), found).map(Some)
        })
        .await?
        .ok_or_else(not_found)?;
    answer(&request, Freshness::Changing, &found)
}
