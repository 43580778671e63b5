//! `POST /api/v1/institutions/{id}/proceedings`: an officer has the engine look now.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::Action;
use domain::jz::proceeding::{Proceeding, Step};
use persistence::Connection;
use persistence::aggregate;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::command::policy;
use super::view::ProceedingBody;
use crate::auth::Caller;
use crate::http::{Reply, reply};
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::complaints::schema::IdempotencyHeader;
use crate::v1::institutions::command::{Desk, conflict, opened};
use crate::v1::institutions::reach::is_own_authority;
use crate::v1::institutions::watch::{Looking, evaluation, look};
use crate::v1::reading::NoQuery;
use crate::v1::responses::CaseCommandProblems;

/// The institution.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ProposedFor {
    /// The institution.
    #[param(
        max_length = 36,
        pattern = "^[0-9a-f-]+$",
        example = "0190b6a0-7c00-7000-8000-000000000021"
    )]
    pub id: String,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalAnswer {
    /// The open proceeding of the institution; null: there is none.
    pub proceeding: Option<ProceedingBody>,
    /// Whether it was opened just now.
    pub opened: bool,
    /// The tier that the facts of today support, whatever was dealt with already.
    #[schema(examples("none"))]
    pub tier: &'static str,
    /// Why, in Chinese.
    pub reason_zh: &'static str,
    /// Why, in English.
    pub reason_en: &'static str,
}

/// Propose a sanction on demand
///
/// Has the engine look at the institution's facts of today, as it does after every change and every night: opens a proposal, brings the open one up to date, or says why there is none. It proposes only on grounds that are met; what was dropped or decided is not raised again on the same facts.
#[utoipa::path(
    post,
    path = "/api/v1/institutions/{id}/proceedings",
    operation_id = "propose_sanction",
    tag = "proceedings",
    params(ProposedFor, IdempotencyHeader),
    responses(
        (status = 201, description = "A proposal was opened", body = ProposalAnswer, headers(
            ("Location" = String, description = "Where it is to be found."),
        )),
        (status = 200, description = "The open proceeding, or why there is none", body = ProposalAnswer),
        CaseCommandProblems,
    )
)]
pub async fn propose_sanction(
    request: HttpRequest,
    (id, _query): (web::Path<String>, web::Query<NoQuery>),
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let action = Action::ConductProceedings;
    let desk = Desk::of(&state, &caller, action)?;
    let attempt = reply::attempt(&state, &caller, &request, "propose_sanction", b"")?;
    let (id, now) = (id.into_inner(), desk.now);
    let work = move |connection: &mut Connection| {
        let institution = opened(connection, &desk.reaching, &id)?;
        if !is_own_authority(&institution.state, &desk.principal) {
            return Err(Problem::new(ProblemCode::Forbidden));
        }
        // Facts that contradict each other are told, not passed over.
        let _sound = evaluation(&desk.basis, &institution.state, desk.today)?;
        let looking = Looking {
            basis: &desk.basis,
            today: desk.today,
            now,
            actor: &desk.principal.client_id,
        };
        let looked = look(connection, &institution, &looking).map_err(conflict)?;
        let kept = match looked.proceeding.filter(|_| looked.step != Step::Drop) {
            Some(id) => aggregate::open::<Proceeding>(connection, &id)?,
            None => None,
        };
        let policy = policy(&desk.basis, desk.today)?;
        let (reason_zh, reason_en) = reason(looked.step, kept.is_some(), looked.tier.as_str());
        let answer = ProposalAnswer {
            proceeding: kept
                .as_ref()
                .map(|kept| ProceedingBody::of(kept, desk.today, &policy, &desk.principal)),
            opened: looked.step == Step::Open,
            tier: looked.tier.as_str(),
            reason_zh,
            reason_en,
        };
        let version = kept.as_ref().map(|kept| kept.head.version);
        match kept.filter(|_| looked.step == Step::Open) {
            Some(kept) => {
                let location = format!("/api/v1/proceedings/{}", kept.id);
                Reply::created(location, version, &answer)
            }
            None if version.is_some() => Reply::done(version, &answer),
            None => Reply::told(StatusCode::OK, &answer),
        }
    };
    reply::perform(&state, attempt, now, work).await
}

fn reason(step: Step, is_open: bool, tier: &str) -> (&'static str, &'static str) {
    match step {
        Step::Open => (
            "事由成立，已提出拟处理",
            "grounds are met: a proposal was opened",
        ),
        Step::Update => (
            "已按当前事实更新拟处理",
            "the proposal was brought up to date",
        ),
        Step::Drop => (
            "拟处理所依据的事由不再成立，已终止",
            "the grounds of the proposal have vanished: it was dropped",
        ),
        Step::Nothing if is_open => (
            "已有未办结的处理程序；告知后新出现的事由待其送达或者终止后再提出",
            "there is an open proceeding; what came up after its notice is raised once it is served or dropped",
        ),
        Step::Nothing if tier == "none" => ("没有成立的事由", "no ground is met"),
        Step::Nothing => (
            "成立的事由已经处理，或者已决定不予处理，以相同事实不再提出",
            "the grounds that are met were dealt with or dropped: the same facts are not raised again",
        ),
    }
}
