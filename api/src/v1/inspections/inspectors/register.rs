//! `POST /api/v1/inspectors`: an inspector is put on the roster.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::inspection::{Details, Inspector, InspectorEvent, InspectorRegistered};
use persistence::Connection;
use uuid::Uuid;

use super::schema::{InspectorBody, InspectorInput};
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, object};
use crate::http::{Reply, read_json_body, reply};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::inspections::desk::{keep, keeper};
use crate::v1::institutions::command::Desk;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CasesCommandProblems;

/// Put an inspector on the roster
///
/// Of the caller's authority. Inspectors may be of any department (Art. 14, 15); name and department are published with what is drawn.
#[utoipa::path(
    post,
    path = "/api/v1/inspectors",
    operation_id = "register_inspector",
    tag = "inspections",
    request_body(content = InspectorInput, description = "The inspector", example = json!({
        "name": "示例检查员", "department": "荆州市人力资源和社会保障局"
    })),
    responses(
        (status = 201, description = "The inspector", body = InspectorBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        CasesCommandProblems,
    )
)]
pub async fn register_inspector(
    request: HttpRequest,
    caller: Caller,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let desk = Desk::of(&state, &caller, Action::ManageInspectors)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let details = decode::read::<InspectorSlots<'_>>(&body)?;
    let attempt = reply::attempt(&state, &caller, &request, "register_inspector", &body)?;
    let now = desk.now;
    let work = move |connection: &mut Connection| {
        let event = InspectorEvent::Registered(InspectorRegistered {
            keeper: keeper(&desk),
            details,
            on: desk.today,
            by: desk.principal.client_id.clone(),
        });
        let id = Uuid::now_v7().to_string();
        let kept = keep::<Inspector>(connection, &id, None, event, &desk)?;
        let location = format!("/api/v1/inspectors/{id}");
        Reply::created(
            location,
            Some(kept.head.version),
            &InspectorBody::from(kept),
        )
    };
    reply::perform(&state, attempt, now, work).await
}

object! {
    /// The members of an inspector.
    pub struct InspectorSlots<'de> {
        name: scalar Line,
        department: scalar Line,
        certificate: scalar Line,
        client_id: scalar Line,
    }
}

impl<'de> Object<'de> for InspectorSlots<'de> {
    type Target = Details;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let name = self.name.required(context, "name");
        let department = self.department.required(context, "department");
        let (Line(name), Line(department)) = (name?, department?);
        Some(Details {
            name,
            department,
            certificate: self.certificate.optional().map(|Line(text)| text),
            client: self.client_id.optional().map(|Line(text)| text),
            active: true,
        })
    }
}
