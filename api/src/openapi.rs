//! The OpenAPI document, by a pure function: the same program always prints the same document.

mod examples;

use utoipa::OpenApi as _;
use utoipa::openapi::{
    Components, Content, Info, License, OpenApi, Ref, Response, Server, Tag,
    path::{Operation, PathItem},
};

use crate::problem::{PROBLEM_JSON, ProblemCode};
use crate::routes::Operations;
use crate::v1::responses::component;

const DESCRIPTION: &str = "\
Supervision of vocational skill assessment, carried to the letter of two regulations: Guangdong's measures for quality \
complaints and reports (`gd-complaints`) and Jingzhou's measures for supervising assessment institutions \
(`jz-institutions`).\n\n\
The rule engines are open: they store nothing, hold no personal data and need no token; a rate limit per address \
applies. Dates are `YYYY-MM-DD` in Asia/Shanghai. A fact that is null or absent is unknown, and each answer says which \
facts it misses. Every failure is `application/problem+json` (RFC 9457), documented under `/problems/`. Titles and \
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
    document.servers = Some(vec![Server::new("/")]);
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
    let components = document.components.get_or_insert_with(Components::new);
    for code in ProblemCode::ALL {
        components
            .responses
            .insert(component(*code), problem_response(*code).into());
    }
    examples::add(&mut document);
    for item in document.paths.paths.values_mut() {
        operations(item).for_each(read_only_get_has_etag);
    }
    document
}

/// The document as JSON.
#[must_use]
pub fn json() -> String {
    document().to_json().unwrap_or_default()
}

/// The document as YAML: `openapi.yaml`.
#[must_use]
pub fn yaml() -> String {
    document().to_yaml().unwrap_or_default()
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    item.get.as_mut().into_iter().chain(item.post.as_mut())
}

/// Reads of the API answer with an ETag and honour `If-None-Match`.
fn read_only_get_has_etag(operation: &mut Operation) {
    let reads = operation
        .tags
        .iter()
        .flatten()
        .any(|tag| tag == "law" || tag == "calendar");
    if reads {
        let mut response = Response::new("The client has it already (`If-None-Match`)");
        response.headers.clear();
        operation
            .responses
            .responses
            .insert("304".to_owned(), response.into());
    }
}

fn problem_response(code: ProblemCode) -> Response {
    let entry = code.entry();
    let mut response = Response::new(format!("{} / {}", entry.title.zh, entry.title.en));
    response.content.insert(
        PROBLEM_JSON.to_owned(),
        Content::new(Some(Ref::from_schema_name("Problem"))).into(),
    );
    response
}
