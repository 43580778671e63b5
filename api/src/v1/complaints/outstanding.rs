//! `GET /api/v1/complaints/outstanding`: what is owed about cases and not done yet.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::{Action, Scope};
use domain::gd::case::DutyKind;
use persistence::Connection;
use persistence::complaints::duties::{self, DutyPlace, DutyQuery, Holder, OwedDuty};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::list::query::wrong;
use super::view::DutyBody;
use crate::auth::Caller;
use crate::http::Lang;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseListProblems;

/// What is asked for, and which page of it.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OutstandingQuery {
    /// `upward_report`, `public_statement`, `supervision`, `reply_promise`, `investigation_report` or `feedback`.
    #[param(
        nullable = false,
        pattern = "^[a-z_]+$",
        max_length = 40,
        example = "upward_report"
    )]
    pub kind: Option<String>,
    /// The organisation that holds the case.
    #[param(
        nullable = false,
        pattern = "^[a-z0-9-]+$",
        max_length = 64,
        example = "gd-440100"
    )]
    pub center: Option<String>,
    /// Only what should have been done before today.
    #[serde(default)]
    #[param(default = false)]
    pub late: bool,
    /// Items on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false)]
    pub cursor: Option<String>,
}

/// A page of what is owed.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutstandingList {
    /// What is owed, the most pressing first; what no day is set for comes last.
    pub items: Vec<OutstandingItem>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// Something owed about a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutstandingItem {
    /// The case.
    #[schema(examples("0190b6a0-7c00-7000-8000-000000000001"))]
    pub case_id: String,
    /// The center that holds it.
    #[schema(examples("gd-440100"))]
    pub center: String,
    /// What is owed.
    #[serde(flatten)]
    pub duty: DutyBody,
}

/// List what is outstanding
///
/// Reports to the province center and statements to the public that are owed, supervision orders without an answer, promised replies, investigation reports and feedback: of the center's cases, for the province of all, for a department what it owes itself. Each with its day, whether it is late, and its provision.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/outstanding",
    operation_id = "list_outstanding",
    tag = "complaints",
    params(OutstandingQuery),
    responses((status = 200, description = "A page of what is owed", body = OutstandingList), CaseListProblems)
)]
pub async fn list_outstanding(
    request: HttpRequest,
    query: web::Query<OutstandingQuery>,
    state: web::Data<AppState>,
    caller: Caller,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let scope = caller.may(Action::ListOutstanding)?;
    let principal = &caller.principal;
    let kind = query.kind.as_deref().map(known).transpose()?;
    let today = state.today();
    let holder = match scope {
        Scope::Own => Some(Holder::Center(principal.center_id.clone())),
        Scope::Regime => Some(Holder::Regime(principal.regime.as_str())),
        Scope::Assigned => Some(Holder::Department(principal.organisation_id.clone())),
        Scope::Submitted | Scope::All => None,
    };
    let name = format!(
        "outstanding {holder:?} {kind:?} {:?} {}",
        query.center, query.late
    );
    let page = Page::new(&state.keys, name, query.limit, query.cursor.as_deref())?;
    let after = page.after.as_deref().map(place).transpose()?;
    let found = match holder {
        None => Vec::new(),
        Some(holder) => {
            let wanted = DutyQuery {
                holder,
                kind,
                center: query.center.clone(),
                late_on: query.late.then_some(today),
                after,
                limit: page.to_read(),
            };
            state
                .read(move |connection: &mut Connection| duties::list(connection, &wanted))
                .await?
        }
    };
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    let shown: Vec<OwedDuty> = found.into_iter().take(limit).collect();
    let last = shown.last().filter(|_| more);
    let next = last.map(|last| page.seal(&state.keys, &key(last.place)));
    let items = shown
        .into_iter()
        .map(|owed| OutstandingItem {
            case_id: owed.complaint_id,
            center: owed.center,
            duty: DutyBody::of(owed.duty, today, lang),
        })
        .collect();
    let body = OutstandingList { items, next };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

fn known(word: &str) -> Result<DutyKind, Problem> {
    DutyKind::parse(word).ok_or_else(|| {
        let words: Vec<&str> = DutyKind::ALL.iter().map(|kind| kind.as_str()).collect();
        let words = words.join(", ");
        wrong(
            "kind",
            &format!("应为 {words} 之一"),
            &format!("must be one of {words}"),
        )
    })
}

fn key(place: DutyPlace) -> String {
    format!("{} {}", place.day, place.id)
}

fn place(key: &str) -> Result<DutyPlace, Problem> {
    key.split_once(' ')
        .and_then(|(day, id)| {
            Some(DutyPlace {
                day: day.parse().ok()?,
                id: id.parse().ok()?,
            })
        })
        .ok_or_else(|| Problem::internal("a sealed cursor does not read"))
}
