//! `GET /api/v1/clients`

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::{Action, Role};
use persistence::clients::{self, Filter};
use persistence::{Connection, StoreError};
use serde::Deserialize;
use utoipa::IntoParams;

use super::schema::{ClientBody, ClientList, RoleName};
use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::paging::{Page, next_link};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::PrivateReadingProblems;

/// Which clients, and which page of them.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ClientQuery {
    /// In this role.
    #[param(value_type = Option<RoleName>, nullable = false)]
    pub role: Option<String>,
    /// Of this organisation.
    #[param(nullable = false, pattern = "^[a-z0-9-]+$", max_length = 64)]
    pub organisation: Option<String>,
    /// Items on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false)]
    pub cursor: Option<String>,
}

/// List the clients
///
/// Whoever can call the API, in the order of their creation, page by page; secrets are shown nowhere. For administrators.
#[utoipa::path(
    get,
    path = "/api/v1/clients",
    operation_id = "list_clients",
    tag = "access",
    params(ClientQuery),
    responses(
        (status = 200, description = "A page of clients", body = ClientList),
        PrivateReadingProblems,
    )
)]
pub async fn list_clients(
    request: HttpRequest,
    caller: Caller,
    query: web::Query<ClientQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ManageClients)?;
    let role = query.role.as_ref().map(|word| {
        Role::parse(word).ok_or_else(|| {
            Problem::new(ProblemCode::MalformedRequest).with_detail(
                "查询参数 role 的取值不正确。",
                "The query parameter role has a wrong value.",
            )
        })
    });
    let filter = Filter {
        role: role.transpose()?,
        organisation_id: query.organisation.clone(),
    };
    let list = format!("clients {filter:?}");
    let page = Page::new(&state.keys, list, query.limit, query.cursor.as_deref())?;
    let (after, limit) = (page.after.clone(), page.to_read());
    let mut found = state
        .read(
            move |connection: &mut Connection| -> Result<_, StoreError> {
                clients::list(connection, &filter, after.as_deref(), limit)
            },
        )
        .await?;
    let next = page.cut(&state.keys, &mut found, |client| &client.id);
    let link = next.as_ref().and_then(|next| next_link(&request, next));
    let body = ClientList {
        items: found.into_iter().map(ClientBody::from).collect(),
        next,
    };
    let mut response = answer(&request, Freshness::Private, &body)?;
    if let Some((name, value)) = link {
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}
