//! `POST /api/v1/complaints/handovers`: an officer's cases pass to another.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use domain::gd::case::{Command, CommandName};
use persistence::Connection;
use persistence::complaints::officer::open_cases;
use persistence::complaints::record::{Confidential, Opened};
use serde::Serialize;
use utoipa::ToSchema;

use super::command::{Acting, commit, opened};
use super::officer;
use super::reach::Reaching;
use super::schema::IdempotencyHeader;
use super::schema_commands::HandoverInput;
use crate::auth::Caller;
use crate::decode::{self, Context, Line, Object, Prose, object};
use crate::http::read_json_body;
use crate::http::reply::{self, Reply};
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::reading::NoQuery;
use crate::v1::responses::CasesCommandProblems;

/// Most cases of one handover: they are one transaction.
const MOST_CASES: usize = 1_000;

/// How often a handover is begun anew where a command to one of its cases came first.
const ROUNDS: usize = 5;

/// The cases that were handed over.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandoverBody {
    /// The officer who had them.
    pub from_officer: String,
    /// The officer who has them now.
    pub to_officer: String,
    /// The cases.
    pub cases: Vec<HandedOver>,
}

/// A case that was handed over.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandedOver {
    /// Its id.
    #[schema(examples("0190b6a0-7c00-7000-8000-000000000001"))]
    pub id: String,
    /// Its version now; the ETag.
    pub version: i64,
    /// State.
    #[schema(examples("accepted"))]
    pub state: &'static str,
    /// Registration number.
    pub number: Option<String>,
}

/// Hand over an officer's cases
///
/// All open cases of an officer at the caller's center, or some of them, pass to another officer of the center: all or none. By the center's lead, with a reason that stays on record, as when an officer leaves.
#[utoipa::path(
    post,
    path = "/api/v1/complaints/handovers",
    operation_id = "hand_over_complaints",
    tag = "complaints",
    params(IdempotencyHeader),
    request_body(content = HandoverInput, description = "From whom to whom, and why"),
    responses(
        (status = 200, description = "The cases that were handed over", body = HandoverBody),
        CasesCommandProblems,
    )
)]
pub async fn hand_over_complaints(
    request: HttpRequest,
    _query: web::Query<NoQuery>,
    payload: web::Payload,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let reaching = Reaching::of(&caller, CommandName::HandOver.action())?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let input = Arc::new(decode::read::<HandoverSlots<'_>>(&body)?);
    let mut round = 1;
    loop {
        let attempt = reply::attempt(&state, &caller, &request, "hand_over", &body)?;
        let work = {
            let now = state.instant();
            let handing = Handing {
                acting: Acting {
                    keys: state.keys.clone(),
                    basis: state.basis.load_full(),
                    principal: Arc::clone(&caller.principal),
                    now,
                },
                reaching: reaching.clone(),
                input: Arc::clone(&input),
            };
            reply::perform(&state, attempt, now, move |connection| {
                handing.over(connection)
            })
        };
        match work.await {
            // The caller named no versions: whatever came first is no reason to refuse.
            Err(problem) if problem.code == ProblemCode::PreconditionFailed && round < ROUNDS => {
                round += 1;
            }
            answer => return answer,
        }
    }
}

/// A handover under way.
struct Handing {
    acting: Acting,
    reaching: Reaching,
    input: Arc<Handover>,
}

impl Handing {
    fn over(&self, connection: &mut Connection) -> Result<Reply, Problem> {
        let (input, principal) = (&self.input, &self.acting.principal);
        let (basis, today) = (&self.acting.basis, self.acting.today());
        let center = &principal.center_id;
        let to = officer::checked(connection, center, &input.to, "/to_officer")?;
        let mut cases = Vec::new();
        for (place, id) in self.ids(connection)? {
            let case = self.case(connection, place, &id)?;
            to.may_have(basis, &case.state, principal, today)?;
            let command = Command::HandOver {
                to: input.to.clone(),
                reason: input.reason.clone(),
            };
            let nothing = Confidential::default();
            let case = commit(connection, &self.acting, case, command, &nothing)?;
            cases.push(HandedOver {
                version: case.head.version,
                state: case.state.status.as_str(),
                number: case.state.acceptance.map(|a| a.registration.text),
                id: case.id,
            });
        }
        let body = HandoverBody {
            from_officer: input.from.clone(),
            to_officer: input.to.clone(),
            cases,
        };
        Reply::done(None, &body)
    }

    /// The cases, each with its place in the request, in an order that is the same for all: no two handovers wait for each
    /// other.
    fn ids(&self, connection: &mut Connection) -> Result<Vec<(Option<usize>, String)>, Problem> {
        let input = &self.input;
        if let Some(ids) = &input.cases {
            let mut ids: Vec<_> = ids
                .iter()
                .enumerate()
                .map(|(place, id)| (Some(place), id.clone()))
                .collect();
            ids.sort_by(|(_, one), (_, other)| one.cmp(other));
            return Ok(ids);
        }
        let center = &self.acting.principal.center_id;
        let ids = open_cases(connection, center, &input.from, MOST_CASES + 1)?;
        if ids.is_empty() {
            return Err(decode::invalid(vec![Fault::new(
                "/from_officer",
                "在本机构没有经办中的案件",
                "has no open case at this center",
            )]));
        }
        if ids.len() > MOST_CASES {
            return Err(decode::invalid(vec![Fault::new(
                "/case_ids",
                format!("该人员经办的案件超过 {MOST_CASES} 件，请分批列明"),
                format!("the officer has more than {MOST_CASES} open cases: name them in parts"),
            )]));
        }
        Ok(ids.into_iter().map(|id| (None, id)).collect())
    }

    /// A case, if it is open and the officer's.
    fn case(
        &self,
        connection: &mut Connection,
        place: Option<usize>,
        id: &str,
    ) -> Result<Opened, Problem> {
        let not_theirs = || {
            let pointer = place.map_or_else(
                || "/from_officer".to_owned(),
                |place| format!("/case_ids/{place}"),
            );
            decode::invalid(vec![Fault::new(
                pointer,
                "不是该人员在本机构经办中的案件",
                "is no open case of this officer at this center",
            )])
        };
        let case = opened(connection, &self.reaching, id).map_err(|problem| {
            if problem.code == ProblemCode::NotFound {
                not_theirs()
            } else {
                problem
            }
        })?;
        let theirs = case.state.officer.as_ref() == Some(&self.input.from);
        if theirs && case.state.status.is_open() {
            Ok(case)
        } else if place.is_none() {
            // It was when it was listed: another command came first.
            Err(Problem::new(ProblemCode::PreconditionFailed))
        } else {
            Err(not_theirs())
        }
    }
}

/// A handover as read.
#[derive(Debug)]
pub struct Handover {
    from: String,
    to: String,
    reason: String,
    cases: Option<Vec<String>>,
}

object! {
    /// The members of a handover.
    pub struct HandoverSlots<'de> {
        from_officer: scalar Line,
        to_officer: scalar Line,
        reason: scalar Prose,
        case_ids: items Line,
    }
}

impl<'de> Object<'de> for HandoverSlots<'de> {
    type Target = Handover;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let from = self.from_officer.required(context, "from_officer");
        let to = self.to_officer.required(context, "to_officer");
        let reason = self.reason.required(context, "reason");
        let cases = self.case_ids.optional().map(|ids| {
            let ids: Vec<String> = ids.into_iter().map(|Line(id)| id).collect();
            let mut distinct = ids.clone();
            distinct.sort_unstable();
            distinct.dedup();
            if ids.is_empty() || distinct.len() < ids.len() {
                context.fault_at(
                    "case_ids",
                    "至少一件，不得重复；全部移交的，不写此项",
                    "must name at least one case, each once; leave it out to hand over all",
                );
            }
            ids
        });
        let (Line(from), Line(to), Prose(reason)) = (from?, to?, reason?);
        Some(Handover {
            from,
            to,
            reason,
            cases,
        })
    }
}
