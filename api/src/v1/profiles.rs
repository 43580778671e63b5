//! `GET /api/v1/profiles`: the parameter profiles that evaluations can name.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::parameter::Profile;
use serde::Serialize;
use utoipa::ToSchema;

use super::as_of::AsOfQuery;
use super::evaluation::schema::ParameterNumberOrChoice;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::{Freshness, answer};
use crate::v1::responses::ReadingProblems;

/// A named set of dated parameters.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProfileBody {
    /// Id that requests name.
    #[schema(examples("gd-default"))]
    pub id: String,
    /// Name.
    pub name_zh: String,
    /// The same in English.
    pub name_en: String,
    /// The regulation whose rules it parametrises.
    #[schema(examples("gd-complaints"))]
    pub regulation: &'static str,
    /// `regulation`, `local_rule` (stricter local rules under gd Art. 21) or `local_policy`.
    #[schema(examples("regulation"))]
    pub source: &'static str,
    /// The profile it departs from.
    #[schema(required = true)]
    pub base: Option<String>,
    /// The local document it rests on.
    #[schema(required = true)]
    pub basis: Option<String>,
    /// The centers whose cases it governs (gd Art. 21).
    pub centers: Vec<String>,
    /// Its values in force on the day.
    pub values: Vec<ProfileValueBody>,
}

/// A value of a profile.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProfileValueBody {
    /// Name of the parameter.
    #[schema(examples("handling_working_days"))]
    pub parameter: &'static str,
    /// Value in force.
    pub value: ParameterNumberOrChoice,
    /// Provision id, `local_rule` or `local_policy`.
    #[schema(examples("gd-complaints/art18"))]
    pub source: &'static str,
}

/// The profiles; the list is complete.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProfileList {
    /// The day asked for.
    pub as_of: NaiveDate,
    /// The profiles.
    pub items: Vec<ProfileBody>,
    /// Cursor of the next page: always null, the list is complete.
    #[schema(required = true)]
    pub next: Option<String>,
}

impl ProfileBody {
    fn of(profile: &Profile, as_of: NaiveDate) -> Self {
        Self {
            id: profile.id.clone(),
            name_zh: profile.name_zh.clone(),
            name_en: profile.name_en.clone(),
            regulation: profile.regulation.as_str(),
            source: profile.source.as_str(),
            base: profile.base.clone(),
            basis: profile.basis.clone(),
            centers: profile.centers.clone(),
            values: profile
                .values(as_of)
                .iter()
                .map(|resolved| ProfileValueBody {
                    parameter: resolved.parameter.name,
                    value: resolved.value.into(),
                    source: resolved.source,
                })
                .collect(),
        }
    }
}

/// List the profiles
///
/// The parameter profiles that evaluations can name: the regulations' own values, local policy, and stricter local
/// rules (gd Art. 21).
#[utoipa::path(
    get,
    path = "/api/v1/profiles",
    operation_id = "list_profiles",
    tag = "law",
    params(AsOfQuery),
    responses((status = 200, description = "The profiles", body = ProfileList), ReadingProblems)
)]
pub async fn list_profiles(
    request: HttpRequest,
    query: web::Query<AsOfQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let as_of = query.as_of.unwrap_or_else(|| state.today());
    let list = ProfileList {
        as_of,
        items: state
            .basis
            .load()
            .profiles()
            .map(|profile| ProfileBody::of(profile, as_of))
            .collect(),
        next: None,
    };
    answer(&request, Freshness::Changing, &list)
}
