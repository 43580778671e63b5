//! `PATCH /api/v1/organisations/{id}`

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::Utc;
use domain::access::Action;
use persistence::organisations;

use super::request::ChangeSlots;
use super::schema::{OrganisationBody, OrganisationPatch};
use crate::auth::Caller;
use crate::decode;
use crate::http::{IfMatch, Reply, read_json_body, reply};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::{NoQuery, not_found};
use crate::v1::responses::ChangeProblems;

/// Change an organisation
///
/// Names, channels (gd Art. 7), and whether it works. Kind, level, regime and parent never change: they decide on what its clients did. For administrators.
#[utoipa::path(
    patch,
    path = "/api/v1/organisations/{id}",
    operation_id = "change_organisation",
    tag = "organisations",
    params(
        ("id" = String, Path, description = "Id of the organisation", example = "gd-440100", pattern = "^[a-z0-9-]+$", max_length = 64),
        ("If-Match" = String, Header, description = "ETag of the organisation as it was read", example = "\"1\"", pattern = "^\"[0-9]+\"$", max_length = 24),
    ),
    request_body(content = OrganisationPatch, description = "What is to be changed", example = json!({
        "channels": {"email": "tousu@example.gov.cn", "hours": "工作日 9:00-12:00，14:00-17:00"}
    })),
    responses(
        (status = 200, description = "The organisation as it is now", body = OrganisationBody),
        ChangeProblems,
    )
)]
pub async fn change_organisation(
    request: HttpRequest,
    caller: Caller,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    seen: Result<IfMatch, Problem>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ManageOrganisations)?;
    let seen = seen?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let change = decode::read::<ChangeSlots<'_>>(&body)?;
    let id = id.into_inner();
    if id.contains('\0') {
        return Err(not_found());
    }
    let now = Utc::now();
    let actor = caller.principal.client_id.clone();
    let response = reply::perform(&state, None, now, move |connection| {
        let current = organisations::get(connection, &id)?.ok_or_else(not_found)?;
        seen.admits(current.version)?;
        let changed =
            organisations::change(connection, &id, current.version, &change, &actor, now)?;
        Reply::done(Some(changed.version), &OrganisationBody::from(changed))
    })
    .await?;
    state.access_changed().await;
    Ok(response)
}
