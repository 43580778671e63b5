//! `GET /api/v1/institutions/{id}`: an institution as of a day, by what was known on another.

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use domain::access::Action;
use domain::jz::institution::Institution;
use domain::jz::institution::decide::register::Authority;
use persistence::Connection;
use persistence::aggregate::{self, Opened};

use super::authority::{authority, policy};
use super::command::Desk;
use super::known::{Asked, KnownQuery};
use super::schema::InstitutionId;
use super::view::{InstitutionBody, body};
use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::AppState;
use crate::v1::complaints::command::named;
use crate::v1::reading::{not_found, of_today, versioned};
use crate::v1::responses::InstitutionProblems;

/// Today, by all that is on record.
#[must_use]
pub const fn now(desk: &Desk) -> Asked {
    Asked {
        as_of: desk.today,
        known_at: None,
    }
}

/// An institution as asked for.
///
/// # Errors
/// Those of the database.
pub fn shown(
    connection: &mut Connection,
    opened: &Opened<Institution>,
    asked: Asked,
    known_at: Option<NaiveDate>,
    desk: &Desk,
) -> Result<InstitutionBody, Problem> {
    let mut authorities: Vec<Authority> = Vec::new();
    for application in &opened.state.applications {
        if application.waits_on(asked.as_of)
            && let Some(found) = authority(connection, &application.applied.authority)?
        {
            authorities.push(found);
        }
    }
    let policy = policy(desk, asked.as_of)?;
    Ok(body(opened, asked, known_at, policy, |id| {
        authorities.iter().find(|known| known.id == id).cloned()
    }))
}

/// An institution in reach, by what was on record at an instant; none: out of reach, or not on record then.
///
/// Who reaches it follows from how it is now, not from how it was.
///
/// # Errors
/// `not_found`.
pub fn known(
    connection: &mut Connection,
    desk: &Desk,
    id: &str,
    asked: Asked,
) -> Result<Opened<Institution>, Problem> {
    named(id)?;
    let latest = aggregate::open::<Institution>(connection, id)?
        .filter(|institution| desk.reaching.holds(&institution.state))
        .ok_or_else(not_found)?;
    match asked.known_at {
        None => Ok(latest),
        Some(at) => aggregate::open_known::<Institution>(connection, id, at)?.ok_or_else(not_found),
    }
}

/// Get an institution
///
/// Filing, standing and applications with their checks, as they stood on `as_of`, by what was on record on `known_at`. The ETag is the version that commands rest on; `If-None-Match` is honoured where `as_of` is given, since without it the answer changes with the day.
#[utoipa::path(
    get,
    path = "/api/v1/institutions/{id}",
    operation_id = "get_institution",
    tag = "institutions",
    params(InstitutionId, KnownQuery),
    responses((status = 200, description = "The institution", body = InstitutionBody), InstitutionProblems)
)]
pub async fn get_institution(
    request: HttpRequest,
    id: web::Path<String>,
    query: web::Query<KnownQuery>,
    state: web::Data<AppState>,
    caller: Caller,
) -> Result<HttpResponse, Problem> {
    let desk = Desk::of(&state, &caller, Action::ReadInstitutions)?;
    let id = id.into_inner();
    let known_at = query.known_at;
    let is_named = query.as_of.is_some();
    let asked = query.into_inner().settle(&state);
    let found = state
        .read(move |connection: &mut Connection| {
            let opened = known(connection, &desk, &id, asked)?;
            shown(connection, &opened, asked, known_at, &desk)
        })
        .await?;
    // A named day tells the same of a version for ever, today does not.
    if is_named {
        versioned(&request, found.version, &found)
    } else {
        of_today(found.version, &found)
    }
}
