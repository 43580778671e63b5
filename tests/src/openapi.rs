//! The OpenAPI document as tests read it.

use serde_json::Value;

/// A document.
#[derive(Debug, Clone)]
pub struct Spec(pub Value);

/// An operation of a document.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Method in capitals.
    pub method: String,
    /// Path template.
    pub path: String,
    /// Its object.
    pub object: Value,
}

impl Spec {
    /// The document of a YAML text.
    ///
    /// # Panics
    /// If it is none.
    #[must_use]
    pub fn parse(yaml: &str) -> Self {
        Self(serde_norway::from_str(yaml).unwrap())
    }

    /// What a `$ref` refers to, or the value itself.
    ///
    /// # Panics
    /// If the reference leads nowhere.
    #[must_use]
    pub fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => {
                let pointer = reference.strip_prefix('#').unwrap();
                let target = self.0.pointer(pointer);
                self.resolve(target.unwrap_or_else(|| panic!("{reference} leads nowhere")))
            }
            None => value,
        }
    }

    /// All operations.
    ///
    /// # Panics
    /// If the document is broken.
    #[must_use]
    pub fn operations(&self) -> Vec<Operation> {
        const METHODS: [&str; 8] = [
            "get", "put", "post", "delete", "options", "head", "patch", "trace",
        ];
        let mut operations = Vec::new();
        for (path, item) in self.0["paths"].as_object().unwrap() {
            for (method, object) in item.as_object().unwrap() {
                assert!(METHODS.contains(&method.as_str()), "{path}: {method}");
                operations.push(Operation {
                    method: method.to_uppercase(),
                    path: path.clone(),
                    object: object.clone(),
                });
            }
        }
        operations
    }

    /// The schema behind a property that may also be null.
    #[must_use]
    pub fn not_null<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let schema = self.resolve(schema);
        let other = schema
            .get("oneOf")
            .and_then(Value::as_array)
            .and_then(|choices| choices.iter().find(|choice| choice["type"] != "null"));
        other.map_or(schema, |other| self.resolve(other))
    }
}

impl Operation {
    /// Its id.
    ///
    /// # Panics
    /// If it has none.
    #[must_use]
    pub fn id(&self) -> &str {
        self.object["operationId"].as_str().expect("operationId")
    }

    /// Whether it refuses whoever has no token.
    #[must_use]
    pub fn needs_token(&self) -> bool {
        let choices = self.object["security"].as_array();
        choices.is_some_and(|choices| {
            !choices.is_empty()
                && choices
                    .iter()
                    .all(|choice| *choice != serde_json::json!({}))
        })
    }

    /// The schema of its JSON body, if it takes one.
    #[must_use]
    pub fn json_body(&self) -> Option<&Value> {
        self.object["requestBody"]["content"]["application/json"].get("schema")
    }

    /// The query it cannot do without, by its examples; empty: there is none.
    ///
    /// # Panics
    /// If a required parameter has no example.
    #[must_use]
    pub fn required_query(&self) -> String {
        let parameters = self.object["parameters"].as_array();
        let needed = parameters
            .into_iter()
            .flatten()
            .filter(|parameter| parameter["in"] == "query" && parameter["required"] == true);
        let pairs: Vec<String> = needed
            .map(|parameter| {
                let name = parameter["name"].as_str().expect("a name");
                let value = parameter["example"].as_str().expect("an example");
                let encoded: String = value
                    .bytes()
                    .map(
                        |byte| match byte.is_ascii_alphanumeric() || b"-._/".contains(&byte) {
                            true => char::from(byte).to_string(),
                            false => format!("%{byte:02X}"),
                        },
                    )
                    .collect();
                format!("{name}={encoded}")
            })
            .collect();
        if pairs.is_empty() {
            String::new()
        } else {
            format!("?{}", pairs.join("&"))
        }
    }

    /// A path that works: each parameter with its example.
    ///
    /// # Panics
    /// If a path parameter has no example.
    #[must_use]
    pub fn example_path(&self) -> String {
        let mut path = self.path.clone();
        for parameter in self.object["parameters"].as_array().into_iter().flatten() {
            if parameter["in"] == "path" {
                let example = match &parameter["example"] {
                    Value::String(text) => text.clone(),
                    Value::Number(number) => number.to_string(),
                    // What clients create has an id that nobody knows beforehand.
                    Value::Null if self.needs_token() => {
                        "00000000-0000-7000-8000-000000000000".to_owned()
                    }
                    other => panic!("{}: example {other}", self.path),
                };
                path = path.replace(
                    &format!("{{{}}}", parameter["name"].as_str().unwrap()),
                    &example,
                );
            }
        }
        assert!(!path.contains('{'), "{path}: a parameter is not described");
        path.push_str(&self.required_query());
        path
    }
}
