//! `GET /api/v1/complaints/counts`: how many cases the caller reaches, by state and channel.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::gd::art09_10_admissibility::Channel;
use domain::gd::case::{ClockKind, Status};
use persistence::complaints::list::{self, Filters, ListQuery, Reach, Sort};
use persistence::{Connection, StoreError};
use serde::Serialize;
use utoipa::ToSchema;

use super::list::ComplaintTotal;
use super::list::clock_days::ClockDays;
use super::reach::Reaching;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::{Freshness, NoQuery, answer};
use crate::v1::responses::CaseListProblems;

/// How many cases there are; each number is the total of the list with that filter.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComplaintCounts {
    /// Altogether.
    pub all: ComplaintTotal,
    /// By state.
    pub by_state: Vec<StateCount>,
    /// By channel.
    pub by_channel: Vec<ChannelCount>,
    /// Those that are due soon and those that are overdue.
    pub by_clock: Vec<ClockCount>,
}

/// How many cases are due soon or overdue.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockCount {
    /// `due_soon` or `overdue`.
    #[schema(examples("overdue"))]
    pub clock: &'static str,
    /// How many.
    pub total: ComplaintTotal,
}

/// How many cases are in a state.
#[derive(Debug, Serialize, ToSchema)]
pub struct StateCount {
    /// The state.
    #[schema(examples("accepted"))]
    pub state: &'static str,
    /// How many.
    pub total: ComplaintTotal,
}

/// How many cases came in through a channel.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChannelCount {
    /// The channel.
    #[schema(examples("web"))]
    pub channel: &'static str,
    /// How many.
    pub total: ComplaintTotal,
}

/// Count the cases
///
/// By state, by channel, and those that are due soon or overdue, of those that the caller reaches: the same cases as in the lists, counted up to 10,000 each.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/counts",
    operation_id = "get_complaint_counts",
    tag = "complaints",
    responses((status = 200, description = "The numbers", body = ComplaintCounts), CaseListProblems)
)]
pub async fn get_complaint_counts(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reach = Reaching::of(&caller, Action::ListComplaints)?.for_lists();
    let days = ClockDays::of(&state, caller.principal.regime);
    let body = state
        .read_aside(move |connection: &mut Connection| counts(connection, reach.as_ref(), &days))
        .await?;
    answer(&request, Freshness::Private, &body)
}

/// How many cases a list has; `further` looks at each of them.
fn count(
    connection: &mut Connection,
    reach: Option<&Reach>,
    filters: Filters,
    sort: Sort,
    further: Option<&dyn Fn(&list::Summary) -> bool>,
) -> Result<ComplaintTotal, StoreError> {
    let Some(reach) = reach else {
        return Ok(list::Total::NONE.into());
    };
    let wanted = ListQuery {
        reach: reach.clone(),
        filters,
        sort,
        descending: true,
        after: None,
        limit: 1,
    };
    let total = match further {
        None => list::total(connection, &wanted)?,
        Some(further) => list::total_where(connection, &wanted, further)?,
    };
    Ok(total.into())
}

fn counts(
    connection: &mut Connection,
    reach: Option<&Reach>,
    days: &ClockDays,
) -> Result<ComplaintCounts, StoreError> {
    let mut by_clock = Vec::with_capacity(ClockKind::ALL.len());
    for kind in ClockKind::ALL {
        let (from, to) = days.range(*kind);
        let filters = Filters {
            from,
            to,
            ..Filters::default()
        };
        let own = |row: &list::Summary| days.admits(*kind, row);
        let further: Option<&dyn Fn(&list::Summary) -> bool> =
            if days.differ(*kind) { Some(&own) } else { None };
        by_clock.push(ClockCount {
            clock: kind.as_str(),
            total: count(connection, reach, filters, Sort::Due, further)?,
        });
    }
    let mut total = |filters: Filters| count(connection, reach, filters, Sort::Received, None);
    let all = total(Filters::default())?;
    let mut by_state = Vec::with_capacity(Status::ALL.len());
    for status in Status::ALL {
        by_state.push(StateCount {
            state: status.as_str(),
            total: total(Filters {
                state: Some(status.as_str().to_owned()),
                ..Filters::default()
            })?,
        });
    }
    let mut by_channel = Vec::with_capacity(Channel::ALL.len());
    for channel in Channel::ALL {
        by_channel.push(ChannelCount {
            channel: channel.as_str(),
            total: total(Filters {
                channel: Some(channel.as_str().to_owned()),
                ..Filters::default()
            })?,
        });
    }
    Ok(ComplaintCounts {
        all,
        by_state,
        by_channel,
        by_clock,
    })
}
