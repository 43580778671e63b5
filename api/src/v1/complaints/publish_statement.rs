//! `POST /api/v1/complaints/{id}/public-statements`: the public is informed (Art. 13).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::command::handling::PublishStatement;
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;
use uuid::Uuid;

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_outward::PublicStatementInput;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Inform the public
///
/// Only of a case exposed by media, and at once: everybody reads the statement under `/api/v1/public/statements`, without the case. It is compared with what is sealed: one that names the complainant, says how to reach them, or quotes twelve characters of what they wrote, is refused.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/public-statements",
    operation_id = "publish_statement",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = PublicStatementInput, description = "What the public is told"),
    responses(
        (status = 200, description = "The case with the statement", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn publish_statement(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::PublishStatement.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<PublicStatementSlots<'_>>(&body)?;
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
        CommandName::PublishStatement,
        &body,
        Confidential::default(),
        move |_connection, _making| Ok(Command::PublishStatement(Box::new(input))),
    )
    .await
}

object! {
    /// The members of a statement.
    pub struct PublicStatementSlots<'de> {
        title: scalar Line,
        text: scalar Prose,
        medium: scalar Line,
    }
}

impl<'de> Object<'de> for PublicStatementSlots<'de> {
    type Target = PublishStatement;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let title = self.title.required(context, "title");
        let text = self.text.required(context, "text");
        let medium = self.medium.optional().map(|Line(medium)| medium);
        let (Line(title), Prose(text)) = (title?, text?);
        // Its own: the public learns nothing of the case from it.
        let id = Uuid::now_v7().to_string();
        Some(PublishStatement {
            id,
            title,
            text,
            medium,
        })
    }
}
