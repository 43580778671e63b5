//! `POST /api/v1/clients`

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::Utc;
use domain::access::Action;
use persistence::clients::{self, Secret};

use super::request::NewSlots;
use super::schema::{ClientBody, ClientWithSecret, NewClientBody};
use crate::auth::Caller;
use crate::decode;
use crate::http::{Reply, read_json_body, reply};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CreationProblems;

/// Create a client
///
/// Whoever is to call the API gets an id and a secret; the secret is in this answer and nowhere else. The role must be one that exists in the organisation. For administrators.
#[utoipa::path(
    post,
    path = "/api/v1/clients",
    operation_id = "create_client",
    tag = "access",
    params(("Idempotency-Key" = Option<String>, Header, description = "Marks the request, so that repeating it does nothing twice", nullable = false, pattern = "^[!-~]+$", min_length = 1, max_length = 200)),
    request_body(content = NewClientBody, description = "The client", example = json!({
        "name": "广州市中心负责人",
        "role": "center_lead",
        "organisation_id": "gd-440100"
    })),
    responses(
        (status = 201, description = "The client with its secret", body = ClientWithSecret, headers(
            ("Location" = String, description = "Where it is to be found."),
        ), example = json!({
            "client": {
                "id": "0197b2c4-5d6e-7f80-9a1b-2c3d4e5f6071",
                "name": "广州市中心负责人",
                "role": "center_lead",
                "organisation_id": "gd-440100",
                "created_at": "2026-03-02T01:02:03.456789Z",
                "disabled_at": null,
                "version": 1
            },
            "client_id": "0197b2c4-5d6e-7f80-9a1b-2c3d4e5f6071",
            "client_secret": "Zm9yLWV4YW1wbGUtb25seS1uZXZlci1hLXJlYWwtb25l"
        })),
        CreationProblems,
    )
)]
pub async fn create_client(
    request: HttpRequest,
    caller: Caller,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ManageClients)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let new = decode::read::<NewSlots<'_>>(&body)?;
    let attempt = reply::attempt(&state, &caller, &request, "create_client", &body)?;
    let secret = Secret::new().map_err(Problem::internal)?;
    let now = Utc::now();
    let actor = caller.principal.client_id.clone();
    let response = reply::perform(&state, attempt, now, move |connection| {
        let client = clients::create(connection, &new, &secret, &actor, now)?;
        let location = format!("/api/v1/clients/{}", client.id);
        let version = client.version;
        let body = ClientWithSecret {
            client_id: client.id.clone(),
            client: ClientBody::from(client),
            client_secret: secret.reveal().to_owned(),
        };
        Reply::created(location, Some(version), &body)
    })
    .await?;
    state.access_changed().await;
    Ok(response)
}
