//! `GET /api/v1/complaints/{id}`: a case.

use std::sync::Arc;

use actix_web::http::header::{self, EntityTag, Header as _, IfNoneMatch};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use persistence::Connection;
use persistence::complaints::row::{self, CaseRow};

use super::command::named;
use super::reach::Reaching;
use super::view::{Asked, CaseBody, InvestigationBody, View};
use crate::auth::Caller;
use crate::http::Lang;
use crate::problem::Problem;
use crate::state::{AppState, shanghai_day};
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
    let reaching = Reaching::of(&caller, Action::ReadComplaint)?;
    let asked = Asked {
        id: id.into_inner(),
        principal: caller.principal,
        lang,
    };
    named(&asked.id)?;
    let view = match kept(&state, &reaching, &asked).await? {
        Some(view) => view,
        None => fresh(&state, &reaching, asked).await?,
    };
    let tag = EntityTag::new_strong(view.stamp().version.to_string());
    let known = match IfNoneMatch::parse(&request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Ok(IfNoneMatch::Any) | Err(_) => false,
    };
    // What turns with the day is told anew although the case has not changed.
    if known && !view.turns_with_the_day() {
        return Ok(HttpResponse::NotModified()
            .insert_header(header::ETag(tag))
            .insert_header((header::CACHE_CONTROL, "private, no-cache"))
            .finish());
    }
    Ok(HttpResponse::Ok()
        .insert_header(header::ETag(tag))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::VARY, "Accept-Language"))
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .body(view.json()))
}

/// What the same client was told of the case before, if it would be told the same now and still reaches the case.
async fn kept(
    state: &AppState,
    reaching: &Reaching,
    asked: &Asked,
) -> Result<Option<Arc<View>>, Problem> {
    let Some(view) = state.views.get(asked) else {
        return Ok(None);
    };
    if !view.holds(&state.basis.load(), state.today()) {
        return Ok(None);
    }
    let id = asked.id.clone();
    let stamp = state
        .read(move |connection: &mut Connection| row::stamp(connection, &id))
        .await?;
    let same = stamp.is_some_and(|now| {
        now.erased_on.is_none()
            && reaching.admits(&now.regime, &now.center, &now.submitted_by)
            && now == *view.stamp()
    });
    if same {
        return Ok(Some(view));
    }
    state.views.forget(asked);
    Ok(None)
}

/// The case read and written anew, and kept where row and caller alone tell who reaches it.
async fn fresh(state: &AppState, reaching: &Reaching, asked: Asked) -> Result<Arc<View>, Problem> {
    let (basis, now) = (state.basis.load_full(), state.instant());
    let (id, reach) = (asked.id.clone(), reaching.clone());
    let row = state
        .read(move |connection: &mut Connection| reach.readable(row::read(connection, &id)?))
        .await?;
    let (stamp, turns) = (
        row.stamp(),
        InvestigationBody::turns_with_the_day(&row.state()?),
    );
    let body = CaseBody::of_row(row, &asked.principal, &basis, now, asked.lang)?;
    let view = Arc::new(View::new(stamp, &basis, shanghai_day(now), turns, &body)?);
    let stamp = view.stamp();
    if reaching.admits(&stamp.regime, &stamp.center, &stamp.submitted_by) {
        state.views.keep(asked, Arc::clone(&view));
    }
    Ok(view)
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
        .read(move |connection: &mut Connection| reaching.readable(row::read(connection, &id)?))
        .await
}
