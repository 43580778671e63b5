//! A command to a circular: gathered, compared with what is sealed, decided and recorded in one transaction.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Action, Principal, Scope};
use domain::gd::case::not_accused;
use domain::gd::case::reveal::Audience;
use domain::gd::circular::{
    Circular, CircularCommand, CircularCommandName, CircularContext, CircularEvent,
    CircularRefusal, CitedCase, allowed_commands, decide,
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

    /// The cases that a circular rests on, after its texts were compared with what is sealed of each, and the first that
    /// nobody can look at any more.
    ///
    /// # Errors
    /// `invalid_facts` at a text that gives something away.
    pub fn cited(
        &self,
        connection: &mut Connection,
        ids: &[String],
        texts: &[guard::Told<'_>],
    ) -> Result<Cited, Problem> {
        let mut cited = Cited::default();
        for (index, id) in ids.iter().enumerate() {
            let found = match named(id) {
                Ok(()) => row::read(connection, id)?
                    .filter(|row| row.erased_on.is_none() && self.reaching.holds(row)),
                Err(_no_id) => None,
            };
            let Some(found) = found else {
                cited.gone.get_or_insert((index, id.clone()));
                continue;
            };
            let state = found.state()?;
            guard::check(connection, &self.keys, id, texts)?;
            cited.cases.push(CitedCase {
                id: id.clone(),
                center: state.record.center.clone(),
                status: state.status,
                accuses_actor: not_accused(&state.record, &self.principal).is_err(),
            });
        }
        Ok(cited)
    }

    /// What a decision needs besides the circular and the command.
    #[must_use]
    pub fn context<'a>(&'a self, cited: &'a Cited) -> CircularContext<'a> {
        CircularContext {
            today: self.today,
            actor: &self.principal,
            cases: &cited.cases,
            gone: cited.gone.as_ref().map(|(index, id)| (*index, id.as_str())),
        }
    }
}

/// The cases that a circular rests on.
#[derive(Debug, Default)]
pub struct Cited {
    cases: Vec<CitedCase>,
    /// The first that was erased or is out of reach, by its place and id.
    gone: Option<(usize, String)>,
}

impl Cited {
    /// That all cases that whoever writes names are there.
    ///
    /// # Errors
    /// `invalid_facts` at a case that was erased or is out of reach, the same as at one that never was.
    pub fn named_by_the_writer(self) -> Result<Self, Problem> {
        match &self.gone {
            None => Ok(self),
            Some((index, _)) => Err(Problem::new(ProblemCode::InvalidFacts).with_fault(
                Fault::new(
                    format!("/cases/{index}"),
                    "没有这一案件",
                    "there is no such case",
                ),
            )),
        }
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
        let texts = public(title, text);
        let texts: &[_] = if action == Action::ApproveCircular && name == WITHDRAW {
            &[]
        } else {
            &texts
        };
        let mut cited = desk.cited(connection, ids, texts)?;
        if revised.is_some() {
            cited = cited.named_by_the_writer()?;
        }
        let command = make(connection, &stored, desk.today)?;
        let event = decide(&stored.circular, command, &desk.context(&cited))
            .map_err(|refusal| problem(&refusal, Some(&stored.circular), &desk.principal))?;
        let actor = &desk.principal.client_id;
        let stored = keep(connection, &id, Some(stored), &event, actor, now)?;
        Reply::done(Some(stored.version), &CircularBody::from(stored))
    };
    reply::perform(&state, attempt, now, work).await
}

/// Title and text of a circular, which everybody is to read.
pub fn public<'a>(title: &'a str, text: &'a str) -> [guard::Told<'a>; 2] {
    [
        ("/title", title, Audience::Public),
        ("/text", text, Audience::Public),
    ]
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

/// A refusal of the decider as the API tells it, with what is possible instead; of a draft that does not come to be,
/// nothing.
#[must_use]
pub fn problem(
    refusal: &CircularRefusal,
    circular: Option<&Circular>,
    principal: &Principal,
) -> Problem {
    let code = match refusal {
        CircularRefusal::WrongStatus { .. } => ProblemCode::WrongState,
        CircularRefusal::Blank { .. } | CircularRefusal::Cases => ProblemCode::InvalidFacts,
        CircularRefusal::CaseOpen { .. }
        | CircularRefusal::CaseElsewhere { .. }
        | CircularRefusal::CaseGone { .. }
        | CircularRefusal::BelongsToAccused
        | CircularRefusal::ApprovedByAuthor
        | CircularRefusal::NothingRevised
        | CircularRefusal::DayBeforeLastStep { .. } => ProblemCode::CommandRefused,
    };
    let pointer = match refusal {
        CircularRefusal::Blank { member } => Some(format!("/{member}")),
        CircularRefusal::CaseOpen { index }
        | CircularRefusal::CaseElsewhere { index }
        | CircularRefusal::CaseGone { index, .. } => Some(format!("/cases/{index}")),
        other => other.member().map(|member| format!("/{member}")),
    };
    let (zh, en) = (refusal.zh(), refusal.en());
    let possible = circular.map_or_else(Vec::new, |circular| {
        let allowed = allowed_commands(circular, principal).into_iter();
        allowed.map(CircularCommandName::as_str).collect()
    });
    let mut problem = Problem::new(code).with_refusal(refusal.code(), possible);
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
