//! Tokens that somebody else made, or changed: not one of them comes in.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::Utc;
use domain::access::Role;
use jsonwebtoken::{Algorithm, EncodingKey, crypto};
use persistence::keys::KeyRing;
use persistence::{Store, StoreOptions, access};
use serde_json::{Value, json};
use tests::database::Kind;
use tests::server::Server;

use crate::support::on_both;

on_both!(
    forged_tokens_are_refused,
    tokens_of_a_retired_key_are_good_until_they_expire,
    a_token_of_another_installation_is_refused,
    what_was_disabled_stays_outside,
);

/// Everything an attacker could wish for: the installation's own key.
struct Forge {
    kid: String,
    private: Vec<u8>,
    public: [u8; 32],
    header: Value,
    claims: Value,
}

impl Forge {
    fn new(server: &Server) -> Self {
        let url = server.database.url().parse().unwrap();
        let store = Store::open(&url, StoreOptions::default()).unwrap();
        let keys = KeyRing::load(&server.database.folder().join("keys.json")).unwrap();
        let record = access::load(&store, Utc::now()).unwrap();
        let key = &record.signing_keys[0];
        let client = server.any(Role::CenterLead).client_id;
        let now = Utc::now().timestamp();
        Self {
            kid: key.kid.clone(),
            private: key.private(&keys).unwrap().to_vec(),
            public: key.public_key,
            header: json!({"typ": "at+jwt", "alg": "EdDSA", "kid": key.kid}),
            claims: json!({
                "iss": format!("urn:uuid:{}", record.installation),
                "sub": client,
                "aud": "jiandu",
                "exp": now + 900,
                "iat": now,
                "nbf": now,
                "jti": "0",
                "client_id": client,
                "scope": "center_lead",
            }),
        }
    }

    /// A token signed by the installation's own key, whatever it says.
    fn signed(&self, header: &Value, claims: &Value) -> String {
        let key = EncodingKey::from_ed_der(&self.private);
        let message = message(header, claims);
        let signature = crypto::sign(message.as_bytes(), &key, Algorithm::EdDSA).unwrap();
        format!("{message}.{signature}")
    }

    fn with_header(&self, member: &str, value: Value) -> String {
        let mut header = self.header.clone();
        header[member] = value;
        self.signed(&header, &self.claims)
    }

    fn with_claim(&self, member: &str, value: Value) -> String {
        let mut claims = self.claims.clone();
        claims[member] = value;
        self.signed(&self.header, &claims)
    }

    fn without(&self, member: &str) -> String {
        let (mut header, mut claims) = (self.header.clone(), self.claims.clone());
        header.as_object_mut().unwrap().remove(member);
        claims.as_object_mut().unwrap().remove(member);
        self.signed(&header, &claims)
    }
}

fn message(header: &Value, claims: &Value) -> String {
    let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}", encode(header), encode(claims))
}

/// Signed by a shared secret, as if the public key were one.
fn hmac(forge: &Forge, secret: &[u8]) -> String {
    let mut header = forge.header.clone();
    header["alg"] = "HS256".into();
    let message = message(&header, &forge.claims);
    let key = EncodingKey::from_secret(secret);
    let signature = crypto::sign(message.as_bytes(), &key, Algorithm::HS256).unwrap();
    format!("{message}.{signature}")
}

fn forged_tokens_are_refused(server: &Server) {
    let forge = Forge::new(server);
    let good = forge.signed(&forge.header, &forge.claims);
    let me = server.get_as(&good, "/api/v1/me").good();
    assert_eq!(
        me["client_id"], forge.claims["client_id"],
        "the forge works"
    );

    let now = Utc::now().timestamp();
    let (head, rest) = good.split_once('.').unwrap();
    let (payload, signature) = rest.split_once('.').unwrap();
    let other = jwk_of_another_key();
    let mut none_header = forge.header.clone();
    none_header["alg"] = "none".into();
    let unsigned = message(&none_header, &forge.claims);
    let x = URL_SAFE_NO_PAD.encode(forge.public);
    let pem = format!(
        "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n",
        STANDARD.encode(spki(&forge.public))
    );
    let mut admin = forge.claims.clone();
    admin["sub"] = server.admin().client_id.into();
    admin["client_id"] = admin["sub"].clone();
    let swapped = URL_SAFE_NO_PAD.encode(admin.to_string());
    let mut flipped = URL_SAFE_NO_PAD.decode(signature).unwrap();
    flipped[0] ^= 1;

    let forged = [
        ("alg none", format!("{unsigned}.")),
        (
            "alg none with a signature",
            format!("{unsigned}.{signature}"),
        ),
        ("alg None", forge.with_header("alg", "None".into())),
        (
            "alg HS256, signed rightly",
            forge.with_header("alg", "HS256".into()),
        ),
        ("alg ES256", forge.with_header("alg", "ES256".into())),
        ("alg RS256", forge.with_header("alg", "RS256".into())),
        (
            "HS256, the public key as secret",
            hmac(&forge, &forge.public),
        ),
        (
            "HS256, the public key in base64",
            hmac(&forge, x.as_bytes()),
        ),
        ("HS256, the public key as PEM", hmac(&forge, pem.as_bytes())),
        ("HS256, an empty secret", hmac(&forge, b"")),
        ("typ JWT", forge.with_header("typ", "JWT".into())),
        (
            "typ of another case",
            forge.with_header("typ", "AT+JWT".into()),
        ),
        ("no typ", forge.without("typ")),
        ("no kid", forge.without("kid")),
        ("kid null", forge.with_header("kid", Value::Null)),
        ("kid unknown", forge.with_header("kid", "0".into())),
        (
            "kid a path",
            forge.with_header("kid", "../../../dev/null".into()),
        ),
        (
            "kid SQL",
            forge.with_header("kid", "x' UNION SELECT 'a".into()),
        ),
        ("kid a list", forge.with_header("kid", json!([forge.kid]))),
        (
            "kid with NUL",
            forge.with_header("kid", format!("{}\0", forge.kid).into()),
        ),
        ("jwk", forge.with_header("jwk", other.clone())),
        (
            "jku",
            forge.with_header("jku", "https://evil.example/keys".into()),
        ),
        (
            "x5u",
            forge.with_header("x5u", "https://evil.example/cert".into()),
        ),
        ("x5c", forge.with_header("x5c", json!(["AAAA"]))),
        ("crit", forge.with_header("crit", json!(["exp"]))),
        ("zip", forge.with_header("zip", "DEF".into())),
        ("signed by another key", by_another_key(&forge)),
        (
            "iss of another",
            forge.with_claim("iss", "urn:uuid:0".into()),
        ),
        (
            "iss a list",
            forge.with_claim("iss", json!([forge.claims["iss"]])),
        ),
        ("no iss", forge.without("iss")),
        ("aud of another", forge.with_claim("aud", "other".into())),
        (
            "aud a list",
            forge.with_claim("aud", json!(["jiandu", "other"])),
        ),
        ("no aud", forge.without("aud")),
        ("no exp", forge.without("exp")),
        ("exp null", forge.with_claim("exp", Value::Null)),
        ("exp a text", forge.with_claim("exp", "9999999999".into())),
        ("exp past", forge.with_claim("exp", (now - 10).into())),
        (
            "exp far away",
            forge.with_claim("exp", (now + 86_400).into()),
        ),
        ("exp beyond numbers", forge.with_claim("exp", json!(1e300))),
        ("exp negative", forge.with_claim("exp", (-1).into())),
        ("no nbf", forge.without("nbf")),
        ("nbf future", forge.with_claim("nbf", (now + 60).into())),
        ("no iat", forge.without("iat")),
        ("iat future", forge.with_claim("iat", (now + 60).into())),
        (
            "iat long past",
            forge.with_claim("iat", (now - 86_400).into()),
        ),
        ("no sub", forge.without("sub")),
        (
            "sub of another",
            forge.with_claim("sub", server.admin().client_id.into()),
        ),
        ("no client_id", forge.without("client_id")),
        ("client_id of nobody", {
            let mut claims = forge.claims.clone();
            claims["sub"] = "nobody".into();
            claims["client_id"] = "nobody".into();
            forge.signed(&forge.header, &claims)
        }),
        ("no jti", forge.without("jti")),
        ("a further claim", forge.with_claim("role", "admin".into())),
        (
            "payload of another",
            format!("{head}.{swapped}.{signature}"),
        ),
        ("signature changed", {
            format!("{head}.{payload}.{}", URL_SAFE_NO_PAD.encode(&flipped))
        }),
        (
            "signature cut",
            format!("{head}.{payload}.{}", &signature[..40]),
        ),
        ("no signature", format!("{head}.{payload}.")),
        ("two parts", format!("{head}.{payload}")),
        ("four parts", format!("{good}.{signature}")),
        ("padded", format!("{head}.{payload}.{signature}==")),
        ("a blank within", format!("{head}. {payload}.{signature}")),
        ("a member twice", {
            let twice = forge.header.to_string().replacen('{', "{\"kid\":\"0\",", 1);
            let message = format!("{}.{payload}", URL_SAFE_NO_PAD.encode(twice));
            let key = EncodingKey::from_ed_der(&forge.private);
            let own = crypto::sign(message.as_bytes(), &key, Algorithm::EdDSA).unwrap();
            format!("{message}.{own}")
        }),
        (
            "very long",
            forge.with_claim("jti", "x".repeat(4000).into()),
        ),
        ("nothing", "..".to_owned()),
    ];
    let mut came_in = Vec::new();
    for (name, token) in &forged {
        let answer = server
            .call("GET", "/api/v1/me")
            .header(
                "Authorization",
                &format!("Bearer {}", token.replace('\0', "")),
            )
            .send();
        if answer.status != 401 {
            came_in.push((name, answer.status));
            continue;
        }
        let problem = answer.problem(401, "unauthorized");
        assert_eq!(problem["errors"], json!([]));
        let told = answer.header("www-authenticate");
        assert_eq!(told, "Bearer error=\"invalid_token\"", "{name}");
    }
    assert_eq!(came_in, []);
    let me = server.get_as(&good, "/api/v1/me").good();
    assert_eq!(me["role"], "center_lead");
}

/// The ASN.1 in which PEM holds an Ed25519 public key.
fn spki(public: &[u8]) -> Vec<u8> {
    let prefix = [48, 42, 48, 5, 6, 3, 43, 101, 112, 3, 33, 0];
    [&prefix, public].concat()
}

/// The PKCS #8 of a key that everybody knows (RFC 8032, test 1).
fn known_private() -> Vec<u8> {
    let seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    let seed: Vec<u8> = (0..32)
        .map(|index| u8::from_str_radix(&seed[2 * index..2 * index + 2], 16).unwrap())
        .collect();
    let prefix = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];
    [prefix.as_slice(), &seed].concat()
}

fn jwk_of_another_key() -> Value {
    json!({"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})
}

/// The header brings its own key along, and the signature is good by that.
fn by_another_key(forge: &Forge) -> String {
    let message = message(&forge.header, &forge.claims);
    let key = EncodingKey::from_ed_der(&known_private());
    let signature = crypto::sign(message.as_bytes(), &key, Algorithm::EdDSA).unwrap();
    format!("{message}.{signature}")
}

fn tokens_of_a_retired_key_are_good_until_they_expire(kind: Kind) {
    let server = Server::builder(kind).start();
    let admin = server.admin();
    let forge = Forge::new(&server);
    let kid = |token: &str| {
        let header = token.split('.').next().unwrap();
        let header: Value =
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).unwrap()).unwrap();
        header["kid"].as_str().unwrap().to_owned()
    };
    let rotated = server.post_as(&admin.token, "/api/v1/signing-keys/rotate", &json!({}));
    let rotated = rotated.good();
    let _ = server.get_as(&admin.token, "/api/v1/me").good();
    let new = server.token(&admin.client_id, &admin.client_secret);
    assert_eq!(kid(&new), rotated["kid"]);
    assert_ne!(kid(&admin.token), kid(&new));
    let keys = server.get("/.well-known/jwks.json").good();
    assert_eq!(keys["keys"].as_array().unwrap().len(), 2);
    assert_eq!(keys["keys"][0]["kid"], rotated["kid"]);
    // Expired, it is as void as any.
    let past = Utc::now().timestamp() - 10;
    let mut claims = forge.claims.clone();
    claims["exp"] = past.into();
    claims["iat"] = (past - 900).into();
    claims["nbf"] = (past - 900).into();
    let expired = forge.signed(&forge.header, &claims);
    let _ = server
        .get_as(&expired, "/api/v1/me")
        .problem(401, "unauthorized");
    for role in [Role::CenterLead, Role::Auditor] {
        let refused = server.post_as(
            &server.any(role).token,
            "/api/v1/signing-keys/rotate",
            &json!({}),
        );
        let _ = refused.problem(403, "forbidden");
    }
}

fn a_token_of_another_installation_is_refused(kind: Kind) {
    let (one, other) = (Server::builder(kind).start(), Server::builder(kind).start());
    let token = other.admin().token;
    let _ = other.get_as(&token, "/api/v1/me").good();
    let _ = one
        .get_as(&token, "/api/v1/me")
        .problem(401, "unauthorized");
}

fn what_was_disabled_stays_outside(kind: Kind) {
    let server = Server::builder(kind).start();
    let admin = server.admin().token;
    let officer = server.any(Role::ComplaintOfficer);
    let path = format!("/api/v1/clients/{}", officer.client_id);
    let _ = server.get_as(&officer.token, "/api/v1/me").good();
    // A new secret voids the old one and its tokens.
    let renewed = server
        .post_as(&admin, &format!("{path}/secret"), &json!({}))
        .good();
    let _ = server
        .get_as(&officer.token, "/api/v1/me")
        .problem(401, "unauthorized");
    assert_eq!(
        server
            .ask_token(&officer.client_id, &officer.client_secret)
            .status,
        401
    );
    let secret = renewed["client_secret"].as_str().unwrap();
    let token = server.token(&officer.client_id, secret);
    let _ = server.get_as(&token, "/api/v1/me").good();
    let _ = server
        .post_as(&admin, &format!("{path}/disable"), &json!({}))
        .good();
    let _ = server
        .get_as(&token, "/api/v1/me")
        .problem(401, "unauthorized");
    assert_eq!(server.ask_token(&officer.client_id, secret).status, 401);
    // An organisation that stops working takes its clients along.
    let lead = server.actor(Role::CenterLead, "gd-440200");
    let stopped = server
        .call("PATCH", "/api/v1/organisations/gd-440200")
        .token(&admin)
        .header("If-Match", "\"1\"")
        .json_text(json!({"active": false}).to_string())
        .send();
    assert_eq!(stopped.good()["active"], false);
    let _ = server
        .get_as(&lead.token, "/api/v1/me")
        .problem(401, "unauthorized");
    assert_eq!(
        server
            .ask_token(&lead.client_id, &lead.client_secret)
            .status,
        401
    );
}
