//! `GET /api/v1/proceedings/{id}/timeline`: what happened, step by step.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::Action;
use domain::jz::proceeding::{Proceeding, ProceedingEvent};
use persistence::Connection;
use persistence::aggregate;
use serde::Serialize;
use utoipa::ToSchema;

use super::reach::Reach;
use super::schema::ProceedingId;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::view::instant;
use crate::v1::reading::{Freshness, NoQuery, answer};
use crate::v1::responses::CaseProblems;

/// The steps of a proceeding.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProceedingTimeline {
    /// In their order.
    pub items: Vec<ProceedingStep>,
}

/// A step of a proceeding.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProceedingStep {
    /// Its number.
    pub version: i64,
    /// What happened.
    #[schema(examples("sanction_notified"))]
    pub kind: String,
    /// Its legal day.
    pub on: NaiveDate,
    /// When it was recorded (UTC).
    pub recorded_at: String,
    /// The client that acted, or `system`.
    pub by: String,
}

/// Get the timeline of a proceeding
///
/// Every step with its legal day, and when and by whom it was recorded.
#[utoipa::path(
    get,
    path = "/api/v1/proceedings/{id}/timeline",
    operation_id = "get_proceeding_timeline",
    tag = "proceedings",
    params(ProceedingId),
    responses((status = 200, description = "The steps", body = ProceedingTimeline), CaseProblems)
)]
pub async fn get_proceeding_timeline(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reach = Reach::of(&caller, Action::ReadProceedings)?;
    let id = id.into_inner();
    let only_told = reach.only_told;
    let history = state
        .read(move |connection: &mut Connection| {
            reach.row(connection, &id)?;
            Ok::<_, Problem>(aggregate::history::<Proceeding>(connection, &id)?)
        })
        .await?;
    // Before the service an institution sees nothing of a decision.
    let is_served = |event: &ProceedingEvent| matches!(event, ProceedingEvent::Served(_));
    let hides = only_told && !history.iter().any(|(_, event)| is_served(event));
    let of_decision = |event: &ProceedingEvent| {
        matches!(
            event,
            ProceedingEvent::Decided(_)
                | ProceedingEvent::Approved(_)
                | ProceedingEvent::Returned(_)
        )
    };
    let seen = history
        .into_iter()
        .filter(|(_, event)| !(hides && of_decision(event)));
    let items = seen.map(|(stored, event)| ProceedingStep {
        version: stored.version,
        kind: event.kind().to_owned(),
        on: event.on(),
        recorded_at: instant(stored.recorded_at),
        by: event.by().to_owned(),
    });
    let body = ProceedingTimeline {
        items: items.collect(),
    };
    answer(&request, Freshness::Private, &body)
}
