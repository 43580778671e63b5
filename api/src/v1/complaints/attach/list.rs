//! `GET /api/v1/complaints/{id}/attachments`: the files of a case, without their content.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::gd::case::not_accused;
use persistence::Connection;
use serde::Serialize;
use utoipa::ToSchema;

use super::access::{Reached, may_have};
use super::body::AttachmentBody;
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::refusal::problem;
use crate::v1::complaints::schema::CaseId;
use crate::v1::reading::{Freshness, NoQuery, answer};
use crate::v1::responses::CaseProblems;

/// The files of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttachmentList {
    /// In the order in which they were added.
    pub items: Vec<AttachmentBody>,
}

/// List the files of a case
///
/// Names, types and sizes of the files that the caller may download: those who answer for the case all of them, a department those that were passed to it and those it added (Art. 11, 15). What is in them, only a download tells.
#[utoipa::path(
    get,
    path = "/api/v1/complaints/{id}/attachments",
    operation_id = "list_complaint_attachments",
    tag = "complaints",
    params(CaseId),
    responses((status = 200, description = "The files", body = AttachmentList), CaseProblems)
)]
pub async fn list_complaint_attachments(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reached = Reached::of(&caller, Action::DiscloseMaterial)?;
    let (id, principal) = (id.into_inner(), Arc::clone(&caller.principal));
    let items = state
        .read(move |connection: &mut Connection| {
            let case = reached.open(connection, &id)?.state;
            not_accused(&case.record, &principal)
                .map_err(|refusal| problem(&refusal, None, &principal))?;
            let files = case.handling.attachments.iter();
            let items = files
                .filter(|file| may_have(&case, file, &principal))
                .map(AttachmentBody::of);
            Ok::<_, Problem>(items.collect())
        })
        .await?;
    answer(&request, Freshness::Private, &AttachmentList { items })
}
