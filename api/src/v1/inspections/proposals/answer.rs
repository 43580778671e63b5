//! `POST /api/v1/inspection-proposals/{id}/answer`: a proposal is answered (jz Art. 18).

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::art15_random_inspection::parameters::LEAST_INSPECTORS_EACH;
use domain::jz::inspection::{
    Assigned, Inspection, Inspector, Method, Opened as InspectionOpened, Origin, Proposal,
    ProposalAnswered,
};
use persistence::Connection;
use persistence::aggregate::{self, Opened};
use uuid::Uuid;

use super::schema::{ProposalAnswerInput, ProposalBody};
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, Word, object};
use crate::http::{IfMatch, Reply, read_json_body};
use crate::problem::{Fault, Problem};
use crate::state::AppState;
use crate::v1::complaints::schema::CommandHeaders;
use crate::v1::inspections::desk::{Given, RecordId, decided, in_conflict, keep, run};
use crate::v1::institutions::command::Desk;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// Answer a proposal for an inspection
///
/// Once: with an inspection by inspectors without a conflict of interest, or with the reason why there is none.
#[utoipa::path(
    post,
    path = "/api/v1/inspection-proposals/{id}/answer",
    operation_id = "answer_inspection_proposal",
    tag = "inspections",
    params(RecordId, CommandHeaders),
    request_body(content = ProposalAnswerInput, description = "The answer", example = json!({
        "accepted": false, "reason": "所述情况已于上月检查中查清并整改完毕"
    })),
    responses((status = 200, description = "The answered proposal", body = ProposalBody), CaseCommandProblems)
)]
pub async fn answer_inspection_proposal(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
    seen: IfMatch,
) -> Result<HttpResponse, Problem> {
    caller.may(Action::AnswerProposals)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let read = decode::read::<AnswerSlots<'_>>(&body)?;
    let given = Given {
        request,
        state,
        caller,
        seen,
        id: id.into_inner(),
        action: Action::AnswerProposals,
        name: "answer_inspection_proposal",
    };
    run::<Proposal>(given, &body, move |connection, proposal, desk| {
        let inspection = Uuid::now_v7().to_string();
        let answered = ProposalAnswered {
            inspection: read.accepted.is_some().then(|| inspection.clone()),
            reason: read.reason,
            on: desk.today,
            by: desk.principal.client_id.clone(),
        };
        let event = decided(proposal.state.answer(answered))?;
        if let Some((method, inspectors)) = read.accepted {
            open(
                connection,
                &inspection,
                &proposal,
                method,
                &inspectors,
                desk,
            )?;
        }
        let id = proposal.id.clone();
        let kept = keep(connection, &id, Some(proposal), event, desk)?;
        let version = kept.head.version;
        Reply::done(Some(version), &ProposalBody::of(kept, desk.today))
    })
    .await
}

fn open(
    connection: &mut Connection,
    id: &str,
    proposal: &Opened<Proposal>,
    method: Method,
    inspectors: &[String],
    desk: &Desk,
) -> Result<(), Problem> {
    let received = &proposal.state.received;
    let mut assigned = Vec::with_capacity(inspectors.len());
    for (index, inspector) in inspectors.iter().enumerate() {
        let known = aggregate::open::<Inspector>(connection, inspector)?;
        let known = known
            .filter(|known| known.state.keeper == received.keeper && known.state.details.active);
        let Some(known) = known else {
            return Err(decode::invalid(vec![Fault::new(
                format!("/inspectors/{index}"),
                "名录中没有这一检查人员",
                "there is no such inspector on the roster",
            )]));
        };
        assigned.push(Assigned {
            id: known.id,
            name: known.state.details.name,
            department: known.state.details.department,
        });
    }
    let barred = in_conflict(connection, &assigned, &received.institution.uscc)?;
    let opened = InspectionOpened {
        keeper: received.keeper.clone(),
        institution: received.institution.clone(),
        origin: Origin::Proposal {
            proposal: proposal.id.clone(),
        },
        inspectors: assigned.clone(),
        method,
        on: desk.today,
        by: desk.principal.client_id.clone(),
    };
    let least = desk.number(&LEAST_INSPECTORS_EACH, desk.today)?;
    let event = decided(Inspection::open(opened, least, &barred))?;
    let _kept = keep::<Inspection>(connection, id, None, event, desk)?;
    Ok(())
}

/// An answer as read; accepted: how, and by whom.
#[derive(Debug)]
pub struct Read {
    accepted: Option<(Method, Vec<String>)>,
    reason: String,
}

object! {
    /// The members of an answer.
    pub struct AnswerSlots<'de> {
        accepted: scalar bool,
        reason: scalar Prose,
        inspectors: items Line,
        method: scalar Word<Method>,
    }
}

impl<'de> Object<'de> for AnswerSlots<'de> {
    type Target = Read;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let accepted = self.accepted.required(context, "accepted");
        let reason = self.reason.required(context, "reason");
        let (accepted, Prose(reason)) = (accepted?, reason?);
        if !accepted {
            let given = self.inspectors.optional().is_some() || self.method.optional().is_some();
            if given {
                context.fault_at(
                    "accepted",
                    "未采纳的，不安排检查人员和方式",
                    "without an inspection there are neither inspectors nor a method",
                );
                return None;
            }
            let accepted = None;
            return Some(Read { accepted, reason });
        }
        let inspectors = self.inspectors.required(context, "inspectors");
        let method = self.method.required(context, "method");
        let (inspectors, Word(method)) = (inspectors?, method?);
        if inspectors.len() > 10 {
            context.fault_at("inspectors", "最多 10 人", "must have at most 10 items");
            return None;
        }
        let inspectors = inspectors.into_iter().map(|Line(id)| id).collect();
        let accepted = Some((method, inspectors));
        Some(Read { accepted, reason })
    }
}
