//! `POST /api/v1/proceedings/{id}/return`: another officer does not approve.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::proceeding::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{ProceedingId, ReasonInput};
use super::view::ProceedingBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, object};
use crate::http::{IfMatch, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Do not approve a decision
///
/// By another officer than the one who decided; it is decided anew.
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/return",
    operation_id = "return_proceeding_decision",
    tag = "proceedings",
    params(ProceedingId, CommandHeaders),
    request_body(content = ReasonInput, description = "Why", example = json!({"reason": "对陈述意见未作回应。"})),
    responses(
        (status = 200, description = "The proceeding", body = ProceedingBody),
        CaseCommandProblems,
    )
)]
pub async fn return_proceeding_decision(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Return.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (on, command) = decode::read::<ReturnDecisionSlots<'_>>(&body)?;
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
    pub struct ReturnDecisionSlots<'de> {
        on: scalar NaiveDate,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for ReturnDecisionSlots<'de> {
    type Target = (Option<NaiveDate>, Command);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Prose(reason) = self.reason.required(context, "reason")?;
        let command = Command::Return { reason };
        Some((self.on.optional(), command))
    }
}
