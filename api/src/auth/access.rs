//! What all workers share to know who calls.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use actix_web::HttpRequest;
use actix_web::http::header;
use arc_swap::ArcSwap;
use chrono::Utc;
use domain::access::Principal;
use persistence::clients::Secret;
use persistence::keys::{KeyRing, SealError};
use persistence::{Store, StoreError, access};
use quick_cache::sync::Cache;

use super::caller::Caller;
use super::claims::{AUDIENCE, Claims};
use super::failures::Failures;
use super::snapshot::Snapshot;
use super::token::{self, VerifiedToken};
use crate::http::client_address::{ClientKey, TrustedProxies};
use crate::problem::{Problem, ProblemCode};

/// How often a server looks whether another process has changed something.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// After so many seconds without seeing the database nobody is let in: a revocation might have been missed.
const STALE_AFTER_SECONDS: u64 = 30;

/// Verified tokens that are remembered.
const REMEMBERED_TOKENS: usize = 4096;

/// What can be set.
#[derive(Debug, Clone)]
pub struct AccessSettings {
    /// How long a token lives, in seconds.
    pub token_seconds: u32,
    /// The address under which clients know this installation.
    pub public_url: Option<String>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub proxies: TrustedProxies,
}

/// Why clients and keys are not there.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// They cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The signing key does not open.
    #[error("the key that signs tokens does not open: {0}")]
    Seal(#[from] SealError),
}

impl From<AccessError> for Problem {
    fn from(error: AccessError) -> Self {
        match error {
            AccessError::Store(error) => error.into(),
            AccessError::Seal(_) => Self::internal(error),
        }
    }
}

/// A token, and how long it lives.
pub struct Grant {
    /// The token.
    pub token: String,
    /// Seconds until it expires.
    pub expires_in: u32,
    /// The client's role.
    pub scope: &'static str,
}

/// Why there is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenError {
    /// No such client, a wrong secret, or a disabled client: which of them is not told.
    InvalidClient,
    /// Too many failures from this address: seconds to wait.
    TooMany(u32),
    /// There is no key to sign with, or clients cannot be looked up.
    Unavailable,
}

/// Clients, keys and remembered tokens.
pub struct Access {
    store: Store,
    keys: KeyRing,
    settings: AccessSettings,
    snapshot: ArcSwap<Snapshot>,
    /// Held while reading, so that an older state never replaces a newer one.
    reading: Mutex<()>,
    tokens: Cache<Box<str>, Arc<VerifiedToken>>,
    failures: Failures,
    started: Instant,
    /// Seconds after `started` at which the database was last seen.
    seen: AtomicU64,
}

impl Access {
    /// Reads clients and keys for the first time.
    ///
    /// # Errors
    /// See [`AccessError`].
    pub fn new(store: Store, keys: KeyRing, settings: AccessSettings) -> Result<Self, AccessError> {
        let snapshot = read(&store, &keys, &settings)?;
        Ok(Self {
            store,
            keys,
            settings,
            snapshot: ArcSwap::from_pointee(snapshot),
            reading: Mutex::new(()),
            tokens: Cache::new(REMEMBERED_TOKENS),
            failures: Failures::default(),
            started: Instant::now(),
            seen: AtomicU64::new(0),
        })
    }

    /// Takes up what has changed; blocks. To be called after every local change.
    ///
    /// # Errors
    /// See [`AccessError`].
    pub fn refresh(&self) -> Result<(), AccessError> {
        let _one_at_a_time = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.started.elapsed().as_secs();
        if access::revision(&self.store)? != self.snapshot.load().revision {
            let snapshot = read(&self.store, &self.keys, &self.settings)?;
            self.snapshot.store(Arc::new(snapshot));
        }
        self.seen.store(now, Ordering::Relaxed);
        Ok(())
    }

    /// Follows the database for ever.
    pub async fn follow(self: Arc<Self>) {
        let mut interval = actix_web::rt::time::interval(LOOK_EVERY);
        loop {
            interval.tick().await;
            let access = Arc::clone(&self);
            let looked = actix_web::web::block(move || access.refresh()).await;
            if let Ok(Err(error)) = looked {
                log::warn!("clients could not be read: {error}");
            }
        }
    }

    /// What issuer the tokens name.
    #[must_use]
    pub fn issuer(&self) -> String {
        self.snapshot.load().issuer.clone()
    }

    /// The address under which clients know this installation, if it was set.
    #[must_use]
    pub fn public_url(&self) -> Option<&str> {
        self.settings.public_url.as_deref()
    }

    /// The keys to check tokens with: id and public key in base64url, newest first.
    #[must_use]
    pub fn public_keys(&self) -> Vec<(String, String)> {
        self.snapshot.load().public.clone()
    }

    /// Name of a client.
    #[must_use]
    pub fn client_name(&self, id: &str) -> Option<Arc<str>> {
        let snapshot = self.snapshot.load();
        snapshot
            .clients
            .get(id)
            .map(|client| Arc::clone(&client.name))
    }

    /// Proves a client by its secret.
    ///
    /// # Errors
    /// See [`TokenError`].
    pub fn prove(
        &self,
        request: &HttpRequest,
        client_id: &str,
        secret: &str,
    ) -> Result<Arc<Principal>, TokenError> {
        let address = self
            .settings
            .proxies
            .client(request.peer_addr(), request.headers());
        let address = ClientKey::from(address);
        if let Some(seconds) = self.failures.wait(address) {
            return Err(TokenError::TooMany(seconds));
        }
        if self.is_stale() {
            return Err(TokenError::Unavailable);
        }
        let proved = self.prove_here(client_id, secret);
        if proved.is_err() {
            self.failures.count(address);
        }
        proved
    }

    /// Proves a client by its secret, for whoever has the database and the keys anyway.
    ///
    /// # Errors
    /// [`TokenError::InvalidClient`].
    pub fn prove_here(&self, client_id: &str, secret: &str) -> Result<Arc<Principal>, TokenError> {
        let snapshot = self.snapshot.load();
        let client = snapshot.clients.get(client_id);
        // The hash is computed and compared for an unknown client too: the time tells nothing.
        let known = client.map_or([0; 32], |client| client.secret_hash);
        let matches = Secret::matches(secret, &known);
        client
            .filter(|client| matches && client.enabled)
            .map(|client| Arc::clone(&client.principal))
            .ok_or(TokenError::InvalidClient)
    }

    /// A token for a client that has proved itself.
    ///
    /// # Errors
    /// [`TokenError::Unavailable`] where there is no key to sign with.
    pub fn grant(&self, principal: &Principal) -> Result<Grant, TokenError> {
        let snapshot = self.snapshot.load();
        let client = snapshot
            .clients
            .get(&principal.client_id)
            .ok_or(TokenError::InvalidClient)?;
        // Just after a revocation the next second has not begun: a new token already belongs to it.
        let now = Utc::now().timestamp().max(client.tokens_not_before);
        let claims = Claims {
            iss: snapshot.issuer.clone(),
            sub: principal.client_id.clone(),
            aud: AUDIENCE.to_owned(),
            exp: now.saturating_add(i64::from(self.settings.token_seconds)),
            iat: now,
            nbf: now,
            jti: uuid::Uuid::now_v7().simple().to_string(),
            client_id: principal.client_id.clone(),
            scope: principal.role.as_str().to_owned(),
        };
        Ok(Grant {
            token: token::issue(&snapshot, &claims).ok_or(TokenError::Unavailable)?,
            expires_in: self.settings.token_seconds,
            scope: principal.role.as_str(),
        })
    }

    /// Who sends a request.
    ///
    /// # Errors
    /// `unauthorized` without a token or with one that is not good, `unavailable` where that cannot be known.
    pub fn caller(&self, request: &HttpRequest) -> Result<Caller, Problem> {
        let mut values = request.headers().get_all(header::AUTHORIZATION);
        let Some(value) = values.next() else {
            return Err(Problem::new(ProblemCode::Unauthorized));
        };
        let token = value.to_str().ok().and_then(bearer);
        let Some(token) = token.filter(|_| values.next().is_none()) else {
            return Err(invalid_token());
        };
        if self.is_stale() {
            return Err(Problem::new(ProblemCode::Unavailable).with_retry_after(1));
        }
        let now = Utc::now().timestamp();
        let snapshot = self.snapshot.load();
        let verified = self
            .verified(&snapshot, token, now)
            .ok_or_else(invalid_token)?;
        let principal = active(&snapshot, &verified, now).ok_or_else(invalid_token)?;
        Ok(Caller {
            principal: Arc::clone(principal),
            token: verified,
        })
    }

    /// A token of this installation that is good now, whoever sends it.
    #[must_use]
    pub fn inspect(&self, token: &str) -> Option<Arc<VerifiedToken>> {
        let now = Utc::now().timestamp();
        let snapshot = self.snapshot.load();
        let verified = self.verified(&snapshot, token, now)?;
        active(&snapshot, &verified, now)?;
        Some(verified)
    }

    fn verified(&self, snapshot: &Snapshot, token: &str, now: i64) -> Option<Arc<VerifiedToken>> {
        if let Some(known) = self.tokens.get(token) {
            return Some(known);
        }
        let verified = Arc::new(token::verify(snapshot, token, now).ok()?);
        self.tokens.insert(token.into(), Arc::clone(&verified));
        Some(verified)
    }

    fn is_stale(&self) -> bool {
        let seen = self.seen.load(Ordering::Relaxed);
        let now = self.started.elapsed().as_secs();
        now.saturating_sub(seen) > STALE_AFTER_SECONDS
    }
}

/// Whose token it is, if it still counts: not expired, not revoked, its key known, its client able to act.
fn active<'s>(
    snapshot: &'s Snapshot,
    token: &VerifiedToken,
    now: i64,
) -> Option<&'s Arc<Principal>> {
    if token.expires_at <= now
        || !snapshot.verifiers.contains_key(&token.kid)
        || snapshot.revoked.contains(&token.jti)
    {
        return None;
    }
    let client = snapshot.clients.get(&token.client_id)?;
    (client.enabled && client.tokens_not_before <= token.issued_at).then_some(&client.principal)
}

fn read(store: &Store, keys: &KeyRing, settings: &AccessSettings) -> Result<Snapshot, AccessError> {
    let now = Utc::now();
    let record = access::load(store, now)?;
    Ok(Snapshot::new(
        record,
        keys,
        settings.public_url.as_deref(),
        now,
    )?)
}

/// The token of `Bearer <token>`; the scheme's name in any case.
fn bearer(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim_start_matches(' ');
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

fn invalid_token() -> Problem {
    Problem::new(ProblemCode::Unauthorized).with_refused_token()
}
