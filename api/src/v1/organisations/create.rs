//! `POST /api/v1/organisations`

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::Utc;
use domain::access::Action;
use persistence::access::Refusal;
use persistence::organisations;

use super::request::{NewSlots, Read};
use super::schema::{NewOrganisation, OrganisationBody};
use crate::auth::Caller;
use crate::decode;
use crate::http::{Reply, read_json_body, reply};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CreationProblems;

/// Create an organisation
///
/// Undertaking departments, complaint offices, institutions, platforms, and centers or authorities that were not there from the start. A complaint office or an undertaking department stands under the guidance center that set it up (gd Art. 2). For administrators.
#[utoipa::path(
    post,
    path = "/api/v1/organisations",
    operation_id = "create_organisation",
    tag = "organisations",
    params(("Idempotency-Key" = Option<String>, Header, description = "Marks the request, so that repeating it does nothing twice", nullable = false, pattern = "^[!-~]+$", min_length = 1, max_length = 200)),
    request_body(content = NewOrganisation, description = "The organisation", example = json!({
        "id": "gd-440100-station-12",
        "kind": "undertaking_department",
        "department_kind": "appraisal_station",
        "name_zh": "广州市第十二职业技能鉴定所",
        "name_en": "Guangzhou Vocational Skill Appraisal Station No. 12",
        "parent_id": "gd-440100"
    })),
    responses(
        (status = 201, description = "The organisation", body = OrganisationBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        ), example = json!({
            "id": "gd-440100-station-12",
            "kind": "undertaking_department",
            "level": null,
            "department_kind": "appraisal_station",
            "regime": "gd",
            "name_zh": "广州市第十二职业技能鉴定所",
            "name_en": "Guangzhou Vocational Skill Appraisal Station No. 12",
            "division_code": null,
            "industry": null,
            "parent_id": "gd-440100",
            "channels": {"email": null, "address": null, "telephone": null, "fax": null, "hours": null, "web": null},
            "active": true,
            "version": 1
        })),
        CreationProblems,
    )
)]
pub async fn create_organisation(
    request: HttpRequest,
    caller: Caller,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ManageOrganisations)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let Read {
        mut organisation,
        regime_given,
    } = decode::read::<NewSlots<'_>>(&body)?;
    let attempt = reply::attempt(&state, &caller, &request, "create_organisation", &body)?;
    let now = Utc::now();
    let actor = caller.principal.client_id.clone();
    let response = reply::perform(&state, attempt, now, move |connection| {
        if let (false, Some(parent)) = (regime_given, &organisation.parent_id) {
            let parent = organisations::get(connection, parent)?.ok_or(
                persistence::access::ChangeError::Refused(Refusal::UnknownParent),
            )?;
            organisation.regime = parent.regime;
        }
        let created = organisations::create(connection, organisation, &actor, now)?;
        let location = format!("/api/v1/organisations/{}", created.id);
        let version = created.version;
        Reply::created(location, Some(version), &OrganisationBody::from(created))
    })
    .await?;
    state.access_changed().await;
    Ok(response)
}
