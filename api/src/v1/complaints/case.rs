//! `GET /api/v1/complaints/{id}`: a case.

use actix_web::http::header::{self, EntityTag, Header as _, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use persistence::Connection;
use persistence::complaints::row::{self, CaseRow};

use super::command::named;
use super::reach::Reaching;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::http::Lang;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseProblems;

/// Get a case
///
/// The record without anything sealed, where the case stands, and every command with the reason for each that is not allowed now. The ETag is the version that commands rest on.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/{id}",
    operation_id = "get_complaint",
    tag = "complaints",
    params(super::schema::CaseId),
    responses((status = 200, description = "The case", body = CaseBody), CaseProblems)
)]
pub async fn get_complaint(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let row = reached(&state, &caller, Action::ReadComplaint, id.into_inner()).await?;
    let tag = EntityTag::new_strong(row.version.to_string());
    let known = match IfNoneMatch::parse(&request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Ok(IfNoneMatch::Any) | Err(_) => false,
    };
    if known {
        return Ok(HttpResponse::NotModified()
            .insert_header(header::ETag(tag))
            .insert_header((header::CACHE_CONTROL, "private, no-cache"))
            .finish());
    }
    let basis = state.basis.load();
    let body = CaseBody::of_row(row, &caller.principal, &basis, state.today(), lang)?;
    Ok(HttpResponse::Ok()
        .insert_header(header::ETag(tag))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::VARY, "Accept-Language"))
        .json(body))
}

/// The row of a case that the caller reaches with an action.
///
/// # Errors
/// `not_found`, the same whether there is none or it is out of reach.
pub async fn reached(
    state: &AppState,
    caller: &Caller,
    action: Action,
    id: String,
) -> Result<CaseRow, Problem> {
    let reaching = Reaching::of(caller, action)?;
    named(&id)?;
    state
        .read(move |connection: &mut Connection| {
            row::read(connection, &id)?
                .filter(|row| reaching.holds(&row.regime, &row.center, &row.submitted_by))
                .ok_or_else(|| Problem::new(ProblemCode::NotFound))
        })
        .await
}
