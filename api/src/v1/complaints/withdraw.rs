//! `POST /api/v1/complaints/{id}/withdrawal`: the complainant withdraws.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::record::WithdrawnBy;
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;

use super::command::{self, Given};
use super::schema::{CaseId, CommandHeaders};
use super::schema_commands::WithdrawalInput;
use super::view::CaseBody;
use crate::auth::Caller;
use crate::decode::{self, Context, Object, Prose, Word, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Withdraw a case
///
/// Records that the complainant, or a representative, withdraws. Of any open case; a platform withdraws only what it handed in, the accused party nothing. Withdrawing ends neither the cases of others about the same matter nor what the center looks into of itself.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/withdrawal",
    operation_id = "withdraw_complaint",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = WithdrawalInput, description = "Who withdrew, and why"),
    responses(
        (status = 200, description = "The withdrawn case", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn withdraw_complaint(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::Withdraw.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<WithdrawalSlots<'_>>(&body)?;
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
        CommandName::Withdraw,
        &body,
        Confidential::default(),
        move |_connection, _making| {
            Ok(Command::Withdraw {
                reason: input.reason,
                by: input.by,
            })
        },
    )
    .await
}

/// A withdrawal as read.
#[derive(Debug)]
pub struct Withdrawal {
    by: WithdrawnBy,
    reason: String,
}

object! {
    /// The members of a withdrawal.
    pub struct WithdrawalSlots<'de> {
        by: scalar Word<WithdrawnBy>,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for WithdrawalSlots<'de> {
    type Target = Withdrawal;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let by = self.by.required(context, "by");
        let reason = self.reason.required(context, "reason");
        let (Word(by), Prose(reason)) = (by?, reason?);
        Some(Withdrawal { by, reason })
    }
}
