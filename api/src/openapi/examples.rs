//! Examples that really work: the requests are files, the answers are what the engines say to them.

use serde_json::Value;
use utoipa::openapi::{OpenApi, RefOr, example::Example};

use crate::basis;
use crate::decode;
use crate::v1::evaluation::admissibility::AdmissibilityEngine;
use crate::v1::evaluation::clock::ClockEngine;
use crate::v1::evaluation::engine::{Basis, Engine, Explain};
use crate::v1::evaluation::sanctions::SanctionsEngine;
use crate::v1::evaluation::working_days::WorkingDaysEngine;
use crate::v1::inspections::draws::schema::ProofVerification;
use crate::v1::inspections::draws::verify::ProofSlots;

/// An example request.
struct ExampleRequest {
    name: &'static str,
    summary: &'static str,
    json: &'static str,
}

macro_rules! example {
    ($engine:literal, $name:literal, $summary:literal) => {
        ExampleRequest {
            name: $name,
            summary: $summary,
            json: include_str!(concat!("../../examples/", $engine, ".", $name, ".json")),
        }
    };
}

const ADMISSIBILITY: [ExampleRequest; 3] = [
    example!(
        "admissibility",
        "accept",
        "A definite, founded complaint about an examination last winter: accepted"
    ),
    example!(
        "admissibility",
        "reject",
        "A repeat within the time limit, about an event long past: rejected on two grounds"
    ),
    example!(
        "admissibility",
        "undetermined",
        "Only the year of the event is known, jurisdiction is open: undetermined"
    ),
];

const CLOCK: [ExampleRequest; 3] = [
    example!(
        "clock",
        "running",
        "Accepted before Spring Festival, running"
    ),
    example!(
        "clock",
        "overdue",
        "Not concluded within the extended limit"
    ),
    example!("clock", "concluded", "Concluded on the due date"),
];

const SANCTIONS: [ExampleRequest; 3] = [
    example!(
        "sanctions",
        "none",
        "An institution whose ledger shows nothing"
    ),
    example!(
        "sanctions",
        "warning",
        "Two substantiated complaints within half a year: a warning is proposed"
    ),
    example!(
        "sanctions",
        "contested",
        "A further violation after a rectified warning: Art. 22(6) is contested"
    ),
];

const WORKING_DAYS: [ExampleRequest; 2] = [
    example!("working-days", "add", "The 20th working day after a day"),
    example!("working-days", "count", "The working days between two days"),
];

/// Adds the examples to the evaluation operations.
pub(super) fn add(document: &mut OpenApi) {
    // The embedded data is kept readable by tests; without it there would be a document without examples.
    let Ok(basis) = basis::load(None, None) else {
        return;
    };
    add_of::<AdmissibilityEngine>(document, &basis, &ADMISSIBILITY);
    add_of::<ClockEngine>(document, &basis, &CLOCK);
    add_of::<SanctionsEngine>(document, &basis, &SANCTIONS);
    add_of::<WorkingDaysEngine>(document, &basis, &WORKING_DAYS);
    add_proof(document);
}

/// The proof of a draw, and what is computed from it.
fn add_proof(document: &mut OpenApi) {
    let text = include_str!("../../examples/draws.verify.held.json");
    let Ok(request) = serde_json::from_str::<Value>(text) else {
        return;
    };
    let Ok(proof) = decode::read::<ProofSlots<'_>>(text.as_bytes()) else {
        return;
    };
    let answer = ProofVerification::from(domain::jz::art15_random_inspection::verify(&proof));
    let Ok(answer) = serde_json::to_value(answer) else {
        return;
    };
    put(
        document,
        "/api/v1/draws/verify",
        "held",
        "A draw of two institutions, as it was published",
        request,
        answer,
    );
}

fn add_of<E: Engine>(document: &mut OpenApi, basis: &Basis, examples: &[ExampleRequest]) {
    let path = format!("/api/v1/evaluations/{}", E::NAME);
    let mut requests = Vec::new();
    let mut results = Vec::new();
    for (index, example) in examples.iter().enumerate() {
        let Ok(request) = serde_json::from_str::<Value>(example.json) else {
            continue;
        };
        let mut answer = Vec::new();
        if E::answer(
            basis,
            example.json.as_bytes(),
            &mut Explain::single(false),
            &mut answer,
        )
        .is_err()
        {
            continue;
        }
        let Ok(answer) = serde_json::from_slice::<Value>(&answer) else {
            continue;
        };
        put(
            document,
            &path,
            example.name,
            example.summary,
            request.clone(),
            answer.clone(),
        );
        requests.push(request);
        results.push(serde_json::json!({"index": index, "result": answer}));
    }
    put(
        document,
        &format!("{path}/batch"),
        "batch",
        "The examples of the single operation together",
        serde_json::json!({"items": requests}),
        serde_json::json!({"results": results}),
    );
}

fn put(
    document: &mut OpenApi,
    path: &str,
    name: &str,
    summary: &str,
    request: Value,
    answer: Value,
) {
    let Some(operation) = document
        .paths
        .paths
        .get_mut(path)
        .and_then(|item| item.post.as_mut())
    else {
        return;
    };
    let example = |value| {
        let mut example = Example::default();
        summary.clone_into(&mut example.summary);
        example.value = Some(value);
        RefOr::T(example)
    };
    if let Some(RefOr::T(body)) = operation.request_body.as_mut()
        && let Some(RefOr::T(content)) = body.content.get_mut("application/json")
    {
        content.examples.insert(name.to_owned(), example(request));
    }
    if let Some(RefOr::T(response)) = operation.responses.responses.get_mut("200")
        && let Some(RefOr::T(content)) = response.content.get_mut("application/json")
    {
        content.examples.insert(name.to_owned(), example(answer));
    }
}
