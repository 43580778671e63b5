//! `POST /api/v1/complaints/{id}/supervision-orders/{number}/answer`: a supervision order is answered (Art. 5(3)).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::command::handling::AnswerSupervision;
use domain::gd::case::{Command, CommandName};

use super::{TextSlots, with_text};
use crate::auth::Caller;
use crate::decode;
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::complaints::command::Given;
use crate::v1::complaints::evaluations::NumberOfCase;
use crate::v1::complaints::schema::{CaseId, CommandHeaders};
use crate::v1::complaints::schema_investigation::SupervisionAnswerInput;
use crate::v1::complaints::view::CaseBody;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Answer a supervision order
///
/// Once, by the department that it was sent to or by the center (Art. 5(3)). The text is sealed.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/supervision-orders/{number}/answer",
    operation_id = "answer_supervision_order",
    tag = "complaints",
    params(CaseId, NumberOfCase, CommandHeaders),
    request_body(content = SupervisionAnswerInput, description = "The answer"),
    responses(
        (status = 200, description = "The case with the answer", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn answer_supervision_order(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::AnswerSupervision.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<TextSlots<'_>>(&body)?;
    let (id, number) = path.into_inner();
    let number: u32 = number
        .parse()
        .map_err(|_no_number| Problem::new(ProblemCode::NotFound))?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id,
    };
    with_text(
        given,
        CommandName::AnswerSupervision,
        &body,
        input,
        move |text, _who| Command::AnswerSupervision(Box::new(AnswerSupervision { number, text })),
    )
    .await
}
