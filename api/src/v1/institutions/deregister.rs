//! `POST /api/v1/institutions/{id}/deregistration` and its completion: an institution ends its work (jz Art. 23).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::InstitutionEvent;
use domain::jz::institution::decide::register::{complete_deregistration, report_deregistration};
use persistence::proceedings::open_proceedings;

use super::authority::{context, filed_with};
use super::command::{Given, keep, refused, run};
use super::request::{DaySlots, ReasonSlots};
use super::schema::{DeregistrationCompletionInput, DeregistrationInput, InstitutionId};
use super::shown::{now, shown};
use super::view::InstitutionBody;
use crate::auth::Caller;
use crate::decode;
use crate::http::{IfMatch, Reply, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::NoQuery;
use crate::v1::responses::InstitutionCommandProblems;

/// Report the end of an institution's work
///
/// By the institution of its own will, or taken down by its authority (Art. 23). The filing stays until the authority carries the deregistration out.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/deregistration",
    operation_id = "report_deregistration",
    tag = "institutions",
    params(InstitutionId, CommandHeaders),
    request_body(content = DeregistrationInput, description = "Why", example = json!({"reason": "学校转型，不再开展评价工作。"})),
    responses(
        (status = 200, description = "The institution", body = InstitutionBody),
        InstitutionCommandProblems,
    )
)]
pub async fn report_end(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ApplyForFiling)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let read = decode::read::<ReasonSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen: Some(seen),
        id: id.into_inner(),
        action: Action::ApplyForFiling,
        name: "report_deregistration",
    };
    run(given, &body, move |connection, institution, desk| {
        let authority = filed_with(connection, &institution.state)?;
        let on = read.on.unwrap_or(desk.today);
        let context = context(desk, &authority)?;
        let reported = report_deregistration(&institution.state, read.reason, on, &context)
            .map_err(|refusal| refused(&refusal, Vec::new()))?;
        let event = InstitutionEvent::DeregistrationReported(reported);
        let kept = keep(connection, institution, &[event], desk)?;
        let body = shown(connection, &kept, now(desk), None, desk)?;
        Reply::done(Some(kept.head.version), &body)
    })
    .await
}

/// Carry a deregistration out
///
/// By the authority that filed it, once open proceedings and rectifications are settled (Art. 23). Everything in the ledger stays.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/deregistration/completion",
    operation_id = "complete_deregistration",
    tag = "institutions",
    params(InstitutionId, CommandHeaders),
    request_body(content = DeregistrationCompletionInput, description = "The day", example = json!({})),
    responses(
        (status = 200, description = "The institution", body = InstitutionBody),
        InstitutionCommandProblems,
    )
)]
pub async fn complete_end(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::DecideFiling)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let on = decode::read::<DaySlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen: Some(seen),
        id: id.into_inner(),
        action: Action::DecideFiling,
        name: "complete_deregistration",
    };
    run(given, &body, move |connection, institution, desk| {
        let authority = filed_with(connection, &institution.state)?;
        let open = open_proceedings(connection, &institution.id)?;
        let on = on.unwrap_or(desk.today);
        let context = context(desk, &authority)?;
        let ended = complete_deregistration(&institution.state, on, open, &context)
            .map_err(|refusal| refused(&refusal, Vec::new()))?;
        let event = InstitutionEvent::Deregistered(ended);
        let kept = keep(connection, institution, &[event], desk)?;
        let body = shown(connection, &kept, now(desk), None, desk)?;
        Reply::done(Some(kept.head.version), &body)
    })
    .await
}
