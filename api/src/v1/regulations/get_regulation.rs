//! `GET /api/v1/regulations/{id}`

use actix_web::{HttpRequest, HttpResponse, web};
use domain::provision::RegulationId;

use super::body::RegulationBody;
use crate::problem::Problem;
use crate::v1::reading::{Freshness, NoQuery, answer, not_found};
use crate::v1::responses::LookupProblems;

/// Get a regulation
///
/// Title, version, articles with what the software does for each, and the misprints of the source.
#[utoipa::path(
    get,
    path = "/api/v1/regulations/{id}",
    operation_id = "get_regulation",
    tag = "law",
    params(("id" = String, Path, description = "Id of the regulation", example = "gd-complaints", max_length = 64, pattern = "^[a-z0-9-]+$")),
    responses((status = 200, description = "The regulation", body = RegulationBody), LookupProblems)
)]
pub async fn get_regulation(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
) -> Result<HttpResponse, Problem> {
    let id = RegulationId::parse(&id).ok_or_else(not_found)?;
    answer(&request, Freshness::Compiled, &RegulationBody::of(id))
}
