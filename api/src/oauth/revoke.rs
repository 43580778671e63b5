//! `POST /oauth/revoke`: a client gives one of its tokens up.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::Utc;
use persistence::clients;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::error::{Failure, OAuthError};
use super::form::Form;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::responses::TokenProblems;

/// What a client sends to revoke a token.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevocationForm {
    /// The token.
    #[schema(pattern = "^[A-Za-z0-9._-]+$", max_length = 2048)]
    pub token: String,
    /// Not needed: there is one kind of token.
    #[schema(pattern = "^[a-z_]*$", max_length = 40)]
    pub token_type_hint: Option<String>,
    /// The client's id, a UUID.
    #[schema(format = Uuid, max_length = 36)]
    pub client_id: Option<String>,
    /// The client's secret.
    #[schema(pattern = "^[A-Za-z0-9_-]+$", max_length = 64, format = Password)]
    pub client_secret: Option<String>,
}

/// Nothing more is to be said.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({}))]
pub struct RevocationAnswer {}

/// Revoke a token
///
/// Makes one of the client's own tokens void within seconds everywhere (RFC 7009). A token that is not good any more needs no revoking and is answered the same. To void all tokens of a client, an administrator disables it or gives it a new secret.
#[utoipa::path(
    post,
    path = "/oauth/revoke",
    operation_id = "revoke_token",
    tag = "access",
    request_body(
        content = RevocationForm,
        content_type = "application/x-www-form-urlencoded",
        description = "The form",
        example = json!({
            "token": "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFZERTQSIsImtpZCI6IjAxOTcifQ.eyJzdWIiOiIwMTk3In0.c2lnbmF0dXJl",
            "client_id": "0197b2c4-5d6e-7f80-9a1b-2c3d4e5f6071",
            "client_secret": "Zm9yLWV4YW1wbGUtb25seS1uZXZlci1hLXJlYWwtb25l"
        }),
    ),
    responses(
        (status = 200, description = "The token is void", body = RevocationAnswer, example = json!({})),
        (status = 400, description = "The form is not one of this endpoint's, or the token is another client's (RFC 6749, section 5.2)", body = OAuthError, example = json!({
            "error": "invalid_request",
            "error_description": "token is missing"
        })),
        (status = 401, description = "The client is not known by this id and secret (RFC 6749, section 5.2)", body = OAuthError, example = json!({
            "error": "invalid_client",
            "error_description": "the client is unknown or disabled, or the secret is wrong"
        })),
        TokenProblems,
    )
)]
pub async fn revoke_token(
    request: HttpRequest,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    match revoke(&request, payload, &state).await {
        Ok(()) => Ok(HttpResponse::Ok()
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .json(RevocationAnswer {})),
        Err(failure) => failure.answer(),
    }
}

async fn revoke(
    request: &HttpRequest,
    payload: web::Payload,
    state: &web::Data<AppState>,
) -> Result<(), Failure> {
    let form = Form::read(request, payload).await?;
    let principal = form.client(request, state)?;
    let Some(token) = form.field("token") else {
        return Err(Failure::bad_request("invalid_request", "token is missing"));
    };
    let Some(verified) = state.access.inspect(token) else {
        return Ok(());
    };
    if verified.client_id != principal.client_id {
        return Err(Failure::bad_request(
            "unauthorized_client",
            "the token is another client's",
        ));
    }
    state
        .write(move |connection| {
            clients::revoke_token(
                connection,
                &verified.client_id,
                &verified.jti,
                verified.expires_at,
                Utc::now(),
            )
        })
        .await?;
    state.access_changed().await;
    Ok(())
}
