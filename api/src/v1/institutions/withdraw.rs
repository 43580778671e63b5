//! `POST /api/v1/institutions/{id}/applications/{number}/withdrawal`: an application is withdrawn.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::InstitutionEvent;
use domain::jz::institution::decide::register::withdraw;

use super::authority::{authority, context};
use super::command::{Given, keep, refused, run};
use super::decide::application;
use super::request::ReasonSlots;
use super::schema::{ApplicationNumber, ApplicationWithdrawalInput, InstitutionId};
use super::shown::{now, shown};
use super::view::InstitutionBody;
use crate::auth::Caller;
use crate::decode;
use crate::http::{IfMatch, Reply, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::{NoQuery, not_found};
use crate::v1::responses::InstitutionCommandProblems;

/// Withdraw an application
///
/// While it waits for its decision, by the institution or by the authority it was handed in to.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/applications/{number}/withdrawal",
    operation_id = "withdraw_filing_application",
    tag = "institutions",
    params(InstitutionId, ApplicationNumber, CommandHeaders),
    request_body(content = ApplicationWithdrawalInput, description = "Why", example = json!({"reason": "材料不齐，补齐后再申请。"})),
    responses(
        (status = 200, description = "The institution", body = InstitutionBody),
        InstitutionCommandProblems,
    )
)]
pub async fn withdraw_filing_application(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ApplyForFiling)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let read = decode::read::<ReasonSlots<'_>>(&body)?;
    let (id, number) = path.into_inner();
    let given = Given {
        request,
        state,
        caller,
        seen: Some(seen),
        id,
        action: Action::ApplyForFiling,
        name: "withdraw_filing_application",
    };
    run(given, &body, move |connection, institution, desk| {
        let application = application(&institution.state, &number)?;
        let before = &application.applied.authority;
        let authority = authority(connection, before)?.ok_or_else(not_found)?;
        let on = read.on.unwrap_or(desk.today);
        let withdrawn = withdraw(application, read.reason, on, &context(desk, &authority)?)
            .map_err(|refusal| refused(&refusal, Vec::new()))?;
        let event = InstitutionEvent::ApplicationWithdrawn(withdrawn);
        let kept = keep(connection, institution, &[event], desk)?;
        let body = shown(connection, &kept, now(desk), None, desk)?;
        Reply::done(Some(kept.head.version), &body)
    })
    .await
}
