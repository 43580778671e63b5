//! What a walk came by.

use std::collections::BTreeMap;
use std::fmt;

use super::model::No;

/// What came of the steps, by operation: done, refused.
#[derive(Debug, Default)]
pub struct Tally(BTreeMap<&'static str, BTreeMap<String, usize>>);

impl Tally {
    pub fn note(&mut self, operation: &'static str, outcome: Result<(), No>) {
        let what = match outcome {
            Ok(()) => "done".to_owned(),
            Err(No(_, code, refusal)) => refusal.unwrap_or(code).to_owned(),
        };
        *self
            .0
            .entry(operation)
            .or_default()
            .entry(what)
            .or_default() += 1;
    }

    pub fn add(&mut self, other: &Self) {
        for (operation, counts) in &other.0 {
            for (what, count) in counts {
                *self
                    .0
                    .entry(operation)
                    .or_default()
                    .entry(what.clone())
                    .or_default() += count;
            }
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps: usize = self.0.values().flat_map(BTreeMap::values).sum();
        writeln!(f, "{steps} requests compared")?;
        for (operation, counts) in &self.0 {
            writeln!(f, "  {operation}: {counts:?}")?;
        }
        Ok(())
    }
}
