//! `POST /api/v1/signing-keys/rotate`

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::access::Action;
use persistence::signing_keys::{self, RotateError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::http::{Reply, reply};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::PrivateReadingProblems;

/// The key that signs from now on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SigningKey)]
pub struct SigningKeyBody {
    /// Its id.
    pub kid: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

impl From<RotateError> for Problem {
    fn from(error: RotateError) -> Self {
        match error {
            RotateError::Seal(error) => Self::internal(error),
            RotateError::Change(error) => error.into(),
        }
    }
}

/// Change the signing key
///
/// Tokens are signed with a new key from now on; those signed with the old one stay good until they expire, and its public part stays in the key set for so long. For administrators.
#[utoipa::path(
    post,
    path = "/api/v1/signing-keys/rotate",
    operation_id = "rotate_signing_key",
    tag = "access",
    responses(
        (status = 200, description = "The new key", body = SigningKeyBody),
        PrivateReadingProblems,
    )
)]
pub async fn rotate_signing_key(
    caller: Caller,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ManageSigningKeys)?;
    let now = Utc::now();
    let actor = caller.principal.client_id.clone();
    let keys = state.keys.clone();
    let response = reply::perform(&state, None, now, move |connection| {
        let key = signing_keys::rotate(connection, &keys, &actor, now)?;
        let body = SigningKeyBody {
            kid: key.kid,
            created_at: key.created_at,
        };
        Reply::done(None, &body)
    })
    .await?;
    state.access_changed().await;
    Ok(response)
}
