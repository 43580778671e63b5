//! `GET /api/v1/organisations/{id}`

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use persistence::{Connection, StoreError, organisations};

use super::schema::OrganisationBody;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::{NoQuery, not_found, versioned};
use crate::v1::responses::LookupProblems;

/// Get an organisation
///
/// What it is, what it stands under, and how it can be reached. Its ETag is what a change names in `If-Match`.
#[utoipa::path(
    get,
    path = "/api/v1/organisations/{id}",
    operation_id = "get_organisation",
    tag = "organisations",
    params(("id" = String, Path, description = "Id of the organisation", example = "gd-440100", pattern = "^[a-z0-9-]+$", max_length = 64)),
    responses(
        (status = 200, description = "The organisation", body = OrganisationBody),
        LookupProblems,
    )
)]
pub async fn get_organisation(
    request: HttpRequest,
    caller: Caller,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ReadOrganisations)?;
    let id = id.into_inner();
    if id.contains('\0') {
        return Err(not_found());
    }
    let found = state
        .read(
            move |connection: &mut Connection| -> Result<_, StoreError> {
                organisations::get(connection, &id)
            },
        )
        .await?
        .ok_or_else(not_found)?;
    versioned(&request, found.version, &OrganisationBody::from(found))
}
