//! `GET /api/v1/regulations`

use actix_web::{HttpRequest, HttpResponse, web};
use domain::provision::RegulationId;

use super::body::{RegulationList, RegulationSummary};
use crate::problem::Problem;
use crate::v1::reading::{Freshness, NoQuery, answer};
use crate::v1::responses::ReadingProblems;

/// List the regulations
///
/// The two regulations that the system carries.
#[utoipa::path(
    get,
    path = "/api/v1/regulations",
    operation_id = "list_regulations",
    tag = "law",
    responses((status = 200, description = "The regulations", body = RegulationList), ReadingProblems)
)]
pub async fn list_regulations(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
) -> Result<HttpResponse, Problem> {
    let list = RegulationList {
        items: RegulationId::ALL.map(RegulationSummary::of).into(),
        next: None,
    };
    answer(&request, Freshness::Compiled, &list)
}
