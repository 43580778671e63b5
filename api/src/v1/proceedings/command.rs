//! A step of a proceeding: gathered, decided and recorded in one transaction, with what it does to the institution's
//! ledger. The institution is locked first, then the proceeding.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::jz::institution::{Institution, InstitutionEvent, Recorded};
use domain::jz::parameters::MARKET_BAN_YEARS;
use domain::jz::proceeding::policy::{
    LITIGATION_MONTHS, Policy, RECONSIDERATION_DAYS, SANCTION_HEARING,
    SANCTION_HEARING_WORKING_DAYS, SANCTION_NOTICE, SANCTION_OLD_VIOLATION_YEARS,
    SANCTION_STATEMENT_WORKING_DAYS,
};
use domain::jz::proceeding::{
    Command, CommandName, Context, Proceeding, ProceedingRefusal, allowed, decide, effects,
};
use persistence::aggregate::{self, Opened};
use persistence::{Connection, institutions, proceedings};

use super::reach::Reach;
use super::view::ProceedingBody;
use crate::auth::Caller;
use crate::http::{IfMatch, Reply, reply};
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::complaints::command::named;
use crate::v1::evaluation::engine::{Basis, JZ_DEFAULT};
use crate::v1::institutions::command::{Desk, conflict, refused};
use crate::v1::institutions::reach::is_own_authority;
use crate::v1::institutions::watch;

/// What a step is given with.
pub struct Given {
    /// The request.
    pub request: HttpRequest,
    /// The shared state.
    pub state: web::Data<AppState>,
    /// Whoever takes it.
    pub caller: Caller,
    /// The version it rests on.
    pub seen: IfMatch,
    /// The proceeding.
    pub id: String,
    /// Its day; today unless given.
    pub on: Option<NaiveDate>,
}

/// The values of local policy and general law on a day.
///
/// # Errors
/// `internal` where one is missing, which would be a fault of the program.
pub fn policy(basis: &Basis, day: NaiveDate) -> Result<Policy, Problem> {
    let number = |parameter| {
        let value = basis.number(JZ_DEFAULT, parameter, day);
        value.ok_or_else(|| Problem::internal("no such parameter"))
    };
    Ok(Policy {
        notice: number(&SANCTION_NOTICE)? > 0,
        hearing: number(&SANCTION_HEARING)? > 0,
        statement_working_days: number(&SANCTION_STATEMENT_WORKING_DAYS)?,
        hearing_working_days: number(&SANCTION_HEARING_WORKING_DAYS)?,
        old_violation_years: number(&SANCTION_OLD_VIOLATION_YEARS)?,
        reconsideration_days: number(&RECONSIDERATION_DAYS)?,
        litigation_months: number(&LITIGATION_MONTHS)?,
        market_ban_years: number(&MARKET_BAN_YEARS)?,
    })
}

/// Takes a step that needs nothing besides what was sent.
///
/// # Errors
/// As [`run_with`].
pub async fn run(given: Given, body: &[u8], command: Command) -> Result<HttpResponse, Problem> {
    let name = command.name();
    run_with(given, body, name, move |_, _, _| Ok(command)).await
}

/// Takes a step.
///
/// # Errors
/// `not_found` for a proceeding out of reach, `precondition_failed`, what the decider refuses.
pub async fn run_with(
    given: Given,
    body: &[u8],
    name: CommandName,
    make: impl FnOnce(&Desk, &Institution, NaiveDate) -> Result<Command, Problem> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let Given {
        request,
        state,
        caller,
        seen,
        id,
        on,
    } = given;
    let reach = Reach::of(&caller, name.action())?;
    let desk = Desk::of(&state, &caller, name.action())?;
    let attempt = reply::attempt(&state, &caller, &request, name.as_str(), body)?;
    let now = desk.now;
    let work = move |connection: &mut Connection| {
        let (institution, proceeding) = opened(connection, &reach, &id)?;
        // Whoever only reads it, such as the authority above, conducts nothing.
        if !reach.only_told && !is_own_authority(&institution.state, &desk.principal) {
            return Err(Problem::new(ProblemCode::Forbidden));
        }
        seen.admits(proceeding.head.version)?;
        let on = on.unwrap_or(desk.today);
        let command = make(&desk, &institution.state, on)?;
        let policy = policy(&desk.basis, on)?;
        if reach.only_told && on != desk.today {
            let possible = allowed(&proceeding.state, desk.today, &policy);
            return Err(refused(&ProceedingRefusal::NotToday, possible));
        }
        let context = Context {
            on,
            today: desk.today,
            actor: &desk.principal.client_id,
            policy,
            calendar: &desk.basis.calendar,
            institution: &institution.state,
        };
        let event = decide(&proceeding.state, command, &context)
            .map_err(|refusal| refused(&refusal, allowed(&proceeding.state, on, &policy)))?;
        let actor = desk.principal.client_id.clone();
        let events = std::slice::from_ref(&event);
        let kept = proceedings::record(connection, &id, Some(proceeding), events, &actor, now)
            .map_err(conflict)?;
        let entries = effects(&id, &kept.state, &event, &institution.state.ledger);
        let institution = affect(connection, institution, entries, &desk)?;
        // What came up meanwhile may be taken up by the next proposal; its own effects are settled with it.
        watch::after_change(connection, &institution, &desk)?;
        let body = ProceedingBody::of(&kept, desk.today, &policy, &desk.principal);
        Reply::done(Some(kept.head.version), &body)
    };
    reply::perform(&state, attempt, now, work).await
}

/// Locks and opens a proceeding and its institution.
fn opened(
    connection: &mut Connection,
    reach: &Reach,
    id: &str,
) -> Result<(Opened<Institution>, Opened<Proceeding>), Problem> {
    let not_found = || Problem::new(ProblemCode::NotFound);
    named(id)?;
    let row = proceedings::get(connection, id)?.ok_or_else(not_found)?;
    aggregate::lock::<Institution>(connection, &row.institution_id)?;
    let institution = aggregate::open::<Institution>(connection, &row.institution_id)?;
    let institution = institution.ok_or_else(not_found)?;
    aggregate::lock::<Proceeding>(connection, id)?;
    let proceeding = aggregate::open::<Proceeding>(connection, id)?.ok_or_else(not_found)?;
    if reach.holds(&institution.state, proceeding.state.is_told()) {
        return Ok((institution, proceeding));
    }
    Err(not_found())
}

fn affect(
    connection: &mut Connection,
    institution: Opened<Institution>,
    entries: Vec<domain::jz::institution::LedgerEntry>,
    desk: &Desk,
) -> Result<Opened<Institution>, Problem> {
    if entries.is_empty() {
        return Ok(institution);
    }
    let actor = &desk.principal.client_id;
    let events: Vec<InstitutionEvent> = entries
        .into_iter()
        .map(|entry| {
            InstitutionEvent::Recorded(Box::new(Recorded {
                entry,
                on: desk.today,
                reason: None,
                by: actor.clone(),
            }))
        })
        .collect();
    let id = institution.id.clone();
    institutions::record(connection, &id, Some(institution), &events, actor, desk.now)
        .map_err(conflict)
}
