//! `POST /api/v1/proceedings/{id}/hearing-request`: a hearing is asked for.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::proceeding::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{HearingRequestInput, ProceedingId};
use super::view::ProceedingBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, object};
use crate::http::{IfMatch, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Ask for a hearing
///
/// Before a market ban only, within the time that the notice gives (general administrative law, local policy).
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/hearing-request",
    operation_id = "request_proceeding_hearing",
    tag = "proceedings",
    params(ProceedingId, CommandHeaders),
    request_body(content = HearingRequestInput, description = "Why", example = json!({"reason": "对认定的事实有异议。"})),
    responses(
        (status = 200, description = "The proceeding", body = ProceedingBody),
        CaseCommandProblems,
    )
)]
pub async fn request_proceeding_hearing(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::RequestHearing.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (on, command) = decode::read::<RequestHearingSlots<'_>>(&body)?;
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
    pub struct RequestHearingSlots<'de> {
        on: scalar NaiveDate,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for RequestHearingSlots<'de> {
    type Target = (Option<NaiveDate>, Command);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Prose(reason) = self.reason.required(context, "reason")?;
        let command = Command::RequestHearing { reason };
        Some((self.on.optional(), command))
    }
}
