//! Failures as the API tells them: RFC 9457 problem details, in the language of the request.
//!
//! A handler returns a [`Problem`]. What it becomes on the wire is decided once, by the outermost
//! middleware, which knows the language and the trace id; failures of the framework itself pass
//! through the same place.

mod code;
mod framework;
pub mod pages;
mod render;

use std::{borrow::Cow, fmt, num::NonZeroU64};

use actix_web::http::header::HeaderValue;
use chrono::NaiveDate;
use persistence::StoreError;

pub use code::{Bilingual, Entry, ProblemCode};
pub use framework::{from_error, from_status};
pub use render::{FaultBody, PROBLEM_JSON, ProblemBody};

/// One thing that is wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where: a JSON Pointer (RFC 6901) into the body, empty for the whole of it.
    pub pointer: String,
    /// Why, in Chinese.
    pub reason_zh: Cow<'static, str>,
    /// Why, in English.
    pub reason_en: Cow<'static, str>,
}

impl Fault {
    /// A fault at `pointer`.
    pub fn new(
        pointer: impl Into<String>,
        reason_zh: impl Into<Cow<'static, str>>,
        reason_en: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            pointer: pointer.into(),
            reason_zh: reason_zh.into(),
            reason_en: reason_en.into(),
        }
    }
}

/// A sentence about one particular failure, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Chinese.
    pub zh: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

/// A failed request: what the caller is told, and apart from it what only the log is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of failure.
    pub code: ProblemCode,
    /// About this failure; without it, the code's general meaning is given.
    pub detail: Option<Box<Detail>>,
    /// The single faults, where there are such.
    pub errors: Vec<Fault>,
    /// The provision a refusal rests on.
    pub legal_basis: Option<&'static str>,
    /// The methods the path has, for the `Allow` header.
    pub allow: Option<Box<HeaderValue>>,
    /// Seconds to wait, for the `Retry-After` header.
    pub retry_after: Option<u32>,
    /// The version there is now, for the `ETag` header.
    pub current_version: Option<Box<str>>,
    /// How many bytes there are, for the `Content-Range` header of a 416.
    pub complete_length: Option<NonZeroU64>,
    /// Why a rule refuses, as a stable code, and what could be done instead.
    pub refusal: Option<Box<Refused>>,
    /// The day on which what was asked for was destroyed.
    pub erased_on: Option<NaiveDate>,
    /// Whether the request carried a token, but not a good one: the `WWW-Authenticate` header of a 401 says so.
    pub token_refused: bool,
    /// The cause, for the log only; no answer ever holds it.
    cause: Option<Box<str>>,
}

/// A rule's refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Stable code of the reason.
    pub code: &'static str,
    /// Commands that are possible now.
    pub allowed_commands: Vec<&'static str>,
}

impl Problem {
    /// A problem of this kind with nothing further to say.
    #[must_use]
    pub const fn new(code: ProblemCode) -> Self {
        Self {
            code,
            detail: None,
            errors: Vec::new(),
            legal_basis: None,
            allow: None,
            retry_after: None,
            current_version: None,
            complete_length: None,
            refusal: None,
            erased_on: None,
            token_refused: false,
            cause: None,
        }
    }

    /// Says something about this particular failure.
    #[must_use]
    pub fn with_detail(
        mut self,
        zh: impl Into<Cow<'static, str>>,
        en: impl Into<Cow<'static, str>>,
    ) -> Self {
        self.detail = Some(Box::new(Detail {
            zh: zh.into(),
            en: en.into(),
        }));
        self
    }

    /// Adds a fault.
    #[must_use]
    pub fn with_fault(mut self, fault: Fault) -> Self {
        self.errors.push(fault);
        self
    }

    /// Sets all faults.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<Fault>) -> Self {
        self.errors = errors;
        self
    }

    /// Keeps so many faults, and says how many more there are.
    pub fn keep_faults(&mut self, most: usize) {
        let more = self.errors.len().saturating_sub(most);
        if more > 0 {
            self.errors.truncate(most);
            self.detail = Some(Box::new(Detail {
                zh: format!("另有 {more} 处错误未列出").into(),
                en: format!("{more} further faults are not listed").into(),
            }));
        }
    }

    /// Cites the provision the refusal rests on.
    #[must_use]
    pub const fn with_legal_basis(mut self, provision: &'static str) -> Self {
        self.legal_basis = Some(provision);
        self
    }

    /// Sets the `Allow` header.
    #[must_use]
    pub fn with_allow(mut self, methods: HeaderValue) -> Self {
        self.allow = Some(Box::new(methods));
        self
    }

    /// Sets the `Retry-After` header.
    #[must_use]
    pub const fn with_retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Sets the `ETag` header to the version that there is now.
    #[must_use]
    pub fn with_current_version(mut self, tag: String) -> Self {
        self.current_version = Some(tag.into_boxed_str());
        self
    }

    /// Sets the `Content-Range` header to how many bytes there are.
    #[must_use]
    pub const fn with_complete_length(mut self, bytes: u64) -> Self {
        self.complete_length = NonZeroU64::new(bytes);
        self
    }

    /// Names the reason of a rule's refusal, and what is possible instead.
    #[must_use]
    pub fn with_refusal(mut self, code: &'static str, allowed_commands: Vec<&'static str>) -> Self {
        self.refusal = Some(Box::new(Refused {
            code,
            allowed_commands,
        }));
        self
    }

    /// The sealed content of a case was destroyed on that day, and the case is not read any more.
    #[must_use]
    pub fn erased(on: NaiveDate) -> Self {
        let mut gone = Self::new(ProblemCode::Gone).with_detail(
            format!("该案件的封存内容已于 {on} 依规销毁，案件不再提供查阅。"),
            format!(
                "What was sealed of this case was destroyed on {on}; the case is no longer read."
            ),
        );
        gone.erased_on = Some(on);
        gone
    }

    /// Says that the token is not good.
    #[must_use]
    pub const fn with_refused_token(mut self) -> Self {
        self.token_refused = true;
        self
    }

    /// Keeps the cause for the log, where it is written beside the trace id.
    #[must_use]
    pub fn with_cause(mut self, cause: impl fmt::Display) -> Self {
        self.cause = Some(cause.to_string().into_boxed_str());
        self
    }

    /// The cause, for the log.
    #[must_use]
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }

    /// A fault of the service; the cause goes to the log only.
    #[must_use]
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self::new(ProblemCode::Internal).with_cause(cause)
    }
}

/// A database that is away or full, or too many writes that wait: it recovers by itself, trying again helps.
impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let again = |seconds| Self::new(ProblemCode::Unavailable).with_retry_after(seconds);
        match &error {
            StoreError::Overloaded | StoreError::Busy => again(1),
            StoreError::Unavailable { .. }
            | StoreError::ConnectionLost
            | StoreError::Full { .. } => again(5),
            StoreError::CreateFile { .. }
            | StoreError::Damaged
            | StoreError::SchemaTooNew { .. }
            | StoreError::SchemaIncomplete { .. }
            | StoreError::Migration { .. }
            | StoreError::Corrupt(_)
            | StoreError::Database { .. } => Self::new(ProblemCode::Internal),
        }
        .with_cause(error)
    }
}

impl From<ProblemCode> for Problem {
    fn from(code: ProblemCode) -> Self {
        Self::new(code)
    }
}

/// Only the code: whatever prints a problem must not be able to leak more.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.entry().code)
    }
}

impl std::error::Error for Problem {}
