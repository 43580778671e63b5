//! `POST /api/v1/clients/{id}/secret`

use actix_web::{HttpResponse, web};
use chrono::Utc;
use domain::access::Action;
use persistence::clients::{self, Secret};

use super::find;
use super::schema::{ClientBody, ClientWithSecret};
use crate::auth::Caller;
use crate::http::{Reply, reply};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::BodilessCommandProblems;

/// Give a client a new secret
///
/// The old secret and all tokens got with it are void at once; the new secret is in this answer and nowhere else. For administrators.
#[utoipa::path(
    post,
    path = "/api/v1/clients/{id}/secret",
    operation_id = "renew_client_secret",
    tag = "access",
    params(("id" = String, Path, description = "Id of the client", example = "0197b2c4-5d6e-7f80-9a1b-2c3d4e5f6071", format = Uuid, max_length = 36)),
    responses(
        (status = 200, description = "The client with its new secret", body = ClientWithSecret),
        BodilessCommandProblems,
    )
)]
pub async fn renew_client_secret(
    caller: Caller,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ManageClients)?;
    let secret = Secret::new().map_err(Problem::internal)?;
    let now = Utc::now();
    let actor = caller.principal.client_id.clone();
    let response = reply::perform(&state, None, now, move |connection| {
        let current = find(connection, &id)?;
        let client = clients::renew_secret(connection, &current.id, &secret, &actor, now)?;
        let version = client.version;
        let body = ClientWithSecret {
            client_id: client.id.clone(),
            client: ClientBody::from(client),
            client_secret: secret.reveal().to_owned(),
        };
        Reply::done(Some(version), &body)
    })
    .await?;
    state.access_changed().await;
    Ok(response)
}
