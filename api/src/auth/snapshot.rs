//! The clients and keys as of one revision, made ready for requests.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use domain::access::{OrganisationKind, Principal};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Validation};
use persistence::access::{AccessRecord, KnownClient};
use persistence::keys::{KeyRing, SealError};

use super::claims::AUDIENCE;
use super::token::{LEEWAY_SECONDS, MAX_LIFETIME_SECONDS};

/// A client as requests need it.
pub(super) struct Client {
    pub(super) principal: Arc<Principal>,
    pub(super) name: Arc<str>,
    pub(super) secret_hash: [u8; 32],
    pub(super) enabled: bool,
    pub(super) tokens_not_before: i64,
}

/// The key that signs.
pub(super) struct Signer {
    pub(super) kid: String,
    pub(super) key: EncodingKey,
}

/// All of it.
pub(super) struct Snapshot {
    pub(super) revision: i64,
    pub(super) issuer: String,
    pub(super) clients: HashMap<String, Client>,
    pub(super) revoked: HashSet<String>,
    pub(super) verifiers: HashMap<String, DecodingKey>,
    /// Key id and public key, newest first, as the key set shows them.
    pub(super) public: Vec<(String, String)>,
    pub(super) signer: Option<Signer>,
    pub(super) validation: Validation,
}

impl Snapshot {
    pub(super) fn new(
        record: AccessRecord,
        keys: &KeyRing,
        public_url: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Self, SealError> {
        // Without an address of its own an installation is known by its name.
        let named = format!("urn:uuid:{}", record.installation);
        let issuer = public_url.unwrap_or(&named).to_owned();
        let mut verifiers = HashMap::new();
        let mut public = Vec::new();
        let mut signer = None;
        let kept = TimeDelta::seconds(i64::from(MAX_LIFETIME_SECONDS) + 60);
        for key in &record.signing_keys {
            if key
                .retired_at
                .is_some_and(|retired| now.signed_duration_since(retired) > kept)
            {
                continue;
            }
            let x = URL_SAFE_NO_PAD.encode(key.public_key);
            let verifier =
                DecodingKey::from_ed_components(&x).map_err(|_library| SealError::Failed)?;
            verifiers.insert(key.kid.clone(), verifier);
            public.push((key.kid.clone(), x));
            if signer.is_none() && key.retired_at.is_none() {
                signer = Some(Signer {
                    kid: key.kid.clone(),
                    key: EncodingKey::from_ed_der(&key.private(keys)?),
                });
            }
        }
        Ok(Self {
            revision: record.revision,
            validation: validation(&[&issuer, &named]),
            issuer,
            clients: record.clients.into_iter().map(client).collect(),
            revoked: record.revoked.into_iter().collect(),
            verifiers,
            public,
            signer,
        })
    }
}

fn client(known: KnownClient) -> (String, Client) {
    // The staff of a complaint office act for the center that set it up (gd Art. 2).
    let center_id = match (known.organisation_kind, known.parent_id) {
        (OrganisationKind::ComplaintOffice, Some(center)) => center,
        _ => known.organisation_id.clone(),
    };
    let client = Client {
        principal: Arc::new(Principal {
            client_id: known.id.clone(),
            organisation_id: known.organisation_id,
            center_id,
            role: known.role,
            regime: known.regime,
        }),
        name: known.name.into(),
        secret_hash: known.secret_hash,
        enabled: known.enabled,
        tokens_not_before: known.tokens_not_before,
    };
    (known.id, client)
}

/// One algorithm; everything that can be demanded is (the library alone would check `exp` only).
fn validation(issuers: &[&str]) -> Validation {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.leeway = LEEWAY_SECONDS;
    validation.validate_exp = true;
    validation.validate_nbf = true;
    validation.set_audience(&[AUDIENCE]);
    validation.set_issuer(issuers);
    validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
    validation
}
