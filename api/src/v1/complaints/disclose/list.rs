//! `GET /api/v1/complaints/{id}/disclosures`: who looked at what is sealed.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use persistence::Connection;
use persistence::complaints::{disclosure, row};
use persistence::ledger::{self, StoredEvent};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::reach::Reaching;
use crate::v1::complaints::schema::CaseId;
use crate::v1::complaints::timeline::Veil;
use crate::v1::complaints::view::instant;
use crate::v1::paging::{Page, linked};
use crate::v1::responses::CaseProblems;

/// Which page of the disclosures.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DisclosureQuery {
    /// Items on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false)]
    pub cursor: Option<String>,
}

/// A page of looks at what is sealed.
#[derive(Debug, Serialize, ToSchema)]
pub struct DisclosureList {
    /// The looks, in order.
    pub items: Vec<DisclosureEntry>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// A look at what is sealed.
#[derive(Debug, Serialize, ToSchema)]
pub struct DisclosureEntry {
    /// Its place among all looks at the case.
    pub version: i64,
    /// `identity_disclosed`, `statement_disclosed`, `material_disclosed` or `attachment_disclosed`.
    #[schema(examples("identity_disclosed"))]
    pub kind: String,
    /// When (UTC).
    pub at: String,
    /// The client that looked; null where the caller is told of its organisation only.
    pub client_id: Option<String>,
    /// Its organisation at that time.
    pub organisation_id: String,
    /// Its role at that time.
    #[schema(examples("complaint_officer"))]
    pub role: String,
    /// What for.
    pub purpose: String,
    /// Which material, where the kind does not say it.
    pub material: Option<String>,
    /// Whether there was anything to see.
    pub given: bool,
}

/// List who looked at what is sealed
///
/// Every disclosure of the complainant's identity, statement or another sealed text: who, when, and for which purpose (Art. 15). A department sees its own.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/{id}/disclosures",
    operation_id = "list_complaint_disclosures",
    tag = "complaints",
    params(CaseId, DisclosureQuery),
    responses((status = 200, description = "A page of disclosures", body = DisclosureList), CaseProblems)
)]
pub async fn list_complaint_disclosures(
    request: HttpRequest,
    id: web::Path<String>,
    query: web::Query<DisclosureQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ReadTimeline)?;
    let id = id.into_inner();
    let list = format!("disclosures {id}");
    let page = Page::new(&state.keys, list, query.limit, query.cursor.as_deref())?;
    let after: i64 = match &page.after {
        None => 0,
        Some(after) => after.parse().map_err(Problem::internal)?,
    };
    let limit = page.to_read();
    let mut events = state
        .read(move |connection: &mut Connection| {
            reaching.readable(row::read(connection, &id)?)?;
            let stream = disclosure::stream(&id);
            Ok::<_, Problem>(ledger::load_after(connection, &stream, after, limit)?)
        })
        .await?;
    let shown = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let more = events.len() > shown;
    events.truncate(shown);
    let next = events
        .last()
        .filter(|_| more)
        .map(|last| page.seal(&state.keys, &last.version.to_string()));
    let veil = Veil::of(&caller.principal);
    let mut items = Vec::with_capacity(events.len());
    for event in events {
        let entry = entry(&veil, event)?;
        // The center's looks, and other departments', are not a department's business.
        if veil
            .department()
            .is_none_or(|own| entry.organisation_id == own)
        {
            items.push(entry);
        }
    }
    let body = DisclosureList { items, next };
    let response = HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(&body);
    Ok(linked(&request, body.next.as_deref(), response))
}

fn entry(veil: &Veil, event: StoredEvent) -> Result<DisclosureEntry, Problem> {
    let disclosed = disclosure::decode(&event)?;
    Ok(DisclosureEntry {
        version: event.version,
        kind: event.kind,
        at: instant(event.recorded_at),
        client_id: veil
            .names(&disclosed.client_id)
            .then_some(disclosed.client_id),
        organisation_id: disclosed.organisation_id,
        role: disclosed.role,
        purpose: disclosed.purpose,
        given: disclosed.given,
        material: disclosed.material,
    })
}
