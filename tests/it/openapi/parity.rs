//! The reader of requests and the documented schemas have the same members: found out by asking for each of them.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use tests::openapi::Operation;
use tests::server::Server;

use super::authorisation::{permitted, unused};
use super::spec;
use crate::support::on_both;

on_both!(
    every_documented_member_is_read,
    unknown_members_are_told_all_that_are_documented
);

/// An object of a request: where it stands, and its schema.
struct Place {
    /// A request in which it is there, empty.
    request: Value,
    pointer: String,
    schema: Value,
}

/// The operations that take JSON. What they take is read before anything is looked up: so an id that nothing has will do.
fn takers() -> Vec<Operation> {
    let mut takers = spec().operations();
    // Outside a sandbox there is no clock to put.
    takers.retain(|operation| {
        operation.json_body().is_some() && !operation.path.contains("/sandbox/")
    });
    takers
}

/// A request that is nothing but the way to a place.
fn way(pointer: &str, end: Value) -> Value {
    let mut value = end;
    for segment in pointer
        .split('/')
        .skip(1)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        value = if segment == "0" {
            json!([value])
        } else {
            Value::Object(Map::from_iter([(segment.to_owned(), value)]))
        };
    }
    value
}

/// All objects that a request can have, from the whole inwards. Batches are entered as far as their items, which are
/// kept as text: what is in those is the single operation's matter.
fn places(operation: &Operation) -> Vec<Place> {
    let schema = &operation.object["requestBody"]["content"]["application/json"]["schema"];
    let mut found = Vec::new();
    let mut open = vec![(String::new(), spec().resolve(schema).clone())];
    while let Some((pointer, schema)) = open.pop() {
        for (name, property) in schema["properties"].as_object().unwrap() {
            let property = spec().not_null(property);
            let (inner, at) = match property.get("items") {
                Some(items) => (spec().not_null(items), format!("{pointer}/{name}/0")),
                None => (property, format!("{pointer}/{name}")),
            };
            if inner.get("properties").is_some()
                && !(operation.path.ends_with("/batch") && name == "items")
            {
                open.push((at, inner.clone()));
            }
        }
        found.push(Place {
            request: way(&pointer, json!({})),
            pointer,
            schema,
        });
    }
    found
}

fn faults(server: &Server, operation: &Operation, request: &Value) -> Vec<(String, String)> {
    let call = permitted(server, operation, &unused(operation))
        .language("en")
        .header("If-Match", "\"1\"");
    let answer = call.json_text(request.to_string()).send();
    // Nothing was wrong with the request, only with the id.
    if answer.status == 404 && operation.path.contains('{') {
        return Vec::new();
    }
    answer.faults()
}

/// Whether no value is wrong: what is sent along and not looked at.
fn takes_anything(property: &Value) -> bool {
    let property = spec().not_null(property);
    let says = [
        "type",
        "properties",
        "enum",
        "const",
        "oneOf",
        "anyOf",
        "allOf",
    ];
    says.iter().all(|word| property.get(word).is_none())
}

/// A value that is not of the property's type.
fn wrong(property: &Value) -> Value {
    let property = spec().not_null(property);
    if property.get("properties").is_some() {
        json!("x")
    } else {
        json!({"x": 1})
    }
}

fn every_documented_member_is_read(server: &Server) {
    let mut members = 0;
    for operation in takers() {
        for place in places(&operation) {
            for (name, property) in place.schema["properties"].as_object().unwrap() {
                if takes_anything(property) {
                    continue;
                }
                let pointer = format!("{}/{name}", place.pointer);
                let request = way(&pointer, wrong(property));
                let found = faults(server, &operation, &request);
                let here: Vec<_> = found.iter().filter(|(at, _)| *at == pointer).collect();
                assert_eq!(here.len(), 1, "{} {request}: {found:?}", operation.path);
                assert!(
                    !here[0].1.contains("no such member"),
                    "{pointer}: {}",
                    here[0].1
                );
                members += 1;
            }
        }
    }
    assert!(members >= 80, "{members}");
}

fn unknown_members_are_told_all_that_are_documented(server: &Server) {
    let mut objects = 0;
    for operation in takers() {
        for place in places(&operation) {
            let pointer = format!("{}/no_such_member", place.pointer);
            let found = faults(server, &operation, &way(&pointer, json!(1)));
            let here: Vec<_> = found.iter().filter(|(at, _)| *at == pointer).collect();
            assert_eq!(
                here.len(),
                1,
                "{} {}: {found:?}",
                operation.path,
                place.request
            );
            let names = here[0]
                .1
                .strip_prefix("there is no such member; there are: ");
            let read: BTreeSet<&str> = names.unwrap().split(", ").collect();
            let documented: BTreeSet<&str> = place.schema["properties"]
                .as_object()
                .unwrap()
                .keys()
                .map(String::as_str)
                .collect();
            assert_eq!(read, documented, "{} {}", operation.path, place.pointer);
            assert_eq!(
                place.schema["additionalProperties"], false,
                "{} {}",
                operation.path, place.pointer
            );
            objects += 1;
        }
    }
    // Four requests, facts (2), event, prior complaints, activity, suspensions, six lists, four batches.
    assert!(objects >= 4 + 2 + 2 + 2 + 6 + 4, "{objects}");
}

/// Members that the schema requires are those that must be there.
#[test]
fn required_members_are_those_that_must_be_there() {
    let server = tests::server::shared(tests::database::Kind::Sqlite);
    for operation in takers() {
        for place in places(&operation) {
            let found = faults(server, &operation, &place.request);
            let missing: BTreeSet<String> = found
                .iter()
                .filter(|(_, reason)| {
                    reason.contains("is required") || reason.contains("must be present")
                })
                .map(|(pointer, _)| pointer.clone())
                .collect();
            let required = place.schema["required"].as_array().into_iter().flatten();
            for name in required {
                let pointer = format!("{}/{}", place.pointer, name.as_str().unwrap());
                assert!(
                    missing.contains(&pointer),
                    "{} {pointer}: {found:?}",
                    operation.path
                );
            }
            let inside = missing.iter().filter(|pointer| {
                pointer
                    .rsplit_once('/')
                    .is_some_and(|(parent, _)| parent == place.pointer)
            });
            let required = place.schema["required"].as_array().map_or(0, Vec::len);
            assert_eq!(
                inside.count(),
                required,
                "{} {}: {missing:?}",
                operation.path,
                place.pointer
            );
        }
    }
}
