//! `POST /api/v1/institutions/{id}/applications/{number}/decision`: an application is decided (jz Art. 3).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::Datelike as _;
use domain::access::Action;
use domain::jz::institution::decide::register::{Ruling, decide, filing_number, needs_number};
use domain::jz::institution::{Application, Institution, InstitutionEvent};
use persistence::institutions;

use super::authority::{authority, context};
use super::command::{Given, keep, refused, run};
use super::request::DecisionSlots;
use super::schema::{ApplicationNumber, FilingDecisionInput, InstitutionId};
use super::shown::{now, shown};
use super::view::InstitutionBody;
use crate::auth::Caller;
use crate::decode;
use crate::http::{IfMatch, Reply, read_json_body};
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::reading::{NoQuery, not_found};
use crate::v1::responses::InstitutionCommandProblems;

/// The application of that number.
///
/// # Errors
/// `not_found`.
pub fn application<'a>(
    institution: &'a Institution,
    number: &str,
) -> Result<&'a Application, Problem> {
    number
        .parse()
        .ok()
        .and_then(|number: u32| institution.application(number))
        .ok_or_else(|| Problem::new(ProblemCode::NotFound))
}

/// Decide an application
///
/// By the authority it was handed in to: the one who files is the one who is responsible (Art. 3). It is granted only where every check passes on the day of the decision and today; a refusal says why. A new filing gets a number, by authority and year without gaps.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/applications/{number}/decision",
    operation_id = "decide_filing",
    tag = "institutions",
    params(InstitutionId, ApplicationNumber, CommandHeaders),
    request_body(content = FilingDecisionInput, description = "The decision", example = json!({"outcome": "granted"})),
    responses(
        (status = 200, description = "The institution", body = InstitutionBody),
        InstitutionCommandProblems,
    )
)]
pub async fn decide_filing(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::DecideFiling)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let read = decode::read::<DecisionSlots<'_>>(&body)?;
    let (id, number) = path.into_inner();
    let given = Given {
        request,
        state,
        caller,
        seen: Some(seen),
        id,
        action: Action::DecideFiling,
        name: "decide_filing",
    };
    run(given, &body, move |connection, institution, desk| {
        let application = application(&institution.state, &number)?;
        let before = &application.applied.authority;
        let authority = authority(connection, before)?.ok_or_else(not_found)?;
        let ruling = Ruling {
            outcome: read.outcome,
            reason: read.reason,
            on: read.on.unwrap_or(desk.today),
            valid_until: read.valid_until,
        };
        let context = context(desk, &authority)?;
        let mut decided = decide(&institution.state, application, &ruling, &context)
            .map_err(|refusal| refused(&refusal, Vec::new()))?;
        if needs_number(application, &decided) {
            let year = decided.on.year();
            let number = institutions::next_number(connection, &authority.id, year)?;
            let division = authority.division.map(|code| code.to_string());
            let division = division.unwrap_or_default();
            decided.filing_number = Some(filing_number(&division, year, number));
        }
        let event = InstitutionEvent::ApplicationDecided(decided);
        let kept = keep(connection, institution, &[event], desk)?;
        let body = shown(connection, &kept, now(desk), None, desk)?;
        Reply::done(Some(kept.head.version), &body)
    })
    .await
}
