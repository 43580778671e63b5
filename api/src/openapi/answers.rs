//! What holds for the answers of many operations: the problems any of them can meet, and headers.

use std::collections::BTreeSet;

use utoipa::openapi::{
    Components, Content, Header, KnownFormat, ObjectBuilder, OpenApi, Ref, RefOr, Response,
    SchemaFormat, Type, path::Operation,
};

use super::{operations, security};
use crate::http::Lang;
use crate::problem::{Fault, PROBLEM_JSON, Problem, ProblemCode};
use crate::v1::responses::{component, reference};

/// Adds them, and the responses that the operations refer to.
pub(super) fn complete(document: &mut OpenApi) {
    let mut referred = BTreeSet::new();
    for (method, operation) in document.paths.paths.values_mut().flat_map(operations) {
        let tagged = |tag: &str| operation.tags.iter().flatten().any(|t| t == tag);
        // Probes are let through however often they come.
        let limited = !tagged("operations");
        let is_read = method == "get" && !tagged("operations") && !tagged("problems");
        let protected = security::needs_token(operation);
        if protected {
            add_problem(operation, ProblemCode::Unauthorized);
            add_problem(operation, ProblemCode::Forbidden);
            add_problem(operation, ProblemCode::Unavailable);
        }
        add_problem(operation, ProblemCode::Internal);
        if limited {
            add_problem(operation, ProblemCode::RateLimited);
        }
        // What is sent in parts is not asked for again by its tag: each look at it goes on record.
        let in_parts = operation.responses.responses.contains_key("206");
        if is_read && !in_parts {
            let unchanged = Response::new("The client has it already (`If-None-Match`)");
            let responses = &mut operation.responses.responses;
            responses.insert("304".to_owned(), unchanged.into());
        }
        for (status, response) in &mut operation.responses.responses {
            match response {
                RefOr::T(response) => {
                    if limited {
                        add(response, &[RATE_LIMIT, RATE_LIMIT_POLICY]);
                    }
                    if is_read && matches!(status.as_str(), "200" | "304") {
                        add(response, &[ETAG]);
                    }
                }
                RefOr::Ref(to) => {
                    referred.insert(to.ref_location.clone());
                }
            }
        }
    }
    let components = document.components.get_or_insert_with(Components::new);
    components.headers.extend(headers());
    for code in ProblemCode::ALL {
        let name = component(*code);
        if referred.contains(&Ref::from_response_name(&name).ref_location) {
            components.responses.insert(name, problem(*code).into());
        }
    }
}

fn add_problem(operation: &mut Operation, code: ProblemCode) {
    let status = code.entry().status.as_u16().to_string();
    let responses = &mut operation.responses.responses;
    responses.entry(status).or_insert_with(|| reference(code));
}

fn problem(code: ProblemCode) -> Response {
    let entry = code.entry();
    let mut response = Response::new(format!("{} / {}", entry.title.zh, entry.title.en));
    let mut content = Content::new(Some(Ref::from_schema_name("Problem")));
    content.example =
        serde_json::from_slice(&example(code).to_json(Lang::ZhCn, Some(TRACE_ID))).ok();
    response
        .content
        .insert(PROBLEM_JSON.to_owned(), content.into());
    add(&mut response, &[CONTENT_LANGUAGE]);
    match code {
        ProblemCode::Unavailable => add(&mut response, &[RETRY_AFTER]),
        ProblemCode::RangeNotSatisfiable => {
            let mut header = Header::new(ObjectBuilder::new().schema_type(Type::String).build());
            header.description = Some("How many bytes the file has: `bytes */1234`.".to_owned());
            response
                .headers
                .insert("Content-Range".to_owned(), header.into());
            add(&mut response, &[RATE_LIMIT, RATE_LIMIT_POLICY]);
        }
        ProblemCode::RateLimited => {
            add(&mut response, &[RETRY_AFTER, RATE_LIMIT, RATE_LIMIT_POLICY]);
        }
        _ => add(&mut response, &[RATE_LIMIT, RATE_LIMIT_POLICY]),
    }
    response
}

const TRACE_ID: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

fn example(code: ProblemCode) -> Problem {
    let problem = Problem::new(code);
    match code {
        ProblemCode::InvalidFacts => problem.with_fault(Fault::new(
            "/facts/submitted_on",
            "缺少必填项",
            "is required",
        )),
        ProblemCode::MalformedJson => problem.with_detail(
            "第 3 行第 14 列处不是合法的 JSON",
            "not well-formed JSON at line 3, column 14",
        ),
        _ => problem,
    }
}

/// Headers that many answers carry.
const HEADERS: [(&str, Type, &str); 5] = [
    (
        CONTENT_LANGUAGE,
        Type::String,
        "`zh-CN` or `en`, as negotiated by `Accept-Language`.",
    ),
    (
        ETAG,
        Type::String,
        "Strong tag of this answer, for `If-None-Match`.",
    ),
    (
        RATE_LIMIT,
        Type::String,
        "What is left to the client's address: `\"per-address\";r=<requests>;t=<seconds until full>`. Absent where no \
         limit is set.",
    ),
    (
        RATE_LIMIT_POLICY,
        Type::String,
        "The limit: `\"per-address\";q=<requests at once>;w=<seconds>`. Absent where no limit is set.",
    ),
    (
        RETRY_AFTER,
        Type::Integer,
        "Seconds to wait before the next attempt.",
    ),
];
const CONTENT_LANGUAGE: &str = "Content-Language";
const ETAG: &str = "ETag";
const RATE_LIMIT: &str = "RateLimit";
const RATE_LIMIT_POLICY: &str = "RateLimit-Policy";
const RETRY_AFTER: &str = "Retry-After";

fn headers() -> impl Iterator<Item = (String, RefOr<Header>)> {
    HEADERS.into_iter().map(|(name, of, description)| {
        let schema = match of {
            Type::Integer => ObjectBuilder::new()
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int32)))
                .minimum(Some(1))
                .maximum(Some(i32::MAX)),
            _ => ObjectBuilder::new(),
        };
        let mut header = Header::new(schema.schema_type(of).build());
        header.description = Some(description.to_owned());
        (name.to_owned(), header.into())
    })
}

fn add(response: &mut Response, names: &[&str]) {
    for name in names {
        let header = Ref::new(format!("#/components/headers/{name}"));
        response
            .headers
            .insert((*name).to_owned(), RefOr::Ref(header));
    }
}
