//! `POST /api/v1/circulars/{id}/approval`: a lead approves a circular.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::gd::circular::CircularCommand;

use super::command::{Given, run};
use super::schema::{CircularBody, CircularId};
use crate::auth::Caller;
use crate::http::IfMatch;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Approve a circular
///
/// By a lead who did not write it. Its cases must still be closed, and it is compared once more with what is sealed. A case that was erased since is refused by name (409): the draft is then revised without it.
#[utoipa::path(
    post,
    path = "/api/v1/circulars/{id}/approval",
    operation_id = "approve_circular",
    tag = "circulars",
    params(CircularId, CommandHeaders),
    responses(
        (status = 200, description = "The approved circular", body = CircularBody),
        CaseCommandProblems,
    )
)]
pub async fn approve_circular(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ApproveCircular)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        id: id.into_inner(),
        action: Action::ApproveCircular,
        name: "approve_circular",
    };
    run(given, b"", None, |_, _, _| Ok(CircularCommand::Approve)).await
}
