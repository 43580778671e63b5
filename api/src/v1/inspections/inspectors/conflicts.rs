//! `POST /api/v1/inspectors/{id}/conflicts` and its withdrawal: conflicts of interest (回避).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::identifier::CreditCode;
use domain::jz::inspection::Inspector;

use super::schema::{ConflictInput, ConflictNumber, ConflictWithdrawalInput, InspectorBody};
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, object};
use crate::http::{IfMatch, Reply, read_json_body};
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::inspections::desk::{Given, RecordId, decided, keep, run};
use crate::v1::reading::{NoQuery, not_found};
use crate::v1::responses::CaseCommandProblems;

/// Declare a conflict of interest
///
/// From now on the inspector is not drawn for this institution. For a draw that was announced before, the inspector is replaced by a redraw.
#[utoipa::path(
    post,
    path = "/api/v1/inspectors/{id}/conflicts",
    operation_id = "declare_conflict_of_interest",
    tag = "inspections",
    params(RecordId, CommandHeaders),
    request_body(content = ConflictInput, description = "With which institution, and why", example = json!({
        "institution_uscc": "91350100M000100Y43", "reason": "近亲属在该机构任职"
    })),
    responses((status = 200, description = "The inspector with the declaration", body = InspectorBody), CaseCommandProblems)
)]
pub async fn declare_conflict_of_interest(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ManageInspectors)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let (uscc, reason) = decode::read::<ConflictSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        id: id.into_inner(),
        action: Action::ManageInspectors,
        name: "declare_conflict_of_interest",
    };
    run::<Inspector>(given, &body, move |connection, inspector, desk| {
        let by = &desk.principal.client_id;
        let event = decided(inspector.state.declare(uscc, reason, desk.today, by))?;
        let id = inspector.id.clone();
        let kept = keep(connection, &id, Some(inspector), event, desk)?;
        Reply::done(Some(kept.head.version), &InspectorBody::from(kept))
    })
    .await
}

/// Withdraw a declared conflict of interest
///
/// It stays on record with its reason.
#[utoipa::path(
    post,
    path = "/api/v1/inspectors/{id}/conflicts/{number}/withdrawal",
    operation_id = "withdraw_conflict_of_interest",
    tag = "inspections",
    params(ConflictNumber, CommandHeaders),
    request_body(content = ConflictWithdrawalInput, description = "Why", example = json!({"reason": "近亲属已离职"})),
    responses((status = 200, description = "The inspector", body = InspectorBody), CaseCommandProblems)
)]
pub async fn withdraw_conflict_of_interest(
    request: HttpRequest,
    (path, _query): (web::Path<(String, String)>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::ManageInspectors)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let reason = decode::read::<ReasonSlots<'_>>(&body)?;
    let (id, number) = path.into_inner();
    let number: u32 = number.parse().map_err(|_no_number| not_found())?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        id,
        action: Action::ManageInspectors,
        name: "withdraw_conflict_of_interest",
    };
    run::<Inspector>(given, &body, move |connection, inspector, desk| {
        let by = &desk.principal.client_id;
        let event = decided(inspector.state.withdraw(number, reason, desk.today, by))?;
        let id = inspector.id.clone();
        let kept = keep(connection, &id, Some(inspector), event, desk)?;
        Reply::done(Some(kept.head.version), &InspectorBody::from(kept))
    })
    .await
}

object! {
    /// The members of a declaration.
    pub struct ConflictSlots<'de> {
        institution_uscc: scalar Line,
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for ConflictSlots<'de> {
    type Target = (String, String);

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let code = self.institution_uscc.required(context, "institution_uscc");
        let reason = self.reason.required(context, "reason");
        let (Line(code), Prose(reason)) = (code?, reason?);
        match CreditCode::parse(&code) {
            Ok(code) => Some((code.as_str().to_owned(), reason)),
            Err(_fault) => {
                context.fault_at(
                    "institution_uscc",
                    "不是有效的统一社会信用代码",
                    "is no unified social credit code: its check character does not fit",
                );
                None
            }
        }
    }
}

object! {
    /// A reason alone.
    pub struct ReasonSlots<'de> {
        reason: scalar Prose,
    }
}

impl<'de> Object<'de> for ReasonSlots<'de> {
    type Target = String;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let Prose(reason) = self.reason.required(context, "reason")?;
        Some(reason)
    }
}
