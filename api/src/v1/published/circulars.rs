//! `GET /api/v1/public/circulars`: circulars that were published (gd Art. 17), for everybody.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use persistence::circulars::{self, StoredCircular, Whose};
use persistence::{Connection, StoreError};
use serde::Serialize;
use utoipa::ToSchema;

use super::{PublishedQuery, Publisher, Publishers, key, place};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::circulars::schema::CircularId;
use crate::v1::complaints::command::named;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, NoQuery, answer, not_found};
use crate::v1::responses::{LookupProblems, ReadingProblems};

/// A published circular.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicCircular {
    /// Its id.
    #[schema(examples("0190b6a0-7c00-7000-8000-00000000000c"))]
    pub id: String,
    /// Its number.
    #[schema(examples("粤鉴通报〔2026〕440100-0001号"))]
    pub number: String,
    /// Its title; null once it is withdrawn.
    pub title: Option<String>,
    /// What it says; null once it is withdrawn.
    pub text: Option<String>,
    /// Who published it; of the province center: for the whole province.
    pub center: Publisher,
    /// The day (Asia/Shanghai).
    pub published_on: NaiveDate,
    /// The day it was withdrawn.
    pub withdrawn_on: Option<NaiveDate>,
}

/// A page of circulars.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicCircularList {
    /// The circulars, the latest first.
    pub items: Vec<PublicCircular>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// None: it was never published.
fn body(
    connection: &mut Connection,
    publishers: &mut Publishers,
    stored: StoredCircular,
) -> Result<Option<PublicCircular>, StoreError> {
    let circular = stored.circular;
    let Some(published) = circular.publication else {
        return Ok(None);
    };
    let withdrawn_on = circular.withdrawal.map(|withdrawn| withdrawn.on);
    let stands = withdrawn_on.is_none();
    Ok(Some(PublicCircular {
        id: stored.id,
        number: published.number.text,
        title: stands.then_some(circular.content.title),
        text: stands.then_some(circular.content.text),
        center: publishers.of(connection, &circular.drafted.center)?,
        published_on: published.on,
        withdrawn_on,
    }))
}

/// List circulars
///
/// What centers made known of what they found (Art. 17), the latest first. Open to everybody; nothing in it leads to a case or a complainant. Of a withdrawn one number and days are left.
#[utoipa::path(
    get,
    path = "/api/v1/public/circulars",
    operation_id = "list_public_circulars",
    tag = "public",
    params(PublishedQuery),
    responses((status = 200, description = "A page of circulars", body = PublicCircularList), ReadingProblems)
)]
pub async fn list_public_circulars(
    request: HttpRequest,
    query: web::Query<PublishedQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let list = "public circulars".to_owned();
    let page = Page::new(&state.keys, list, query.limit, query.cursor.as_deref())?;
    let after = page.after.as_deref().and_then(place);
    let read = page.to_read();
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let (items, last) = state
        .read(move |connection: &mut Connection| {
            let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
            let mut found = circulars::list(connection, &Whose::Published, after, read)?;
            let more = found.len() > limit;
            found.truncate(limit);
            let last = found
                .last()
                .filter(|_| more)
                .map(|last| key(last.published_at.unwrap_or_default(), &last.id));
            let mut publishers = Publishers::default();
            let mut items = Vec::with_capacity(found.len());
            for stored in found {
                items.extend(body(connection, &mut publishers, stored)?);
            }
            Ok::<_, StoreError>((items, last))
        })
        .await?;
    let next = last.map(|last| page.seal(&state.keys, &last));
    let body = PublicCircularList { items, next };
    let response = answer(&request, Freshness::Changing, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// Get a circular
///
/// One published circular, for everybody.
#[utoipa::path(
    get,
    path = "/api/v1/public/circulars/{id}",
    operation_id = "get_public_circular",
    tag = "public",
    params(CircularId),
    responses((status = 200, description = "The circular", body = PublicCircular), LookupProblems)
)]
pub async fn get_public_circular(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    named(&id)?;
    let found = state
        .read(move |connection: &mut Connection| {
            let Some(stored) = circulars::get(connection, &id)? else {
                return Ok(None);
            };
            body(connection, &mut Publishers::default(), stored)
        })
        .await?
        .ok_or_else(not_found)?;
    answer(&request, Freshness::Changing, &found)
}
