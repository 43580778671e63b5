//! `GET /api/v1/regulations/{id}/parameters`

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::parameter;
use domain::provision::RegulationId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::{ParameterBody, ParameterList};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::{Freshness, answer, not_found};
use crate::v1::responses::LookupProblems;

/// Query of the parameters.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ParametersQuery {
    /// The day whose values are asked for (Asia/Shanghai); today unless given.
    as_of: Option<NaiveDate>,
}

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
        ("id" = String, Path, description = "Id of the regulation", example = "gd-complaints", max_length = 64),
        ParametersQuery,
    ),
    responses((status = 200, description = "The parameters", body = ParameterList), LookupProblems)
)]
pub async fn list_parameters(
    request: HttpRequest,
    id: web::Path<String>,
    query: web::Query<ParametersQuery>,
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
