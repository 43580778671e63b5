//! `GET /api/v1/organisations`

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::{Action, OrganisationKind, Regime};
use persistence::organisations::{self, Filter};
use persistence::{Connection, StoreError};
use serde::Deserialize;
use utoipa::IntoParams;

use super::schema::{OrganisationBody, OrganisationKindName, OrganisationList, RegimeName};
use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::paging::{Page, next_link};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::PrivateReadingProblems;

/// Which organisations, and which page of them.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct OrganisationQuery {
    /// Of this kind.
    #[param(value_type = Option<OrganisationKindName>, nullable = false)]
    pub kind: Option<String>,
    /// Under this regulation.
    #[param(value_type = Option<RegimeName>, nullable = false)]
    pub regime: Option<String>,
    /// Directly under this organisation.
    #[param(nullable = false, pattern = "^[a-z0-9-]+$", max_length = 64)]
    pub parent: Option<String>,
    /// Items on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false)]
    pub cursor: Option<String>,
}

impl OrganisationQuery {
    fn filter(&self) -> Result<Filter, Problem> {
        let malformed = |name: &str| {
            Problem::new(ProblemCode::MalformedRequest).with_detail(
                format!("查询参数 {name} 的取值不正确。"),
                format!("The query parameter {name} has a wrong value."),
            )
        };
        let kind = self
            .kind
            .as_ref()
            .map(|word| OrganisationKind::parse(word).ok_or_else(|| malformed("kind")));
        let regime = self
            .regime
            .as_ref()
            .map(|word| Regime::parse(word).ok_or_else(|| malformed("regime")));
        Ok(Filter {
            kind: kind.transpose()?,
            regime: regime.transpose()?,
            parent_id: self.parent.clone(),
            division_code: None,
            active: None,
        })
    }
}

/// List the organisations
///
/// Guidance centers, complaint offices, undertaking departments, authorities, institutions and platforms, page by page.
#[utoipa::path(
    get,
    path = "/api/v1/organisations",
    operation_id = "list_organisations",
    tag = "organisations",
    params(OrganisationQuery),
    responses(
        (status = 200, description = "A page of organisations", body = OrganisationList),
        PrivateReadingProblems,
    )
)]
pub async fn list_organisations(
    request: HttpRequest,
    caller: Caller,
    query: web::Query<OrganisationQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ReadOrganisations)?;
    let filter = query.filter()?;
    let list = format!("organisations {filter:?}");
    let page = Page::new(&state.keys, list, query.limit, query.cursor.as_deref())?;
    let (after, limit) = (page.after.clone(), page.to_read());
    let mut found = state
        .read(
            move |connection: &mut Connection| -> Result<_, StoreError> {
                organisations::list(connection, &filter, after.as_deref(), limit)
            },
        )
        .await?;
    let next = page.cut(&state.keys, &mut found, |organisation| &organisation.id);
    let link = next.as_ref().and_then(|next| next_link(&request, next));
    let body = OrganisationList {
        items: found.into_iter().map(OrganisationBody::from).collect(),
        next,
    };
    let mut response = answer(&request, Freshness::Private, &body)?;
    if let Some((name, value)) = link {
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}
