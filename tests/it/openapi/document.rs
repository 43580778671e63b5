//! What the document must have, and that the file in the repository is it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tests::binary::workspace;
use tests::cli::command;

use super::spec;

#[test]
fn the_file_in_the_repository_is_what_the_program_prints() {
    let printed = command(&["openapi"]).run();
    let file = std::fs::read_to_string(workspace().join("openapi.yaml")).unwrap();
    let differs = file
        .lines()
        .zip(printed.text().lines())
        .position(|(file, printed)| file != printed);
    assert!(
        file == printed.text(),
        "openapi.yaml differs from line {:?} on: run `make openapi`",
        differs.map(|line| line + 1)
    );
}

fn words<'a>(object: &'a Value, member: &str, what: &str) -> &'a str {
    let text = object[member]
        .as_str()
        .unwrap_or_else(|| panic!("{what} has no {member}"));
    assert!(text.trim().len() >= 3, "{what}: {member} '{text}'");
    text
}

#[test]
fn every_operation_is_described() {
    let mut ids = BTreeSet::new();
    let tags: BTreeSet<&str> = spec().0["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| words(tag, "name", "a tag"))
        .collect();
    for operation in spec().operations() {
        let what = format!("{} {}", operation.method, operation.path);
        assert!(
            ids.insert(operation.id().to_owned()),
            "{} twice",
            operation.id()
        );
        let id = operation
            .id()
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b == b'_');
        assert!(id, "{what}: {}", operation.id());
        let summary = words(&operation.object, "summary", &what);
        assert!(!summary.ends_with('.'), "{what}: {summary}");
        words(&operation.object, "description", &what);
        let own = operation.object["tags"].as_array().unwrap();
        assert_eq!(own.len(), 1, "{what}");
        assert!(tags.contains(own[0].as_str().unwrap()), "{what}: {own:?}");
        for parameter in operation.object["parameters"]
            .as_array()
            .into_iter()
            .flatten()
        {
            words(parameter, "description", &what);
            assert!(parameter.get("schema").is_some(), "{what}: {parameter}");
        }
        let responses = operation.object["responses"].as_object().unwrap();
        for (status, response) in responses {
            words(
                spec().resolve(response),
                "description",
                &format!("{what} {status}"),
            );
        }
        assert!(
            responses.keys().any(|status| status.starts_with('2')),
            "{what}"
        );
        // Every error is a problem, but for two whose form RFC 6749 lays down.
        let of_oauth =
            |status: &str| operation.path.starts_with("/oauth/") && matches!(status, "400" | "401");
        for (status, response) in responses
            .iter()
            .filter(|(status, _)| *status >= &"400".to_owned() && !of_oauth(status))
        {
            let content = spec().resolve(response)["content"].as_object().unwrap();
            let types: Vec<&String> = content.keys().collect();
            assert_eq!(types, ["application/problem+json"], "{what} {status}");
        }
        let path = operation
            .path
            .split('/')
            .filter(|segment| !segment.starts_with('{'));
        for segment in path {
            assert!(
                segment
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                    // RFC 8615 has a dot.
                    || operation.path.starts_with("/.well-known/"),
                "{what}"
            );
        }
    }
    assert!(ids.len() >= 22, "{}", ids.len());
    let used: BTreeSet<String> = spec()
        .operations()
        .iter()
        .map(|o| o.object["tags"][0].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        used.iter().map(String::as_str).collect::<BTreeSet<_>>(),
        tags
    );
}

/// Calls `visit` with every object within a value, and where it stands.
fn walk(value: &Value, at: &str, visit: &mut impl FnMut(&Value, &str)) {
    match value {
        Value::Object(members) => {
            visit(value, at);
            for (name, member) in members {
                walk(member, &format!("{at}/{name}"), visit);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &format!("{at}/{index}"), visit);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_component_is_referred_to() {
    let mut referred = BTreeSet::new();
    walk(&spec().0, "", &mut |object, _| {
        if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
            let _ = spec().resolve(object);
            referred.insert(reference.to_owned());
        }
    });
    let mut there = BTreeSet::new();
    for (kind, components) in spec().0["components"].as_object().unwrap() {
        if kind != "securitySchemes" {
            there.extend(
                components
                    .as_object()
                    .unwrap()
                    .keys()
                    .map(|name| format!("#/components/{kind}/{name}")),
            );
        }
    }
    assert_eq!(referred, there);
}

#[test]
fn every_schema_and_every_member_is_described() {
    for (name, schema) in spec().0["components"]["schemas"].as_object().unwrap() {
        words(schema, "description", name);
        for (member, property) in schema["properties"].as_object().into_iter().flatten() {
            let choices = property["oneOf"].as_array().into_iter().flatten();
            let described = std::iter::once(property)
                .chain(choices)
                .any(|place| place["description"].is_string());
            assert!(described, "{name}.{member}");
            let snake = member
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            assert!(snake, "{name}.{member}");
        }
    }
}

#[test]
fn nothing_in_the_document_tells_where_or_when_it_was_made() {
    let text = command(&["openapi"]).run();
    for word in [
        "localhost",
        "127.0.0.1",
        "0.0.0.0",
        "file://",
        "/home/",
        "/root/",
        "/tmp/",
    ] {
        assert!(!text.text().contains(word), "{word}");
    }
    assert_eq!(spec().0["servers"][0]["url"], "/");
    assert_eq!(spec().0["info"]["version"], env!("CARGO_PKG_VERSION"));
}

/// The codes of the table of problems and what the document says of them agree.
#[test]
fn the_documented_problems_have_pages() {
    let server = tests::server::shared(tests::database::Kind::Sqlite);
    let list = server
        .call("GET", "/problems/")
        .header("Accept", "application/json")
        .send()
        .good();
    let titles: BTreeMap<String, u64> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|page| {
            let title = |language: &str| page["title"][language].as_str().unwrap().to_owned();
            (
                format!("{} / {}", title("zh"), title("en")),
                page["status"].as_u64().unwrap(),
            )
        })
        .collect();
    for operation in spec().operations() {
        for (status, response) in operation.object["responses"].as_object().unwrap() {
            if response.get("$ref").is_some() {
                let description = words(spec().resolve(response), "description", status);
                let page = titles
                    .get(description)
                    .unwrap_or_else(|| panic!("{description} has no page"));
                assert_eq!(page.to_string(), *status, "{description}");
            }
        }
    }
}
