//! The token endpoint and what belongs to it.

use domain::access::Role;
use serde_json::{Value, json};
use tests::client::Answer;
use tests::database::Kind;
use tests::server::Server;

use crate::support::on_both;

on_both!(
    a_client_gets_a_token_as_swagger_ui_asks_for_it,
    what_is_wrong_is_told_as_the_standard_has_it,
    a_revoked_token_is_void_at_once,
    the_key_set_and_the_metadata_lead_on,
    guessing_secrets_ends_soon,
    the_caller_is_told_who_it_is,
);

fn base64(text: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let mut bits = 0_u32;
        for index in 0..3 {
            bits = bits << 8 | u32::from(*chunk.get(index).unwrap_or(&0));
        }
        for index in 0..4 {
            let six = bits >> (18 - 6 * index) & 63;
            let shown = index <= chunk.len();
            out.push(if shown {
                char::from(ALPHABET[usize::try_from(six).unwrap()])
            } else {
                '='
            });
        }
    }
    out
}

fn oauth_error(answer: &Answer, status: u16, error: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.json()["error"], error, "{}", answer.text());
    assert!(answer.json()["error_description"].is_string());
    if status == 401 {
        assert!(answer.header("www-authenticate").starts_with("Basic"));
    }
}

fn a_client_gets_a_token_as_swagger_ui_asks_for_it(server: &Server) {
    let actor = server.any(Role::CenterLead);
    let basic = format!(
        "Basic {}",
        base64(&format!("{}:{}", actor.client_id, actor.client_secret))
    );
    let grant = ("grant_type", "client_credentials");
    let asked = [
        server.ask_token(&actor.client_id, &actor.client_secret),
        // Swagger UI: HTTP Basic, the chosen scopes in the form, X-Requested-With.
        server
            .call("POST", "/oauth/token")
            .header("Authorization", &basic)
            .header("X-Requested-With", "XMLHttpRequest")
            .header("Accept", "application/json, text/plain, */*")
            .form(&[grant, ("scope", "center_lead admin")])
            .send(),
        server
            .call("POST", "/oauth/token")
            .header("Authorization", &basic)
            .form(&[grant, ("scope", ""), ("client_id", &actor.client_id)])
            .send(),
    ];
    for answer in asked {
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(answer.header("cache-control"), "no-store");
        let body = answer.json();
        assert_eq!(body["token_type"], "Bearer");
        assert_eq!(body["expires_in"], 900);
        assert_eq!(body["scope"], "center_lead");
        let token = body["access_token"].as_str().unwrap();
        let me = server.get_as(token, "/api/v1/me").good();
        assert_eq!(me["client_id"], actor.client_id.as_str());
    }
}

fn what_is_wrong_is_told_as_the_standard_has_it(kind: Kind) {
    // Its failures are counted: a server of its own.
    let server = Server::builder(kind).start();
    let actor = server.admin();
    let (id, secret) = (actor.client_id.as_str(), actor.client_secret.as_str());
    let ask = |fields: &[(&str, &str)]| server.call("POST", "/oauth/token").form(fields).send();
    let grant = ("grant_type", "client_credentials");
    oauth_error(&ask(&[]), 400, "invalid_request");
    oauth_error(
        &ask(&[("grant_type", "password")]),
        400,
        "unsupported_grant_type",
    );
    oauth_error(&ask(&[grant]), 401, "invalid_client");
    oauth_error(&ask(&[grant, ("client_id", id)]), 401, "invalid_client");
    let wrong = [
        (id, "wrong"),
        ("nobody", secret),
        ("' OR 1=1 --", secret),
        (id, &secret[1..]),
    ];
    for (id, secret) in wrong {
        oauth_error(&server.ask_token(id, secret), 401, "invalid_client");
    }
    let pair = [grant, ("client_id", id), ("client_secret", secret)];
    oauth_error(
        &ask(&[pair.as_slice(), &[grant]].concat()),
        400,
        "invalid_request",
    );
    for authorization in ["Basic", "Basic !!", "Bearer x", "Basic eDp5"] {
        let call = server
            .call("POST", "/oauth/token")
            .header("Authorization", authorization);
        oauth_error(&call.form(&[grant]).send(), 401, "invalid_client");
    }
    let both = server.call("POST", "/oauth/token").header(
        "Authorization",
        &format!("Basic {}", base64(&format!("{id}:{secret}"))),
    );
    oauth_error(&both.form(&pair).send(), 400, "invalid_request");
    let json = server.post("/oauth/token", &json!({"grant_type": "client_credentials"}));
    let _ = json.problem(415, "unsupported_media_type");
    let large = server.call("POST", "/oauth/token");
    let large = large
        .form(&[grant, ("client_id", &"x".repeat(9000))])
        .send();
    let _ = large.problem(413, "payload_too_large");
    let _ = server
        .get("/oauth/token")
        .problem(405, "method_not_allowed");
    // None of this keeps the right secret out.
    assert_eq!(server.ask_token(id, secret).status, 200);
    let said = server.lines().all().join("\n");
    assert!(!said.contains(secret));
}

fn a_revoked_token_is_void_at_once(kind: Kind) {
    let server = Server::builder(kind).start();
    let (one, other) = (server.any(Role::CenterLead), server.any(Role::Regulator));
    let revoke = |id: &str, secret: &str, token: &str| {
        let fields = [
            ("token", token),
            ("client_id", id),
            ("client_secret", secret),
        ];
        server.call("POST", "/oauth/revoke").form(&fields).send()
    };
    let second = server.token(&one.client_id, &one.client_secret);
    let stranger = revoke(&other.client_id, &other.client_secret, &one.token);
    oauth_error(&stranger, 400, "unauthorized_client");
    let _ = server.get_as(&one.token, "/api/v1/me").good();
    oauth_error(
        &revoke(&one.client_id, "wrong", &one.token),
        401,
        "invalid_client",
    );
    oauth_error(
        &revoke(&one.client_id, &one.client_secret, ""),
        400,
        "invalid_request",
    );
    for _ in 0..2 {
        let done = revoke(&one.client_id, &one.client_secret, &one.token);
        assert_eq!((done.status, done.text()), (200, "{}"));
        let refused = server.get_as(&one.token, "/api/v1/me");
        let _ = refused.problem(401, "unauthorized");
    }
    assert_eq!(
        revoke(&one.client_id, &one.client_secret, "nonsense").status,
        200
    );
    let _ = server.get_as(&second, "/api/v1/me").good();
    // Another server on the same database follows.
    let replica = Server::builder(kind).database(&server.database).start();
    let _ = replica
        .get_as(&one.token, "/api/v1/me")
        .problem(401, "unauthorized");
    let _ = replica.get_as(&second, "/api/v1/me").good();
    assert_eq!(
        revoke(&one.client_id, &one.client_secret, &second).status,
        200
    );
    tests::wait::until("the replica follows", || {
        let refused = replica.get_as(&second, "/api/v1/me").status == 401;
        refused.then_some(())
    });
}

fn the_key_set_and_the_metadata_lead_on(server: &Server) {
    let metadata = server.get("/.well-known/oauth-authorization-server").good();
    let base = format!("http://{}", server.address);
    for (member, path) in [
        ("token_endpoint", "/oauth/token"),
        ("revocation_endpoint", "/oauth/revoke"),
        ("jwks_uri", "/.well-known/jwks.json"),
        ("service_documentation", "/swagger-ui/"),
    ] {
        assert_eq!(metadata[member], format!("{base}{path}"));
    }
    assert!(
        metadata["issuer"]
            .as_str()
            .unwrap()
            .starts_with("urn:uuid:")
    );
    let keys = server.get("/.well-known/jwks.json").good();
    let first = &keys["keys"][0];
    assert_eq!(first["kty"], "OKP");
    assert_eq!(first["alg"], "EdDSA");
    assert!(first.get("d").is_none(), "{first}");
    let spoofed = server
        .call("GET", "/.well-known/oauth-authorization-server")
        .header("X-Forwarded-Host", "evil.example")
        .send();
    assert!(!spoofed.text().contains("evil"));
}

fn guessing_secrets_ends_soon(kind: Kind) {
    let server = Server::builder(kind).start();
    let actor = server.admin();
    let refused = (0..40).find(|_| server.ask_token(&actor.client_id, "guess").status == 429);
    assert_eq!(refused, Some(20));
    let answer = server.ask_token(&actor.client_id, &actor.client_secret);
    let _ = answer.problem(429, "rate_limited");
    assert!(!answer.header("retry-after").is_empty());
    // Tokens that are there stay good.
    let _ = server.get_as(&actor.token, "/api/v1/me").good();
}

fn the_caller_is_told_who_it_is(server: &Server) {
    for role in Role::ALL {
        let actor = server.any(*role);
        let me = server.get_as(&actor.token, "/api/v1/me").good();
        assert_eq!(me["role"], role.as_str());
        assert_eq!(me["organisation_id"], actor.organisation.as_str());
        let actions: Vec<&Value> = me["actions"].as_array().unwrap().iter().collect();
        assert!(actions.iter().any(|a| a["action"] == "read_organisations"));
        for action in domain::access::Action::ALL {
            let told = actions.iter().find(|a| a["action"] == action.as_str());
            let scope = domain::access::scope(*role, *action);
            assert_eq!(
                told.map(|told| told["scope"].as_str().unwrap()),
                scope.map(|scope| scope.as_str())
            );
        }
    }
    let office = server.organisation(domain::access::OrganisationKind::ComplaintOffice);
    let officer = server.actor(Role::ComplaintOfficer, &office);
    let me = server.get_as(&officer.token, "/api/v1/me").good();
    assert_eq!(me["center_id"], "gd-440100");
}
