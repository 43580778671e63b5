//! `POST /api/v1/inspection-proposals`: another department's proposal is taken down (jz Art. 18).

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::Action;
use domain::jz::art15_random_inspection::parameters::PROPOSAL_ANSWER_WORKING_DAYS;
use domain::jz::inspection::{Inspected, Keeper, Proposal, ProposalEvent, ProposalReceived};
use persistence::{Connection, institutions};
use uuid::Uuid;

use super::schema::{ProposalBody, ProposalInput};
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, object};
use crate::http::{Reply, read_json_body, reply};
use crate::problem::{Fault, Problem};
use crate::state::AppState;
use crate::v1::evaluation::engine::out_of_range;
use crate::v1::inspections::desk::keep;
use crate::v1::institutions::command::Desk;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CasesCommandProblems;

/// Take down a department's proposal for an inspection
///
/// About an institution that the caller's authority filed. It is to be answered within the time of local policy.
#[utoipa::path(
    post,
    path = "/api/v1/inspection-proposals",
    operation_id = "propose_inspection",
    tag = "inspections",
    request_body(content = ProposalInput, description = "Who proposes it, about whom, and why", example = json!({
        "department": "荆州市市场监督管理局", "institution_uscc": "91350100M000100Y43",
        "reason": "检查中发现该机构在备案地址之外组织评价"
    })),
    responses(
        (status = 201, description = "The proposal", body = ProposalBody, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        CasesCommandProblems,
    )
)]
pub async fn propose_inspection(
    request: HttpRequest,
    caller: Caller,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let desk = Desk::of(&state, &caller, Action::ProposeInspections)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let read = decode::read::<ProposalSlots<'_>>(&body)?;
    let attempt = reply::attempt(&state, &caller, &request, "propose_inspection", &body)?;
    let now = desk.now;
    let work = move |connection: &mut Connection| {
        let received_on = read.received_on.unwrap_or(desk.today);
        if received_on > desk.today {
            return Err(decode::invalid(vec![Fault::new(
                "/received_on",
                "不得晚于今日",
                "must not be later than today",
            )]));
        }
        let row = institutions::by_uscc(connection, &read.institution_uscc)?;
        let row =
            row.filter(|row| row.filed && row.authority.as_deref() == Some(desk.reaching.center()));
        let Some(row) = row else {
            return Err(decode::invalid(vec![Fault::new(
                "/institution_uscc",
                "本部门没有备案这一机构",
                "the authority has filed no such institution",
            )]));
        };
        let days = desk.number(&PROPOSAL_ANSWER_WORKING_DAYS, received_on)?;
        let days = i32::try_from(days).map_err(Problem::internal)?;
        let due = desk
            .basis
            .calendar
            .add(received_on, days)
            .map_err(out_of_range)?;
        let event = ProposalEvent::Received(Box::new(ProposalReceived {
            keeper: Keeper {
                authority: desk.principal.center_id.clone(),
                regime: desk.principal.regime,
            },
            department: read.department,
            institution: Inspected {
                id: row.id,
                uscc: row.uscc,
                name: row.name,
            },
            reason: read.reason,
            received_on,
            due_on: due.value,
            by: desk.principal.client_id.clone(),
        }));
        let id = Uuid::now_v7().to_string();
        let kept = keep::<Proposal>(connection, &id, None, event, &desk)?;
        let location = format!("/api/v1/inspection-proposals/{id}");
        let version = kept.head.version;
        Reply::created(location, Some(version), &ProposalBody::of(kept, desk.today))
    };
    reply::perform(&state, attempt, now, work).await
}

/// A proposal as read.
#[derive(Debug)]
pub struct Read {
    department: String,
    institution_uscc: String,
    reason: String,
    received_on: Option<NaiveDate>,
}

object! {
    /// The members of a proposal.
    pub struct ProposalSlots<'de> {
        department: scalar Line,
        institution_uscc: scalar Line,
        reason: scalar Prose,
        received_on: scalar NaiveDate,
    }
}

impl<'de> Object<'de> for ProposalSlots<'de> {
    type Target = Read;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let department = self.department.required(context, "department");
        let code = self.institution_uscc.required(context, "institution_uscc");
        let reason = self.reason.required(context, "reason");
        let (Line(department), Line(code), Prose(reason)) = (department?, code?, reason?);
        Some(Read {
            department,
            institution_uscc: code,
            reason,
            received_on: self.received_on.optional(),
        })
    }
}
