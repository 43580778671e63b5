//! `POST /api/v1/complaints/{id}/identity-disclosures`

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use persistence::complaints::disclosure::IDENTITY_DISCLOSED;
use serde::Serialize;
use utoipa::ToSchema;

use super::{DisclosureInput, Kind, answer, disclose};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CaseId;
use crate::v1::complaints::seal::IdentityBody;
use crate::v1::reading::NoQuery;
use crate::v1::responses::DisclosureProblems;

/// Who the complainant is, disclosed.
#[derive(Serialize, ToSchema)]
pub struct IdentityDisclosure {
    /// Place of this look among all looks at what is sealed of the case.
    pub version: i64,
    /// Whether there is any: where not, the complaint is anonymous.
    pub given: bool,
    /// Who the complainant is; null where there is none.
    pub identity: Option<IdentityBody>,
}

/// Disclose the complainant's identity
///
/// For a purpose, which goes on record with whoever asks (Art. 15), in the same transaction. The version of the case does not change. Never to whoever belongs to the accused party: 409. 410 where the content was destroyed.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/{id}/identity-disclosures",
    operation_id = "disclose_complaint_identity",
    tag = "complaints",
    params(CaseId),
    request_body(content = DisclosureInput, description = "The purpose", example = json!({
        "purpose": "电话核实举报线索"
    })),
    responses(
        (status = 200, description = "Who the complainant is", body = IdentityDisclosure),
        DisclosureProblems,
    )
)]
pub async fn disclose_complaint_identity(
    request: HttpRequest,
    id: web::Path<String>,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let kind = Kind {
        action: Action::DiscloseIdentity,
        event: IDENTITY_DISCLOSED,
        sealed: |record| record.identity.as_ref(),
    };
    let opened =
        disclose::<IdentityBody>(request, id.into_inner(), payload, &state, &caller, kind).await?;
    Ok(answer(&IdentityDisclosure {
        version: opened.version,
        given: opened.content.is_some(),
        identity: opened.content,
    }))
}
