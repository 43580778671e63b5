//! Failures in the form of RFC 6749 §5.2, which clients of every library expect of a token endpoint.

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::TokenError;
use crate::http::edge::OwnForm;
use crate::problem::{Problem, ProblemCode};

/// A failure of the token endpoint (RFC 6749 §5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = OAuthError)]
pub struct OAuthError {
    /// Stable name: `invalid_request`, `invalid_client`, `unauthorized_client` or `unsupported_grant_type`.
    #[schema(examples("invalid_client"))]
    pub error: &'static str,
    /// What went wrong, in English, for whoever develops the client.
    #[schema(examples("the client is unknown or disabled, or the secret is wrong"))]
    pub error_description: &'static str,
    /// The HTTP status.
    #[serde(skip)]
    #[schema(ignore)]
    pub status: u16,
}

/// Whatever an OAuth endpoint fails with.
pub(super) enum Failure {
    /// As RFC 6749 has it.
    OAuth(OAuthError),
    /// What every operation can meet.
    Problem(Problem),
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<TokenError> for Failure {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::InvalidClient => Self::OAuth(OAuthError {
                error: "invalid_client",
                error_description: "the client is unknown or disabled, or the secret is wrong",
                status: 401,
            }),
            TokenError::TooMany(seconds) => Problem::new(ProblemCode::RateLimited)
                .with_retry_after(seconds)
                .into(),
            TokenError::Unavailable => Problem::new(ProblemCode::Unavailable)
                .with_retry_after(1)
                .into(),
        }
    }
}

impl Failure {
    pub(super) const fn bad_request(error: &'static str, description: &'static str) -> Self {
        Self::OAuth(OAuthError {
            error,
            error_description: description,
            status: 400,
        })
    }

    /// The answer.
    pub(super) fn answer(self) -> Result<HttpResponse, Problem> {
        let error = match self {
            Self::OAuth(error) => error,
            Self::Problem(problem) => return Err(problem),
        };
        let status = StatusCode::from_u16(error.status).unwrap_or(StatusCode::BAD_REQUEST);
        let mut response = HttpResponse::build(status);
        response
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((header::PRAGMA, "no-cache"));
        if status == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Basic realm=\"jiandu\""));
        }
        let mut response = response.json(error);
        response.extensions_mut().insert(OwnForm);
        Ok(response)
    }
}
