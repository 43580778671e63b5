//! `POST /api/v1/complaints`: intake (Art. 8).

pub mod request;

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::{Action, Role};
use domain::gd::case::{Intake, receive};
use persistence::Connection;
use persistence::complaints::{record, row};
use uuid::Uuid;

use self::request::{IntakeRequest, IntakeSlots};
use super::owed::owed;
use super::refusal::problem;
use super::schema::IntakeBody;
use super::{accused, seal, view};
use crate::auth::Caller;
use crate::decode::{self, Instant};
use crate::http::reply::{self, Reply};
use crate::http::{Lang, read_json_body};
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::{AppState, shanghai_day};
use crate::v1::reading::NoQuery;
use crate::v1::responses::CreationProblems;

/// Submit a complaint or report
///
/// Takes down what Art. 8 asks for. Who the complainant is and what they say is sealed at once and can only be disclosed with a purpose (Art. 15). Anonymous complaints are served: a missing name is a deficiency of form, never a refusal. Which center must answer is computed from place, industry and accused party (Art. 3 and 4); what a platform submits goes there directly, what a center's own staff take down stays with their center.
#[utoipa::path(
    post,
    path = "/api/v1/complaints",
    operation_id = "submit_complaint",
    tag = "complaints",
    params(super::schema::IdempotencyHeader),
    request_body(content = IntakeBody, description = "What is taken down"),
    responses(
        (status = 201, description = "Taken down; `Location` names the case", body = super::view::CaseBody),
        CreationProblems,
    )
)]
pub async fn submit_complaint(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::SubmitComplaint)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let attempt = reply::attempt(&state, &caller, &request, "submit_complaint", &body)?;
    let read = decode::read::<IntakeSlots<'_>>(&body)?;
    let now = state.instant();
    let id = Uuid::now_v7().to_string();
    let sealed = seal::intake(&state.keys, &id, &read.complainant, &read.statement)?;
    let principal = caller.principal.clone();
    let received_at = read.received_at.map_or(now, |Instant(instant)| instant);
    if received_at > now {
        return Err(decode::invalid(vec![Fault::new(
            "/received_at",
            "收到时刻不得晚于现在",
            "must not lie in the future",
        )]));
    }
    let regime = own_regime(&read, &caller)?;
    let intake = Intake {
        regime,
        // A platform answers no complaints: what it passes on goes to whoever must.
        center: (principal.role != Role::Platform).then(|| principal.center_id.clone()),
        kind: read.kind,
        channel: read.channel,
        received_at,
        submitted_on: read
            .submitted_on
            .unwrap_or_else(|| shanghai_day(received_at)),
        form: read.form(),
        wants_confidentiality: read.complainant.wants_confidentiality,
        accused: read.accused,
        places: read.places,
        industry: read.industry,
        event: read.event,
        media_exposed: read.media_exposed,
        high_impact: read.high_impact,
        urgent: read.urgent,
        first_receiver: read.first_receiver,
        identity: sealed.identity,
        statement: sealed.statement,
        external_ref: read.external_ref,
        submitted_by: principal.client_id.clone(),
        submitted_for: read.submitted_for,
        follows: None,
    };
    let received = receive(intake, shanghai_day(now))
        .map_err(|refusal| problem(&refusal, None, &principal))?;
    let basis = state.basis.load_full();
    let confidential = sealed.confidential;
    let reference = received.external_ref.clone();
    let accused = received.accused.party_id.clone();
    // All that does not need the database is done here: what the transaction does, every other write waits for.
    let submission = record::prepare(&id, received, &principal.client_id, now)?;
    let duties = owed(&basis, &submission.case.state);
    let submission = submission.owing(duties);
    let case = &submission.case;
    let reply = Reply::created(
        format!("/api/v1/complaints/{id}"),
        Some(case.head.version),
        &view::CaseBody::of_opened(case, &principal, &basis, now, lang),
    )?;
    let work = move |connection: &mut Connection| {
        accused::known(connection, accused.as_deref())?;
        if let Some(reference) = &reference
            && let Some(known) = row::with_reference(connection, &principal.client_id, reference)?
        {
            return Err(
                Problem::new(ProblemCode::AlreadyExists).with_fault(Fault::new(
                    "/external_ref",
                    format!("该编号已用于案件 {known}"),
                    format!("this reference was used for the case {known}"),
                )),
            );
        }
        submission.record(connection, &confidential)?;
        Ok(reply)
    };
    reply::perform(&state, attempt, now, work).await
}

/// The regulation the case is handled under: the caller's own; a platform may name either.
fn own_regime(read: &IntakeRequest, caller: &Caller) -> Result<domain::access::Regime, Problem> {
    let own = caller.principal.regime;
    match read.regime {
        Some(named) if named != own && caller.principal.role != Role::Platform => {
            Err(decode::invalid(vec![Fault::new(
                "/regime",
                format!("本机构适用 {own}"),
                format!("your organisation works under {own}"),
            )]))
        }
        Some(named) => Ok(named),
        None => Ok(own),
    }
}
