//! What stands in an access token (RFC 9068), and nothing else may.

use serde::{Deserialize, Serialize};

/// The audience of every token: this API.
pub const AUDIENCE: &str = "jiandu";

/// The `typ` of every token.
pub const TYPE: &str = "at+jwt";

/// A token's header. A member that names or carries a key (`jwk`, `jku`, `x5u`, …) is none of ours and refuses it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenHeader {
    /// Must be `at+jwt`.
    pub typ: String,
    /// Must be `EdDSA`.
    pub alg: String,
    /// Must be a key of our table.
    pub kid: String,
}

/// A token's claims. Times are seconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// The installation that issued it.
    pub iss: String,
    /// The client.
    pub sub: String,
    /// What it is for.
    pub aud: String,
    /// When it expires.
    pub exp: i64,
    /// When it was issued.
    pub iat: i64,
    /// From when it is good.
    pub nbf: i64,
    /// Its own id.
    pub jti: String,
    /// The client again, as RFC 9068 has it.
    pub client_id: String,
    /// The role at the time of issue, for the reader; permission never rests on it.
    pub scope: String,
}
