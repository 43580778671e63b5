//! `GET /.well-known/oauth-authorization-server`: where the endpoints are and what they can.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Role;
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::{Freshness, NoQuery, answer};
use crate::v1::responses::WellKnownProblems;

/// Metadata of the authorisation server (RFC 8414).
#[derive(Debug, Serialize, ToSchema)]
pub struct ServerMetadata {
    /// What the `iss` of every token is: the address set by the operator, else a name of this installation.
    #[schema(format = "uri", examples("https://jiandu.example.gov.cn"))]
    pub issuer: String,
    /// Where tokens are got.
    #[schema(format = "uri")]
    pub token_endpoint: String,
    /// Where tokens are revoked.
    #[schema(format = "uri")]
    pub revocation_endpoint: String,
    /// Where the public keys are.
    #[schema(format = "uri")]
    pub jwks_uri: String,
    /// Grants: `client_credentials`.
    pub grant_types_supported: [&'static str; 1],
    /// None: there is no authorisation endpoint.
    pub response_types_supported: [&'static str; 0],
    /// How a client proves itself at the token endpoint.
    pub token_endpoint_auth_methods_supported: [&'static str; 2],
    /// How a client proves itself to revoke a token.
    pub revocation_endpoint_auth_methods_supported: [&'static str; 2],
    /// The roles; a token has its client's, whatever was asked for.
    pub scopes_supported: Vec<&'static str>,
    /// The documentation.
    #[schema(format = "uri")]
    pub service_documentation: String,
}

const METHODS: [&str; 2] = ["client_secret_basic", "client_secret_post"];

/// Get the metadata of the token service
///
/// Where tokens are got, revoked and checked (RFC 8414), for libraries that configure themselves.
#[utoipa::path(
    get,
    path = "/.well-known/oauth-authorization-server",
    operation_id = "get_server_metadata",
    tag = "access",
    responses((status = 200, description = "The metadata", body = ServerMetadata, example = json!({
        "issuer": "https://jiandu.example.gov.cn",
        "token_endpoint": "https://jiandu.example.gov.cn/oauth/token",
        "revocation_endpoint": "https://jiandu.example.gov.cn/oauth/revoke",
        "jwks_uri": "https://jiandu.example.gov.cn/.well-known/jwks.json",
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "token_endpoint_auth_methods_supported": METHODS,
        "revocation_endpoint_auth_methods_supported": METHODS,
        "scopes_supported": ["admin", "platform", "intake", "complaint_officer", "center_lead"],
        "service_documentation": "https://jiandu.example.gov.cn/swagger-ui/"
    })), WellKnownProblems)
)]
pub async fn get_server_metadata(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let base = state
        .access
        .public_url()
        .map_or_else(|| base(&request), str::to_owned);
    let metadata = ServerMetadata {
        issuer: state.access.issuer(),
        token_endpoint: format!("{base}/oauth/token"),
        revocation_endpoint: format!("{base}/oauth/revoke"),
        jwks_uri: format!("{base}/.well-known/jwks.json"),
        grant_types_supported: ["client_credentials"],
        response_types_supported: [],
        token_endpoint_auth_methods_supported: METHODS,
        revocation_endpoint_auth_methods_supported: METHODS,
        scopes_supported: Role::ALL.iter().map(|role| role.as_str()).collect(),
        service_documentation: format!("{base}/swagger-ui/"),
    };
    answer(&request, Freshness::Changing, &metadata)
}

/// The address this request was sent to. What proxies say of it is not believed: behind one, the operator sets it.
fn base(request: &HttpRequest) -> String {
    let named = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .or_else(|| {
            request
                .uri()
                .authority()
                .map(|authority| authority.as_str())
        });
    let plain = |host: &&str| {
        !host.is_empty()
            && host.len() <= 255
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b))
    };
    match named.filter(plain) {
        Some(host) => format!("http://{host}"),
        None => format!("http://{}", request.app_config().local_addr()),
    }
}
