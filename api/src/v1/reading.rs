//! Answers to reads: JSON with a strong ETag, and 304 where the client has it already.

use actix_web::http::header::{self, EntityTag, Header, IfNoneMatch};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::problem::{Problem, ProblemCode};

/// No query: a parameter that nobody knows is refused, not ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoQuery {}

/// How long an answer may be kept without asking again. The law changes rarely, an imported calendar year at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Text that only a new program changes.
    Compiled,
    /// What an import or the day changes.
    Changing,
    /// What depends on who asks.
    Private,
}

/// The value as JSON, or 304 where `If-None-Match` names what the client would get.
///
/// # Errors
/// `internal` where the value cannot be written, which would be a fault of the program.
pub fn answer<T: Serialize>(
    request: &HttpRequest,
    freshness: Freshness,
    value: &T,
) -> Result<HttpResponse, Problem> {
    let json = serde_json::to_vec(value)
        .map_err(|error| Problem::new(ProblemCode::Internal).with_cause(error))?;
    Ok(body(request, freshness, "application/json", json.into()))
}

/// A body that is text already, or 304 where `If-None-Match` names it.
pub fn body(
    request: &HttpRequest,
    freshness: Freshness,
    media_type: &'static str,
    body: Bytes,
) -> HttpResponse {
    let tag = EntityTag::new_strong(tag(&body));
    tagged(request, freshness, tag, media_type, body)
}

/// The value as JSON with its version as its tag, for whoever may read it; 304 where `If-None-Match` names that version.
///
/// # Errors
/// As [`answer`].
pub fn versioned<T: Serialize>(
    request: &HttpRequest,
    version: i64,
    value: &T,
) -> Result<HttpResponse, Problem> {
    let json = serde_json::to_vec(value)
        .map_err(|error| Problem::new(ProblemCode::Internal).with_cause(error))?;
    let tag = EntityTag::new_strong(version.to_string());
    Ok(tagged(
        request,
        Freshness::Private,
        tag,
        "application/json",
        json.into(),
    ))
}

/// As [`versioned`], of what also depends on the day: sent whole each time, since the same version tells something else
/// tomorrow. Its tag is for commands.
///
/// # Errors
/// As [`answer`].
pub fn of_today<T: Serialize>(version: i64, value: &T) -> Result<HttpResponse, Problem> {
    let json = serde_json::to_vec(value).map_err(Problem::internal)?;
    Ok(HttpResponse::Ok()
        .insert_header(header::ETag(EntityTag::new_strong(version.to_string())))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::CONTENT_TYPE, "application/json"))
        .body(json))
}

fn tagged(
    request: &HttpRequest,
    freshness: Freshness,
    tag: EntityTag,
    media_type: &'static str,
    body: Bytes,
) -> HttpResponse {
    let control = match freshness {
        Freshness::Compiled => "public, max-age=3600",
        Freshness::Changing => "public, no-cache",
        Freshness::Private => "private, no-cache",
    };
    let known = match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => request.headers().contains_key(header::IF_NONE_MATCH),
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Err(_unreadable) => false,
    };
    let mut response = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header(header::ETag(tag))
        .insert_header((header::CACHE_CONTROL, control));
    if known {
        return response.finish();
    }
    response
        .insert_header((header::CONTENT_TYPE, media_type))
        .body(body)
}

/// The first half of the body's SHA-256, in hexadecimal.
fn tag(body: &[u8]) -> String {
    let digest = Sha256::digest(body);
    digest
        .iter()
        .take(16)
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|nibble| char::from_digit(nibble.into(), 16))
        .collect()
}

/// There is no such thing.
pub fn not_found() -> Problem {
    Problem::new(ProblemCode::NotFound)
}
