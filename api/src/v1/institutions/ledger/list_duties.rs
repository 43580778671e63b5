//! `GET /api/v1/institutions/duties`: the duties of Art. 6-12, as a checklist.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::duties::DUTIES;

use super::schema::{DutyBody, DutyList};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::v1::reading::{Freshness, NoQuery, answer};
use crate::v1::responses::PrivateReadingProblems;

/// List the duties of institutions
///
/// One item a clause of Art. 6-12, each with its provision: what self-declarations answer and inspections look at.
#[utoipa::path(
    get,
    path = "/api/v1/institutions/duties",
    operation_id = "list_duties",
    tag = "institutions",
    responses((status = 200, description = "The checklist", body = DutyList), PrivateReadingProblems)
)]
pub async fn list_duties(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ReadInstitutions)?;
    let items = DUTIES.iter().map(DutyBody::from).collect();
    answer(&request, Freshness::Private, &DutyList { items })
}
