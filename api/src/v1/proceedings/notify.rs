//! `POST /api/v1/proceedings/{id}/notice`: the institution is told.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::proceeding::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{NoticeInput, ProceedingId};
use super::view::ProceedingBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, object};
use crate::http::{IfMatch, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Give notice of a proposed sanction
///
/// Tells the institution facts, grounds, basis and rights before anything is decided (general administrative law; switched by the local policy `sanction_notice`). The institution sees the proceeding from here on. The times for a statement and, before a market ban, for asking for a hearing are working days of local policy.
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/notice",
    operation_id = "notify_proceeding",
    tag = "proceedings",
    params(ProceedingId, CommandHeaders),
    request_body(content = NoticeInput, description = "What it is told", example = json!({"facts": "2026年3月至6月，经核实的投诉举报两件属实。"})),
    responses(
        (status = 200, description = "The proceeding", body = ProceedingBody),
        CaseCommandProblems,
    )
)]
pub async fn notify_proceeding(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Notify.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (on, command) = decode::read::<NotifySlots<'_>>(&body)?;
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
    pub struct NotifySlots<'de> {
        on: scalar NaiveDate,
        facts: scalar Prose,
    }
}

impl<'de> Object<'de> for NotifySlots<'de> {
    type Target = (Option<NaiveDate>, Command);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Prose(facts) = self.facts.required(context, "facts")?;
        let command = Command::Notify { facts };
        Some((self.on.optional(), command))
    }
}
