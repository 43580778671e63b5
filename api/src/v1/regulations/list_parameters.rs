//! `GET /api/v1/regulations/{id}/parameters`

use actix_web::{HttpRequest, HttpResponse, web};
use domain::parameter;
use domain::provision::RegulationId;

use super::body::{ParameterBody, ParameterList};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::as_of::AsOfQuery;
use crate::v1::reading::{Freshness, answer, not_found};
use crate::v1::responses::LookupProblems;

/// List a regulation's parameters
///
/// Every number that the rules take from the text, as a dated value with its provision, and what the text leaves open
/// as local policy.
#[utoipa::path(
    get,
    path = "/api/v1/regulations/{id}/parameters",
    operation_id = "list_parameters",
    tag = "law",
    params(
        ("id" = String, Path, description = "Id of the regulation", example = "gd-complaints", max_length = 64, pattern = "^[a-z0-9-]+$"),
        AsOfQuery,
    ),
    responses((status = 200, description = "The parameters", body = ParameterList), LookupProblems)
)]
pub async fn list_parameters(
    request: HttpRequest,
    id: web::Path<String>,
    query: web::Query<AsOfQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let id = RegulationId::parse(&id).ok_or_else(not_found)?;
    let as_of = query.as_of.unwrap_or_else(|| state.today());
    let list = ParameterList {
        as_of,
        items: parameter::of(id)
            .iter()
            .filter_map(|p| p.as_of(as_of).map(|version| ParameterBody::of(p, version)))
            .collect(),
        next: None,
    };
    answer(&request, Freshness::Changing, &list)
}
