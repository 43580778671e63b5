//! `GET /api/v1/regulations/{id}/articles/{n}`

use actix_web::{HttpRequest, HttpResponse, web};
use domain::provision::RegulationId;

use super::body::ArticleBody;
use crate::problem::Problem;
use crate::v1::reading::{Freshness, NoQuery, answer, not_found};
use crate::v1::responses::LookupProblems;

/// Get an article
///
/// Its text, verbatim, the English glosses of what answers cite, what the software does for it, the interpretations
/// that concern it and the parameters it gives.
#[utoipa::path(
    get,
    path = "/api/v1/regulations/{id}/articles/{number}",
    operation_id = "get_article",
    tag = "law",
    params(
        ("id" = String, Path, description = "Id of the regulation", example = "gd-complaints", max_length = 64, pattern = "^[a-z0-9-]+$"),
        ("number" = u8, Path, description = "Number of the article", example = 10, minimum = 1, maximum = 255),
    ),
    responses((status = 200, description = "The article", body = ArticleBody), LookupProblems)
)]
pub async fn get_article(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    _query: web::Query<NoQuery>,
) -> Result<HttpResponse, Problem> {
    let (id, number) = path.into_inner();
    let article = RegulationId::parse(&id)
        .zip(number.parse().ok())
        .and_then(|(id, number)| ArticleBody::of(id, number))
        .ok_or_else(not_found)?;
    answer(&request, Freshness::Compiled, &article)
}
