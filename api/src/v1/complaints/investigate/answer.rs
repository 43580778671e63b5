//! `POST /api/v1/complaints/{id}/guidance-answers`: the complainant is guided (Art. 12).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::command::handling::AnswerComplainant;
use domain::gd::case::record::DeliveryManner;
use domain::gd::case::{Command, CommandName};

use super::with_text;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, Word, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::Given;
use crate::v1::complaints::schema::{CaseId, CommandHeaders};
use crate::v1::complaints::schema_investigation::GuidanceAnswerInput;
use crate::v1::complaints::view::CaseBody;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Guide the complainant and explain
///
/// Only on the guidance track (Art. 12). With an answer on record the case can be concluded as `guided`. The text is sealed.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/guidance-answers",
    operation_id = "answer_complainant",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = GuidanceAnswerInput, description = "What was explained, and how"),
    responses(
        (status = 200, description = "The case with the answer", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn answer_complainant(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Answer.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<AnswerSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id: id.into_inner(),
    };
    let AnswerRead { manner, text } = input;
    with_text(
        given,
        CommandName::Answer,
        &body,
        text,
        move |text, _who| Command::Answer(Box::new(AnswerComplainant { manner, text })),
    )
    .await
}

/// An answer as read.
#[derive(Debug)]
pub struct AnswerRead {
    manner: Option<DeliveryManner>,
    text: String,
}

object! {
    /// The members of an answer.
    pub struct AnswerSlots<'de> {
        manner: scalar Word<DeliveryManner>,
        text: scalar Prose,
    }
}

impl<'de> Object<'de> for AnswerSlots<'de> {
    type Target = AnswerRead;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let manner = self.manner.optional().map(|Word(manner)| manner);
        let Prose(text) = self.text.required(context, "text")?;
        Some(AnswerRead { manner, text })
    }
}
