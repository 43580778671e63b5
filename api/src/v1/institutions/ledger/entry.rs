//! The one machinery behind every recording in a ledger: read, decided by the domain, recorded and answered.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::{Action, Role};
use domain::jz::institution::decide::ledger::{How, LedgerContext, record};
use domain::jz::institution::decide::ledger_refusal::LedgerRefusal;
use domain::jz::institution::{EntryKind, Institution, InstitutionEvent, LedgerEntry};
use domain::jz::parameters::{RETENTION_ELECTRONIC_YEARS, RETENTION_PAPER_YEARS};
use domain::jz::policy::{ANNUAL_REPORT_DAY, ANNUAL_REPORT_MONTH};
use persistence::Connection;
use persistence::aggregate::Opened;

use super::schema::EntryBody;
use crate::auth::Caller;
use crate::http::{IfMatch, Reply, read_json_body};
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::institutions::command::{Desk, Given, keep, refused, run};
use crate::v1::institutions::reach::is_own_authority;

/// A request about the ledger of an institution.
pub struct Call {
    /// The request.
    pub request: HttpRequest,
    /// Its body.
    pub payload: web::Payload,
    /// The shared state.
    pub state: web::Data<AppState>,
    /// Whoever sends it.
    pub caller: Caller,
    /// The institution.
    pub id: String,
    /// The version it rests on, for what changes an entry.
    pub seen: Option<IfMatch>,
}

/// What is asked, for whom and under which name.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// What a principal needs to be permitted for it.
    pub action: Action,
    /// Its name, for repetitions.
    pub name: &'static str,
    /// Whether only the authority that filed the institution may (Art. 3).
    pub own_authority: bool,
}

impl Asked {
    /// Whoever reaches the institution with that action.
    #[must_use]
    pub const fn by_reach(action: Action, name: &'static str) -> Self {
        Self {
            action,
            name,
            own_authority: false,
        }
    }

    /// The authority that filed it alone.
    #[must_use]
    pub const fn by_own_authority(action: Action, name: &'static str) -> Self {
        Self {
            action,
            name,
            own_authority: true,
        }
    }
}

/// What the domain decided about an entry.
pub type Decided = Result<Vec<InstitutionEvent>, LedgerRefusal>;

/// Carries it out: `read` reads the body, `decide` decides about the entry of that kind and id.
///
/// # Errors
/// `not_found`, what cannot be read, what the domain refuses.
pub async fn perform<T: Send + 'static>(
    call: Call,
    asked: Asked,
    read: impl FnOnce(&[u8]) -> Result<T, Problem>,
    decide: impl FnOnce(&Institution, T, &LedgerContext, &Desk) -> (EntryKind, String, Decided)
    + Send
    + 'static,
) -> Result<HttpResponse, Problem> {
    let Call {
        request,
        payload,
        state,
        caller,
        id,
        seen,
    } = call;
    caller.may(asked.action)?;
    let body = read_json_body(&request, payload, state.body_limit).await?;
    let written = read(&body)?;
    let is_new = seen.is_none();
    let given = Given {
        request,
        state,
        caller,
        seen,
        id,
        action: asked.action,
        name: asked.name,
    };
    run(given, &body, move |connection, institution, desk| {
        if asked.own_authority && !is_own_authority(&institution.state, &desk.principal) {
            return Err(refused(&LedgerRefusal::NotOwnAuthority, Vec::new()));
        }
        let context = context(desk, &institution.state)?;
        let (kind, entry, decided) = decide(&institution.state, written, &context, desk);
        let events = decided.map_err(problem)?;
        answer(connection, institution, desk, &events, kind, &entry, is_new)
    })
    .await
}

/// An entry that is not there is not found; every other refusal tells itself.
fn problem(refusal: LedgerRefusal) -> Problem {
    match refusal {
        LedgerRefusal::NoEntry => Problem::new(ProblemCode::NotFound),
        other => refused(&other, Vec::new()),
    }
}

fn answer(
    connection: &mut Connection,
    institution: Opened<Institution>,
    desk: &Desk,
    events: &[InstitutionEvent],
    kind: EntryKind,
    entry: &str,
    is_new: bool,
) -> Result<Reply, Problem> {
    let existed = institution.state.ledger.get(kind, entry).is_some();
    let kept = keep(connection, institution, events, desk)?;
    let body = EntryBody::of(&kept, kind, entry, !events.is_empty())?;
    let version = Some(kept.head.version);
    if is_new && !existed && !events.is_empty() {
        let location = format!("/api/v1/institutions/{}/ledger?kind={kind}", kept.id);
        return Reply::created(location, version, &body);
    }
    Reply::done(version, &body)
}

/// By whom, when and by which numbers.
///
/// # Errors
/// `internal` where a parameter is missing.
pub fn context(desk: &Desk, institution: &Institution) -> Result<LedgerContext, Problem> {
    let principal = &desk.principal;
    let own = institution.organisation.as_deref() == Some(principal.organisation_id.as_str());
    numbers(desk, own && principal.role == Role::Institution)
}

/// The same, where it is said whether the institution itself records.
///
/// # Errors
/// As [`context`].
pub fn numbers(desk: &Desk, itself: bool) -> Result<LedgerContext, Problem> {
    let number = |parameter| desk.number(parameter, desk.today);
    Ok(LedgerContext {
        today: desk.today,
        by: desk.principal.client_id.clone(),
        itself,
        paper_years: number(&RETENTION_PAPER_YEARS)?,
        electronic_years: number(&RETENTION_ELECTRONIC_YEARS)?,
        report_month: number(&ANNUAL_REPORT_MONTH)?,
        report_day: number(&ANNUAL_REPORT_DAY)?,
    })
}

/// A new entry; of one that takes no reason.
pub fn new(
    institution: &Institution,
    entry: LedgerEntry,
    reason: Option<&str>,
    context: &LedgerContext,
) -> (EntryKind, String, Decided) {
    let (kind, id) = (entry.kind(), entry.id().to_owned());
    let decided = match reason {
        Some(_) => Err(LedgerRefusal::ReasonOfNew),
        None => record(institution, entry, &How::New, context),
    };
    (kind, id, decided)
}

/// What takes the place of an entry; the path names it, and the body repeats its id.
pub fn correction(
    institution: &Institution,
    path_id: &str,
    entry: LedgerEntry,
    reason: Option<String>,
    context: &LedgerContext,
) -> (EntryKind, String, Decided) {
    let (kind, id) = (entry.kind(), entry.id().to_owned());
    let decided = if institution.ledger.get(kind, path_id).is_none() {
        Err(LedgerRefusal::NoEntry)
    } else if id == path_id {
        record(institution, entry, &How::Correction(reason), context)
    } else {
        Err(LedgerRefusal::OtherId)
    };
    (kind, id, decided)
}
