//! Who may call: the schemes of tokens, and for every operation whether it needs one.

use domain::access::Role;
use utoipa::openapi::security::{
    ClientCredentials, Flow, Http, HttpAuthScheme, OAuth2, Scopes, SecurityRequirement,
    SecurityScheme,
};
use utoipa::openapi::{Components, OpenApi, path::Operation};

use super::operations;

/// OAuth 2 client credentials: what Swagger UI's Authorize button uses.
const OAUTH2: &str = "oauth2";

/// A token got elsewhere, such as by `jiandu token`.
const BEARER: &str = "bearer";

/// What stands open to everybody; every other path of the API refuses whoever has no token.
const OPEN: [&str; 11] = [
    "/api/v1/evaluations/",
    "/api/v1/regulations",
    "/api/v1/interpretations",
    "/api/v1/profiles",
    "/api/v1/calendars/",
    "/api/v1/contact-channels",
    "/api/v1/complaints/state-machine",
    "/api/v1/proceedings/state-machine",
    "/api/v1/public/",
    "/api/v1/draws/verify",
    "/api/v1/credit/formula",
];

/// Where reading is open to everybody, but loading a year and what that moved are not.
const CALENDARS: &str = "/api/v1/calendars/";

/// Whether an operation refuses whoever has no token.
pub(super) fn needs_token(operation: &Operation) -> bool {
    operation.security.as_ref().is_some_and(|choices| {
        !choices.is_empty() && !choices.contains(&SecurityRequirement::default())
    })
}

/// Adds the schemes, and to every operation whether it needs a token, or only takes one.
pub(super) fn complete(document: &mut OpenApi) {
    let named = |scheme: &str| SecurityRequirement::new(scheme, Vec::<String>::new());
    for (path, item) in &mut document.paths.paths {
        let open = !path.starts_with("/api/") || OPEN.iter().any(|open| path.starts_with(open));
        for (method, operation) in operations(item) {
            let guarded =
                path.starts_with(CALENDARS) && (method != "get" || path.ends_with("/effects"));
            operation.security = Some(if open && !guarded {
                vec![SecurityRequirement::default(), named(OAUTH2)]
            } else {
                vec![named(OAUTH2), named(BEARER)]
            });
        }
    }
    let scopes: Vec<(&str, &str)> = Role::ALL
        .iter()
        .map(|role| (role.as_str(), describe(*role)))
        .collect();
    let flow = ClientCredentials::new("/oauth/token", Scopes::from_iter(scopes));
    let oauth2 = OAuth2::with_description(
        [Flow::ClientCredentials(flow)],
        "Client id and secret, for a token that is good for minutes: a JWT made and checked as RFC8725 demands. Scopes \
         need not be chosen: a token has the role of its client.",
    );
    let mut bearer = Http::new(HttpAuthScheme::Bearer);
    bearer.bearer_format = Some("JWT (RFC 8725, RFC 9068)".to_owned());
    bearer.description =
        Some("A token of `/oauth/token` or of the command `jiandu token`.".to_owned());
    let components = document.components.get_or_insert_with(Components::new);
    components.add_security_scheme(OAUTH2, SecurityScheme::OAuth2(oauth2));
    components.add_security_scheme(BEARER, SecurityScheme::Http(bearer));
}

const fn describe(role: Role) -> &'static str {
    match role {
        Role::Admin => "Keeps organisations, clients, keys and the calendar",
        Role::Platform => "Hands in complaints and sees only those it handed in",
        Role::Intake => "Takes complaints down",
        Role::ComplaintOfficer => "Decides on the center's cases",
        Role::Handler => "Investigates what is assigned to the department",
        Role::CenterLead => "Leads a guidance center",
        Role::ProvinceLead => "Leads the provincial guidance center",
        Role::Regulator => "Decides on the authority's cases",
        Role::Inspector => "Inspects institutions",
        Role::Institution => "Acts for an institution",
        Role::Auditor => "Looks into how the work was done",
    }
}
