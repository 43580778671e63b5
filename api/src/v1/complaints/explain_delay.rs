//! `POST /api/v1/complaints/{id}/delay-explanations`: the complainant was told why it takes longer (Art. 18).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::command::handling::ExplainDelay;
use domain::gd::case::handling::DelayCause;
use domain::gd::case::record::DeliveryManner;
use domain::gd::case::{Command, CommandName};

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_term::DelayExplanationInput;
use super::seal;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, Word, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Explain a delay to the complainant
///
/// For a cause that does not lie with the center, no later than the last day of the limit (Art. 18). The limit stays: an explained case that runs over is overdue, and says that it was explained.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/delay-explanations",
    operation_id = "explain_delay",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = DelayExplanationInput, description = "The cause, how they were told, and what"),
    responses(
        (status = 200, description = "The case with the explanation", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn explain_delay(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::ExplainDelay.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<ExplanationSlots<'_>>(&body)?;
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
        CommandName::ExplainDelay,
        &body,
        move |connection, making| {
            let (text, confidential) =
                seal::seal_text(connection, &keys, &making.case.id, &input.text)?;
            let command = ExplainDelay {
                cause: input.cause,
                manner: input.manner,
                text,
            };
            Ok((Command::ExplainDelay(Box::new(command)), confidential))
        },
    )
    .await
}

/// An explanation as read.
#[derive(Debug)]
pub struct Explanation {
    cause: DelayCause,
    manner: DeliveryManner,
    text: String,
}

object! {
    /// The members of an explanation.
    pub struct ExplanationSlots<'de> {
        cause: scalar Word<DelayCause>,
        manner: scalar Word<DeliveryManner>,
        text: scalar Prose,
    }
}

impl<'de> Object<'de> for ExplanationSlots<'de> {
    type Target = Explanation;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let cause = self.cause.required(context, "cause");
        let manner = self.manner.required(context, "manner");
        let text = self.text.required(context, "text");
        let (Word(cause), Word(manner), Prose(text)) = (cause?, manner?, text?);
        Some(Explanation {
            cause,
            manner,
            text,
        })
    }
}
