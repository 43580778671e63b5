//! `POST /api/v1/circulars/{id}/withdrawal`: a circular is taken back.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::gd::circular::CircularCommand;

use super::command::{Given, WITHDRAW, run};
use super::schema::{CircularBody, CircularId, CircularWithdrawalInput};
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, object};
use crate::http::{IfMatch, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Withdraw a circular
///
/// A draft, an approved or a published one. Of a published one its number and the day of withdrawal stay public; title and text do not.
#[utoipa::path(
    post,
    path = "/api/v1/circulars/{id}/withdrawal",
    operation_id = "withdraw_circular",
    tag = "circulars",
    params(CircularId, CommandHeaders),
    request_body(content = CircularWithdrawalInput, description = "Why", example = json!({
        "reason": "所依据的事实有误"
    })),
    responses(
        (status = 200, description = "The withdrawn circular", body = CircularBody),
        CaseCommandProblems,
    )
)]
pub async fn withdraw_circular(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ApproveCircular)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let reason = decode::read::<WithdrawalSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        id: id.into_inner(),
        action: Action::ApproveCircular,
        name: WITHDRAW,
    };
    run(given, &body, None, move |_, _, _| {
        Ok(CircularCommand::Withdraw { reason })
    })
    .await
}

object! {
    /// The members of a withdrawal.
    pub struct WithdrawalSlots<'de> {
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for WithdrawalSlots<'de> {
    type Target = String;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        self.reason
            .required(context, "reason")
            .map(|Prose(reason)| reason)
    }
}
