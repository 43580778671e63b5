//! `GET /api/v1/proceedings/{id}`: a proceeding with all its steps.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use persistence::Connection;

use super::command::policy;
use super::reach::Reach;
use super::schema::ProceedingId;
use super::view::ProceedingBody;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::{NoQuery, versioned};
use crate::v1::responses::CaseProblems;

/// Get a proceeding
///
/// Every step, what is in force today, and which steps are possible now, with the reason for those that are not. The ETag is the version that commands rest on. An institution sees its own from the notice on.
#[utoipa::path(
    get,
    path = "/api/v1/proceedings/{id}",
    operation_id = "get_proceeding",
    tag = "proceedings",
    params(ProceedingId),
    responses((status = 200, description = "The proceeding", body = ProceedingBody), CaseProblems)
)]
pub async fn get_proceeding(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reach = Reach::of(&caller, Action::ReadProceedings)?;
    let id = id.into_inner();
    let opened = state
        .read(move |connection: &mut Connection| reach.open(connection, &id))
        .await?;
    let today = state.today();
    let policy = policy(&state.basis.load(), today)?;
    let body = ProceedingBody::of(&opened, today, &policy, &caller.principal);
    versioned(&request, opened.head.version, &body)
}
