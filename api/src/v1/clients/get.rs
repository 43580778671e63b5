//! `GET /api/v1/clients/{id}`

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use persistence::Connection;

use super::find;
use super::schema::ClientBody;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::{NoQuery, versioned};
use crate::v1::responses::LookupProblems;

/// Get a client
///
/// Its role and organisation, and whether it can act; its secret is shown nowhere. Its ETag is what a change names in `If-Match`. For administrators.
#[utoipa::path(
    get,
    path = "/api/v1/clients/{id}",
    operation_id = "get_client",
    tag = "access",
    params(("id" = String, Path, description = "Id of the client", example = "0197b2c4-5d6e-7f80-9a1b-2c3d4e5f6071", format = Uuid, max_length = 36)),
    responses((status = 200, description = "The client", body = ClientBody), LookupProblems)
)]
pub async fn get_client(
    request: HttpRequest,
    caller: Caller,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ManageClients)?;
    let client = state
        .read(move |connection: &mut Connection| find(connection, &id))
        .await?;
    versioned(&request, client.version, &ClientBody::from(client))
}
