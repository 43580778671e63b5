//! Which problems an operation can answer with, for the OpenAPI document. What every operation can answer with is added
//! by [`crate::openapi`].

use std::collections::BTreeMap;

use utoipa::IntoResponses;
use utoipa::openapi::{Ref, RefOr, response::Response};

use crate::problem::ProblemCode;

/// Name of a problem's response among the document's components.
pub fn component(code: ProblemCode) -> String {
    code.entry()
        .code
        .split('_')
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            format!("{}{rest}", first.to_ascii_uppercase())
        })
        .collect()
}

/// A reference to a problem's response.
pub fn reference(code: ProblemCode) -> RefOr<Response> {
    RefOr::Ref(Ref::from_response_name(component(code)))
}

fn references(codes: &[ProblemCode]) -> BTreeMap<String, RefOr<Response>> {
    codes
        .iter()
        .map(|code| (code.entry().status.as_u16().to_string(), reference(*code)))
        .collect()
}

/// Problems of the evaluation endpoints.
#[derive(Debug)]
pub struct EvaluationProblems;

impl IntoResponses for EvaluationProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedJson,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::InvalidFacts,
        ])
    }
}

/// Problems of reading something that is always there.
#[derive(Debug)]
pub struct ReadingProblems;

impl IntoResponses for ReadingProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[ProblemCode::MalformedRequest, ProblemCode::NotAcceptable])
    }
}

/// Problems of reading something by its name.
#[derive(Debug)]
pub struct LookupProblems;

impl IntoResponses for LookupProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedRequest,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
        ])
    }
}

/// Problems of the token endpoints, besides those of RFC 6749.
#[derive(Debug)]
pub struct TokenProblems;

impl IntoResponses for TokenProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::RequestTimeout,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of what is read at a fixed address and can be neither malformed nor refused.
#[derive(Debug)]
pub struct WellKnownProblems;

impl IntoResponses for WellKnownProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[ProblemCode::MalformedRequest])
    }
}

/// Problems of reading with a token. Those of the token itself are added by [`crate::openapi`].
#[derive(Debug)]
pub struct PrivateReadingProblems;

impl IntoResponses for PrivateReadingProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[ProblemCode::MalformedRequest, ProblemCode::NotAcceptable])
    }
}

/// Problems of creating something.
#[derive(Debug)]
pub struct CreationProblems;

impl IntoResponses for CreationProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedJson,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::AlreadyExists,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::InvalidFacts,
        ])
    }
}

/// Problems of changing something that was read before.
#[derive(Debug)]
pub struct ChangeProblems;

impl IntoResponses for ChangeProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedJson,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::PreconditionFailed,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::InvalidFacts,
            ProblemCode::PreconditionRequired,
        ])
    }
}

/// Problems of loading a calendar year.
#[derive(Debug)]
pub struct CalendarImportProblems;

impl IntoResponses for CalendarImportProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedJson,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::AlreadyExists,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::InvalidFacts,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of a command that takes no body.
#[derive(Debug)]
pub struct BodilessCommandProblems;

impl IntoResponses for BodilessCommandProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedRequest,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
            ProblemCode::InvalidFacts,
        ])
    }
}

/// Problems of a command to a case. Those of the token itself are added by [`crate::openapi`].
#[derive(Debug)]
pub struct CaseCommandProblems;

impl IntoResponses for CaseCommandProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedJson,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::CommandRefused,
            ProblemCode::Gone,
            ProblemCode::PreconditionFailed,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::InvalidFacts,
            ProblemCode::PreconditionRequired,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of an application for a filing.
#[derive(Debug)]
pub struct FilingProblems;

impl IntoResponses for FilingProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedJson,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::CommandRefused,
            ProblemCode::PreconditionFailed,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::InvalidFacts,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of a command to an institution. Those of the token itself are added by [`crate::openapi`].
#[derive(Debug)]
pub struct InstitutionCommandProblems;

impl IntoResponses for InstitutionCommandProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedJson,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::CommandRefused,
            ProblemCode::PreconditionFailed,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::InvalidFacts,
            ProblemCode::PreconditionRequired,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of reading an institution, or a part of it.
#[derive(Debug)]
pub struct InstitutionProblems;

impl IntoResponses for InstitutionProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedRequest,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of reading a case, or a part of it.
#[derive(Debug)]
pub struct CaseProblems;

impl IntoResponses for CaseProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedRequest,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
            ProblemCode::Gone,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of reading what only a sandbox has. Those of the token itself are added by [`crate::openapi`].
#[derive(Debug)]
pub struct SandboxProblems;

impl IntoResponses for SandboxProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedRequest,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
        ])
    }
}

/// Problems of changing what only a sandbox has.
#[derive(Debug)]
pub struct SandboxChangeProblems;

impl IntoResponses for SandboxChangeProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedJson,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::InvalidFacts,
        ])
    }
}

/// Problems of a command to several cases at once.
#[derive(Debug)]
pub struct CasesCommandProblems;

impl IntoResponses for CasesCommandProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedJson,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::CommandRefused,
            ProblemCode::PreconditionFailed,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::InvalidFacts,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of reading the clock of a case.
#[derive(Debug)]
pub struct CaseClockProblems;

impl IntoResponses for CaseClockProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedRequest,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
            ProblemCode::WrongState,
            ProblemCode::Gone,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of opening what is sealed.
#[derive(Debug)]
pub struct DisclosureProblems;

impl IntoResponses for DisclosureProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedJson,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::CommandRefused,
            ProblemCode::Gone,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::InvalidFacts,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of listing cases.
#[derive(Debug)]
pub struct CaseListProblems;

impl IntoResponses for CaseListProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedRequest,
            ProblemCode::NotAcceptable,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of handing a complaint in without an account. 429 is among those of every operation.
#[derive(Debug)]
pub struct PublicSubmissionProblems;

impl IntoResponses for PublicSubmissionProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedJson,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::InvalidFacts,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of looking something up by receipt code.
#[derive(Debug)]
pub struct ReceiptProblems;

impl IntoResponses for ReceiptProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedJson,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::InvalidFacts,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of adding a file to a case.
#[derive(Debug)]
pub struct AttachmentProblems;

impl IntoResponses for AttachmentProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedRequest,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::CommandRefused,
            ProblemCode::Gone,
            ProblemCode::PreconditionFailed,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::IdempotencyKeyReused,
            ProblemCode::PreconditionRequired,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of changing something by receipt code.
#[derive(Debug)]
pub struct ReceiptChangeProblems;

impl IntoResponses for ReceiptChangeProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedJson,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::WrongState,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::InvalidFacts,
            ProblemCode::Unavailable,
        ])
    }
}

/// Problems of downloading a file of a case.
#[derive(Debug)]
pub struct DownloadProblems;

impl IntoResponses for DownloadProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedRequest,
            ProblemCode::NotFound,
            ProblemCode::NotAcceptable,
            ProblemCode::CommandRefused,
            ProblemCode::Gone,
            ProblemCode::RangeNotSatisfiable,
            ProblemCode::InvalidFacts,
            ProblemCode::Unavailable,
        ])
    }
}
