//! `GET /api/v1/periodic-reports/preview`: what a report would say now.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::gd::art04_periodic_report::Period;
use persistence::Connection;
use serde::Deserialize;
use utoipa::IntoParams;

use super::figures::{count, shown};
use super::schema::PeriodicReportPreview;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::attach::body::query as admitted_query;
use crate::v1::complaints::list::query::wrong;
use crate::v1::complaints::steps::center;
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::CaseListProblems;

/// Which report.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PreviewQuery {
    /// The center; left out: the caller's own.
    #[param(
        nullable = false,
        pattern = "^[a-z0-9-]+$",
        max_length = 64,
        example = "gd-440100"
    )]
    pub center: Option<String>,
    /// A month, a quarter or a year: `2026-11`, `2026-Q4`, `2026`.
    #[param(
        max_length = 7,
        pattern = "^[0-9]{4}(-([0-9]{2}|Q[1-4]))?$",
        example = "2026-11"
    )]
    pub period: String,
}

/// Preview a periodic report
///
/// The figures of a center for a month, a quarter or a year as they are now, each with the list that it counts.
#[utoipa::path(
    get,
    path = "/api/v1/periodic-reports/preview",
    operation_id = "preview_periodic_report",
    tag = "periodic reports",
    params(PreviewQuery),
    responses((status = 200, description = "The figures", body = PeriodicReportPreview), CaseListProblems)
)]
pub async fn preview_periodic_report(
    request: HttpRequest,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let action = Action::ReadPeriodicReports;
    caller.may(action)?;
    let query: PreviewQuery = admitted_query(&request)?;
    let center = center(&state, &caller, action, query.center.as_ref()).await?;
    let found = Period::parse(&query.period).and_then(|period| Some((period, period.days()?)));
    let Some((period, (first, last))) = found else {
        return Err(wrong(
            "period",
            "应为月、季度或者年，例如 2026-11、2026-Q4、2026",
            "must be a month, a quarter or a year, such as 2026-11, 2026-Q4, 2026",
        ));
    };
    let of = center.clone();
    let figures = state
        .read_aside(move |connection: &mut Connection| count(connection, &of, first, last))
        .await?;
    let body = PeriodicReportPreview {
        period: period.to_string(),
        first,
        last,
        ended: period.has_ended(state.today()),
        figures: figures
            .into_iter()
            .map(|figure| shown(figure, &center, first, last))
            .collect(),
        center,
    };
    answer(&request, Freshness::Private, &body)
}
