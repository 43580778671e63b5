//! `GET /api/v1/complaints/{id}/materials`: what of a case is sealed and may be shown to the caller.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::gd::case::Material;
use domain::gd::case::handling::Held;
use persistence::Connection;
use persistence::complaints::row;
use serde::Serialize;
use utoipa::ToSchema;

use super::command::named;
use super::reach::ReachingMaterials;
use super::schema::CaseId;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::{Freshness, NoQuery, answer};
use crate::v1::responses::CaseProblems;

/// The materials of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct MaterialList {
    /// Those that the caller may see.
    pub items: Vec<MaterialBody>,
}

/// A material, without its content.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Material)]
pub struct MaterialBody {
    /// Its id: `identity`, `statement`, or that of the sealed text or file.
    #[schema(examples("statement"))]
    pub id: String,
    /// What it is.
    #[schema(examples("statement"))]
    pub kind: &'static str,
    /// The day it came.
    pub on: NaiveDate,
    /// The organisation whose own business it is, such as a department's report; null: the center's.
    pub organisation: Option<String>,
    /// `text`: disclosed for a purpose; `file`: downloaded as an attachment.
    pub held_as: &'static str,
}

/// List what of a case is sealed
///
/// What there is, not what it says: those who answer for the case see all of it, a department what was passed to it and what is its own (Art. 11 and 15), the province what another center reported to it (Art. 4(2)). Each is read by a disclosure, for a purpose and on record.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/{id}/materials",
    operation_id = "list_complaint_materials",
    tag = "complaints",
    params(CaseId),
    responses((status = 200, description = "The materials", body = MaterialList), CaseProblems)
)]
pub async fn list_complaint_materials(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = ReachingMaterials::of(&caller)?;
    let id = id.into_inner();
    named(&id)?;
    let row = state
        .read(move |connection: &mut Connection| row::read(connection, &id))
        .await?;
    let case = reaching.readable(row)?;
    let items = case
        .materials()
        .into_iter()
        .filter(|material| case.may_see(&caller.principal, material))
        .map(MaterialBody::from)
        .collect();
    answer(&request, Freshness::Private, &MaterialList { items })
}

impl From<Material> for MaterialBody {
    fn from(material: Material) -> Self {
        Self {
            kind: material.kind.as_str(),
            on: material.on,
            organisation: material.organisation,
            held_as: match material.held {
                Held::Text(_) => "text",
                Held::File(_) => "file",
            },
            id: material.id,
        }
    }
}
