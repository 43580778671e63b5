//! `POST /api/v1/proceedings/{id}/interview`: the principal is interviewed (Art. 20).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::proceeding::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{InterviewInput, ProceedingId};
use super::view::ProceedingBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, object};
use crate::http::{IfMatch, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Record the interview
///
/// With the principal, after a decision under Art. 20.
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/interview",
    operation_id = "hold_proceeding_interview",
    tag = "proceedings",
    params(ProceedingId, CommandHeaders),
    request_body(content = InterviewInput, description = "The record", example = json!({"principal": "王某", "record": "对考生资质审核不严的事实予以承认，承诺规范操作。"})),
    responses(
        (status = 200, description = "The proceeding", body = ProceedingBody),
        CaseCommandProblems,
    )
)]
pub async fn hold_proceeding_interview(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::HoldInterview.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (on, command) = decode::read::<HoldInterviewSlots<'_>>(&body)?;
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
    pub struct HoldInterviewSlots<'de> {
        on: scalar NaiveDate,
        principal: scalar Line,
        record: scalar Prose,
    }
}

impl<'de> Object<'de> for HoldInterviewSlots<'de> {
    type Target = (Option<NaiveDate>, Command);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let principal = self.principal.required(context, "principal");
        let record = self.record.required(context, "record");
        let (Line(principal), Prose(record)) = (principal?, record?);
        let command = Command::HoldInterview { principal, record };
        Some((self.on.optional(), command))
    }
}
