//! The document against what the program does: requests are read by hand-written code, answers are written by it.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::document;
use crate::basis;
use crate::v1::evaluation::admissibility::AdmissibilityEngine;
use crate::v1::evaluation::clock::ClockEngine;
use crate::v1::evaluation::engine::{Basis, Engine, Explain};
use crate::v1::evaluation::sanctions::SanctionsEngine;
use crate::v1::evaluation::schema::{
    AdmissibilityAnswer, ClockAnswer, SanctionsAnswer, WorkingDaysAnswer,
};
use crate::v1::evaluation::working_days::WorkingDaysEngine;

type Names = BTreeSet<String>;

/// What an engine says of a request, as (pointer, reason in English).
fn faults<E: Engine>(basis: &Basis, request: &Value) -> Vec<(String, String)> {
    match E::answer(
        basis,
        request.to_string().as_bytes(),
        &mut Explain::single(false),
        &mut Vec::new(),
    ) {
        Ok(()) => Vec::new(),
        Err(problem) => problem
            .errors
            .iter()
            .map(|fault| (fault.pointer.to_string(), fault.reason_en.to_string()))
            .collect(),
    }
}

/// The request that has `inner` at a place; items of lists are their first.
fn at(place: &[&str], inner: Value) -> Value {
    place.iter().rev().fold(inner, |inner, step| match *step {
        "0" => json!([inner]),
        name => Value::Object(Map::from_iter([(name.to_owned(), inner)])),
    })
}

struct Walk<'d> {
    document: &'d Value,
    basis: &'d Basis,
    objects: usize,
}

impl Walk<'_> {
    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let reference = schema.get("$ref").and_then(Value::as_str);
        match reference.and_then(|reference| self.document.pointer(reference.get(1..)?)) {
            Some(target) => self.resolve(target),
            None => schema,
        }
    }

    /// The schemas a member may have, without `null`.
    fn choices(&self, schema: &Value) -> Vec<Value> {
        let schema = self.resolve(schema);
        match schema.get("oneOf").and_then(Value::as_array) {
            Some(choices) => choices.iter().flat_map(|one| self.choices(one)).collect(),
            None => vec![schema.clone()],
        }
    }

    /// Holds every object of a request against its schema: its members, and which must be there.
    fn check<E: Engine>(&mut self, schema: &Value, place: &[&str]) {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
            return;
        };
        self.objects += 1;
        let here = place
            .iter()
            .map(|step| format!("/{step}"))
            .collect::<String>();
        let told = faults::<E>(self.basis, &at(place, json!({"no such": 0})));
        let members: Names = told
            .iter()
            .find(|(pointer, _)| *pointer == format!("{here}/no such"))
            .and_then(|(_, reason)| reason.split_once("there are: "))
            .map(|(_, names)| names.split(", ").map(ToOwned::to_owned).collect())
            .unwrap_or_default();
        let documented: Names = properties.keys().cloned().collect();
        assert_eq!(members, documented, "{} {here}", E::NAME);

        let told = faults::<E>(self.basis, &at(place, json!({})));
        let prefix = format!("{here}/");
        let missing: Names = told
            .iter()
            .filter(|(_, reason)| reason == "is required" || reason.starts_with("must be present"))
            .filter_map(|(pointer, _)| pointer.strip_prefix(&prefix))
            .map(ToOwned::to_owned)
            .collect();
        let required = schema.get("required").and_then(Value::as_array);
        let required: Names = required
            .into_iter()
            .flatten()
            .filter_map(|name| name.as_str().map(ToOwned::to_owned))
            .collect();
        assert_eq!(missing, required, "{} {here}", E::NAME);

        for (name, member) in properties {
            for choice in self.choices(member) {
                let mut inner = place.to_vec();
                inner.push(name);
                self.check::<E>(&choice, &inner);
                if let Some(item) = choice.get("items") {
                    inner.push("0");
                    for choice in self.choices(item) {
                        self.check::<E>(&choice, &inner);
                    }
                }
            }
        }
    }

    /// Holds the answers to the examples against the type that documents them.
    fn reads_back<E: Engine, T: DeserializeOwned + Serialize>(&self) {
        let path = format!(
            "/paths/~1api~1v1~1evaluations~1{}/post/requestBody",
            E::NAME
        );
        let examples = self.document.pointer(&path);
        let examples =
            examples.and_then(|body| body.pointer("/content/application~1json/examples"));
        let examples = examples
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        assert!(!examples.is_empty(), "{}", E::NAME);
        for (name, example) in &examples {
            for explain in [false, true] {
                let request = example.get("value").unwrap_or(&Value::Null).to_string();
                let mut answer = Vec::new();
                let mut explain = Explain::single(explain);
                let answered = E::answer(self.basis, request.as_bytes(), &mut explain, &mut answer);
                assert!(answered.is_ok(), "{} {name}", E::NAME);
                let typed = serde_json::from_slice::<T>(&answer).map_err(|e| e.to_string());
                let typed = typed.map(|typed| serde_json::to_value(typed).unwrap_or_default());
                let plain = serde_json::from_slice::<Value>(&answer).map_err(|e| e.to_string());
                assert_eq!(typed, plain, "{} {name}", E::NAME);
            }
        }
    }
}

fn check<E: Engine, T: DeserializeOwned + Serialize>(schema: &str) -> usize {
    let document = serde_json::to_value(document()).unwrap_or_default();
    let basis = basis::load(None, None);
    let Ok(basis) = &basis else {
        return 0;
    };
    let mut walk = Walk {
        document: &document,
        basis,
        objects: 0,
    };
    let root = json!({"$ref": format!("#/components/schemas/{schema}")});
    for choice in walk.choices(&root) {
        walk.check::<E>(&choice, &[]);
    }
    walk.reads_back::<E, T>();
    walk.objects
}

#[test]
fn admissibility_is_documented_as_it_is() {
    let objects = check::<AdmissibilityEngine, AdmissibilityAnswer>("AdmissibilityRequestBody");
    assert_eq!(objects, 4);
}

#[test]
fn the_clock_is_documented_as_it_is() {
    assert_eq!(check::<ClockEngine, ClockAnswer>("ClockRequestBody"), 1);
}

#[test]
fn sanctions_are_documented_as_they_are() {
    let objects = check::<SanctionsEngine, SanctionsAnswer>("SanctionsRequestBody");
    assert_eq!(objects, 10);
}

#[test]
fn working_days_are_documented_as_they_are() {
    let objects = check::<WorkingDaysEngine, WorkingDaysAnswer>("WorkingDaysRequestBody");
    assert_eq!(objects, 1);
}
