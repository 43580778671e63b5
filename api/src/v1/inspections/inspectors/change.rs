//! `PATCH /api/v1/inspectors/{id}`: what is known of an inspector changes.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::inspection::Inspector;

use super::schema::{InspectorBody, InspectorPatch};
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, object};
use crate::http::{IfMatch, Reply, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::inspections::desk::{Given, RecordId, decided, keep, run};
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Change an inspector
///
/// Name, department, certificate, or whether they are on the roster. Draws that were announced before keep the roster they were announced with.
#[utoipa::path(
    patch,
    path = "/api/v1/inspectors/{id}",
    operation_id = "change_inspector",
    tag = "inspections",
    params(RecordId, CommandHeaders),
    request_body(content = InspectorPatch, description = "What is to be changed", example = json!({"active": false})),
    responses((status = 200, description = "The inspector as they are now", body = InspectorBody), CaseCommandProblems)
)]
pub async fn change_inspector(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ManageInspectors)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let change = decode::read::<PatchSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        id: id.into_inner(),
        action: Action::ManageInspectors,
        name: "change_inspector",
    };
    run::<Inspector>(given, &body, move |connection, inspector, desk| {
        let mut details = inspector.state.details.clone();
        details.name = change.name.unwrap_or(details.name);
        details.department = change.department.unwrap_or(details.department);
        details.certificate = change.certificate.or(details.certificate);
        details.client = change.client_id.or(details.client);
        details.active = change.active.unwrap_or(details.active);
        let by = &desk.principal.client_id;
        let event = decided(inspector.state.change(details, desk.today, by))?;
        let id = inspector.id.clone();
        let kept = keep(connection, &id, Some(inspector), event, desk)?;
        Reply::done(Some(kept.head.version), &InspectorBody::from(kept))
    })
    .await
}

object! {
    /// The members that can change.
    pub struct PatchSlots<'de> {
        name: scalar Line,
        department: scalar Line,
        certificate: scalar Line,
        client_id: scalar Line,
        active: scalar bool,
    }
}

impl<'de> Object<'de> for PatchSlots<'de> {
    type Target = InspectorPatch;

    fn finish(self, _context: &mut Context) -> Option<Self::Target> {
        let text = |Line(text): Line| text;
        Some(InspectorPatch {
            name: self.name.optional().map(text),
            department: self.department.optional().map(text),
            certificate: self.certificate.optional().map(text),
            client_id: self.client_id.optional().map(text),
            active: self.active.optional(),
        })
    }
}
