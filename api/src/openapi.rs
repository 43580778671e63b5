//! The OpenAPI document, by a pure function: the same program always prints the same document.

mod answers;
mod case_examples;
mod choices;
mod dates;
mod examples;
mod parameters;
mod security;
mod yaml;

#[cfg(test)]
mod tests;

use utoipa::OpenApi as _;
use utoipa::openapi::{
    Info, License, OpenApi, Server, Tag,
    extensions::Extensions,
    path::{Operation, PathItem},
};

use crate::routes::Operations;

pub use yaml::yaml;

const DESCRIPTION: &str = "\
Supervision of vocational skill assessment, carried to the letter of two regulations: Guangdong's measures for quality \
complaints and reports (`gd-complaints`) and Jingzhou's measures for supervising assessment institutions \
(`jz-institutions`).\n\n\
Clients get a token at `/oauth/token` (OAuth 2 client credentials; Authorize does it) and may do what their role \
permits, which `/api/v1/me` lists.\n\n\
The rule engines are open: they store nothing, hold no personal data and need no token; a rate limit per address \
applies. Dates are `YYYY-MM-DD` in Asia/Shanghai. A fact that is null or absent is unknown, and each answer says which \
facts it misses; only where a day says that something was done (`last_on`, `submitted_on`, `completed_on`, \
`rectified_on`) does null mean that it was not. Every failure that the API itself answers is `application/problem+json` (RFC 9457), documented under `/problems/`; what is no HTTP request at all gets a bare 400, 408 or 431. Titles and \
reasons follow `Accept-Language` (zh-CN, en); codes never change. Clients must treat enumerations as open.";

/// The document.
#[must_use]
pub fn document() -> OpenApi {
    let mut document = Operations::openapi();
    let mut info = Info::new("jiandu", env!("CARGO_PKG_VERSION"));
    info.description = Some(DESCRIPTION.to_owned());
    info.license = Some(License::new("MIT OR Apache-2.0"));
    if let Some(license) = &mut info.license {
        license.identifier = Some("MIT OR Apache-2.0".to_owned());
    }
    document.info = info;
    let mut server = Server::new("/");
    server.description =
        Some("Local or in production: the server that hands out this document.".to_owned());
    server.extensions = Some(Extensions::from_iter([("x-internal", false)]));
    document.servers = Some(vec![server]);
    document.tags = Some(
        [
            (
                "evaluations",
                "The rule engines: facts in, a legal answer with its provisions, reasons and missing facts out.",
            ),
            (
                "law",
                "The regulations, their articles, parameters, profiles and the register of interpretations.",
            ),
            ("calendar", "The working calendar."),
            (
                "organisations",
                "Who takes part: guidance centers, complaint offices, undertaking departments, authorities, institutions, \
                 and how centers can be reached.",
            ),
            (
                "access",
                "Tokens, clients, their roles, and the keys that tokens are signed with.",
            ),
            (
                "complaints",
                "Complaint cases: intake, evaluation, decision, notices, the clock, lists.",
            ),
            (
                "institutions",
                "Assessment institutions (jz Art. 2, 3, 5-12, 20-23): applications, filings, how each stands on a day, its ledger, and what the record shows against it.",
            ),
            (
                "jobs",
                "What the server does by itself, and what came of it.",
            ),
            (
                "proceedings",
                "Sanction proceedings (jz Art. 20-22): proposed by the engine, notified, heard, decided, approved, served.",
            ),
            (
                "circulars",
                "Circulars (gd Art. 17): drafted from closed cases, approved by a lead who did not write them, published.",
            ),
            (
                "periodic reports",
                "What a center reports upward of its work by month, quarter or year (gd Art. 4(2)), frozen as submitted.",
            ),
            (
                "inspections",
                "Random inspection (jz Art. 14 to 16, 18): inspectors and their conflicts of interest, draws that anybody can \
                 compute again, what inspections found, and what other departments propose.",
            ),
            (
                "credit",
                "Credit of institutions (jz Art. 19): score and grade of any day by the published formula, with every deduction.",
            ),
            (
                "public",
                "The public's door: hand a complaint in without an account and follow it by the receipt code; statements to the public and circulars.",
            ),
            (
                "sandbox",
                "The clock of a sandbox: the same program on a database of its own, with a clock that can be put to any \
                 instant. Every answer of a sandbox carries `Jiandu-Sandbox: true`.",
            ),
            ("operations", "Health and metrics."),
            ("problems", "What each kind of failure means."),
        ]
        .map(|(name, description)| {
            let mut tag = Tag::new(name);
            tag.description = Some(description.to_owned());
            tag
        })
        .into(),
    );
    parameters::once(&mut document);
    parameters::cursors(&mut document);
    choices::add(&mut document);
    dates::limit(&mut document);
    examples::add(&mut document);
    case_examples::add(&mut document);
    security::complete(&mut document);
    answers::complete(&mut document);
    document
}

/// The document as JSON.
#[must_use]
pub fn json() -> String {
    document().to_json().unwrap_or_default()
}

/// The operations of a path, each with its method.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    [
        ("get", &mut item.get),
        ("post", &mut item.post),
        ("put", &mut item.put),
        ("patch", &mut item.patch),
        ("delete", &mut item.delete),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}
