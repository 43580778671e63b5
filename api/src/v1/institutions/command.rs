//! A command to an institution: gathered, decided and recorded in one transaction.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Action, Principal};
use domain::jz::institution::{Institution, InstitutionEvent};
use domain::parameter::Parameter;
use domain::refused::{Refused, Sort};
use persistence::aggregate::{self, Opened};
use persistence::keys::KeyRing;
use persistence::ledger::AppendError;
use persistence::{Connection, institutions};

use super::reach::Reaching;
use super::watch;
use crate::auth::Caller;
use crate::http::{IfMatch, Reply, reply};
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::{AppState, shanghai_day};
use crate::v1::complaints::command::named;
use crate::v1::evaluation::engine::{Basis, JZ_DEFAULT};

/// What somebody works with.
#[derive(Clone)]
pub struct Desk {
    /// Calendar and parameters.
    pub basis: Arc<Basis>,
    /// The keys that open what is sealed.
    pub keys: KeyRing,
    /// Whoever acts.
    pub principal: Arc<Principal>,
    /// The institutions in reach.
    pub reaching: Reaching,
    /// The instant.
    pub now: DateTime<Utc>,
    /// The day in Asia/Shanghai.
    pub today: NaiveDate,
}

impl Desk {
    /// Of a caller, for an action.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn of(state: &AppState, caller: &Caller, action: Action) -> Result<Self, Problem> {
        let now = state.instant();
        Ok(Self {
            basis: state.basis.load_full(),
            keys: state.keys.clone(),
            principal: Arc::clone(&caller.principal),
            reaching: Reaching::of(caller, action)?,
            now,
            today: shanghai_day(now),
        })
    }

    /// The value of a number of local policy on a day.
    ///
    /// # Errors
    /// `internal` where there is none, which would be a fault of the program.
    pub fn number(&self, parameter: &Parameter, day: NaiveDate) -> Result<u32, Problem> {
        self.basis
            .number(JZ_DEFAULT, parameter, day)
            .ok_or_else(|| Problem::internal("no such parameter"))
    }
}

/// What a command is given with.
pub struct Given {
    /// The request.
    pub request: HttpRequest,
    /// The shared state.
    pub state: web::Data<AppState>,
    /// Whoever gives it.
    pub caller: Caller,
    /// The version it rests on; none: what is added to the ledger rests on none.
    pub seen: Option<IfMatch>,
    /// The institution.
    pub id: String,
    /// What a principal needs to be permitted for it.
    pub action: Action,
    /// Its name, for repetitions.
    pub name: &'static str,
}

/// Carries a command out: `work` decides, records with [`keep`] and answers.
///
/// # Errors
/// `not_found` for an institution out of reach, `precondition_failed`, what `work` refuses.
pub async fn run(
    given: Given,
    body: &[u8],
    work: impl FnOnce(&mut Connection, Opened<Institution>, &Desk) -> Result<Reply, Problem>
    + Send
    + 'static,
) -> Result<HttpResponse, Problem> {
    let Given {
        request,
        state,
        caller,
        seen,
        id,
        action,
        name,
    } = given;
    let desk = Desk::of(&state, &caller, action)?;
    let attempt = reply::attempt(&state, &caller, &request, name, body)?;
    let now = desk.now;
    let work = move |connection: &mut Connection| {
        let institution = opened(connection, &desk.reaching, &id)?;
        if let Some(seen) = seen {
            seen.admits(institution.head.version)?;
        }
        work(connection, institution, &desk)
    };
    reply::perform(&state, attempt, now, work).await
}

/// Locks and opens an institution that the caller reaches.
///
/// # Errors
/// `not_found`, the same whether there is none or it is out of reach.
pub fn opened(
    connection: &mut Connection,
    reaching: &Reaching,
    id: &str,
) -> Result<Opened<Institution>, Problem> {
    named(id)?;
    aggregate::lock::<Institution>(connection, id)?;
    aggregate::open::<Institution>(connection, id)?
        .filter(|institution| reaching.holds(&institution.state))
        .ok_or_else(|| Problem::new(ProblemCode::NotFound))
}

/// Records what was decided, and has the watch look at what it changes.
///
/// # Errors
/// `precondition_failed` where another came first.
pub fn keep(
    connection: &mut Connection,
    institution: Opened<Institution>,
    events: &[InstitutionEvent],
    desk: &Desk,
) -> Result<Opened<Institution>, Problem> {
    if events.is_empty() {
        return Ok(institution);
    }
    let id = institution.id.clone();
    let actor = &desk.principal.client_id;
    let kept = institutions::record(connection, &id, Some(institution), events, actor, desk.now)
        .map_err(conflict)?;
    watch::after_change(connection, &kept, desk)?;
    Ok(kept)
}

/// A conflict as the API tells it.
pub fn conflict(error: AppendError) -> Problem {
    match error {
        AppendError::Conflict => Problem::new(ProblemCode::PreconditionFailed),
        AppendError::Store(error) => error.into(),
    }
}

/// A refusal of a decider as the API tells it; `allowed` names the commands that are possible now.
#[must_use]
pub fn refused(refusal: &impl Refused, allowed: Vec<&'static str>) -> Problem {
    let code = match refusal.sort() {
        Sort::State => ProblemCode::WrongState,
        Sort::Facts => ProblemCode::InvalidFacts,
        Sort::Rule => ProblemCode::CommandRefused,
        Sort::Exists => ProblemCode::AlreadyExists,
    };
    let (zh, en) = (refusal.zh(), refusal.en());
    let mut problem = Problem::new(code).with_refusal(refusal.code(), allowed);
    if let Some(member) = refusal.member() {
        problem = problem.with_fault(Fault::new(format!("/{member}"), zh.clone(), en.clone()));
    }
    if let Some(provision) = refusal.provision() {
        problem = problem.with_legal_basis(provision.id);
    }
    problem.with_detail(zh, en)
}
