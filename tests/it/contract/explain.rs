//! `explain=true`: each entry is a claim, and each is put to the test.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tests::client::faults;
use tests::json::with;
use tests::server::Server;
use tests::vectors::{SETS, Set};

use crate::support::{batch_path, on_both, path};

/// A claim of an answer, and the request that it is about.
struct Claim {
    request: Value,
    entry: Value,
}

impl Claim {
    /// The request with the fact changed.
    fn changed(&self) -> Value {
        with(
            &self.request,
            self.entry["fact"].as_str().unwrap(),
            self.entry["value"].clone(),
        )
    }
}

fn explained(server: &Server, set: &Set) -> Vec<(Value, Value)> {
    let items = set.requests();
    let path = format!("{}?explain=true", batch_path(set.engine));
    let mut answer = server.post(&path, &json!({"items": items})).good();
    let results = answer["results"].as_array_mut().unwrap().iter_mut();
    items
        .into_iter()
        .zip(results.map(|result| result["result"].take()))
        .collect()
}

fn answers(server: &Server, engine: &str, requests: &[Value]) -> Vec<Value> {
    let mut all = Vec::new();
    for items in requests.chunks(1000) {
        let mut answer = server
            .post(&batch_path(engine), &json!({"items": items}))
            .good();
        for result in answer["results"].as_array_mut().unwrap() {
            assert!(
                result.get("result").is_some(),
                "{}\n{result}",
                items[all.len() % 1000]
            );
            all.push(result["result"].take());
        }
    }
    all
}

/// The outcome, and for sanctions the possible one.
fn outcome(engine: &str, answer: &Value) -> (Value, Value) {
    match engine {
        "admissibility" => (answer["outcome"].clone(), Value::Null),
        "clock" => (answer["state"].clone(), Value::Null),
        _ => (answer["tier"].clone(), answer["possible_tier"].clone()),
    }
}

on_both!(
    every_claim_is_true,
    no_single_truth_value_is_forgotten,
    entries_are_sorted_by_fact,
    without_explain_there_is_no_explanation,
    facts_with_many_items_are_answered_but_not_explained,
    the_items_of_a_batch_are_explained_up_to_a_limit,
);

fn every_claim_is_true(server: &Server) {
    for (set, at_least) in SETS.iter().zip([250, 100, 200]) {
        let mut claims = Vec::new();
        for (request, answer) in explained(server, set) {
            let before = outcome(set.engine, &answer);
            for entry in answer["would_change_outcome"].as_array().unwrap() {
                let after = (
                    entry["outcome"].clone(),
                    entry.get("possible_outcome").cloned().unwrap_or_default(),
                );
                assert_ne!(after, before, "{entry}");
                claims.push(Claim {
                    request: request.clone(),
                    entry: entry.clone(),
                });
            }
        }
        assert!(claims.len() >= at_least, "{}: {}", set.engine, claims.len());
        let changed: Vec<Value> = claims.iter().map(Claim::changed).collect();
        for (claim, answer) in claims.iter().zip(answers(server, set.engine, &changed)) {
            let (found, possible) = outcome(set.engine, &answer);
            assert_eq!(
                found, claim.entry["outcome"],
                "{} of {}",
                claim.entry, claim.request
            );
            assert_eq!(
                possible,
                claim
                    .entry
                    .get("possible_outcome")
                    .cloned()
                    .unwrap_or_default()
            );
        }
    }
}

fn no_single_truth_value_is_forgotten(server: &Server) {
    let set = &SETS[0];
    let facts = [
        "accused_identified",
        "has_factual_basis",
        "normal_procedure_followed",
        "routine_business",
        "violation_specified",
        "within_function",
        "within_jurisdiction",
    ];
    for (request, answer) in explained(server, set) {
        let entries = answer["would_change_outcome"].as_array().unwrap();
        let stated: BTreeSet<(String, bool, String)> = entries
            .iter()
            .filter_map(|entry| {
                let fact = entry["fact"].as_str()?.strip_prefix("/facts/")?;
                facts.contains(&fact).then_some(())?;
                Some((
                    fact.to_owned(),
                    entry["value"].as_bool()?,
                    entry["outcome"].as_str()?.to_owned(),
                ))
            })
            .collect();
        let tried: Vec<(&str, bool)> = facts
            .iter()
            .flat_map(|fact| [(*fact, true), (*fact, false)])
            .filter(|(fact, value)| request["facts"][fact] != *value)
            .collect();
        let changed: Vec<Value> = tried
            .iter()
            .map(|(fact, value)| with(&request, &format!("/facts/{fact}"), json!(value)))
            .collect();
        let found: BTreeSet<(String, bool, String)> = tried
            .iter()
            .zip(answers(server, set.engine, &changed))
            .filter(|(_, after)| after["outcome"] != answer["outcome"])
            .map(|((fact, value), after)| {
                (
                    (*fact).to_owned(),
                    *value,
                    after["outcome"].as_str().unwrap().to_owned(),
                )
            })
            .collect();
        assert_eq!(stated, found, "{request}");
    }
}

fn entries_are_sorted_by_fact(server: &Server) {
    for set in SETS.iter().filter(|set| set.engine != "clock") {
        for (request, answer) in explained(server, set) {
            let entries = answer["would_change_outcome"].as_array().unwrap();
            let facts: Vec<_> = entries
                .iter()
                .map(|entry| sort_key(entry["fact"].as_str().unwrap()))
                .collect();
            assert!(facts.is_sorted(), "{facts:?} of {request}");
        }
    }
}

fn without_explain_there_is_no_explanation(server: &Server) {
    for set in SETS {
        let request = &set.requests()[0];
        for query in ["", "?explain=false"] {
            let answer = server
                .post(&format!("{}{query}", path(set.engine)), request)
                .good();
            assert_eq!(answer.get("would_change_outcome"), None);
        }
        // And with it, nothing else changes.
        let mut answer = server
            .post(&format!("{}?explain=true", path(set.engine)), request)
            .good();
        assert!(
            answer
                .as_object_mut()
                .unwrap()
                .remove("would_change_outcome")
                .is_some()
        );
        assert_eq!(answer, server.evaluate(set.engine, request));
    }
    let answer = server.post(
        &format!("{}?explain=true", path("working-days")),
        &json!({"from": "2026-02-10", "add": 1}),
    );
    assert_eq!(answer.good()["would_change_outcome"], json!([]));
}

fn facts_with_many_items_are_answered_but_not_explained(server: &Server) {
    let explained = format!("{}?explain=true", path("sanctions"));
    let _ = server.post(&explained, &with_complaints(100)).good();
    let faults = server.post(&explained, &with_complaints(101)).faults();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].0, "/facts");
    assert!(
        faults[0].1.contains("100") && faults[0].1.contains("101"),
        "{faults:?}"
    );
    let _ = server.evaluate("sanctions", &with_complaints(5000));
}

fn the_items_of_a_batch_are_explained_up_to_a_limit(server: &Server) {
    let items = [
        vec![with_complaints(90); 11],
        vec![with_complaints(10), with_complaints(1)],
    ]
    .concat();
    let explained = format!("{}?explain=true", batch_path("sanctions"));
    let answer = server.post(&explained, &json!({"items": items})).good();
    let results = answer["results"].as_array().unwrap();
    for (index, result) in results.iter().enumerate() {
        // Eleven times 90 and once 10 are 1,000.
        let within = index < 12;
        assert_eq!(
            result["result"].get("would_change_outcome").is_some(),
            within,
            "{index}"
        );
        assert_eq!(result.get("error").is_some(), !within, "{index}");
    }
    assert_eq!(faults(&results[12]["error"])[0].0, "/facts");
    // Not asked for explanations, all are answered.
    let answer = server
        .post(&batch_path("sanctions"), &json!({"items": items}))
        .good();
    assert!(
        answer["results"]
            .as_array()
            .unwrap()
            .iter()
            .all(|result| result.get("error").is_none())
    );
}

/// Facts with so many complaints.
fn with_complaints(count: usize) -> Value {
    let complaints: Vec<Value> = (0..count)
        .map(|number| json!({"id": format!("C{number}"), "received_on": "2026-01-05", "substantiated": false}))
        .collect();
    json!({"as_of": "2026-06-30", "facts": {"complaints": complaints}})
}

/// Numbers within a pointer sort as numbers.
fn sort_key(pointer: &str) -> Vec<(usize, &str)> {
    pointer
        .split('/')
        .map(|segment| (segment.parse().unwrap_or(0), segment))
        .collect()
}
