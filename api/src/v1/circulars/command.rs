//! A command to a circular: gathered, compared with what is sealed, decided and recorded in one transaction.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Action, Principal, Scope};
use domain::gd::case::not_accused;
use domain::gd::circular::{
    CircularCommand, CircularContext, CircularEvent, CircularRefusal, CitedCase, decide,
};
use persistence::Connection;
use persistence::circulars::{self, StoredCircular};
use persistence::complaints::row;
use persistence::keys::KeyRing;
use persistence::ledger::AppendError;

use super::schema::CircularBody;
use crate::auth::Caller;
use crate::decode::{Context, Line, Object, Prose, object};
use crate::http::reply;
use crate::http::{IfMatch, Reply};
use crate::problem::{Fault, Problem, ProblemCode};
use crate::state::{AppState, shanghai_day};
use crate::v1::complaints::command::named;
use crate::v1::complaints::guard;
use crate::v1::complaints::reach::Reaching;

/// What a command is given with.
pub struct Given {
    /// The request.
    pub request: HttpRequest,
    /// The shared state.
    pub state: web::Data<AppState>,
    /// Whoever gives it.
    pub caller: Caller,
    /// The version it rests on.
    pub seen: IfMatch,
    /// The circular.
    pub id: String,
    /// What a principal needs to be permitted for it.
    pub action: Action,
    /// Its name, for repetitions.
    pub name: &'static str,
}

/// What somebody works with.
pub struct Desk {
    /// The keys that open what is sealed.
    pub keys: KeyRing,
    /// Whoever acts.
    pub principal: Arc<Principal>,
    /// The cases in reach.
    pub reaching: Reaching,
    /// The instant.
    pub now: DateTime<Utc>,
    /// The day in Asia/Shanghai.
    pub today: NaiveDate,
}

impl Desk {
    /// Of a caller, who cites the cases that they may read.
    ///
    /// # Errors
    /// `forbidden`.
    pub fn of(state: &AppState, caller: &Caller) -> Result<Self, Problem> {
        let now = state.instant();
        Ok(Self {
            keys: state.keys.clone(),
            principal: Arc::clone(&caller.principal),
            reaching: Reaching::of(caller, Action::ReadComplaint)?,
            now,
            today: shanghai_day(now),
        })
    }

    /// The cases that a circular rests on, after its texts were compared with what is sealed of each.
    ///
    /// # Errors
    /// `invalid_facts` at a case out of reach, or at a text that gives something away.
    pub fn cited(
        &self,
        connection: &mut Connection,
        ids: &[String],
        texts: &[guard::Public<'_>],
    ) -> Result<Vec<CitedCase>, Problem> {
        let mut cited = Vec::with_capacity(ids.len());
        for (index, id) in ids.iter().enumerate() {
            let found = match named(id) {
                Ok(()) => row::read(connection, id)?
                    .filter(|row| row.erased_on.is_none() && self.reaching.holds(row)),
                Err(_no_id) => None,
            };
            let Some(found) = found else {
                // A circular is taken back whatever became of its cases.
                if texts.is_empty() {
                    continue;
                }
                return Err(
                    Problem::new(ProblemCode::InvalidFacts).with_fault(Fault::new(
                        format!("/cases/{index}"),
                        "没有这一案件",
                        "there is no such case",
                    )),
                );
            };
            let state = found.state()?;
            if !texts.is_empty() {
                guard::check(connection, &self.keys, id, &state.record, texts)?;
            }
            cited.push(CitedCase {
                id: id.clone(),
                center: state.record.center.clone(),
                status: state.status,
                accuses_actor: not_accused(&state.record, &self.principal).is_err(),
            });
        }
        Ok(cited)
    }
}

/// Carries a command out. `revised` holds what a revision puts in the place of title, text and cases.
///
/// # Errors
/// `not_found` for a circular out of reach, `precondition_failed`, what the decider refuses.
pub async fn run(
    given: Given,
    body: &[u8],
    revised: Option<Written>,
    make: impl FnOnce(&mut Connection, &StoredCircular, NaiveDate) -> Result<CircularCommand, Problem>
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
    let scope = caller.may(action)?;
    let attempt = reply::attempt(&state, &caller, &request, name, body)?;
    let desk = Desk::of(&state, &caller)?;
    let now = desk.now;
    let work = move |connection: &mut Connection| {
        named(&id)?;
        circulars::lock(connection, &id)?;
        let stored = circulars::get(connection, &id)?
            .filter(|stored| reaches(scope, stored, &desk.principal))
            .ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
        seen.admits(stored.version)?;
        let content = &stored.circular.content;
        let (title, text, ids) = match &revised {
            Some(written) => (&written.title, &written.text, &written.cases),
            None => (&content.title, &content.text, &content.cases),
        };
        // Whatever is taken back need not be looked at again.
        let texts = [("/title", title.as_str()), ("/text", text.as_str())];
        let texts: &[_] = if action == Action::ApproveCircular && name == WITHDRAW {
            &[]
        } else {
            &texts
        };
        let cases = desk.cited(connection, ids, texts)?;
        let command = make(connection, &stored, desk.today)?;
        let context = CircularContext {
            today: desk.today,
            actor: &desk.principal,
            cases: &cases,
        };
        let event = decide(&stored.circular, command, &context).map_err(|r| problem(&r))?;
        let actor = &desk.principal.client_id;
        let stored = keep(connection, &id, Some(stored), &event, actor, now)?;
        Reply::done(Some(stored.version), &CircularBody::from(stored))
    };
    reply::perform(&state, attempt, now, work).await
}

/// The name of the command that takes a circular back.
pub const WITHDRAW: &str = "withdraw_circular";

/// Records an event of a circular.
///
/// # Errors
/// `precondition_failed` where another came first.
pub fn keep(
    connection: &mut Connection,
    id: &str,
    seen: Option<StoredCircular>,
    event: &CircularEvent,
    actor: &str,
    now: DateTime<Utc>,
) -> Result<StoredCircular, Problem> {
    circulars::record(connection, id, seen, event, actor, now).map_err(|error| match error {
        AppendError::Conflict => Problem::new(ProblemCode::PreconditionFailed),
        AppendError::Store(error) => error.into(),
    })
}

/// Whether a permission of that scope reaches a circular.
#[must_use]
pub fn reaches(scope: Scope, stored: &StoredCircular, principal: &Principal) -> bool {
    let drafted = &stored.circular.drafted;
    match scope {
        Scope::Own => drafted.center == principal.center_id,
        Scope::Regime => drafted.regime == principal.regime,
        Scope::Submitted | Scope::Assigned | Scope::All => false,
    }
}

/// A refusal of the decider as the API tells it.
#[must_use]
pub fn problem(refusal: &CircularRefusal) -> Problem {
    let code = match refusal {
        CircularRefusal::WrongStatus { .. } => ProblemCode::WrongState,
        CircularRefusal::Blank { .. } | CircularRefusal::Cases => ProblemCode::InvalidFacts,
        CircularRefusal::CaseOpen { .. }
        | CircularRefusal::CaseElsewhere { .. }
        | CircularRefusal::BelongsToAccused
        | CircularRefusal::ApprovedByAuthor
        | CircularRefusal::NothingRevised
        | CircularRefusal::DayBeforeLastStep { .. } => ProblemCode::CommandRefused,
    };
    let pointer = match refusal {
        CircularRefusal::Blank { member } => Some(format!("/{member}")),
        CircularRefusal::CaseOpen { index } | CircularRefusal::CaseElsewhere { index } => {
            Some(format!("/cases/{index}"))
        }
        other => other.member().map(|member| format!("/{member}")),
    };
    let (zh, en) = (refusal.zh(), refusal.en());
    let mut problem = Problem::new(code).with_refusal(refusal.code(), Vec::new());
    if let Some(pointer) = pointer {
        problem = problem.with_fault(Fault::new(pointer, zh.clone(), en.clone()));
    }
    if let Some(provision) = refusal.provision() {
        problem = problem.with_legal_basis(provision.id);
    }
    problem.with_detail(zh, en)
}

/// A circular as read.
#[derive(Debug, Clone)]
pub struct Written {
    /// Its title.
    pub title: String,
    /// What it says.
    pub text: String,
    /// The cases it rests on.
    pub cases: Vec<String>,
}

object! {
    /// The members of a circular.
    pub struct CircularSlots<'de> {
        title: scalar Line,
        text: scalar Prose,
        cases: items Line,
    }
}

impl<'de> Object<'de> for CircularSlots<'de> {
    type Target = Written;

    fn finish(self, context: &mut Context) -> Option<Self::Target> {
        let title = self.title.required(context, "title");
        let text = self.text.required(context, "text");
        let cases = self.cases.required(context, "cases");
        let (Line(title), Prose(text)) = (title?, text?);
        let cases = cases?.into_iter().map(|Line(id)| id).collect();
        Some(Written { title, text, cases })
    }
}
