//! Holding values against the schemas of the OpenAPI document: the part of JSON Schema that it uses, and a panic at any
//! other, so that nothing is passed over.

use regex::Regex;
use serde_json::Value;

use crate::openapi::Spec;

/// Keywords that demand nothing.
const NOTES: [&str; 6] = [
    "description",
    "example",
    "examples",
    "default",
    "title",
    "deprecated",
];

/// Every way in which a value is not what a schema says.
///
/// # Panics
/// If the schema has a keyword that is not known here.
#[must_use]
pub fn faults(spec: &Spec, schema: &Value, value: &Value) -> Vec<String> {
    let mut check = Check {
        spec,
        faults: Vec::new(),
    };
    check.value(schema, value, "");
    check.faults
}

struct Check<'a> {
    spec: &'a Spec,
    faults: Vec<String>,
}

impl Check<'_> {
    fn fault(&mut self, at: &str, what: &str, value: &Value) {
        let value: String = value.to_string().chars().take(80).collect();
        self.faults.push(format!("{at}: {what}: {value}"));
    }

    fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        let schema = schema
            .as_object()
            .unwrap_or_else(|| panic!("{at}: no schema"));
        for (keyword, demand) in schema {
            let met = match keyword.as_str() {
                "$ref" => {
                    let target = self.spec.resolve(&Value::Object(schema.clone())).clone();
                    self.value(&target, value, at);
                    true
                }
                "type" => match demand {
                    Value::String(name) => is(name, value),
                    names => names
                        .as_array()
                        .unwrap()
                        .iter()
                        .any(|name| is(name.as_str().unwrap(), value)),
                },
                "enum" => demand.as_array().unwrap().contains(value),
                "oneOf" => {
                    let fits = demand.as_array().unwrap().iter();
                    fits.filter(|choice| faults(self.spec, choice, value).is_empty())
                        .count()
                        == 1
                }
                "anyOf" => demand
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|choice| faults(self.spec, choice, value).is_empty()),
                "format" => self.format(demand.as_str().unwrap(), value),
                "pattern" => {
                    let pattern = Regex::new(demand.as_str().unwrap()).unwrap();
                    value.as_str().is_none_or(|text| pattern.is_match(text))
                }
                "minimum" => value
                    .as_f64()
                    .is_none_or(|number| number >= demand.as_f64().unwrap()),
                "maximum" => value
                    .as_f64()
                    .is_none_or(|number| number <= demand.as_f64().unwrap()),
                "minLength" => value
                    .as_str()
                    .is_none_or(|text| text.chars().count() >= size(demand)),
                "maxLength" => value
                    .as_str()
                    .is_none_or(|text| text.chars().count() <= size(demand)),
                "minItems" => value
                    .as_array()
                    .is_none_or(|items| items.len() >= size(demand)),
                "maxItems" => value
                    .as_array()
                    .is_none_or(|items| items.len() <= size(demand)),
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.value(demand, item, &format!("{at}/{index}"));
                    }
                    true
                }
                "properties" => {
                    for (name, property) in demand.as_object().unwrap() {
                        if let Some(member) = value.get(name) {
                            self.value(property, member, &format!("{at}/{name}"));
                        }
                    }
                    true
                }
                "required" => {
                    let names = demand
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|name| name.as_str().unwrap());
                    value
                        .as_object()
                        .is_none_or(|members| names.clone().all(|name| members.contains_key(name)))
                }
                "propertyNames" => *demand == serde_json::json!({"type": "string"}),
                "additionalProperties" => {
                    self.additional(schema.get("properties"), demand, value, at)
                }
                note if NOTES.contains(&note) || note.starts_with("x-") => true,
                other => panic!("{at}: {other} is not known"),
            };
            if !met {
                self.fault(at, &format!("{keyword} {demand}"), value);
            }
        }
    }

    fn additional(
        &mut self,
        properties: Option<&Value>,
        demand: &Value,
        value: &Value,
        at: &str,
    ) -> bool {
        let mut met = true;
        for (name, member) in value.as_object().into_iter().flatten() {
            if properties.is_some_and(|properties| properties.get(name).is_some()) {
                continue;
            }
            match demand {
                Value::Bool(allowed) => met &= allowed,
                schema => self.value(schema, member, &format!("{at}/{name}")),
            }
        }
        met
    }

    fn format(&self, format: &str, value: &Value) -> bool {
        match format {
            "date" => value
                .as_str()
                .is_none_or(|text| text.parse::<chrono::NaiveDate>().is_ok() && text.len() == 10),
            "int32" => value
                .as_i64()
                .is_none_or(|number| i32::try_from(number).is_ok()),
            "int64" | "double" | "password" | "binary" => true,
            "uuid" => value.as_str().is_none_or(|text| {
                text.len() == 36 && text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
            }),
            "uri" => value.as_str().is_none_or(|text| text.contains(':')),
            "date-time" => value
                .as_str()
                .is_none_or(|text| chrono::DateTime::parse_from_rfc3339(text).is_ok()),
            "uri-reference" | "json-pointer" => value
                .as_str()
                .is_none_or(|text| text.is_empty() || text.starts_with('/')),
            other => panic!("format {other} is not known"),
        }
    }
}

fn size(demand: &Value) -> usize {
    usize::try_from(demand.as_u64().unwrap()).unwrap()
}

fn is(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("type {other} is not known"),
    }
}
