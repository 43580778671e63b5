//! `GET /api/v1/circulars`: circulars in every state, for those who work on them.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::{Action, Scope};
use persistence::Connection;
use persistence::circulars::{self, Whose};

use super::command::reaches;
use super::schema::{CircularBody, CircularId, CircularList};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::named;
use crate::v1::paging::{Page, linked};
use crate::v1::published::{PublishedQuery, key, place};
use crate::v1::reading::{Freshness, NoQuery, answer, not_found, versioned};
use crate::v1::responses::{CaseListProblems, CaseProblems};

/// List circulars
///
/// The center's own, for the province all of its regulation, in every state, the latest draft first.
#[utoipa::path(
    get,
    path = "/api/v1/circulars",
    operation_id = "list_circulars",
    tag = "circulars",
    params(PublishedQuery),
    responses((status = 200, description = "A page of circulars", body = CircularList), CaseListProblems)
)]
pub async fn list_circulars(
    request: HttpRequest,
    query: web::Query<PublishedQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let principal = &caller.principal;
    let whose = match caller.may(Action::ReadCirculars)? {
        Scope::Own => Some(Whose::Center(principal.center_id.clone())),
        Scope::Regime => Some(Whose::Regime(principal.regime.as_str())),
        Scope::Submitted | Scope::Assigned | Scope::All => None,
    };
    let name = format!("circulars {whose:?}");
    let page = Page::new(&state.keys, name, query.limit, query.cursor.as_deref())?;
    let after = page.after.as_deref().and_then(place);
    let read = page.to_read();
    let mut found = match whose {
        None => Vec::new(),
        Some(whose) => {
            state
                .read(move |connection: &mut Connection| {
                    let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
                    circulars::list(connection, &whose, after, read)
                })
                .await?
        }
    };
    let next = page.cut_by(&state.keys, &mut found, |last| {
        key(last.created_at, &last.id)
    });
    let body = CircularList {
        items: found.into_iter().map(CircularBody::from).collect(),
        next,
    };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// Get a circular
///
/// In every state, with the cases it rests on. The ETag is the version that commands rest on.
#[utoipa::path(
    get,
    path = "/api/v1/circulars/{id}",
    operation_id = "get_circular",
    tag = "circulars",
    params(CircularId),
    responses((status = 200, description = "The circular", body = CircularBody), CaseProblems)
)]
pub async fn get_circular(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let scope = caller.may(Action::ReadCirculars)?;
    let id = id.into_inner();
    named(&id)?;
    let found = state
        .read(move |connection: &mut Connection| circulars::get(connection, &id))
        .await?
        .filter(|stored| reaches(scope, stored, &caller.principal))
        .ok_or_else(not_found)?;
    versioned(&request, found.version, &CircularBody::from(found))
}
