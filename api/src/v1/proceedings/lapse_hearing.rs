//! `POST /api/v1/proceedings/{id}/hearing-lapse`: the time is over.

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

/// Record that the time for statement and hearing is over
///
/// The times of the notice are over, and no hearing was asked for.
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/hearing-lapse",
    operation_id = "lapse_proceeding_hearing",
    tag = "proceedings",
    params(ProceedingId, CommandHeaders),
    request_body(content = DayInput, description = "The day", example = json!({"on": "2026-12-01"})),
    responses(
        (status = 200, description = "The proceeding", body = ProceedingBody),
        CaseCommandProblems,
    )
)]
pub async fn lapse_proceeding_hearing(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::LapseHearing.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (on, command) = decode::read::<LapseHearingSlots<'_>>(&body)?;
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
    pub struct LapseHearingSlots<'de> {
        on: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for LapseHearingSlots<'de> {
    type Target = (Option<NaiveDate>, Command);

    fn finish(self, _context: &mut Context) -> Option<Self::Target> {
        let command = Command::LapseHearing;
        Some((self.on.optional(), command))
    }
}
