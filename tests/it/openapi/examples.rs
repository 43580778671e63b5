//! Examples that work: every example request gives exactly the example answer.

use serde_json::Value;
use tests::cli::command;
use tests::schema;
use tests::server::Server;

use super::authorisation::permitted;
use super::spec;
use crate::support::on_both;

on_both!(
    every_example_request_gives_the_example_answer,
    every_example_path_works
);

fn examples(content: &Value) -> &serde_json::Map<String, Value> {
    content["content"]["application/json"]["examples"]
        .as_object()
        .expect("examples")
}

fn every_example_request_gives_the_example_answer(server: &Server) {
    let mut outcomes = Vec::new();
    for operation in spec()
        .operations()
        .iter()
        .filter(|operation| operation.path.starts_with("/api/v1/evaluations/"))
    {
        let requests = examples(&operation.object["requestBody"]);
        let answers = examples(&operation.object["responses"]["200"]);
        assert_eq!(
            requests.keys().collect::<Vec<_>>(),
            answers.keys().collect::<Vec<_>>(),
            "{}",
            operation.id()
        );
        assert!(!requests.is_empty(), "{}", operation.id());
        for (name, request) in requests {
            assert!(!request["summary"].as_str().unwrap().is_empty());
            let answer = server.post(&operation.path, &request["value"]).good();
            assert_eq!(answer, answers[name]["value"], "{} {name}", operation.id());
            for word in ["outcome", "tier", "state"] {
                outcomes.extend(
                    answer[word]
                        .as_str()
                        .map(|outcome| format!("{word} {outcome}")),
                );
            }
        }
    }
    // The conventions ask for these.
    for outcome in ["accept", "reject", "undetermined"] {
        assert!(
            outcomes.contains(&format!("outcome {outcome}")),
            "{outcomes:?}"
        );
    }
}

/// The batch example holds the single ones, so that they can be tried together.
#[test]
fn the_batch_examples_are_the_single_ones() {
    let operations = spec().operations();
    let batches = operations
        .iter()
        .filter(|operation| operation.path.ends_with("/batch"));
    let mut count = 0;
    for batch in batches {
        let single = operations
            .iter()
            .find(|single| format!("{}/batch", single.path) == batch.path)
            .unwrap();
        let mut requests: Vec<&Value> = examples(&single.object["requestBody"])
            .values()
            .map(|example| &example["value"])
            .collect();
        let items = examples(&batch.object["requestBody"])["batch"]["value"]["items"]
            .as_array()
            .unwrap();
        for item in items {
            let place = requests
                .iter()
                .position(|request| *request == item)
                .expect("a single example");
            requests.remove(place);
        }
        assert!(requests.is_empty(), "{}", batch.path);
        count += 1;
    }
    assert_eq!(count, 4);
}

#[test]
fn the_examples_work_on_the_command_line() {
    for operation in spec()
        .operations()
        .iter()
        .filter(|operation| operation.path.starts_with("/api/v1/evaluations/"))
        .filter(|operation| !operation.path.ends_with("/batch"))
    {
        let engine = operation.path.rsplit('/').next().unwrap();
        for (name, request) in examples(&operation.object["requestBody"]) {
            let answers = command(&["evaluate", engine])
                .input(request["value"].to_string())
                .run()
                .good();
            assert_eq!(
                answers,
                [examples(&operation.object["responses"]["200"])[name]["value"].clone()]
            );
        }
    }
}

fn every_example_path_works(server: &Server) {
    for operation in spec()
        .operations()
        .iter()
        .filter(|operation| operation.method == "GET")
        // What has no id that is known beforehand is read in other tests.
        .filter(|operation| !operation.needs_token() || !operation.path.contains('{'))
        .filter(|operation| !super::authorisation::PUBLISHED.contains(&operation.id()))
        // Only a sandbox has it.
        .filter(|operation| !operation.path.starts_with("/api/v1/sandbox/"))
    {
        let path = operation.example_path();
        let answer = permitted(server, operation, &path)
            .header("Accept", "application/json, */*;q=0.1")
            .send();
        assert_eq!(answer.status, 200, "{path}");
    }
}

#[test]
fn every_body_has_an_example() {
    for operation in spec().operations() {
        let content = operation.object["requestBody"]["content"].as_object();
        for (media_type, content) in content.into_iter().flatten() {
            // A file is no text that a document could show.
            if media_type == "application/octet-stream" {
                continue;
            }
            let one = content.get("example").is_some();
            let several = content["examples"]
                .as_object()
                .is_some_and(|all| !all.is_empty());
            assert!(one || several, "{} {media_type}", operation.id());
        }
    }
}

#[test]
fn every_example_is_what_its_schema_says() {
    let check = |content: &Value, what: &str| {
        for (media_type, content) in content["content"].as_object().into_iter().flatten() {
            let examples = content["examples"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(_, example)| &example["value"]);
            for example in examples.chain(content.get("example")) {
                let faults = schema::faults(spec(), &content["schema"], example);
                assert_eq!(faults, Vec::<String>::new(), "{what} {media_type}");
            }
        }
    };
    for operation in spec().operations() {
        check(&operation.object["requestBody"], operation.id());
        for response in operation.object["responses"].as_object().unwrap().values() {
            check(spec().resolve(response), operation.id());
        }
    }
    for (name, of) in spec().0["components"]["schemas"].as_object().unwrap() {
        let properties = of["properties"].as_object().into_iter().flatten();
        for (member, property) in properties
            .map(|(member, property)| (member.as_str(), property))
            .chain([("", of)])
        {
            let several = property["examples"].as_array().into_iter().flatten();
            for example in several.chain(property.get("example")) {
                let faults = schema::faults(spec(), property, example);
                assert_eq!(faults, Vec::<String>::new(), "{name}.{member}");
            }
        }
    }
}
