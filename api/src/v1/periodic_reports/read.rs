//! `GET /api/v1/periodic-reports`: reports as they were submitted.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::{Action, Scope};
use persistence::Connection;
use persistence::reports::{self, Whose};

use super::schema::{PeriodicReportBody, PeriodicReportList, ReportId};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::named;
use crate::v1::paging::{Page, linked};
use crate::v1::published::{PublishedQuery, key, place};
use crate::v1::reading::{Freshness, NoQuery, answer, not_found};
use crate::v1::responses::{CaseListProblems, CaseProblems};

/// List periodic reports
///
/// The center's own, for the province all of its regulation, every revision, the latest first.
#[utoipa::path(
    get,
    path = "/api/v1/periodic-reports",
    operation_id = "list_periodic_reports",
    tag = "periodic reports",
    params(PublishedQuery),
    responses((status = 200, description = "A page of reports", body = PeriodicReportList), CaseListProblems)
)]
pub async fn list_periodic_reports(
    request: HttpRequest,
    query: web::Query<PublishedQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let principal = &caller.principal;
    let whose = match caller.may(Action::ReadPeriodicReports)? {
        Scope::Own => Some(Whose::Center(principal.center_id.clone())),
        Scope::Regime => Some(Whose::Regime(principal.regime.as_str())),
        Scope::Submitted | Scope::Assigned | Scope::All => None,
    };
    let name = format!("periodic reports {whose:?}");
    let page = Page::new(&state.keys, name, query.limit, query.cursor.as_deref())?;
    let after = page.after.as_deref().and_then(place);
    let read = page.to_read();
    let mut found = match whose {
        None => Vec::new(),
        Some(whose) => {
            state
                .read(move |connection: &mut Connection| {
                    let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
                    reports::list(connection, &whose, after, read)
                })
                .await?
        }
    };
    let next = page.cut_by(&state.keys, &mut found, |last| {
        key(last.submitted_at, &last.report.id)
    });
    let items = found
        .into_iter()
        .map(PeriodicReportBody::try_from)
        .collect::<Result<_, _>>()?;
    let body = PeriodicReportList { items, next };
    let response = answer(&request, Freshness::Private, &body)?;
    Ok(linked(&request, body.next.as_deref(), response))
}

/// Get a periodic report
///
/// As it was submitted, each figure with the list that it counts as that list is now.
#[utoipa::path(
    get,
    path = "/api/v1/periodic-reports/{id}",
    operation_id = "get_periodic_report",
    tag = "periodic reports",
    params(ReportId),
    responses((status = 200, description = "The report", body = PeriodicReportBody), CaseProblems)
)]
pub async fn get_periodic_report(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let scope = caller.may(Action::ReadPeriodicReports)?;
    let id = id.into_inner();
    named(&id)?;
    let found = state
        .read(move |connection: &mut Connection| reports::get(connection, &id))
        .await?
        .filter(|stored| match scope {
            Scope::Own => stored.report.center == caller.principal.center_id,
            Scope::Regime => stored.report.regime == caller.principal.regime,
            Scope::Submitted | Scope::Assigned | Scope::All => false,
        })
        .ok_or_else(not_found)?;
    answer(
        &request,
        Freshness::Private,
        &PeriodicReportBody::try_from(found)?,
    )
}
