//! What commands and lists of inspections share.

use actix_web::{HttpRequest, HttpResponse, web};
use domain::access::{Action, Role, Scope};
use domain::jz::art15_random_inspection::{Departments, RedrawReason};
use domain::jz::inspection::{
    Assigned, CheckResult, Inspection, InspectionRefusal, Inspector, Keeper, Method,
};
use persistence::aggregate::{self, Aggregate, Opened};
use persistence::inspections::{self, Supervised, Whose};
use persistence::{Connection, StoreError};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::Caller;
use crate::decode::Choice;
use crate::http::{IfMatch, Reply, reply};
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::complaints::command::named;
use crate::v1::institutions::command::{Desk, conflict, refused};
use crate::v1::institutions::reach::Reaching;
use crate::v1::paging::Page;
use crate::v1::published::{key, place};

macro_rules! choices {
    ($($name:ty),+ $(,)?) => {
        $(
            impl Choice for $name {
                fn choices() -> impl Iterator<Item = (&'static str, Self)> {
                    Self::ALL.iter().map(|choice| (choice.as_str(), *choice))
                }
            }
        )+
    };
}

choices!(Departments, RedrawReason, Method, CheckResult);

/// The id of a record.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct RecordId {
    /// The record.
    #[param(
        max_length = 36,
        pattern = "^[0-9a-f-]+$",
        example = "0190b6a0-7c00-7000-8000-0000000000d1"
    )]
    pub id: String,
}

/// Which page, and what stands how.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct RecordQuery {
    /// Items on a page.
    #[param(nullable = false, minimum = 1, maximum = 100, default = 20)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[param(nullable = false, pattern = "^[A-Za-z0-9_-]+$", max_length = 400)]
    pub cursor: Option<String>,
    /// Only what stands so.
    #[param(nullable = false, pattern = "^[a-z_]+$", max_length = 20)]
    pub status: Option<String>,
}

impl RecordQuery {
    /// One of the words of a list.
    ///
    /// # Errors
    /// `malformed_request` for any other.
    pub fn status(&self, words: &[&'static str]) -> Result<Option<&'static str>, Problem> {
        let Some(asked) = &self.status else {
            return Ok(None);
        };
        let found = words.iter().copied().find(|word| word == asked);
        found.map(Some).ok_or_else(|| {
            let words = words.join(", ");
            Problem::new(ProblemCode::MalformedRequest).with_detail(
                format!("status 可用的值有：{words}。"),
                format!("status is one of: {words}."),
            )
        })
    }
}

/// Whether a permission reaches the records of an authority.
#[must_use]
pub fn reaches(reaching: &Reaching, keeper: &Keeper) -> bool {
    match reaching.scope() {
        Scope::Own => keeper.authority == reaching.center(),
        Scope::Regime => keeper.regime == reaching.regime(),
        Scope::Submitted | Scope::Assigned | Scope::All => false,
    }
}

/// What a record belongs to.
pub trait Kept: Supervised {
    /// Its authority.
    fn keeper(&self) -> &Keeper;
}

impl Kept for Inspector {
    fn keeper(&self) -> &Keeper {
        &self.keeper
    }
}

impl Kept for domain::jz::inspection::Drawing {
    fn keeper(&self) -> &Keeper {
        &self.announced.keeper
    }
}

impl Kept for Inspection {
    fn keeper(&self) -> &Keeper {
        &self.opened.keeper
    }
}

impl Kept for domain::jz::inspection::Proposal {
    fn keeper(&self) -> &Keeper {
        &self.received.keeper
    }
}

/// The caller's authority as a record names it.
#[must_use]
pub fn keeper(desk: &Desk) -> Keeper {
    Keeper {
        authority: desk.principal.center_id.clone(),
        regime: desk.principal.regime,
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
    /// The version it rests on.
    pub seen: IfMatch,
    /// The record.
    pub id: String,
    /// What a principal needs to be permitted for it.
    pub action: Action,
    /// Its name, for repetitions.
    pub name: &'static str,
}

/// Carries a command to a record out.
///
/// # Errors
/// `not_found` for a record out of reach, `precondition_failed`, what `work` refuses.
pub async fn run<A: Kept + Send + 'static>(
    given: Given,
    body: &[u8],
    work: impl FnOnce(&mut Connection, Opened<A>, &Desk) -> Result<Reply, Problem> + Send + 'static,
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
        let record = opened::<A>(connection, &id)?
            .filter(|record| reaches(&desk.reaching, record.state.keeper()))
            .ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
        seen.admits(record.head.version)?;
        work(connection, record, &desk)
    };
    reply::perform(&state, attempt, now, work).await
}

/// Locks and opens a record.
///
/// # Errors
/// `not_found` where the id is none.
pub fn opened<A: Aggregate>(
    connection: &mut Connection,
    id: &str,
) -> Result<Option<Opened<A>>, Problem> {
    named(id)?;
    aggregate::lock::<A>(connection, id)?;
    Ok(aggregate::open::<A>(connection, id)?)
}

/// Records an event behind what was seen, or the first one.
///
/// # Errors
/// `precondition_failed` where another came first.
pub fn keep<A: Supervised>(
    connection: &mut Connection,
    id: &str,
    seen: Option<Opened<A>>,
    event: A::Event,
    desk: &Desk,
) -> Result<Opened<A>, Problem> {
    let actor = &desk.principal.client_id;
    inspections::record(connection, id, seen, &[event], actor, desk.now).map_err(conflict)
}

/// What a decider said, as the API tells it.
///
/// # Errors
/// Its refusal.
pub fn decided<T>(decision: Result<T, InspectionRefusal>) -> Result<T, Problem> {
    decision.map_err(|refusal| refused(&refusal, Vec::new()))
}

/// A page of records as read.
pub struct Found<T> {
    /// The items.
    pub items: Vec<T>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// Reads a page of records and writes each with `body`.
///
/// # Errors
/// `malformed_request` for a limit or cursor that is none.
pub async fn page<A: Kept + 'static, T: Send + 'static>(
    state: &AppState,
    query: &RecordQuery,
    whose: Option<Whose>,
    status: Option<&'static str>,
    body: impl Fn(&mut Connection, Opened<A>) -> Result<T, StoreError> + Send + 'static,
) -> Result<Found<T>, Problem> {
    let name = format!("{} {whose:?} {status:?}", A::KIND);
    let page = Page::new(&state.keys, name, query.limit, query.cursor.as_deref())?;
    let Some(whose) = whose else {
        let items = Vec::new();
        return Ok(Found { items, next: None });
    };
    let after = page.after.as_deref().and_then(place);
    let read = page.to_read();
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let (items, last) = state
        .read(move |connection: &mut Connection| {
            let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
            let mut found = inspections::list::<A>(connection, &whose, status, after, read)?;
            let more = found.len() > limit;
            found.truncate(limit);
            let last = found.last().filter(|_| more);
            let last = last.map(|(at, one)| key(*at, &one.id));
            let mut items = Vec::with_capacity(found.len());
            for (_, one) in found {
                items.push(body(connection, one)?);
            }
            Ok::<_, StoreError>((items, last))
        })
        .await?;
    let next = last.map(|last| page.seal(&state.keys, &last));
    Ok(Found { items, next })
}

/// Whose records a caller lists; none: nobody's.
#[must_use]
pub fn whose(reaching: &Reaching) -> Option<Whose> {
    match reaching.scope() {
        Scope::Own => Some(Whose::Authority(reaching.center().to_owned())),
        Scope::Regime => Some(Whose::Regime(reaching.regime())),
        Scope::Submitted | Scope::Assigned | Scope::All => None,
    }
}

/// Reads one record in reach.
///
/// # Errors
/// `not_found`, the same whether there is none or it is out of reach.
pub async fn read<A: Kept + Send + 'static>(
    state: &AppState,
    reaching: Reaching,
    id: String,
) -> Result<Opened<A>, Problem> {
    named(&id)?;
    state
        .read(move |connection: &mut Connection| aggregate::open::<A>(connection, &id))
        .await?
        .filter(|record| reaches(&reaching, record.state.keeper()))
        .ok_or_else(crate::v1::reading::not_found)
}

/// Those inspectors who must not inspect an institution as things stand.
///
/// # Errors
/// Those of the database.
pub fn in_conflict<'a>(
    connection: &mut Connection,
    inspectors: &'a [Assigned],
    uscc: &str,
) -> Result<Vec<&'a Assigned>, StoreError> {
    let mut found = Vec::new();
    for one in inspectors {
        let known = aggregate::open::<Inspector>(connection, &one.id)?;
        if known.is_some_and(|known| known.state.conflicts_with(uscc)) {
            found.push(one);
        }
    }
    Ok(found)
}

/// Whether whoever acts works for an institution: to them only what is published exists.
#[must_use]
pub fn is_institution(caller: &Caller) -> bool {
    caller.principal.role == Role::Institution
}
