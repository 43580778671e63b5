//! `POST /api/v1/clients/{id}/disable`

use actix_web::{HttpResponse, web};
use chrono::Utc;
use domain::access::Action;
use persistence::clients;

use super::find;
use super::schema::ClientBody;
use crate::auth::Caller;
use crate::http::{Reply, reply};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::BodilessCommandProblems;

/// Disable a client
///
/// For good: it gets no tokens any more, and those it has are void within seconds everywhere. Its record stays. A client that is disabled already stays so. For administrators.
#[utoipa::path(
    post,
    path = "/api/v1/clients/{id}/disable",
    operation_id = "disable_client",
    tag = "access",
    params(("id" = String, Path, description = "Id of the client", example = "0197b2c4-5d6e-7f80-9a1b-2c3d4e5f6071", format = Uuid, max_length = 36)),
    responses((status = 200, description = "The client", body = ClientBody), BodilessCommandProblems)
)]
pub async fn disable_client(
    caller: Caller,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ManageClients)?;
    let now = Utc::now();
    let actor = caller.principal.client_id.clone();
    let response = reply::perform(&state, None, now, move |connection| {
        let current = find(connection, &id)?;
        let client = clients::disable(connection, &current.id, &actor, now)?;
        Reply::done(Some(client.version), &ClientBody::from(client))
    })
    .await?;
    state.access_changed().await;
    Ok(response)
}
