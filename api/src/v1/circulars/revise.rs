//! `PUT /api/v1/circulars/{id}`: a draft is revised.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::gd::circular::CircularCommand;
use domain::gd::circular::{CircularRefusal, MOST_CASES};

use super::command::{CircularSlots, Given, problem, run};
use super::schema::{CircularBody, CircularId, CircularInput};
use crate::auth::Caller;
use crate::decode;
use crate::http::{IfMatch, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Revise a draft
///
/// Title, text and cases as a whole, compared with what is sealed as a draft is. Whoever revises it does not approve it.
#[utoipa::path(
    put,
    path = "/api/v1/circulars/{id}",
    operation_id = "revise_circular",
    tag = "circulars",
    params(CircularId, CommandHeaders),
    request_body(content = CircularInput, description = "The draft as it is to be", example = json!({
        "title": "关于一起职业技能鉴定泄题问题的通报",
        "text": "经查，某考点考务管理不严，考前泄露试题。已取消该批次成绩，责令考点限期整改。",
        "cases": ["0190b6a0-7c00-7000-8000-000000000001"]
    })),
    responses(
        (status = 200, description = "The revised draft", body = CircularBody),
        CaseCommandProblems,
    )
)]
pub async fn revise_circular(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::DraftCircular)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let written = decode::read::<CircularSlots<'_>>(&body)?;
    if written.cases.len() > MOST_CASES {
        return Err(problem(&CircularRefusal::Cases, None, &caller.principal));
    }
    let given = Given {
        request,
        state,
        caller,
        seen,
        id: id.into_inner(),
        action: Action::DraftCircular,
        name: "revise_circular",
    };
    let (title, text) = (written.title.clone(), written.text.clone());
    run(given, &body, Some(written), move |_, _, _| {
        Ok(CircularCommand::Revise { title, text })
    })
    .await
}
