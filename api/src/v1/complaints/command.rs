//! A command to a case: gather once, decide once, commit once, in one transaction.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Principal;
use domain::gd::art18_clock;
use domain::gd::case::{
    CaseState, CenterCard, Command, CommandName, Context, Day, Refusal, clock, decide, may,
};
use persistence::complaints::record::{self, Confidential, Opened};
use persistence::keys::KeyRing;
use persistence::{Connection, organisations};
use uuid::Uuid;

use super::bridge;
use super::gather::parameters;
use super::guard;
use super::owed::derived;
use super::reach::Reaching;
use super::refusal::problem;
use super::view;
use crate::auth::Caller;
use crate::http::reply::{self, Reply};
use crate::http::{IfMatch, Lang};
use crate::problem::{Problem, ProblemCode};
use crate::state::{AppState, shanghai_day};
use crate::v1::evaluation::engine::Basis;

/// What a command is given with.
pub struct Given {
    /// The request, for its path and idempotency key.
    pub request: HttpRequest,
    /// The shared state.
    pub state: web::Data<AppState>,
    /// Whoever gives it.
    pub caller: Caller,
    /// The version it rests on.
    pub seen: IfMatch,
    /// The language of the answer.
    pub lang: Lang,
    /// The case.
    pub id: String,
}

/// What a command is made from, inside its transaction.
#[derive(Debug)]
pub struct Making<'a> {
    /// The case.
    pub case: &'a Opened,
    /// Calendar and parameters.
    pub basis: &'a Basis,
    /// Whoever gives it.
    pub principal: &'a Principal,
    /// Today in Asia/Shanghai.
    pub today: NaiveDate,
}

/// Carries a command out: `make` turns the request's body into the command, with what else it needs of the database.
///
/// # Errors
/// `not_found` for a case out of reach, `precondition_failed`, what `make` refuses, what the decider refuses.
pub async fn run(
    given: Given,
    name: CommandName,
    body: &[u8],
    confidential: Confidential,
    make: impl FnOnce(&mut Connection, &Making<'_>) -> Result<Command, Problem> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    run_sealing(given, name, body, move |connection, making| {
        Ok((make(connection, making)?, confidential))
    })
    .await
}

/// As [`run`], for a command whose confidential part is sealed within the transaction, under the key of the case.
///
/// # Errors
/// As [`run`].
pub async fn run_sealing(
    given: Given,
    name: CommandName,
    body: &[u8],
    make: impl FnOnce(&mut Connection, &Making<'_>) -> Result<(Command, Confidential), Problem>
    + Send
    + 'static,
) -> Result<HttpResponse, Problem> {
    run_beside(given, None, name, body, make).await
}

/// As [`run_sealing`], for a command that records something of another case too: neither is given a command meanwhile.
///
/// # Errors
/// As [`run`].
pub async fn run_beside(
    given: Given,
    other: Option<String>,
    name: CommandName,
    body: &[u8],
    make: impl FnOnce(&mut Connection, &Making<'_>) -> Result<(Command, Confidential), Problem>
    + Send
    + 'static,
) -> Result<HttpResponse, Problem> {
    let Given {
        request,
        state,
        caller,
        seen,
        lang,
        id,
    } = given;
    let reaching = Reaching::of(&caller, name.action())?;
    let attempt = reply::attempt(&state, &caller, &request, name.as_str(), body)?;
    let now = state.instant();
    let acting = Acting {
        keys: state.keys.clone(),
        basis: state.basis.load_full(),
        principal: Arc::clone(&caller.principal),
        now,
    };
    let work = move |connection: &mut Connection| {
        // In the order of their ids, so that two that name each other do not wait for each other.
        let mut locks = vec![id.clone()];
        locks.extend(other);
        locks.sort_unstable();
        for id in &locks {
            record::lock(connection, id)?;
        }
        let case = opened(connection, &reaching, &id)?;
        seen.admits(case.head.version)?;
        // First of all: what the command rests on is not looked up for one that is out of place anyway.
        acting.may(&case.state, name)?;
        let Acting {
            basis, principal, ..
        } = &acting;
        let making = Making {
            case: &case,
            basis,
            principal,
            today: acting.today(),
        };
        let (command, confidential) = make(connection, &making)?;
        let before = bridge::Before::of(&case.state);
        let case = commit(connection, &acting, case, command, &confidential)?;
        if let Some(before) = &before {
            let crossing = bridge::Crossing {
                basis,
                keys: &acting.keys,
                principal,
                now,
            };
            bridge::cross(connection, &case, before, &crossing)?;
        }
        let body = view::CaseBody::of_opened(&case, principal, basis, now, lang);
        Reply::done(Some(case.head.version), &body)
    };
    reply::perform(&state, attempt, now, work).await
}

/// A case that the caller reaches.
///
/// # Errors
/// `not_found`, the same whether there is none or it is out of reach; `gone` where its content was destroyed.
pub fn opened(
    connection: &mut Connection,
    reaching: &Reaching,
    id: &str,
) -> Result<Opened, Problem> {
    named(id)?;
    let case = record::open(connection, id)?
        .filter(|case| reaching.holds_case(&case.state))
        .ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
    match &case.state.handling.erased {
        None => Ok(case),
        Some(erased) => Err(Problem::erased(erased.on)),
    }
}

/// That a text can be the id of a case at all: nothing else is asked of the database.
///
/// # Errors
/// `not_found`.
pub fn named(id: &str) -> Result<(), Problem> {
    let canonical = Uuid::try_parse(id).is_ok_and(|uuid| uuid.hyphenated().to_string() == id);
    if canonical {
        Ok(())
    } else {
        Err(Problem::new(ProblemCode::NotFound))
    }
}

/// Whoever acts, when, and with what.
pub struct Acting {
    /// The keys that open what is sealed.
    pub keys: KeyRing,
    /// Calendar and parameters.
    pub basis: Arc<Basis>,
    /// Whoever acts.
    pub principal: Arc<Principal>,
    /// The instant.
    pub now: DateTime<Utc>,
}

impl Acting {
    /// The day in Asia/Shanghai.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        shanghai_day(self.now)
    }

    /// That a command can be given to a case as it stands, as far as can be said before it is made.
    ///
    /// # Errors
    /// What the decider refuses.
    pub fn may(&self, state: &CaseState, name: CommandName) -> Result<(), Problem> {
        may(state, name, &self.principal).map_err(|refusal| self.refused(&refusal, state))
    }

    /// A refusal, with what is possible instead.
    #[must_use]
    pub fn refused(&self, refusal: &Refusal, state: &CaseState) -> Problem {
        let day = day_of(&self.basis, state, self.today());
        problem(refusal, Some((state, day.as_ref())), &self.principal)
    }
}

/// A day, and what the time limit of a case is computed with; none: no parameters are in force then.
#[must_use]
pub fn day_of<'a>(basis: &'a Basis, state: &CaseState, today: NaiveDate) -> Option<Day<'a>> {
    let accepted_on = state.acceptance.as_ref().map(|accepted| accepted.on);
    let limits = basis.gd_parameters(basis.profile_of(state), accepted_on.unwrap_or(today))?;
    Some(Day {
        today,
        calendar: &basis.calendar,
        limits,
    })
}

/// Decides on a command and records what was decided, after what stands of it in clear was compared with what is sealed.
///
/// # Errors
/// What the decider refuses; `invalid_facts` where a text gives away who the complainant is; `precondition_failed` where
/// another command came first.
pub fn commit(
    connection: &mut Connection,
    acting: &Acting,
    case: Opened,
    command: Command,
    confidential: &Confidential,
) -> Result<Opened, Problem> {
    let Acting {
        keys,
        basis,
        principal,
        now,
    } = acting;
    let (basis, now) = (&**basis, *now);
    let clear = command.clear_texts();
    let texts: Vec<guard::Told<'_>> = clear
        .iter()
        .map(|one| (one.pointer.as_str(), one.text, one.audience))
        .collect();
    guard::check(connection, keys, &case.id, &texts)?;
    drop(clear);
    let today = shanghai_day(now);
    let center = center_card(connection, &case.state.record.center)?;
    let accepted_on = case.state.acceptance.as_ref().map(|accepted| accepted.on);
    let context = Context {
        case_id: &case.id,
        now,
        today,
        actor: principal,
        calendar: &basis.calendar,
        parameters: parameters(basis, &case.state, today)?,
        limits: parameters(basis, &case.state, accepted_on.unwrap_or(today))?,
        center: &center,
    };
    let events = decide(&case.state, command, &context)
        .map_err(|refusal| acting.refused(&refusal, &case.state))?;
    let derived = |state: &CaseState| derived(basis, state);
    Ok(record::commit(
        connection,
        case,
        &events,
        confidential,
        derived,
        &principal.client_id,
        now,
    )?)
}

/// The due date of a case whose clock runs.
#[must_use]
pub fn running_due_on(basis: &Basis, state: &CaseState) -> Option<NaiveDate> {
    let accepted_on = state.acceptance.as_ref()?.on;
    let facts = clock(state, state.latest_on)?;
    if facts.concluded_on.is_some() {
        return None;
    }
    let profile = basis.profile_of(state);
    let parameters = basis.gd_parameters(profile, accepted_on)?;
    art18_clock::evaluate(&facts, &basis.calendar, &parameters)
        .ok()
        .map(|clock| clock.effective_due_on)
}

/// How the center that holds a case is named and reached.
fn center_card(connection: &mut Connection, id: &str) -> Result<CenterCard, Problem> {
    let found = organisations::get(connection, id)?;
    Ok(found.map_or_else(
        || CenterCard {
            name: id.to_owned(),
            ..CenterCard::default()
        },
        |center| CenterCard {
            name: center.name_zh,
            telephone: center.channels.telephone,
            address: center.channels.address,
            email: center.channels.email,
        },
    ))
}
