//! `PATCH /api/v1/clients/{id}`

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::Utc;
use domain::access::Action;
use persistence::clients;

use super::find;
use super::request::ChangeSlots;
use super::schema::{ClientBody, ClientPatch};
use crate::auth::Caller;
use crate::decode;
use crate::http::{IfMatch, Reply, read_json_body, reply};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::ChangeProblems;

/// Change a client
///
/// Its name, role or organisation. The next request of the client is judged by the new role, with the tokens it has. For administrators.
#[utoipa::path(
    patch,
    path = "/api/v1/clients/{id}",
    operation_id = "change_client",
    tag = "access",
    params(
        ("id" = String, Path, description = "Id of the client", example = "0197b2c4-5d6e-7f80-9a1b-2c3d4e5f6071", format = Uuid, max_length = 36),
        ("If-Match" = String, Header, description = "ETag of the client as it was read", example = "\"1\"", pattern = "^\"[0-9]+\"$", max_length = 24),
    ),
    request_body(content = ClientPatch, description = "What is to be changed", example = json!({"role": "complaint_officer"})),
    responses(
        (status = 200, description = "The client as it is now", body = ClientBody),
        ChangeProblems,
    )
)]
pub async fn change_client(
    request: HttpRequest,
    caller: Caller,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    seen: Result<IfMatch, Problem>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ManageClients)?;
    let seen = seen?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let change = decode::read::<ChangeSlots<'_>>(&body)?;
    let now = Utc::now();
    let actor = caller.principal.client_id.clone();
    let response = reply::perform(&state, None, now, move |connection| {
        let current = find(connection, &id)?;
        seen.admits(current.version)?;
        let changed = clients::change(
            connection,
            &current.id,
            current.version,
            &change,
            &actor,
            now,
        )?;
        Reply::done(Some(changed.version), &ClientBody::from(changed))
    })
    .await?;
    state.access_changed().await;
    Ok(response)
}
