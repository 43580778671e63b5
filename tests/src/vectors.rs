//! The example vectors of the evaluation contract: requests, and what is expected of the answers.

use serde_json::{Value, json};

/// A request and what is expected of its answer.
#[derive(Debug, Clone)]
pub struct Vector {
    /// Where it stands.
    pub name: String,
    /// The request.
    pub request: Value,
    /// What is expected.
    pub expect: Value,
}

/// A set of vectors.
#[derive(Debug, Clone, Copy)]
pub struct Set {
    /// The engine they ask.
    pub engine: &'static str,
    text: &'static str,
    /// What of an answer corresponds to `expect`.
    excerpt: fn(&Value) -> Value,
}

/// The three sets.
pub const SETS: [Set; 3] = [
    Set {
        engine: "admissibility",
        text: include_str!("../data/evaluations/admissibility.jsonl"),
        excerpt: admissibility,
    },
    Set {
        engine: "clock",
        text: include_str!("../data/evaluations/clock.jsonl"),
        excerpt: clock,
    },
    Set {
        engine: "sanctions",
        text: include_str!("../data/evaluations/sanctions.jsonl"),
        excerpt: sanctions,
    },
];

impl Set {
    /// The vectors.
    ///
    /// # Panics
    /// If the file is broken.
    pub fn vectors(&self) -> Vec<Vector> {
        (1..)
            .zip(self.text.lines())
            .map(|(line, text)| {
                let mut vector: Value = serde_json::from_str(text).unwrap();
                Vector {
                    name: format!("{} vector {line}", self.engine),
                    request: vector["request"].take(),
                    expect: vector["expect"].take(),
                }
            })
            .collect()
    }

    /// The requests alone.
    ///
    /// # Panics
    /// As [`Self::vectors`].
    pub fn requests(&self) -> Vec<Value> {
        self.vectors()
            .into_iter()
            .map(|vector| vector.request)
            .collect()
    }

    /// Compares an answer with everything that is expected of it.
    ///
    /// # Panics
    /// If it differs.
    pub fn check(&self, vector: &Vector, answer: &Value) {
        assert_eq!((self.excerpt)(answer), vector.expect, "{}", vector.name);
    }
}

fn each(list: &Value, member: &str) -> Value {
    let items = list.as_array().unwrap();
    items.iter().map(|item| item[member].clone()).collect()
}

fn admissibility(answer: &Value) -> Value {
    json!({
        "outcome": answer["outcome"],
        "track": answer["track"],
        "conditions": each(&answer["conditions"], "status"),
        "grounds": each(&answer["grounds"], "status"),
        "duties": each(&answer["duties"], "id"),
        "form_deficiencies": answer["form_deficiencies"],
        // A member that must be there, be it null.
        "limit_day": answer.pointer("/grounds/5/computed/limit_day").expect("limit_day"),
    })
}

fn clock(answer: &Value) -> Value {
    let members = [
        "due_on",
        "extended_due_on",
        "cap_on",
        "effective_due_on",
        "state",
        "working_days_used",
        "working_days_left",
        "working_days_overdue",
    ];
    members
        .iter()
        .map(|member| {
            (
                (*member).to_owned(),
                answer.get(member).expect(member).clone(),
            )
        })
        .collect()
}

fn sanctions(answer: &Value) -> Value {
    json!({
        "tier": answer["tier"],
        "possible_tier": answer["possible_tier"],
        "grounds": each(&answer["grounds"], "status"),
        "readings": answer["grounds"][21]["computed"]["readings"],
        "contested": answer["grounds"][21]["contested"],
    })
}
