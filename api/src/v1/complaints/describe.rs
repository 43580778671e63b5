//! `PUT /api/v1/complaints/{id}/subject`: the officer's subject line.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_commands::SubjectInput;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Give a case its subject line
///
/// What the case is about, for lists and searches, in the officer's words. It is not sealed: no personal data of the complainant, nothing they ask to keep confidential (Art. 15).
#[utoipa::path(
    put,
    path = "/api/v1/complaints/{id}/subject",
    operation_id = "describe_complaint",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = SubjectInput, description = "The subject line"),
    responses(
        (status = 200, description = "The case with its subject line", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn describe_complaint(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Describe.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<SubjectSlots<'_>>(&body)?;
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
        CommandName::Describe,
        &body,
        Confidential::default(),
        move |_connection, _making| Ok(Command::Describe { subject: input }),
    )
    .await
}

object! {
    /// The members of a subject line.
    pub struct SubjectSlots<'de> {
        subject: scalar Line,
    }
}

impl<'de> Object<'de> for SubjectSlots<'de> {
    type Target = String;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Line(subject) = self.subject.required(context, "subject")?;
        Some(subject)
    }
}
