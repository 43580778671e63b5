//! `POST /api/v1/proceedings/{id}/statements`: the institution states something or makes a commitment.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::proceeding::event::StatementKind;
use domain::jz::proceeding::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{ProceedingId, StatementInput};
use super::view::ProceedingBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, Word, object};
use crate::http::{IfMatch, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Make a statement or a commitment
///
/// By the institution itself, or entered by the officer who took it down (Art. 20).
#[utoipa::path(
    post,
    path = "/api/v1/proceedings/{id}/statements",
    operation_id = "make_proceeding_statement",
    tag = "proceedings",
    params(ProceedingId, CommandHeaders),
    request_body(content = StatementInput, description = "What was said", example = json!({"kind": "commitment", "text": "我单位承诺立即整改考务组织。"})),
    responses(
        (status = 200, description = "The proceeding", body = ProceedingBody),
        CaseCommandProblems,
    )
)]
pub async fn make_proceeding_statement(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::MakeStatement.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (on, command) = decode::read::<StatementsSlots<'_>>(&body)?;
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
    pub struct StatementsSlots<'de> {
        on: scalar NaiveDate,
        kind: scalar Word<StatementKind>,
        text: scalar Prose,
    }
}

impl<'de> Object<'de> for StatementsSlots<'de> {
    type Target = (Option<NaiveDate>, Command);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let kind = self.kind.required(context, "kind");
        let text = self.text.required(context, "text");
        let (Word(kind), Prose(text)) = (kind?, text?);
        let command = Command::MakeStatement { kind, text };
        Some((self.on.optional(), command))
    }
}
