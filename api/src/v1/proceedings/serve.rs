//! `POST /api/v1/proceedings/{id}/service`: the decision reaches the institution.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::proceeding::event::ServiceManner;
use domain::jz::proceeding::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{ProceedingId, ServiceInput};
use super::view::ProceedingBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Word, object};
use crate::http::{IfMatch, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Record the service of a decision
///
/// Its effects begin on this day and enter the ledger with it: suspension, list, ban, invalid results, what is to be put right.
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/service",
    operation_id = "serve_proceeding_decision",
    tag = "proceedings",
    params(ProceedingId, CommandHeaders),
    request_body(content = ServiceInput, description = "How", example = json!({"manner": "in_person", "recipient": "王某（负责人）"})),
    responses(
        (status = 200, description = "The proceeding", body = ProceedingBody),
        CaseCommandProblems,
    )
)]
pub async fn serve_proceeding_decision(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Serve.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (on, command) = decode::read::<ServeSlots<'_>>(&body)?;
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
    pub struct ServeSlots<'de> {
        on: scalar NaiveDate,
        manner: scalar Word<ServiceManner>,
        recipient: scalar Line,
    }
}

impl<'de> Object<'de> for ServeSlots<'de> {
    type Target = (Option<NaiveDate>, Command);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let manner = self.manner.required(context, "manner");
        let recipient = self.recipient.required(context, "recipient");
        let (Word(manner), Line(recipient)) = (manner?, recipient?);
        let command = Command::Serve { manner, recipient };
        Some((self.on.optional(), command))
    }
}
