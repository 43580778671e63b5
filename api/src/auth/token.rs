//! Issuing and verifying access tokens (RFC 7519, RFC 8725, RFC 9068).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, Header};

use super::claims::{AUDIENCE, Claims, TYPE, TokenHeader};
use super::snapshot::Snapshot;

/// How far clocks of several servers may be apart, in seconds.
pub(super) const LEEWAY_SECONDS: u64 = 5;

/// The longest a token may live, in seconds; a retired key is kept for so long.
pub const MAX_LIFETIME_SECONDS: u32 = 3600;

/// Ours are a third of it; nothing longer is even looked at.
const MAX_LENGTH: usize = 2048;

/// A token whose signature and claims are good; whether its client still is is looked up at each request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedToken {
    /// The key it was signed with.
    pub kid: String,
    /// The client.
    pub client_id: String,
    /// Its own id.
    pub jti: String,
    /// When it was issued.
    pub issued_at: i64,
    /// When it expires.
    pub expires_at: i64,
}

/// A token is not good. Why is for nobody: whoever sends one learns only that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BadToken;

/// Signs claims.
pub(super) fn issue(snapshot: &Snapshot, claims: &Claims) -> Option<String> {
    let signer = snapshot.signer.as_ref()?;
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some(TYPE.to_owned());
    header.kid = Some(signer.kid.clone());
    jsonwebtoken::encode(&header, claims, &signer.key).ok()
}

/// Checks everything of a token that does not change with time, but for its expiry.
pub(super) fn verify(
    snapshot: &Snapshot,
    token: &str,
    now: i64,
) -> Result<VerifiedToken, BadToken> {
    if token.len() > MAX_LENGTH {
        return Err(BadToken);
    }
    let (header, _rest) = token.split_once('.').ok_or(BadToken)?;
    let header = URL_SAFE_NO_PAD.decode(header).map_err(|_base64| BadToken)?;
    let header: TokenHeader = serde_json::from_slice(&header).map_err(|_json| BadToken)?;
    if header.typ != TYPE || header.alg != "EdDSA" {
        return Err(BadToken);
    }
    let key = snapshot.verifiers.get(&header.kid).ok_or(BadToken)?;
    let claims = jsonwebtoken::decode::<Claims>(token, key, &snapshot.validation)
        .map_err(|_invalid| BadToken)?
        .claims;
    let leeway = i64::try_from(LEEWAY_SECONDS).unwrap_or_default();
    let lifetime = claims.exp.checked_sub(claims.iat).ok_or(BadToken)?;
    let good = claims.aud == AUDIENCE
        && claims.sub == claims.client_id
        && claims.iat <= now.saturating_add(leeway)
        && (1..=i64::from(MAX_LIFETIME_SECONDS)).contains(&lifetime);
    if !good {
        return Err(BadToken);
    }
    Ok(VerifiedToken {
        kid: header.kid,
        client_id: claims.client_id,
        jti: claims.jti,
        issued_at: claims.iat,
        expires_at: claims.exp,
    })
}
