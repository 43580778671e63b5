//! `GET /api/v1/me`: who am I, and what may I do.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::access::Action;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::{Freshness, NoQuery, answer};
use crate::v1::responses::PrivateReadingProblems;

/// The caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// Id of the client.
    #[schema(format = Uuid)]
    pub client_id: String,
    /// What people call it.
    pub name: String,
    /// Its role.
    #[schema(examples("center_lead"))]
    pub role: &'static str,
    /// The organisation it acts for.
    #[schema(examples("gd-440100"))]
    pub organisation_id: String,
    /// The center or authority whose cases are its own: that of a complaint office is its guidance center.
    #[schema(examples("gd-440100"))]
    pub center_id: String,
    /// The regulation its organisation works under.
    #[schema(examples("gd"))]
    pub regime: &'static str,
    /// When the token it showed expires.
    pub token_expires_at: DateTime<Utc>,
    /// What it may do, and of which cases; what is not listed is refused.
    pub actions: Vec<Permission>,
}

/// Something the caller may do.
#[derive(Debug, Serialize, ToSchema)]
pub struct Permission {
    /// What.
    #[schema(examples("accept"))]
    pub action: &'static str,
    /// Of which cases: `submitted` (handed in by this client), `assigned`, `own` (of its center), `regime` (all under
    /// its regulation), or `all` where it is not about cases.
    #[schema(examples("own"))]
    pub scope: &'static str,
}

/// Get the caller
///
/// Client, role, organisation and permissions of whoever asks, as they are now.
#[utoipa::path(
    get,
    path = "/api/v1/me",
    operation_id = "get_me",
    tag = "access",
    responses((status = 200, description = "The caller", body = Me), PrivateReadingProblems)
)]
pub async fn get_me(
    request: HttpRequest,
    caller: Caller,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let principal = &caller.principal;
    let name = state.access.client_name(&principal.client_id);
    let permitted = |action: &Action| {
        principal.scope(*action).map(|scope| Permission {
            action: action.as_str(),
            scope: scope.as_str(),
        })
    };
    let me = Me {
        client_id: principal.client_id.clone(),
        name: name.map_or_else(String::new, |name| name.to_string()),
        role: principal.role.as_str(),
        organisation_id: principal.organisation_id.clone(),
        center_id: principal.center_id.clone(),
        regime: principal.regime.as_str(),
        token_expires_at: DateTime::from_timestamp(caller.token.expires_at, 0)
            .unwrap_or_else(Utc::now),
        actions: Action::ALL.iter().filter_map(permitted).collect(),
    };
    answer(&request, Freshness::Private, &me)
}
