//! `GET /api/v1/complaints/{id}/timeline`: what happened to a case.

mod department;
mod handling;
mod sentence;
mod ticking;
mod veil;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::Action;
use domain::gd::case::CaseEvent;
use persistence::clock;
use persistence::complaints::record::{self, stream};
use persistence::complaints::{disclosure, row};
use persistence::ledger::{self, StoredEvent};
use persistence::{Connection, StoreError};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

pub use veil::Veil;

use super::reach::Reaching;
use super::seal::hex;
use super::view::instant;
use crate::auth::Caller;
use crate::http::Lang;
use crate::problem::Problem;
use crate::state::{AppState, shanghai_day};
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseProblems;

/// Which page of a timeline.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct TimelineQuery {
    /// Give the recorded text of each event too, from which its hash can be computed.
    #[serde(default)]
    #[param(default = false)]
    pub payload: bool,
    /// Events on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false)]
    pub cursor: Option<String>,
}

/// A page of what happened to a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct Timeline {
    /// The events, in the order in which they were recorded.
    pub items: Vec<TimelineEvent>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// Something that happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineEvent {
    /// Its stream: `complaint/<id>`, `disclosure/<id>` for looks at what is sealed, or `clock/<id>` for what the passing of
    /// time did.
    #[schema(examples("complaint/0190b6a0-7c00-7000-8000-000000000001"))]
    pub stream: String,
    /// Its place in the stream, from 1.
    pub version: i64,
    /// What kind of event it is.
    #[schema(examples("complaint_received"))]
    pub kind: String,
    /// When it was recorded (UTC), to the microsecond.
    pub recorded_at: String,
    /// That day in Asia/Shanghai.
    pub day: NaiveDate,
    /// Who caused it.
    pub actor: ActorBody,
    /// What happened, in the language of the request.
    pub sentence: String,
    /// What was recorded; what is sealed is in no event. To a platform staff are named by their center.
    #[schema(value_type = Object)]
    pub data: Value,
    /// With `payload=true`, exactly what was recorded, over which the hash is computed; null for callers who are not shown
    /// all of it.
    pub payload: Option<String>,
    /// Hash of the event before it in its stream, in hexadecimal; zeros for the first.
    #[schema(min_length = 64, max_length = 64)]
    pub prev_hash: String,
    /// Its own hash.
    #[schema(min_length = 64, max_length = 64)]
    pub hash: String,
}

/// Who caused an event.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActorBody {
    /// The client, or `system` for what happened by itself; null where the caller is told of its organisation only.
    pub client_id: Option<String>,
    /// The organisation, where the client is not named.
    pub organisation_id: Option<String>,
}

/// Get what happened to a case
///
/// Its events, every look at what is sealed, and when it became due soon or overdue or its due date moved with the calendar, in the order in which they were recorded. Each event carries the hash of the one before it in its stream, so that a changed, removed or reordered one shows. `hash` is SHA-256 over these fields, each after its length in bytes as 8 bytes, big-endian: `jiandu-event-v1`, `prev_hash` (32 bytes), `stream`, `version` (8 bytes), `kind`, `payload`, the actor's `client_id`, `recorded_at` in microseconds since 1970 (8 bytes).
#[utoipa::path(
    get,
    path = "/api/v1/complaints/{id}/timeline",
    operation_id = "get_complaint_timeline",
    tag = "complaints",
    params(super::schema::CaseId, TimelineQuery),
    responses((status = 200, description = "A page of events", body = Timeline), CaseProblems)
)]
pub async fn get_complaint_timeline(
    request: HttpRequest,
    id: web::Path<String>,
    query: web::Query<TimelineQuery>,
    state: web::Data<AppState>,
    caller: Caller,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ReadTimeline)?;
    let id = id.into_inner();
    let page = Page::new(
        &state.keys,
        format!("timeline {id}"),
        query.limit,
        query.cursor.as_deref(),
    )?;
    let seen = Seen::read(page.after.as_deref())?;
    let limit = page.to_read();
    let veil = Veil::of(&caller.principal);
    let own = veil.department().map(str::to_owned);
    let (center, orders, mut events) = state
        .read(move |connection: &mut Connection| {
            let row = reaching.readable(row::read(connection, &id)?)?;
            let orders = match &own {
                Some(department) => department::orders_to(&row.state()?, department),
                None => Vec::new(),
            };
            let events = recorded(connection, &id, seen, limit)?;
            Ok::<_, Problem>((row.center, orders, events))
        })
        .await?;
    let shown = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let next = (events.len() > shown).then(|| {
        events.truncate(shown);
        page.seal(&state.keys, &seen.behind(&events).to_string())
    });
    let mut items = Vec::with_capacity(events.len());
    for event in events {
        if is_shown(&veil, &event, &orders)? {
            items.push(shown_to(&veil, event, &center, query.payload, lang)?);
        }
    }
    let body = Timeline { items, next };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// How far the streams of a case were read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Seen {
    case: i64,
    disclosures: i64,
    clock: i64,
}

impl Seen {
    fn read(cursor: Option<&str>) -> Result<Self, Problem> {
        let Some(cursor) = cursor else {
            return Ok(Self::default());
        };
        let numbers: Option<Vec<i64>> = cursor.split(' ').map(|text| text.parse().ok()).collect();
        let seen = match numbers.as_deref() {
            Some([case, disclosures, clock]) => Some(Self {
                case: *case,
                disclosures: *disclosures,
                clock: *clock,
            }),
            Some(_) | None => None,
        };
        seen.ok_or_else(|| Problem::internal("a sealed cursor does not read"))
    }

    /// Behind these events.
    fn behind(mut self, events: &[StoredEvent]) -> Self {
        for event in events {
            if event.stream.starts_with("complaint/") {
                self.case = event.version;
            } else if event.stream.starts_with("clock/") {
                self.clock = event.version;
            } else {
                self.disclosures = event.version;
            }
        }
        self
    }
}

impl std::fmt::Display for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.case, self.disclosures, self.clock)
    }
}

/// The next events of these streams, in the order in which they were recorded.
fn recorded(
    connection: &mut Connection,
    id: &str,
    seen: Seen,
    limit: i64,
) -> Result<Vec<StoredEvent>, StoreError> {
    let mut events = ledger::load_after(connection, &stream(id), seen.case, limit)?;
    let looks = disclosure::stream(id);
    events.extend(ledger::load_after(
        connection,
        &looks,
        seen.disclosures,
        limit,
    )?);
    let ticks = clock::stream(id);
    events.extend(ledger::load_after(connection, &ticks, seen.clock, limit)?);
    events.sort_by_key(|event| event.position);
    events.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(events)
}

/// Steps of the center's and its departments' work, of which whoever only handed the case in is told the result (Art. 15).
const WORK: [&str; 13] = [
    "complaint_assigned",
    "materials_shared",
    "investigation_reported",
    "reports_consolidated",
    "supervision_ordered",
    "supervision_answered",
    "measure_executed",
    "accountability_recorded",
    "complainant_referred",
    "reported_upward",
    "media_measure_taken",
    "erasure_proposed",
    "officer_changed",
];

/// Whether the caller is shown an event at all: a department is not told of what is not its business, nor of others' looks
/// at what is sealed.
fn is_shown(veil: &Veil, event: &StoredEvent, orders: &[u32]) -> Result<bool, Problem> {
    let Some(department) = veil.department() else {
        return Ok(!veil.hides_work() || !WORK.contains(&event.kind.as_str()));
    };
    if event.stream.starts_with("clock/") {
        return Ok(true);
    }
    Ok(if event.stream.starts_with("complaint/") {
        department::is_shown(&record::decode(event)?, department, orders)
    } else {
        disclosure::decode(event)?.organisation_id == department
    })
}

fn shown_to(
    veil: &Veil,
    event: StoredEvent,
    center: &str,
    with_payload: bool,
    lang: Lang,
) -> Result<TimelineEvent, Problem> {
    let sentence = if event.stream.starts_with("complaint/") {
        let decoded = record::decode(&event)?;
        let of_others = matches!(decoded, CaseEvent::SimilarityDecided(_));
        if veil.hides_work() || (of_others && veil.hides_others()) {
            sentence::of_case_veiled(&decoded, lang)
        } else {
            sentence::of_case(&decoded, lang)
        }
    } else if event.stream.starts_with("clock/") {
        ticking::sentence(&clock::decode(&event)?, lang)
    } else {
        let decoded = disclosure::decode(&event)?;
        if veil.hides_work() {
            sentence::of_disclosure_veiled(&event.kind, &decoded, lang)
        } else {
            sentence::of_disclosure(&event.kind, &decoded, lang)
        }
    };
    let mut payload: Value = serde_json::from_str(&event.payload).map_err(Problem::internal)?;
    let data = payload.get_mut("data").map(Value::take).unwrap_or_default();
    let actor = if event.actor == clock::ACTOR || veil.names(&event.actor) {
        ActorBody {
            client_id: Some(event.actor),
            organisation_id: None,
        }
    } else {
        ActorBody {
            client_id: None,
            organisation_id: Some(center.to_owned()),
        }
    };
    Ok(TimelineEvent {
        version: event.version,
        recorded_at: instant(event.recorded_at),
        day: shanghai_day(event.recorded_at),
        actor,
        sentence,
        data: veil.data(&event.kind, center, data),
        payload: (with_payload && veil.is_open()).then_some(event.payload),
        prev_hash: hex(&event.prev_hash),
        hash: hex(&event.hash),
        stream: event.stream,
        kind: event.kind,
    })
}
