//! `POST /api/v1/complaints/{id}/rejection-review`: the one review of a rejection.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::record::ReviewOutcome;
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_commands::RejectionReviewInput;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, Word, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Review a rejection
///
/// By the lead of the center, once: it stands, or the case goes back to where it was received and is examined anew.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/rejection-review",
    operation_id = "review_rejection",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = RejectionReviewInput, description = "What the review comes to, and why"),
    responses(
        (status = 200, description = "The reviewed case", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn review_rejection(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::ReviewRejection.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<ReviewSlots<'_>>(&body)?;
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
        CommandName::ReviewRejection,
        &body,
        Confidential::default(),
        move |_connection, _making| {
            Ok(Command::ReviewRejection {
                outcome: input.outcome,
                reason: input.reason,
            })
        },
    )
    .await
}

/// A review as read.
#[derive(Debug)]
pub struct Review {
    outcome: ReviewOutcome,
    reason: String,
}

object! {
    /// The members of a review.
    pub struct ReviewSlots<'de> {
        outcome: scalar Word<ReviewOutcome>,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for ReviewSlots<'de> {
    type Target = Review;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let outcome = self.outcome.required(context, "outcome");
        let reason = self.reason.required(context, "reason");
        let (Word(outcome), Prose(reason)) = (outcome?, reason?);
        Some(Review { outcome, reason })
    }
}
