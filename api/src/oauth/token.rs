//! `POST /oauth/token`: a token for a client that proves itself.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::error::{Failure, OAuthError};
use super::form::Form;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::responses::TokenProblems;

/// What a client sends for a token. Id and secret go here or into HTTP Basic, not both.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TokenForm {
    /// Always `client_credentials`.
    #[schema(pattern = "^client_credentials$", max_length = 18)]
    pub grant_type: String,
    /// The client's id, a UUID.
    #[schema(format = Uuid, max_length = 36)]
    pub client_id: Option<String>,
    /// The client's secret.
    #[schema(pattern = "^[A-Za-z0-9_-]+$", max_length = 64, format = Password)]
    pub client_secret: Option<String>,
    /// Not needed: a token has the scope of its client's role, which the answer names.
    #[schema(pattern = "^[a-z_ ]*$", max_length = 200)]
    pub scope: Option<String>,
}

/// A token (RFC 6749 §5.1).
#[derive(Debug, Serialize, ToSchema)]
pub struct TokenAnswer {
    /// The token, for `Authorization: Bearer`.
    pub access_token: String,
    /// Always `Bearer`.
    #[schema(examples("Bearer"))]
    pub token_type: &'static str,
    /// Seconds until it expires.
    #[schema(minimum = 60, maximum = 3600, examples(900))]
    pub expires_in: u32,
    /// The client's role.
    #[schema(examples("center_lead"))]
    pub scope: &'static str,
}

/// Get a token
///
/// Client credentials (RFC 6749, section 4.4): the client proves itself by id and secret, in the form or by HTTP Basic, and gets a token that is good for minutes. Role and organisation are not in the token; they are looked up at each request.
#[utoipa::path(
    post,
    path = "/oauth/token",
    operation_id = "get_token",
    tag = "access",
    request_body(
        content = TokenForm,
        content_type = "application/x-www-form-urlencoded",
        description = "The form",
        example = json!({
            "grant_type": "client_credentials",
            "client_id": "0197b2c4-5d6e-7f80-9a1b-2c3d4e5f6071",
            "client_secret": "Zm9yLWV4YW1wbGUtb25seS1uZXZlci1hLXJlYWwtb25l"
        }),
    ),
    responses(
        (status = 200, description = "The token", body = TokenAnswer, example = json!({
            "access_token": "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFZERTQSIsImtpZCI6IjAxOTcifQ.eyJzdWIiOiIwMTk3In0.c2lnbmF0dXJl",
            "token_type": "Bearer",
            "expires_in": 900,
            "scope": "center_lead"
        })),
        (status = 400, description = "The form is not one of this endpoint's (RFC 6749, section 5.2)", body = OAuthError, example = json!({
            "error": "unsupported_grant_type",
            "error_description": "grant_type must be client_credentials"
        })),
        (status = 401, description = "The client is not known by this id and secret (RFC 6749, section 5.2)", body = OAuthError, example = json!({
            "error": "invalid_client",
            "error_description": "the client is unknown or disabled, or the secret is wrong"
        })),
        TokenProblems,
    )
)]
pub async fn get_token(
    request: HttpRequest,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    match grant(&request, payload, &state).await {
        Ok(answer) => Ok(HttpResponse::Ok()
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((header::PRAGMA, "no-cache"))
            .json(answer)),
        Err(failure) => failure.answer(),
    }
}

async fn grant(
    request: &HttpRequest,
    payload: web::Payload,
    state: &web::Data<AppState>,
) -> Result<TokenAnswer, Failure> {
    let form = Form::read(request, payload).await?;
    match form.field("grant_type") {
        Some("client_credentials") => {}
        Some(_) => {
            return Err(Failure::bad_request(
                "unsupported_grant_type",
                "grant_type must be client_credentials",
            ));
        }
        None => {
            return Err(Failure::bad_request(
                "invalid_request",
                "grant_type is missing",
            ));
        }
    }
    let principal = form.client(request, state)?;
    let grant = state.access.grant(&principal)?;
    Ok(TokenAnswer {
        access_token: grant.token,
        token_type: "Bearer",
        expires_in: grant.expires_in,
        scope: grant.scope,
    })
}
