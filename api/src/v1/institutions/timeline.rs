//! `GET /api/v1/institutions/{id}/timeline`: what happened to an institution, with both of its days (jz Art. 3).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use domain::access::Action;
use domain::jz::institution::Institution;
use persistence::{Connection, aggregate};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::command::Desk;
use super::known::Asked;
use super::schema::InstitutionId;
use super::shown::known;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::InstitutionProblems;

/// A page of the timeline.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct TimelineQuery {
    /// How many at most.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[param(nullable = false, max_length = 400, pattern = "^[A-Za-z0-9_-]+$")]
    pub cursor: Option<String>,
}

/// Something that happened.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InstitutionHappening {
    /// The version it made.
    pub version: i64,
    /// What: a stable word.
    #[schema(examples("filing_decided"))]
    pub kind: &'static str,
    /// The legal day.
    pub on: NaiveDate,
    /// When it was recorded.
    pub recorded_at: String,
    /// The client that recorded it, or `system`.
    pub by: String,
    /// What happened, in Chinese.
    pub sentence_zh: String,
    /// The same in English.
    pub sentence_en: String,
}

/// A page of the timeline.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InstitutionTimeline {
    /// What happened, in the order of recording.
    pub items: Vec<InstitutionHappening>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// Timeline of an institution
///
/// Every event of its record in the order of recording, with the legal day it is dated at and the instant it was recorded.
#[utoipa::path(
    get,
    path = "/api/v1/institutions/{id}/timeline",
    operation_id = "get_institution_timeline",
    tag = "institutions",
    params(InstitutionId, TimelineQuery),
    responses((status = 200, description = "A page of the timeline", body = InstitutionTimeline), InstitutionProblems)
)]
pub async fn get_institution_timeline(
    request: HttpRequest,
    id: web::Path<String>,
    query: web::Query<TimelineQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let desk = Desk::of(&state, &caller, Action::ReadInstitutions)?;
    let id = id.into_inner();
    let list = format!("institution timeline {id}");
    let page = Page::new(&state.keys, list, query.limit, query.cursor.as_deref())?;
    let after: i64 = page
        .after
        .as_deref()
        .and_then(|key| key.parse().ok())
        .unwrap_or(0);
    let read = usize::try_from(page.to_read()).unwrap_or(usize::MAX);
    let mut items: Vec<InstitutionHappening> = state
        .read(move |connection: &mut Connection| {
            let asked = Asked {
                as_of: desk.today,
                known_at: None,
            };
            let _in_reach = known(connection, &desk, &id, asked)?;
            let history = aggregate::history::<Institution>(connection, &id)?;
            let items = history
                .into_iter()
                .filter(|(stored, _)| stored.version > after)
                .take(read)
                .map(|(stored, event)| InstitutionHappening {
                    version: stored.version,
                    kind: event.kind(),
                    on: event.on(),
                    recorded_at: instant(stored.recorded_at),
                    by: event.by().to_owned(),
                    sentence_zh: event.sentence_zh(),
                    sentence_en: event.sentence_en(),
                })
                .collect();
            Ok::<_, Problem>(items)
        })
        .await?;
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().filter(|_| more);
    let next = last.map(|last| page.seal(&state.keys, &last.version.to_string()));
    let body = InstitutionTimeline { items, next };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}
