//! Tokens and callers against a store in memory.

use actix_web::test::TestRequest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Utc;
use domain::access::{Action, Role, Scope};
use persistence::clients::{self, NewClient, Secret};
use persistence::keys::KeyRing;
use persistence::{Store, StoreOptions, organisations, signing_keys};

use super::{Access, AccessSettings, Caller, TokenError};
use crate::http::client_address::TrustedProxies;
use crate::problem::{Problem, ProblemCode};

type Failure = Box<dyn std::error::Error>;

struct Fixture {
    access: Access,
    store: Store,
    keys: KeyRing,
    client_id: String,
    secret: String,
}

fn fixture(role: Role) -> Result<Fixture, Failure> {
    let store = Store::open(&"sqlite::memory:".parse()?, StoreOptions::default())?;
    let keys = KeyRing::ephemeral()?;
    let secret = Secret::new()?;
    let text = secret.reveal().to_owned();
    let sealing = keys.clone();
    let client = store.write(move |connection| {
        let now = Utc::now();
        organisations::seed(connection, now)?;
        signing_keys::rotate(connection, &sealing, "system", now)?;
        let new = NewClient {
            name: "test".to_owned(),
            role,
            organisation_id: organisations::PROVINCIAL_CENTER.to_owned(),
        };
        Ok::<_, crate::installation::InstallationError>(clients::create(
            connection, &new, &secret, "system", now,
        )?)
    })?;
    let settings = AccessSettings {
        token_seconds: 60,
        public_url: None,
        proxies: TrustedProxies::default(),
    };
    Ok(Fixture {
        access: Access::new(store.clone(), keys.clone(), settings)?,
        store,
        keys,
        client_id: client.id,
        secret: text,
    })
}

impl Fixture {
    fn token(&self) -> Result<String, Failure> {
        let request = TestRequest::default().to_http_request();
        let principal = self
            .access
            .prove(&request, &self.client_id, &self.secret)
            .map_err(|error| format!("{error:?}"))?;
        let grant = self.access.grant(&principal);
        Ok(grant.map_err(|error| format!("{error:?}"))?.token)
    }

    fn call(&self, authorization: &str) -> Result<Caller, Problem> {
        let request = TestRequest::default()
            .insert_header(("Authorization", authorization))
            .to_http_request();
        self.access.caller(&request)
    }
}

#[test]
fn a_token_names_its_client() -> Result<(), Failure> {
    let fixture = fixture(Role::CenterLead)?;
    let token = fixture.token()?;
    for scheme in ["Bearer", "bearer"] {
        let caller = fixture.call(&format!("{scheme} {token}"))?;
        assert_eq!(caller.client_id(), fixture.client_id);
        assert_eq!(caller.may(Action::Accept), Ok(Scope::Own));
        let refused = caller.may(Action::ManageClients).map_err(|p| p.code);
        assert_eq!(refused, Err(ProblemCode::Forbidden));
    }
    Ok(())
}

#[test]
fn without_a_good_token_nobody_comes_in() -> Result<(), Failure> {
    let fixture = fixture(Role::Admin)?;
    let token = fixture.token()?;
    let none = fixture
        .access
        .caller(&TestRequest::default().to_http_request())
        .err();
    assert_eq!(none.map(|problem| problem.token_refused), Some(false));
    let mut tampered = token.clone();
    tampered.pop();
    for value in [
        String::new(),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        format!("Basic {token}"),
        format!("Bearer {tampered}"),
        format!("Bearer {token}x"),
        format!("Bearer {token} {token}"),
        format!("Bearer {}", "a".repeat(10_000)),
    ] {
        let refused = fixture.call(&value).err();
        let refused = refused.map(|problem| (problem.code, problem.token_refused));
        let expected = (ProblemCode::Unauthorized, true);
        assert_eq!(refused, Some(expected), "{value}");
    }
    Ok(())
}

/// What the library would let pass: other types, members that carry a key, other claims.
#[test]
fn only_what_we_issue_is_read() -> Result<(), Failure> {
    let fixture = fixture(Role::Admin)?;
    let token = fixture.token()?;
    let (header, rest) = token.split_once('.').ok_or("header")?;
    let header: serde_json::Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header)?)?;
    assert_eq!(header.as_object().map(serde_json::Map::len), Some(3));
    for (member, value) in [
        ("typ", "JWT"),
        ("alg", "none"),
        ("alg", "HS256"),
        ("kid", "../../keys.json"),
        ("jku", "https://x"),
        ("x5u", "https://x"),
        ("crit", "exp"),
    ] {
        let mut header = header.clone();
        if let Some(header) = header.as_object_mut() {
            header.insert(member.to_owned(), value.into());
        }
        let forged = format!("{}.{rest}", URL_SAFE_NO_PAD.encode(header.to_string()));
        assert!(
            fixture.call(&format!("Bearer {forged}")).is_err(),
            "{member}"
        );
    }
    Ok(())
}

#[test]
fn a_changed_client_takes_effect_with_the_next_look() -> Result<(), Failure> {
    let fixture = fixture(Role::CenterLead)?;
    let bearer = format!("Bearer {}", fixture.token()?);
    assert!(fixture.call(&bearer).is_ok());
    let id = fixture.client_id.clone();
    fixture
        .store
        .write(move |connection| clients::disable(connection, &id, "system", Utc::now()))?;
    fixture.access.refresh()?;
    assert!(fixture.call(&bearer).is_err());
    let request = TestRequest::default().to_http_request();
    let proved = fixture
        .access
        .prove(&request, &fixture.client_id, &fixture.secret);
    assert_eq!(proved.err(), Some(TokenError::InvalidClient));
    Ok(())
}

#[test]
fn a_new_secret_voids_older_tokens_and_no_newer_ones() -> Result<(), Failure> {
    let mut fixture = fixture(Role::CenterLead)?;
    let old = format!("Bearer {}", fixture.token()?);
    let secret = Secret::new()?;
    fixture.secret = secret.reveal().to_owned();
    let id = fixture.client_id.clone();
    fixture.store.write(move |connection| {
        clients::renew_secret(connection, &id, &secret, "system", Utc::now())
    })?;
    fixture.access.refresh()?;
    let new = format!("Bearer {}", fixture.token()?);
    assert!(fixture.call(&old).is_err());
    assert!(fixture.call(&new).is_ok());
    Ok(())
}

#[test]
fn tokens_of_a_retired_key_stay_good_and_of_another_installation_never_are() -> Result<(), Failure>
{
    let (fixture, other) = (fixture(Role::Admin)?, fixture(Role::Admin)?);
    let bearer = format!("Bearer {}", fixture.token()?);
    assert!(other.call(&bearer).is_err());
    let keys = fixture.keys.clone();
    fixture
        .store
        .write(move |connection| signing_keys::rotate(connection, &keys, "system", Utc::now()))?;
    fixture.access.refresh()?;
    assert_eq!(fixture.access.public_keys().len(), 2);
    assert!(fixture.call(&bearer).is_ok());
    assert!(
        fixture
            .call(&format!("Bearer {}", fixture.token()?))
            .is_ok()
    );
    Ok(())
}

#[test]
fn many_failures_make_an_address_wait() -> Result<(), Failure> {
    let fixture = fixture(Role::Admin)?;
    let request = TestRequest::default().to_http_request();
    let attempt = |secret: &str| {
        let proved = fixture.access.prove(&request, &fixture.client_id, secret);
        proved.map(drop)
    };
    for _ in 0..20 {
        assert_eq!(attempt("wrong"), Err(TokenError::InvalidClient));
    }
    assert!(matches!(
        attempt(&fixture.secret),
        Err(TokenError::TooMany(_))
    ));
    Ok(())
}
