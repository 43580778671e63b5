//! `GET /.well-known/jwks.json`: the keys that tokens can be checked with.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::{Freshness, NoQuery, answer};
use crate::v1::responses::WellKnownProblems;

/// A JSON Web Key Set (RFC 7517).
#[derive(Debug, Serialize, ToSchema)]
pub struct KeySet {
    /// The keys, the one that signs first; older ones stay until their last tokens have expired.
    pub keys: Vec<Key>,
}

/// A public key (RFC 8037).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = JsonWebKey)]
pub struct Key {
    /// Always `OKP`.
    #[schema(examples("OKP"))]
    pub kty: &'static str,
    /// Always `Ed25519`.
    #[schema(examples("Ed25519"))]
    pub crv: &'static str,
    /// Always `EdDSA`.
    #[schema(examples("EdDSA"))]
    pub alg: &'static str,
    /// Always `sig`.
    #[serde(rename = "use")]
    #[schema(examples("sig"))]
    pub used_for: &'static str,
    /// The key's id, as the header of its tokens has it.
    pub kid: String,
    /// The public key in base64url.
    pub x: String,
}

/// Get the key set
///
/// The public keys of this installation's tokens, for services that check them on their own. A service that meets an unknown `kid` reads this again.
#[utoipa::path(
    get,
    path = "/.well-known/jwks.json",
    operation_id = "get_key_set",
    tag = "access",
    responses((status = 200, description = "The keys", body = KeySet, example = json!({"keys": [{
        "kty": "OKP",
        "crv": "Ed25519",
        "alg": "EdDSA",
        "use": "sig",
        "kid": "0197b2c45d6e7f809a1b2c3d4e5f6071",
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    }]})), WellKnownProblems)
)]
pub async fn get_key_set(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let keys = state.access.public_keys().into_iter();
    let set = KeySet {
        keys: keys
            .map(|(kid, x)| Key {
                kty: "OKP",
                crv: "Ed25519",
                alg: "EdDSA",
                used_for: "sig",
                kid,
                x,
            })
            .collect(),
    };
    answer(&request, Freshness::Changing, &set)
}
