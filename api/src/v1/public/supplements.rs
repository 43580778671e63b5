//! `POST /api/v1/public/complaints/supplements`: something is added by receipt code. After closure it is a new complaint
//! that follows the earlier one.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::gd::art09_10_admissibility::Channel;
use domain::gd::case::command::handling::AddSupplement;
use domain::gd::case::handling::SupplementVia;
use domain::gd::case::public::PUBLIC;
use domain::gd::case::record::FormGiven;
use domain::gd::case::{Command, Intake, receive};
use domain::truth::Truth;
use persistence::Connection;
use persistence::complaints::lookup;
use persistence::complaints::record::{Opened, stream};
use persistence::ledger::sealed::{self, SealedItem};
use uuid::Uuid;

use super::case::{acting, actor, answered, change, repeating};
use super::code::ReceiptCode;
use super::schema::{PublicIdempotencyHeader, PublicSupplementInput, ReceiptBody, SupplementTaken};
use super::submit::Taking;
use crate::decode::{self, Context, Object, Prose, object};
use crate::http::reply::{self, Reply};
use crate::http::{Lang, read_json_body};
use crate::problem::Problem;
use crate::state::{AppState, shanghai_day};
use crate::v1::complaints::command;
use crate::v1::complaints::intake::request::{Complainant, Statement};
use crate::v1::complaints::refusal::problem;
use crate::v1::complaints::seal::{self, seal_text, unhex};
use crate::v1::reading::NoQuery;
use crate::v1::responses::ReceiptChangeProblems;

/// Add something to a complaint
///
/// By its receipt code. While the case is open it belongs to it (200); afterwards it is taken down as a new complaint that follows the earlier one, of the same complainant, with a receipt code of its own (201); it then counts among those handed in from the address (429).
#[utoipa::path(
    post,
    path = "/api/v1/public/complaints/supplements",
    operation_id = "add_public_complaint_supplement",
    tag = "public",
    params(PublicIdempotencyHeader),
    request_body(content = PublicSupplementInput, description = "The receipt code and what is added"),
    responses(
        (status = 200, description = "It belongs to the case", body = SupplementTaken),
        (status = 201, description = "The case was closed: it is a new complaint", body = SupplementTaken),
        ReceiptChangeProblems,
    )
)]
pub async fn add_public_complaint_supplement(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let visit = state.door.look_up(&request)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let repeating = repeating(&state, &request);
    let operation = "add_public_complaint_supplement";
    let attempt = reply::attempt_of(&state, &repeating, &request, operation, &body)?;
    let (code, text) = decode::read::<SupplementSlots<'_>>(&body)?;
    let released = visit.arrived();
    let (shared, origin) = (state.clone(), visit.origin());
    let make = move |connection: &mut Connection, case: Opened| {
        let now = shared.instant();
        if case.state.status.is_open() {
            let taken = add(connection, &shared, case, &text, now)?;
            Reply::told(StatusCode::OK, &taken)
        } else {
            // As much as any other complaint that is handed in.
            shared.door.submit_from(&origin)?;
            let receipt = follow(connection, &shared, &case, text, now, lang)?;
            let taken = SupplementTaken {
                taken_as: "new_complaint",
                number: None,
                receipt: Some(receipt),
                padding: "",
            };
            Reply::told(StatusCode::CREATED, &taken)
        }
    };
    let outcome = change(&state, code.hash(&state.keys), attempt, make).await;
    answered(&request, &visit, released, outcome).await
}

/// To an open case.
fn add(
    connection: &mut Connection,
    state: &AppState,
    case: Opened,
    text: &str,
    now: DateTime<Utc>,
) -> Result<SupplementTaken, Problem> {
    let (text, confidential) = seal_text(connection, &state.keys, &case.id, text)?;
    let acting = acting(state, &case, now);
    let command = Command::Supplement(Box::new(AddSupplement {
        at: now,
        via: SupplementVia::ReceiptCode,
        text,
    }));
    let case = command::commit(connection, &acting, case, command, &confidential)?;
    Ok(SupplementTaken {
        taken_as: "supplement",
        number: case
            .state
            .handling
            .supplements
            .last()
            .map(|taken| taken.number),
        receipt: None,
        padding: "",
    })
}

/// To a closed one: a new case about the same party, place and event, of the same complainant, sealed under its own key.
fn follow(
    connection: &mut Connection,
    state: &AppState,
    earlier: &Opened,
    text: String,
    now: DateTime<Utc>,
    lang: Lang,
) -> Result<ReceiptBody, Problem> {
    let id = Uuid::now_v7().to_string();
    let (keys, record) = (&state.keys, &earlier.state.record);
    let statement = Statement {
        facts: Some(text),
        ..Statement::default()
    };
    let mut sealed = seal::intake(keys, &id, &Complainant::default(), &statement)?;
    if let (Some(identity), Some(key)) = (&record.identity, &sealed.confidential.key) {
        let hash = unhex(&identity.hash).ok_or_else(|| Problem::internal("a sealed hash"))?;
        let stream_of_earlier = stream(&earlier.id);
        let who = sealed::open(connection, keys, &stream_of_earlier, &identity.item, &hash)?;
        let key = keys.unwrap_case_key(&stream(&id), key)?;
        let item = SealedItem::new(&key, Uuid::now_v7().to_string(), &who)?;
        sealed.identity = Some(domain::gd::case::record::SealedRef {
            item: item.id.clone(),
            hash: seal::hex(&item.hash),
        });
        sealed.confidential.items.push(item);
    }
    let intake = Intake {
        regime: record.regime,
        center: None,
        kind: record.kind,
        channel: Channel::Web,
        received_at: now,
        submitted_on: shanghai_day(now),
        accused: record.accused.clone(),
        places: record.places.clone(),
        industry: record.industry.clone(),
        event: record.event,
        form: FormGiven {
            name: record.form.name,
            contact: record.form.contact,
            request: false,
            facts: true,
            reasons: false,
            oral_record: false,
        },
        wants_confidentiality: record.wants_confidentiality,
        media_exposed: Truth::Unknown,
        high_impact: Truth::Unknown,
        urgent: Truth::Unknown,
        first_receiver: None,
        identity: sealed.identity,
        statement: sealed.statement,
        external_ref: None,
        submitted_by: PUBLIC.to_owned(),
        submitted_for: None,
        follows: Some(earlier.id.clone()),
    };
    let received = receive(intake, shanghai_day(now))
        .map_err(|refusal| problem(&refusal, None, &actor(earlier)))?;
    let taking = Taking::new(state, &id, received, sealed.confidential, now)?;
    let receipt = taking.take(connection, lang)?;
    lookup::copy(connection, &earlier.id, &id)?;
    Ok(receipt)
}

object! {
    /// The members of a supplement.
    pub struct SupplementSlots<'de> {
        receipt_code: scalar ReceiptCode,
        text: scalar Prose,
    }
}

impl<'de> Object<'de> for SupplementSlots<'de> {
    type Target = (ReceiptCode, String);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let code = self.receipt_code.required(context, "receipt_code");
        let text = self.text.required(context, "text");
        let (code, Prose(text)) = (code?, text?);
        Some((code, text))
    }
}
