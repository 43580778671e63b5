//! `POST /api/v1/complaints/{id}/extension`: extension of the time limit (Art. 18).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::command::handling::ExtendLimit;
use domain::gd::case::handling::ExtensionReason;
use domain::gd::case::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_term::ExtensionInput;
use super::seal;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Count, Object, Prose, Word, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Extend the time limit of a case
///
/// By the lead, no later than the last day of the limit, on one of the three grounds of Art. 18, to no more working days from acceptance than the cap. Whoever is late cannot extend any more: a case that ran over stays overdue.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/extension",
    operation_id = "extend_complaint",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = ExtensionInput, description = "On which ground, how far, and why"),
    responses(
        (status = 200, description = "The case with its new due date", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn extend_complaint(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Extend.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<ExtensionSlots<'_>>(&body)?;
    let keys = state.keys.clone();
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id: id.into_inner(),
    };
    command::run_sealing(
        given,
        CommandName::Extend,
        &body,
        move |connection, making| {
            let (text, confidential) =
                seal::seal_text(connection, &keys, &making.case.id, &input.text)?;
            let command = ExtendLimit {
                reason: input.reason,
                to_working_days: input.to_working_days,
                text,
            };
            Ok((Command::Extend(Box::new(command)), confidential))
        },
    )
    .await
}

/// An extension as read.
#[derive(Debug)]
pub struct Extension {
    reason: ExtensionReason,
    to_working_days: u32,
    text: String,
}

object! {
    /// The members of an extension.
    pub struct ExtensionSlots<'de> {
        reason: scalar Word<ExtensionReason>,
        to_working_days: scalar Count,
        text: scalar Prose,
    }
}

impl<'de> Object<'de> for ExtensionSlots<'de> {
    type Target = Extension;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let reason = self.reason.required(context, "reason");
        let to_working_days = self.to_working_days.required(context, "to_working_days");
        let text = self.text.required(context, "text");
        let (Word(reason), Count(to_working_days), Prose(text)) =
            (reason?, to_working_days?, text?);
        Some(Extension {
            reason,
            to_working_days,
            text,
        })
    }
}
