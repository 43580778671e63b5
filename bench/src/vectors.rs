//! The example vectors of the evaluation contract.

use crate::Failure;

const ADMISSIBILITY: &str = include_str!("../../tests/data/evaluations/admissibility.jsonl");
const SANCTIONS: &str = include_str!("../../tests/data/evaluations/sanctions.jsonl");

/// The requests of the admissibility vectors, each as compact JSON.
pub fn admissibility() -> Result<Vec<String>, Failure> {
    requests(ADMISSIBILITY)
}

/// The requests of the sanctions vectors, each as compact JSON.
pub fn sanctions() -> Result<Vec<String>, Failure> {
    requests(SANCTIONS)
}

fn requests(lines: &str) -> Result<Vec<String>, Failure> {
    lines
        .lines()
        .map(|line| {
            let vector: serde_json::Value = serde_json::from_str(line)?;
            let request = vector.get("request").ok_or("a vector without request")?;
            Ok(serde_json::to_string(request)?)
        })
        .collect()
}
