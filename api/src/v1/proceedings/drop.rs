//! `POST /api/v1/proceedings/{id}/drop`: no sanction comes of it.

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

/// Drop a proceeding
///
/// No sanction comes of it. The same facts raise no proposal again; new ones do.
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/drop",
    operation_id = "drop_proceeding",
    tag = "proceedings",
    params(ProceedingId, CommandHeaders),
    request_body(content = ReasonInput, description = "Why", example = json!({"reason": "情节轻微，已当场改正。"})),
    responses(
        (status = 200, description = "The proceeding", body = ProceedingBody),
        CaseCommandProblems,
    )
)]
pub async fn drop_proceeding(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Drop.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (on, command) = decode::read::<DropSlots<'_>>(&body)?;
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
    pub struct DropSlots<'de> {
        on: scalar NaiveDate,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for DropSlots<'de> {
    type Target = (Option<NaiveDate>, Command);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Prose(reason) = self.reason.required(context, "reason")?;
        let command = Command::Drop { reason };
        Some((self.on.optional(), command))
    }
}
