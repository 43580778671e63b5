//! Who may call what: a row for every operation.

use std::collections::BTreeMap;

use tests::server::Server;

use super::spec;
use crate::support::on_both;

on_both!(every_public_operation_answers_without_a_token);

/// Who may call an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    /// Anybody, without a token.
    Public,
}

/// The operations and who may call them. A new operation needs a row.
const ACCESS: [(&str, Access); 22] = [
    ("evaluate_admissibility", Access::Public),
    ("evaluate_admissibility_batch", Access::Public),
    ("evaluate_clock", Access::Public),
    ("evaluate_clock_batch", Access::Public),
    ("evaluate_sanctions", Access::Public),
    ("evaluate_sanctions_batch", Access::Public),
    ("evaluate_working_days", Access::Public),
    ("evaluate_working_days_batch", Access::Public),
    ("get_article", Access::Public),
    ("get_calendar", Access::Public),
    ("get_calendar_year", Access::Public),
    ("get_interpretation", Access::Public),
    ("get_liveness", Access::Public),
    ("get_metrics", Access::Public),
    ("get_problem", Access::Public),
    ("get_readiness", Access::Public),
    ("get_regulation", Access::Public),
    ("list_interpretations", Access::Public),
    ("list_parameters", Access::Public),
    ("list_problems", Access::Public),
    ("list_profiles", Access::Public),
    ("list_regulations", Access::Public),
];

#[test]
fn every_operation_has_a_row_and_every_row_an_operation() {
    let rows: BTreeMap<&str, Access> = ACCESS.into_iter().collect();
    assert_eq!(rows.len(), ACCESS.len(), "a row twice");
    let operations = spec().operations();
    let mut ids: Vec<&str> = operations.iter().map(|operation| operation.id()).collect();
    ids.sort_unstable();
    assert_eq!(ids, rows.into_keys().collect::<Vec<_>>());
}

#[test]
fn what_is_public_demands_no_token_in_the_document() {
    let demanded = |security: &serde_json::Value| {
        let choices = security.as_array().cloned().unwrap_or_default();
        !choices.is_empty()
            && choices
                .iter()
                .all(|choice| choice != &serde_json::json!({}))
    };
    for operation in spec().operations() {
        let access = ACCESS
            .iter()
            .find(|(id, _)| *id == operation.id())
            .unwrap()
            .1;
        let own = operation
            .object
            .get("security")
            .unwrap_or(&spec().0["security"]);
        match access {
            Access::Public => assert!(!demanded(own), "{}: {own}", operation.id()),
        }
    }
}

fn every_public_operation_answers_without_a_token(server: &Server) {
    for operation in spec().operations() {
        let path = operation.example_path();
        for authorization in [None, Some("Bearer nonsense"), Some("Basic eDp5")] {
            let mut call = server.call(&operation.method, &path);
            if let Some(authorization) = authorization {
                call = call.header("Authorization", authorization);
            }
            let body = &operation.object["requestBody"]["content"]["application/json"]["examples"];
            if let Some(example) = body
                .as_object()
                .and_then(|examples| examples.values().next())
            {
                call = call.json_text(example["value"].to_string());
            }
            let answer = call.send();
            assert_eq!(answer.status, 200, "{}: {}", operation.id(), answer.text());
        }
    }
}
