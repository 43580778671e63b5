//! `GET /api/v1/complaints/departures`: decisions that depart from what the rules say.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use persistence::complaints::list::{self, Filters, ListQuery, Sort};
use persistence::complaints::row;
use persistence::{Connection, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::list::days::{earliest, latest};
use super::list::query::wrong;
use super::list::summary::ComplaintSummary;
use super::list::{key_of, place};
use super::reach::Reaching;
use super::timeline::Veil;
use super::view::DepartureBody;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::paging::{Page, linked};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseListProblems;

/// Which departures, and which page of them.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DepartureQuery {
    /// The organisation that holds the case.
    #[param(
        nullable = false,
        pattern = "^[a-z0-9-]+$",
        max_length = 64,
        example = "gd-440100"
    )]
    pub center: Option<String>,
    /// Departed on this day (Asia/Shanghai) or at this instant, or later.
    #[param(
        nullable = false,
        max_length = 40,
        pattern = "^[0-9TZtz:.+-]+$",
        example = "2026-03-01"
    )]
    pub from: Option<String>,
    /// Departed on this day (the whole of it) or at this instant, or earlier.
    #[param(
        nullable = false,
        max_length = 40,
        pattern = "^[0-9TZtz:.+-]+$",
        example = "2026-03-31"
    )]
    pub to: Option<String>,
    /// `desc` or `asc`.
    #[param(
        nullable = false,
        max_length = 4,
        pattern = "^(asc|desc)$",
        example = "desc"
    )]
    pub order: Option<String>,
    /// Cases on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false)]
    pub cursor: Option<String>,
}

/// A page of cases with decisions that depart from what the rules say.
#[derive(Debug, Serialize, ToSchema)]
pub struct DepartureList {
    /// The cases, by their latest departure.
    pub items: Vec<DepartedCase>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// A case with decisions that depart from what the rules say.
#[derive(Debug, Serialize, ToSchema)]
pub struct DepartedCase {
    /// The case.
    pub case: ComplaintSummary,
    /// The decisions, in order; also those undone by a review.
    pub departures: Vec<DepartureBody>,
}

/// List departures from the rules
///
/// Decisions that an officer took otherwise than the rules say, with the written reason: for leads, the province and auditors.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/departures",
    operation_id = "list_complaint_departures",
    tag = "complaints",
    params(DepartureQuery),
    responses((status = 200, description = "A page of cases", body = DepartureList), CaseListProblems)
)]
pub async fn list_complaint_departures(
    request: HttpRequest,
    query: web::Query<DepartureQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ListDepartures)?;
    let reach = reaching.for_lists();
    let descending = match query.order.as_deref() {
        None | Some("desc") => true,
        Some("asc") => false,
        Some(_) => return Err(wrong("order", "应为 asc 或 desc", "must be asc or desc")),
    };
    let filters = Filters {
        center: query.center.clone(),
        from: earliest("from", query.from.as_deref())?,
        to: latest("to", query.to.as_deref())?,
        ..Filters::default()
    };
    let name = format!("departures {reach:?} {filters:?} {descending}");
    let page = Page::new(&state.keys, name, query.limit, query.cursor.as_deref())?;
    let after = page.after.as_deref().map(place).transpose()?;
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let (found, rows) = match reach {
        None => (list::Page::EMPTY, Vec::new()),
        Some(reach) => {
            let wanted = ListQuery {
                reach,
                filters,
                sort: Sort::Departed,
                descending,
                after,
                limit,
            };
            state
                .read(move |connection: &mut Connection| {
                    let found = list::page(connection, &wanted)?;
                    let ids: Vec<String> = found.items.iter().map(|row| row.id.clone()).collect();
                    let rows = row::read_all(connection, &ids)?;
                    Ok::<_, StoreError>((found, rows))
                })
                .await?
        }
    };
    let veil = Veil::of(&caller.principal);
    let next = found.next.map(|next| page.seal(&state.keys, &key_of(next)));
    let mut items = Vec::with_capacity(rows.len());
    for (summary, row) in found.items.into_iter().zip(rows) {
        let departures = row.state()?.departures;
        items.push(DepartedCase {
            case: ComplaintSummary::of(summary, &veil)?,
            departures: departures.into_iter().map(DepartureBody::from).collect(),
        });
    }
    let body = DepartureList { items, next };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}
