//! `POST /api/v1/complaints/{id}/measures/{number}/execution`: a measure was carried out (Art. 6).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::gd::case::command::handling::ExecuteMeasure;
use domain::gd::case::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_term::{ExecutionInput, MeasureOfCase};
use super::seal;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::{NoQuery, not_found};
use crate::v1::responses::CaseCommandProblems;

/// Record that a measure was carried out
///
/// Each measure of the conclusion once. A department of the case records what was laid on it, the center the others (Art. 6).
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/measures/{number}/execution",
    operation_id = "execute_measure",
    tag = "complaints",
    params(CaseId, MeasureOfCase, CommandHeaders),
    request_body(content = ExecutionInput, description = "When and how"),
    responses(
        (status = 200, description = "The case with the measure carried out", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn execute_measure(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Execute.action())?;
    let (id, number) = path.into_inner();
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<ExecutionSlots<'_>>(&body)?;
    let measure: u32 = number.parse().map_err(|_no_number| not_found())?;
    let keys = state.keys.clone();
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id,
    };
    command::run_sealing(
        given,
        CommandName::Execute,
        &body,
        move |connection, making| {
            let (text, confidential) =
                seal::seal_text(connection, &keys, &making.case.id, &input.text)?;
            let command = ExecuteMeasure {
                measure,
                on: input.on,
                text,
            };
            Ok((Command::Execute(Box::new(command)), confidential))
        },
    )
    .await
}

/// An execution as read.
#[derive(Debug)]
pub struct Execution {
    on: NaiveDate,
    text: String,
}

object! {
    /// The members of an execution.
    pub struct ExecutionSlots<'de> {
        on: scalar NaiveDate,
        text: scalar Prose,
    }
}

impl<'de> Object<'de> for ExecutionSlots<'de> {
    type Target = Execution;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let on = self.on.required(context, "on");
        let text = self.text.required(context, "text");
        let (on, Prose(text)) = (on?, text?);
        Some(Execution { on, text })
    }
}
