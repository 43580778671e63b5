//! `POST /api/v1/proceedings/{id}/approval`: another officer approves.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::proceeding::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{DayInput, ProceedingId};
use super::view::ProceedingBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, object};
use crate::http::{IfMatch, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Approve a decision
///
/// By another officer than the one who decided.
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/approval",
    operation_id = "approve_proceeding_decision",
    tag = "proceedings",
    params(ProceedingId, CommandHeaders),
    request_body(content = DayInput, description = "The day", example = json!({"on": "2026-12-03"})),
    responses(
        (status = 200, description = "The proceeding", body = ProceedingBody),
        CaseCommandProblems,
    )
)]
pub async fn approve_proceeding_decision(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Approve.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (on, command) = decode::read::<ApproveSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        id: id.into_inner(),
        on,
    };
    command::run(given, &body, command).await
}

object! {
    /// The members of the request.
    pub struct ApproveSlots<'de> {
        on: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for ApproveSlots<'de> {
    type Target = (Option<NaiveDate>, Command);

    fn finish(self, _context: &mut Context) -> Option<Self::Target> {
        let command = Command::Approve;
        Some((self.on.optional(), command))
    }
}
