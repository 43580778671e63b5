//! `POST /api/v1/proceedings/{id}/lifting`: a measure is lifted before its end.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::proceeding::event::TimedMeasure;
use domain::jz::proceeding::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{LiftingInput, ProceedingId};
use super::view::ProceedingBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, Word, object};
use crate::http::{IfMatch, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Lift a measure
///
/// A suspension, a list or a ban that is in force on that day. It ends with the day.
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/lifting",
    operation_id = "lift_proceeding_measure",
    tag = "proceedings",
    params(ProceedingId, CommandHeaders),
    request_body(content = LiftingInput, description = "Which, and why", example = json!({"measure": "suspension", "reason": "整改已验收合格。"})),
    responses(
        (status = 200, description = "The proceeding", body = ProceedingBody),
        CaseCommandProblems,
    )
)]
pub async fn lift_proceeding_measure(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Lift.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (on, command) = decode::read::<LiftSlots<'_>>(&body)?;
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
    pub struct LiftSlots<'de> {
        on: scalar NaiveDate,
        measure: scalar Word<TimedMeasure>,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for LiftSlots<'de> {
    type Target = (Option<NaiveDate>, Command);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let measure = self.measure.required(context, "measure");
        let reason = self.reason.required(context, "reason");
        let (Word(measure), Prose(reason)) = (measure?, reason?);
        let command = Command::Lift { measure, reason };
        Some((self.on.optional(), command))
    }
}
