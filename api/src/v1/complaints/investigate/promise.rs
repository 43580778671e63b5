//! `POST /api/v1/complaints/{id}/reply-promises`: when an answer will be given (Art. 12).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::gd::case::command::handling::PromiseReply;
use domain::gd::case::record::DeliveryManner;
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;

use crate::auth::Caller;
use crate::decode::{self, Context, Object, Word, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::{self, Given};
use crate::v1::complaints::schema::{CaseId, CommandHeaders};
use crate::v1::complaints::schema_investigation::ReplyPromiseInput;
use crate::v1::complaints::view::CaseBody;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Promise a reply
///
/// Only on the guidance track, to whoever left contact (Art. 12). The case says whether the promise was kept.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/reply-promises",
    operation_id = "promise_reply",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = ReplyPromiseInput, description = "The day, and how the complainant was told"),
    responses(
        (status = 200, description = "The case with the promise", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn promise_reply(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::PromiseReply.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<PromiseSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id: id.into_inner(),
    };
    command::run(
        given,
        CommandName::PromiseReply,
        &body,
        Confidential::default(),
        move |_connection, _making| Ok(Command::PromiseReply(Box::new(input))),
    )
    .await
}

object! {
    /// The members of a promise.
    pub struct PromiseSlots<'de> {
        promised_on: scalar NaiveDate,
        manner: scalar Word<DeliveryManner>,
    }
}

impl<'de> Object<'de> for PromiseSlots<'de> {
    type Target = PromiseReply;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let promised_on = self.promised_on.required(context, "promised_on");
        let manner = self.manner.required(context, "manner");
        let (promised_on, Word(manner)) = (promised_on?, manner?);
        Some(PromiseReply {
            promised_on,
            manner,
        })
    }
}
