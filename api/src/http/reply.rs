//! Answers to requests that change something: made within the transaction, stored with it where the client may repeat
//! the request, and sent once it is durable.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, EntityTag};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use persistence::Connection;
use persistence::ledger::idempotency::{Attempt, Claim, ClaimError};
use serde::{Deserialize, Serialize};

use crate::auth::Caller;
use crate::problem::{Problem, ProblemCode};
use crate::state::AppState;

/// The header by which a client marks a request that it may have to repeat (IETF draft).
pub const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// The header of an answer that was given before.
pub const REPLAYED: &str = "idempotency-replayed";

/// Most characters of such a key.
const MOST_KEY: usize = 200;

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    status: u16,
    version: Option<i64>,
    location: Option<String>,
    body: String,
}

impl Reply {
    /// Something was created; it is to be found at `location`.
    ///
    /// # Errors
    /// `internal` where the body cannot be written.
    pub fn created<T: Serialize>(
        location: String,
        version: Option<i64>,
        body: &T,
    ) -> Result<Self, Problem> {
        Ok(Self {
            status: StatusCode::CREATED.as_u16(),
            version,
            location: Some(location),
            body: serde_json::to_string(body).map_err(Problem::internal)?,
        })
    }

    /// Something was done.
    ///
    /// # Errors
    /// As [`Self::created`].
    pub fn done<T: Serialize>(version: Option<i64>, body: &T) -> Result<Self, Problem> {
        Ok(Self {
            status: StatusCode::OK.as_u16(),
            version,
            location: None,
            body: serde_json::to_string(body).map_err(Problem::internal)?,
        })
    }

    /// An answer of that status, which names no place.
    ///
    /// # Errors
    /// As [`Self::created`].
    pub fn told<T: Serialize>(status: StatusCode, body: &T) -> Result<Self, Problem> {
        Ok(Self {
            status: status.as_u16(),
            version: None,
            location: None,
            body: serde_json::to_string(body).map_err(Problem::internal)?,
        })
    }

    /// Status and body.
    ///
    /// # Errors
    /// `internal` where the status is none.
    pub fn into_parts(self) -> Result<(StatusCode, String), Problem> {
        let status = StatusCode::from_u16(self.status).map_err(Problem::internal)?;
        Ok((status, self.body))
    }

    fn response(self, replayed: bool) -> Result<HttpResponse, Problem> {
        let status = StatusCode::from_u16(self.status).map_err(Problem::internal)?;
        let mut response = HttpResponse::build(status);
        if let Some(version) = self.version {
            response.insert_header(header::ETag(EntityTag::new_strong(version.to_string())));
        }
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, location));
        }
        if replayed {
            response.insert_header((REPLAYED, "true"));
        }
        Ok(response
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .insert_header((header::CONTENT_TYPE, "application/json"))
            .body(self.body))
    }
}

impl From<ClaimError> for Problem {
    fn from(error: ClaimError) -> Self {
        match error {
            ClaimError::Store(error) => error.into(),
            ClaimError::Seal(error) => Self::internal(error),
        }
    }
}

/// The request as one that may be a repetition, if it carries a key.
///
/// # Errors
/// `malformed_request` where the key is none.
pub fn attempt(
    state: &AppState,
    caller: &Caller,
    request: &HttpRequest,
    operation: &'static str,
    body: &[u8],
) -> Result<Option<Attempt>, Problem> {
    attempt_of(state, caller.client_id(), request, operation, body)
}

/// As [`attempt`], by whoever has that name among those who repeat requests.
///
/// # Errors
/// As [`attempt`].
pub fn attempt_of(
    state: &AppState,
    client: &str,
    request: &HttpRequest,
    operation: &'static str,
    body: &[u8],
) -> Result<Option<Attempt>, Problem> {
    let mut values = request.headers().get_all(IDEMPOTENCY_KEY);
    let (Some(value), None) = (values.next(), values.next()) else {
        return match request.headers().contains_key(IDEMPOTENCY_KEY) {
            true => Err(bad_key()),
            false => Ok(None),
        };
    };
    let key = value.to_str().map_err(|_not_ascii| bad_key())?.trim();
    let visible = key.bytes().all(|byte| byte.is_ascii_graphic());
    if key.is_empty() || key.len() > MOST_KEY || !visible {
        return Err(bad_key());
    }
    // The same key for another object is another request, which must be told, not answered with the first one's answer.
    let mut told = Vec::with_capacity(request.path().len() + 1 + body.len());
    told.extend_from_slice(request.path().as_bytes());
    told.push(0);
    told.extend_from_slice(body);
    Ok(Some(Attempt::new(
        &state.keys,
        client,
        operation,
        key,
        &told,
    )))
}

fn bad_key() -> Problem {
    Problem::new(ProblemCode::MalformedRequest).with_detail(
        format!("请求头 Idempotency-Key 应出现一次，为 1 至 {MOST_KEY} 个可见 ASCII 字符。"),
        format!(
            "The header Idempotency-Key must occur once, with 1 to {MOST_KEY} visible ASCII characters."
        ),
    )
}

/// Carries a request out in one transaction, or answers as the first time where it is a repetition.
///
/// # Errors
/// What `work` returns; `idempotency_key_reused`.
pub async fn perform(
    state: &AppState,
    attempt: Option<Attempt>,
    now: DateTime<Utc>,
    work: impl FnOnce(&mut Connection) -> Result<Reply, Problem> + Send + 'static,
) -> Result<HttpResponse, Problem> {
    let (reply, replayed) = settle(state, attempt, now, work).await?;
    reply.response(replayed)
}

/// As [`perform`], but the answer is not made a response yet; true where the request is a repetition.
///
/// # Errors
/// As [`perform`].
pub async fn settle(
    state: &AppState,
    attempt: Option<Attempt>,
    now: DateTime<Utc>,
    work: impl FnOnce(&mut Connection) -> Result<Reply, Problem> + Send + 'static,
) -> Result<(Reply, bool), Problem> {
    state
        .write(
            move |connection: &mut Connection| -> Result<(Reply, bool), Problem> {
                let Some(attempt) = attempt else {
                    return Ok((work(connection)?, false));
                };
                match attempt.claim(connection, now)? {
                    Claim::Replay(stored) => {
                        let reply = serde_json::from_slice(&stored).map_err(Problem::internal)?;
                        return Ok((reply, true));
                    }
                    Claim::OtherBody => {
                        return Err(Problem::new(ProblemCode::IdempotencyKeyReused));
                    }
                    Claim::New => {}
                }
                let reply = work(connection)?;
                let stored = serde_json::to_vec(&reply).map_err(Problem::internal)?;
                attempt.complete(connection, &stored, now)?;
                Ok((reply, false))
            },
        )
        .await
}
