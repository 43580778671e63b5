//! `POST /api/v1/public/complaints`: a complaint of somebody without an account (Art. 8).

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::gd::art09_10_admissibility::Channel;
use domain::gd::case::event::Received;
use domain::gd::case::public::{PUBLIC, regime_of, the_public};
use domain::gd::case::{Intake, Refusal, receive};
use domain::truth::Truth;
use persistence::Connection;
use persistence::complaints::receipt;
use persistence::complaints::record::{self, Confidential, Submission};
use persistence::keys::LookupHash;
use uuid::Uuid;

use super::case::{center, deficiencies, repeating};
use super::code::ReceiptCode;
use super::next;
use super::request::ComplaintSlots;
use super::schema::{PublicComplaintInput, PublicIdempotencyHeader, ReceiptBody};
use crate::decode;
use crate::http::reply::{self, Reply};
use crate::http::{Lang, read_json_body};
use crate::problem::{Problem, ProblemCode};
use crate::state::{AppState, shanghai_day};
use crate::v1::complaints::refusal::problem;
use crate::v1::complaints::seal;
use crate::v1::complaints::view::instant;
use crate::v1::reading::NoQuery;
use crate::v1::responses::PublicSubmissionProblems;

/// Hand a complaint or report in
///
/// For everybody, without an account and without a name if you like (Art. 8). Who you are and what you say is sealed at once (Art. 15). The answer names the center that has it, who must answer it (Art. 3 and 4), what Art. 8 asks for and is missing, and the receipt code: the only way to the case, told only here. So many from one address within a time; with the same `Idempotency-Key` the same complaint is taken down once.
#[utoipa::path(
    post,
    path = "/api/v1/public/complaints",
    operation_id = "submit_public_complaint",
    tag = "public",
    params(PublicIdempotencyHeader),
    request_body(content = PublicComplaintInput, description = "What is complained of"),
    responses(
        (status = 201, description = "Taken down", body = ReceiptBody),
        PublicSubmissionProblems,
    )
)]
pub async fn submit_public_complaint(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    state.door.submit(&request)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let repeating = repeating(&state, &request);
    let attempt = reply::attempt_of(
        &state,
        &repeating,
        &request,
        "submit_public_complaint",
        &body,
    )?;
    let read = decode::read::<ComplaintSlots<'_>>(&body)?;
    let now = state.instant();
    let id = Uuid::now_v7().to_string();
    let sealed = seal::intake(&state.keys, &id, &read.complainant, &read.statement)?;
    let regime = regime_of(&read.places, read.industry.as_deref(), &read.accused);
    let regime = regime.map_err(|unknown| {
        let refusal = Refusal::UnknownDivision {
            member: "places",
            code: unknown.0.to_string(),
        };
        problem(&refusal, None, &the_public(domain::access::Regime::Gd))
    })?;
    let intake = Intake {
        regime,
        center: None,
        kind: read.kind,
        channel: Channel::Web,
        received_at: now,
        submitted_on: shanghai_day(now),
        form: read.form(),
        wants_confidentiality: read.complainant.wants_confidentiality,
        accused: read.accused,
        places: read.places,
        industry: read.industry,
        event: read.event,
        // What these are is for the center to say.
        media_exposed: Truth::Unknown,
        high_impact: Truth::Unknown,
        urgent: Truth::Unknown,
        first_receiver: None,
        identity: sealed.identity,
        statement: sealed.statement,
        external_ref: None,
        submitted_by: PUBLIC.to_owned(),
        submitted_for: None,
        follows: None,
    };
    let received = receive(intake, shanghai_day(now))
        .map_err(|refusal| problem(&refusal, None, &the_public(regime)))?;
    let taking = Taking::new(&state, &id, received, sealed.confidential, now)?;
    let work = move |connection: &mut Connection| {
        let receipt = taking.take(connection, lang)?;
        Reply::told(StatusCode::CREATED, &receipt)
    };
    reply::perform(&state, attempt, now, work).await
}

/// A complaint of the public with everything that can be made ready before its transaction.
pub(super) struct Taking {
    submission: Submission,
    confidential: Confidential,
    code: ReceiptCode,
    hash: LookupHash,
}

impl Taking {
    /// Draws the code.
    pub(super) fn new(
        state: &AppState,
        id: &str,
        received: Received,
        confidential: Confidential,
        now: DateTime<Utc>,
    ) -> Result<Self, Problem> {
        let code = ReceiptCode::draw()?;
        Ok(Self {
            hash: code.hash(&state.keys),
            code,
            submission: record::prepare(id, received, PUBLIC, now)?,
            confidential,
        })
    }

    /// Records it.
    pub(super) fn take(
        self,
        connection: &mut Connection,
        lang: Lang,
    ) -> Result<ReceiptBody, Problem> {
        let case = self.submission.record(connection, &self.confidential)?;
        if !receipt::put(connection, &self.hash, &case.id)? {
            // Once in ten thousand million million draws: another one will do.
            return Err(Problem::new(ProblemCode::Unavailable).with_retry_after(1));
        }
        let record = &case.state.record;
        Ok(ReceiptBody {
            receipt_code: self.code.written().to_string(),
            received_at: instant(record.received_at),
            center: center(connection, &record.center)?,
            responsible: next::answering(&record.responsible, lang),
            form_deficiencies: deficiencies(record.form),
            next_steps: next::after_receipt(&record.responsible, lang),
        })
    }
}
