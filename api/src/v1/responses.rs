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

/// The problems of kinds of operations, a line for each kind.
macro_rules! problems {
    ($( $(#[$doc:meta])+ $name:ident: $($code:ident)+; )+) => {
        $(
            $(#[$doc])+
            #[derive(Debug)]
            pub struct $name;

            impl IntoResponses for $name {
                fn responses() -> BTreeMap<String, RefOr<Response>> {
                    references(&[$( ProblemCode::$code, )+])
                }
            }
        )+
    };
}

problems! {
    /// Problems of the evaluation endpoints.
    EvaluationProblems: MalformedJson NotAcceptable RequestTimeout PayloadTooLarge UnsupportedMediaType InvalidFacts;
    /// Problems of reading something that is always there.
    ReadingProblems: MalformedRequest NotAcceptable;
    /// Problems of reading something by its name.
    LookupProblems: MalformedRequest NotFound NotAcceptable;
    /// Problems of the token endpoints, besides those of RFC 6749.
    TokenProblems: RequestTimeout PayloadTooLarge UnsupportedMediaType Unavailable;
    /// Problems of what is read at a fixed address and can be neither malformed nor refused.
    WellKnownProblems: MalformedRequest;
    /// Problems of reading with a token. Those of the token itself are added by [`crate::openapi`].
    PrivateReadingProblems: MalformedRequest NotAcceptable;
    /// Problems of creating something.
    CreationProblems:
        MalformedJson NotAcceptable RequestTimeout AlreadyExists PayloadTooLarge UnsupportedMediaType InvalidFacts;
    /// Problems of changing something that was read before.
    ChangeProblems:
        MalformedJson NotFound NotAcceptable RequestTimeout PreconditionFailed PayloadTooLarge UnsupportedMediaType
        InvalidFacts PreconditionRequired;
    /// Problems of loading a calendar year.
    CalendarImportProblems:
        MalformedJson NotFound NotAcceptable RequestTimeout AlreadyExists PayloadTooLarge UnsupportedMediaType
        InvalidFacts Unavailable;
    /// Problems of a command that takes no body.
    BodilessCommandProblems: MalformedRequest NotFound NotAcceptable InvalidFacts;
    /// Problems of a command to a case. Those of the token itself are added by [`crate::openapi`].
    CaseCommandProblems:
        MalformedJson NotFound NotAcceptable RequestTimeout CommandRefused Gone PreconditionFailed PayloadTooLarge
        UnsupportedMediaType InvalidFacts PreconditionRequired Unavailable;
    /// Problems of reading a case, or a part of it.
    CaseProblems: MalformedRequest NotFound NotAcceptable Gone Unavailable;
    /// Problems of reading what only a sandbox has. Those of the token itself are added by [`crate::openapi`].
    SandboxProblems: MalformedRequest NotFound NotAcceptable;
    /// Problems of changing what only a sandbox has.
    SandboxChangeProblems:
        MalformedJson NotFound NotAcceptable RequestTimeout PayloadTooLarge UnsupportedMediaType InvalidFacts;
    /// Problems of a command to several cases at once.
    CasesCommandProblems:
        MalformedJson NotAcceptable RequestTimeout CommandRefused PreconditionFailed PayloadTooLarge
        UnsupportedMediaType InvalidFacts Unavailable;
    /// Problems of reading the clock of a case.
    CaseClockProblems: MalformedRequest NotFound NotAcceptable WrongState Gone Unavailable;
    /// Problems of opening what is sealed.
    DisclosureProblems:
        MalformedJson NotFound NotAcceptable RequestTimeout CommandRefused Gone PayloadTooLarge UnsupportedMediaType
        InvalidFacts Unavailable;
    /// Problems of listing cases.
    CaseListProblems: MalformedRequest NotAcceptable Unavailable;
    /// Problems of handing a complaint in without an account. 429 is among those of every operation.
    PublicSubmissionProblems:
        MalformedJson NotAcceptable RequestTimeout PayloadTooLarge UnsupportedMediaType InvalidFacts Unavailable;
    /// Problems of looking something up by receipt code.
    ReceiptProblems:
        MalformedJson NotFound NotAcceptable RequestTimeout PayloadTooLarge UnsupportedMediaType InvalidFacts
        Unavailable;
    /// Problems of adding a file to a case.
    AttachmentProblems:
        MalformedRequest NotFound NotAcceptable RequestTimeout CommandRefused Gone PreconditionFailed
        PayloadTooLarge UnsupportedMediaType IdempotencyKeyReused PreconditionRequired Unavailable;
    /// Problems of changing something by receipt code.
    ReceiptChangeProblems:
        MalformedJson NotFound NotAcceptable RequestTimeout WrongState PayloadTooLarge UnsupportedMediaType
        InvalidFacts Unavailable;
    /// Problems of downloading a file of a case.
    DownloadProblems:
        MalformedRequest NotFound NotAcceptable CommandRefused Gone RangeNotSatisfiable InvalidFacts Unavailable;
    /// Problems of an application for a filing.
    FilingProblems: MalformedJson NotAcceptable RequestTimeout CommandRefused PreconditionFailed PayloadTooLarge UnsupportedMediaType InvalidFacts Unavailable;
    /// Problems of a command to an institution. Those of the token itself are added by [`crate::openapi`].
    InstitutionCommandProblems: MalformedJson NotFound NotAcceptable RequestTimeout CommandRefused PreconditionFailed PayloadTooLarge UnsupportedMediaType InvalidFacts PreconditionRequired Unavailable;
    /// Problems of reading an institution, or a part of it.
    InstitutionProblems: MalformedRequest NotFound NotAcceptable Unavailable;
}

/// Problems of recording something in an institution's ledger.
#[derive(Debug)]
pub struct LedgerProblems;

impl IntoResponses for LedgerProblems {
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

/// Problems of importing a file.
#[derive(Debug)]
pub struct ImportProblems;

impl IntoResponses for ImportProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        references(&[
            ProblemCode::MalformedRequest,
            ProblemCode::NotAcceptable,
            ProblemCode::RequestTimeout,
            ProblemCode::PreconditionFailed,
            ProblemCode::PayloadTooLarge,
            ProblemCode::UnsupportedMediaType,
            ProblemCode::InvalidFacts,
            ProblemCode::Unavailable,
        ])
    }
}
