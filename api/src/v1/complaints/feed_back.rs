//! `POST /api/v1/complaints/{id}/feedback`: the complainant was told the result (Art. 16).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::gd::case::command::handling::FeedBack;
use domain::gd::case::record::DeliveryManner;
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_term::FeedbackInput;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Word, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Record that the complainant was told the result
///
/// Once, after the conclusion (Art. 16). Refused where there is no way to reach them: then it is not owed, and the case can be archived.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/feedback",
    operation_id = "feed_back_complaint",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = FeedbackInput, description = "How and when"),
    responses(
        (status = 200, description = "The case, fed back", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn feed_back_complaint(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::FeedBack.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<FeedbackSlots<'_>>(&body)?;
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
        CommandName::FeedBack,
        &body,
        Confidential::default(),
        move |_connection, _making| {
            Ok(Command::FeedBack(Box::new(FeedBack {
                manner: input.manner,
                on: input.on,
            })))
        },
    )
    .await
}

/// Feedback as read.
#[derive(Debug)]
pub struct Feedback {
    manner: DeliveryManner,
    on: NaiveDate,
}

object! {
    /// The members of feedback.
    pub struct FeedbackSlots<'de> {
        manner: scalar Word<DeliveryManner>,
        on: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for FeedbackSlots<'de> {
    type Target = Feedback;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let manner = self.manner.required(context, "manner");
        let on = self.on.required(context, "on");
        let (Word(manner), on) = (manner?, on?);
        Some(Feedback { manner, on })
    }
}
