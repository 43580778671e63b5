//! A case by its receipt code.

use std::net::IpAddr;
use std::sync::Arc;

use actix_web::{HttpMessage as _, HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use domain::access::Principal;
use domain::gd::case::public::the_public;
use domain::gd::case::record::FormGiven;
use persistence::complaints::receipt;
use persistence::complaints::record::{self, Opened};
use persistence::keys::LookupHash;
use persistence::ledger::idempotency::Attempt;
use persistence::{Connection, StoreError, organisations};

use super::door::{Released, Told, Visit};
use super::schema::CenterBody;
use crate::http::reply;
use crate::http::{Reply, RequestContext};
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;
use crate::v1::complaints::command::Acting;
use crate::v1::complaints::seal::hex;

/// How often a change is tried again that another one got in front of.
const TRIES: u32 = 3;

/// One and the same for a code that was never given, and for one whose case was erased.
fn unknown() -> Problem {
    Problem::new(ProblemCode::NotFound).with_detail(
        "没有与该回执码对应的投诉举报。请核对 16 位数字；多次输入有误的，须等待后再试。",
        "No complaint has this receipt code. Check the 16 digits; after several wrong ones you will have to wait.",
    )
}

/// The answer to a look-up: none, that the code is not known.
///
/// # Errors
/// What failed on our side: that says nothing of the code.
pub(super) async fn answered(
    request: &HttpRequest,
    visit: &Visit<'_>,
    released: Released,
    outcome: Result<Option<Told>, Problem>,
) -> Result<HttpResponse, Problem> {
    let told = outcome?.unwrap_or_else(|| {
        visit.was_wrong();
        Told::Problem(unknown())
    });
    let context = request.extensions().get::<RequestContext>().copied();
    Ok(released.answer(told, context).await)
}

/// Whoever repeats a request from an address without an account: a keyed hash of it.
pub(super) fn repeating(state: &AppState, request: &HttpRequest) -> String {
    let address = match state.door.address(request) {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    };
    format!(
        "public/{}",
        hex(&state.keys.keyed_hash("public address", &address))
    )
}

/// The id of a code's case.
pub(super) async fn named(state: &AppState, code: &LookupHash) -> Result<Option<String>, Problem> {
    let code = code.clone();
    state
        .read(move |connection: &mut Connection| receipt::find(connection, &code))
        .await
}

/// A case with all its events, unless what is sealed in it was destroyed.
pub(super) fn opened(connection: &mut Connection, id: &str) -> Result<Option<Opened>, StoreError> {
    Ok(record::open(connection, id)?.filter(|case| case.state.handling.erased.is_none()))
}

/// Whoever acts on a case by its code.
pub(super) fn actor(case: &Opened) -> Principal {
    the_public(case.state.record.regime)
}

/// The same, when, and with what.
pub(super) fn acting(state: &AppState, case: &Opened, now: DateTime<Utc>) -> Acting {
    Acting {
        keys: state.keys.clone(),
        basis: state.basis.load_full(),
        principal: Arc::new(actor(case)),
        now,
    }
}

/// Changes the case of a code. There is no `If-Match` here: what another change got in front of is tried again.
///
/// # Errors
/// What failed on our side.
pub(super) async fn change<F>(
    state: &AppState,
    code: LookupHash,
    attempt: Option<Attempt>,
    make: F,
) -> Result<Option<Told>, Problem>
where
    F: FnOnce(&mut Connection, Opened) -> Result<Reply, Problem> + Clone + Send + 'static,
{
    let Some(id) = named(state, &code).await? else {
        return Ok(None);
    };
    for _ in 0..TRIES {
        let (id, make, attempt) = (id.clone(), make.clone(), attempt.clone());
        let work = move |connection: &mut Connection| {
            record::lock(connection, &id)?;
            let case = opened(connection, &id)?.ok_or_else(unknown)?;
            make(connection, case)
        };
        match reply::settle(state, attempt, state.instant(), work).await {
            Ok((reply, replayed)) => {
                let (status, object) = reply.into_parts()?;
                return Ok(Some(Told::Json {
                    status,
                    object,
                    replayed,
                }));
            }
            Err(problem) => match problem.code {
                ProblemCode::PreconditionFailed => {}
                ProblemCode::NotFound | ProblemCode::Gone => return Ok(None),
                _ if problem.code.entry().status.is_server_error() => return Err(problem),
                _ => return Ok(Some(Told::Problem(problem))),
            },
        }
    }
    Err(Problem::new(ProblemCode::Unavailable).with_retry_after(1))
}

/// The center that holds a case, as the public is told of it.
pub(super) fn center(connection: &mut Connection, id: &str) -> Result<CenterBody, StoreError> {
    let found = organisations::get(connection, id)?;
    Ok(found.map_or_else(
        || CenterBody {
            name_zh: id.to_owned(),
            name_en: id.to_owned(),
            channels: organisations::Channels::default().into(),
        },
        |center| CenterBody {
            name_zh: center.name_zh,
            name_en: center.name_en,
            channels: center.channels.into(),
        },
    ))
}

/// Which of the statements that Art. 8 asks for are missing.
pub(super) fn deficiencies(form: FormGiven) -> Vec<&'static str> {
    [
        ("name", form.name),
        ("contact", form.contact),
        ("request", form.request),
        ("facts", form.facts),
        ("reasons", form.reasons),
    ]
    .into_iter()
    .filter(|(_, given)| !given)
    .map(|(statement, _)| statement)
    .collect()
}
