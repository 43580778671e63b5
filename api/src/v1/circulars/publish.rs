//! `POST /api/v1/circulars/{id}/publication`: a circular is published.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::Datelike;
use domain::access::Action;
use domain::gd::circular::CircularCommand;
use persistence::circulars::next_number;

use super::command::{Given, run};
use super::schema::{CircularBody, CircularId};
use crate::auth::Caller;
use crate::http::IfMatch;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Publish a circular
///
/// An approved one, under the next number of the center and year, without gaps. Everybody reads it under `/api/v1/public/circulars`, without the cases.
#[utoipa::path(
    post,
    path = "/api/v1/circulars/{id}/publication",
    operation_id = "publish_circular",
    tag = "circulars",
    params(CircularId, CommandHeaders),
    responses(
        (status = 200, description = "The published circular", body = CircularBody),
        CaseCommandProblems,
    )
)]
pub async fn publish_circular(
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
        name: "publish_circular",
    };
    run(given, b"", None, |connection, stored, today| {
        let year = today.year();
        // Given back with the transaction where the decider refuses.
        let number = next_number(connection, &stored.circular.drafted.center, year)?;
        let number = u32::try_from(number).map_err(Problem::internal)?;
        Ok(CircularCommand::Publish { number, year })
    })
    .await
}
