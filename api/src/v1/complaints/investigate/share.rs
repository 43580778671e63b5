//! `POST /api/v1/complaints/{id}/material-shares`: a department may see further materials (Art. 11).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::command::handling::ShareMaterials;
use domain::gd::case::{Command, CommandName};
use persistence::complaints::record::Confidential;

use super::{MOST_MATERIALS, some};
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, object};
use crate::http::{IfMatch, Lang, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::{self, Given};
use crate::v1::complaints::schema::{CaseId, CommandHeaders};
use crate::v1::complaints::schema_investigation::MaterialShareInput;
use crate::v1::complaints::view::CaseBody;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Let a department see further materials
///
/// What an undertaking department may see is what was passed to it (Art. 11 and 15); it reads each for a purpose and on record.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/material-shares",
    operation_id = "share_complaint_materials",
    tag = "complaints",
    params(CaseId, CommandHeaders),
    request_body(content = MaterialShareInput, description = "To which department, and which materials"),
    responses(
        (status = 200, description = "The case with what the department may see", body = CaseBody),
        CaseCommandProblems,
    )
)]
pub async fn share_complaint_materials(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    caller.may(CommandName::ShareMaterials.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = decode::read::<ShareSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        lang,
        id: id.into_inner(),
    };
    command::run(
        given,
        CommandName::ShareMaterials,
        &body,
        Confidential::default(),
        move |_connection, _making| Ok(Command::ShareMaterials(Box::new(input))),
    )
    .await
}

object! {
    /// The members of a share.
    pub struct ShareSlots<'de> {
        department: scalar Line,
        materials: items Line,
    }
}

impl<'de> Object<'de> for ShareSlots<'de> {
    type Target = ShareMaterials;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let department = self.department.required(context, "department");
        let materials = some(self.materials, context, "materials", MOST_MATERIALS);
        let Line(department) = department?;
        Some(ShareMaterials {
            department,
            materials: materials?.into_iter().map(|Line(id)| id).collect(),
        })
    }
}
