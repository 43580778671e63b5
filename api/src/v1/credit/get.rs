//! `GET /api/v1/institutions/{id}/credit`: score and grade of a day, with every deduction.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::art19_credit::{CreditFormula, credit, rated};
use persistence::Connection;

use super::known;
use super::schema::{CreditBody, InstitutionIdParam};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::named;
use crate::v1::institutions::known::KnownQuery;
use crate::v1::institutions::reach::Reaching;
use crate::v1::reading::{Freshness, answer, not_found};
use crate::v1::responses::LookupProblems;

/// Get the credit of an institution
///
/// Score and grade of any day (jz Art. 19) by the formula published for it, from what was on record then or is now; every deduction names the entry of the ledger it rests on and until when it counts. One matter is deducted once: `absorbed` says what costs nothing more.
#[utoipa::path(
    get,
    path = "/api/v1/institutions/{id}/credit",
    operation_id = "get_institution_credit",
    tag = "credit",
    params(InstitutionIdParam, KnownQuery),
    responses((status = 200, description = "The credit", body = CreditBody), LookupProblems)
)]
pub async fn get_institution_credit(
    request: HttpRequest,
    id: web::Path<String>,
    query: web::Query<KnownQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, Action::ReadInstitutions)?;
    let id = id.into_inner();
    named(&id)?;
    let asked = query.settle(&state);
    let found = state
        .read(move |connection: &mut Connection| known(connection, &reaching, &id, asked.known_at))
        .await?
        .ok_or_else(not_found)?;
    let formula = CreditFormula::published(asked.as_of)
        .ok_or_else(|| Problem::internal("no formula of credit"))?;
    let credit =
        rated(&found.state, asked.as_of).then(|| credit(&found.state, asked.as_of, &formula));
    let days = (asked.as_of, query.known_at);
    let body = CreditBody::of(found.id, &found.state, days, credit);
    answer(&request, Freshness::Private, &body)
}
