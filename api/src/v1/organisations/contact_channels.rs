//! `GET /api/v1/contact-channels`: how every guidance center can be reached (gd Art. 7), for everybody.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::{OrganisationKind, Regime};
use domain::division::DivisionCode;
use persistence::organisations::{self, Filter};
use persistence::{Connection, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::schema::ChannelsBody;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::paging::{Page, next_link};
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::ReadingProblems;

/// Which centers, and which page of them.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ChannelQuery {
    /// The center of this division (six digits).
    #[param(nullable = false, pattern = "^[0-9]{6}$", max_length = 6)]
    pub division: Option<String>,
    /// Items on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false)]
    pub cursor: Option<String>,
}

/// A center and how it can be reached.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactChannels {
    /// Id of the center.
    #[schema(examples("gd-440100"))]
    pub organisation_id: String,
    /// Its level.
    #[schema(required = true, examples("prefecture"))]
    pub level: Option<&'static str>,
    /// Its name.
    pub name_zh: String,
    /// The same in English.
    pub name_en: String,
    /// Code of the division it is responsible for; null for an industry center.
    #[schema(required = true, examples("440100"))]
    pub division_code: Option<String>,
    /// The industry of an industry center.
    #[schema(required = true)]
    pub industry: Option<String>,
    /// How it can be reached.
    pub channels: ChannelsBody,
}

/// A page of centers with their channels.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactChannelsList {
    /// The centers.
    pub items: Vec<ContactChannels>,
    /// Cursor of the next page; null on the last one.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// List where complaints can be handed in
///
/// Every guidance center of Guangdong with its e-mail, address, telephone and hours, as Art. 7 of the Guangdong measures demands that they be published. What a center has not entered yet is null.
#[utoipa::path(
    get,
    path = "/api/v1/contact-channels",
    operation_id = "list_contact_channels",
    tag = "organisations",
    params(ChannelQuery),
    responses(
        (status = 200, description = "A page of centers", body = ContactChannelsList),
        ReadingProblems,
    )
)]
pub async fn list_contact_channels(
    request: HttpRequest,
    query: web::Query<ChannelQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    if let Some(division) = &query.division
        && DivisionCode::parse(division).is_none()
    {
        return Err(Problem::new(ProblemCode::MalformedRequest).with_detail(
            "division 应为六位行政区划代码。",
            "division must be a division code of six digits.",
        ));
    }
    let filter = Filter {
        kind: Some(OrganisationKind::GuidanceCenter),
        regime: Some(Regime::Gd),
        parent_id: None,
        division_code: query.division.clone(),
        active: Some(true),
    };
    let list = format!("contact-channels {filter:?}");
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
    let items = found.into_iter().map(|center| ContactChannels {
        organisation_id: center.id,
        level: center.level.map(|level| level.as_str()),
        name_zh: center.name_zh,
        name_en: center.name_en,
        division_code: center.division_code,
        industry: center.industry,
        channels: center.channels.into(),
    });
    let body = ContactChannelsList {
        items: items.collect(),
        next,
    };
    let mut response = answer(&request, Freshness::Changing, &body)?;
    if let Some((name, value)) = link {
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}
