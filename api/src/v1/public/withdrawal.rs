//! `POST /api/v1/public/complaints/withdrawal`: the complainant withdraws by receipt code.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::command::handling::AddSupplement;
use domain::gd::case::handling::SupplementVia;
use domain::gd::case::record::WithdrawnBy;
use domain::gd::case::{Command, CommandName};
use persistence::Connection;
use persistence::complaints::record::{Confidential, Opened};

use super::case::{acting, answered, change, repeating};
use super::code::ReceiptCode;
use super::schema::{PublicIdempotencyHeader, PublicWithdrawalInput, WithdrawalTaken};
use crate::decode::{self, Context, Object, Prose, object};
use crate::http::read_json_body;
use crate::http::reply::{self, Reply};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command;
use crate::v1::complaints::seal::seal_text;
use crate::v1::reading::NoQuery;
use crate::v1::responses::ReceiptChangeProblems;

/// What the record says of the reason: the complainant's own words are sealed, as all they say.
const REASON: &str = "提出人凭回执码撤回，理由作为补充材料封存。";

/// Withdraw a complaint
///
/// By its receipt code, while the case is open. The reason is sealed with what else you said. Withdrawing does not end what the center looks into of itself.
#[utoipa::path(
    post,
    path = "/api/v1/public/complaints/withdrawal",
    operation_id = "withdraw_public_complaint",
    tag = "public",
    params(PublicIdempotencyHeader),
    request_body(content = PublicWithdrawalInput, description = "The receipt code and why"),
    responses(
        (status = 200, description = "Withdrawn", body = WithdrawalTaken),
        ReceiptChangeProblems,
    )
)]
pub async fn withdraw_public_complaint(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let visit = state.door.look_up(&request)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let repeating = repeating(&state, &request);
    let operation = "withdraw_public_complaint";
    let attempt = reply::attempt_of(&state, &repeating, &request, operation, &body)?;
    let (code, reason) = decode::read::<WithdrawalSlots<'_>>(&body)?;
    let released = visit.arrived();
    let shared = state.clone();
    let make = move |connection: &mut Connection, case: Opened| {
        withdraw(connection, &shared, case, &reason)
    };
    let outcome = change(&state, code.hash(&state.keys), attempt, make).await;
    answered(&request, &visit, released, outcome).await
}

fn withdraw(
    connection: &mut Connection,
    state: &AppState,
    case: Opened,
    reason: &str,
) -> Result<Reply, Problem> {
    let now = state.instant();
    let acting = acting(state, &case, now);
    acting.may(&case.state, CommandName::Withdraw)?;
    let (text, confidential) = seal_text(connection, &state.keys, &case.id, reason)?;
    let said = Command::Supplement(Box::new(AddSupplement {
        at: now,
        via: SupplementVia::ReceiptCode,
        text,
    }));
    let case = command::commit(connection, &acting, case, said, &confidential)?;
    let withdraw = Command::Withdraw {
        reason: REASON.to_owned(),
        by: WithdrawnBy::Complainant,
    };
    let nothing = Confidential::default();
    let case = command::commit(connection, &acting, case, withdraw, &nothing)?;
    let withdrawn_on = case.state.latest_on;
    let withdrawal = case.state.withdrawal.map(|withdrawn| withdrawn.on);
    Reply::told(
        StatusCode::OK,
        &WithdrawalTaken {
            state: case.state.status.as_str(),
            withdrawn_on: withdrawal.unwrap_or(withdrawn_on),
            padding: "",
        },
    )
}

object! {
    /// The members of a withdrawal.
    pub struct WithdrawalSlots<'de> {
        receipt_code: scalar ReceiptCode,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for WithdrawalSlots<'de> {
    type Target = (ReceiptCode, String);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let code = self.receipt_code.required(context, "receipt_code");
        let reason = self.reason.required(context, "reason");
        let (code, Prose(reason)) = (code?, reason?);
        Some((code, reason))
    }
}
