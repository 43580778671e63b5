//! `POST /api/v1/institutions/{id}/findings`: allege a finding.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::institution::LedgerEntry;

use super::entry::{Asked, Call, new, perform};
use super::schema::{EntryBody, LedgerOf};
use super::schema_input::FindingInput;
use super::slots_conduct::FindingSlots;
use crate::auth::Caller;
use crate::decode;

use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::IdempotencyHeader;
use crate::v1::reading::NoQuery;
use crate::v1::responses::LedgerProblems;

/// Allege a finding
///
/// A breach of a provision, with what shows it; it counts once an officer verified it.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/findings",
    operation_id = "allege_finding",
    tag = "institutions",
    params(LedgerOf, IdempotencyHeader),
    request_body(content = FindingInput, description = "The entry", example = json!({"provision": "jz-institutions/art20/2", "occurred_on": "2026-10-10", "source": "inspection", "reference": "J-2026-0001", "evidence": "实操考核未按国家职业技能标准评分"})),
    responses(
        (status = 201, description = "The entry", body = EntryBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        (status = 200, description = "It is there already, word for word", body = EntryBody),
        LedgerProblems,
    )
)]
pub async fn allege_finding(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let asked = Asked::by_reach(Action::AllegeFinding, "allege_finding");
    let call = Call {
        request,
        payload,
        state,
        caller,
        id,
        seen: None,
    };
    perform(
        call,
        asked,
        |body| decode::read::<FindingSlots<'_>>(body),
        move |institution, written, context, _desk| {
            new(institution, LedgerEntry::Finding(written), None, context)
        },
    )
    .await
}
