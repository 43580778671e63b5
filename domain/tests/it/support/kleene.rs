//! Conditions over three-valued facts, as a tree that is evaluated in the plainest way.

use std::collections::BTreeSet;

/// A condition.
pub enum Condition {
    /// A fact with the places that would say it.
    Fact(Option<bool>, Vec<String>),
    /// The opposite.
    Not(Box<Self>),
    /// All of these.
    All(Vec<Self>),
    /// One of these at least.
    Any(Vec<Self>),
    /// A condition on an item of a list, which is its evidence as a whole.
    Item(String, Box<Self>),
}

use Condition::{All, Any, Fact, Item, Not};

impl Condition {
    /// A fact named by its place under `/facts`.
    pub fn fact(value: impl Into<Option<bool>>, place: &str) -> Self {
        Fact(value.into(), vec![format!("/facts/{place}")])
    }

    /// The opposite.
    pub fn not(self) -> Self {
        Not(Box::new(self))
    }

    /// True, false, or not known.
    pub fn holds(&self) -> Option<bool> {
        match self {
            Fact(value, _) => *value,
            Not(other) => other.holds().map(|value| !value),
            Item(_, condition) => condition.holds(),
            All(parts) => {
                let values: Vec<Option<bool>> = parts.iter().map(Self::holds).collect();
                if values.contains(&Some(false)) {
                    Some(false)
                } else if values.contains(&None) {
                    None
                } else {
                    Some(true)
                }
            }
            Any(parts) => {
                let values: Vec<Option<bool>> = parts.iter().map(Self::holds).collect();
                if values.contains(&Some(true)) {
                    Some(true)
                } else if values.contains(&None) {
                    None
                } else {
                    Some(false)
                }
            }
        }
    }

    /// The unknown leaves inside its still unknown sub-conditions, sorted, without repeats.
    pub fn missing(&self) -> Vec<String> {
        let mut found = BTreeSet::new();
        self.collect_missing(&mut found);
        found.into_iter().collect()
    }

    fn collect_missing(&self, found: &mut BTreeSet<String>) {
        if self.holds().is_some() {
            return;
        }
        match self {
            Fact(_, places) => found.extend(places.iter().cloned()),
            Not(other) | Item(_, other) => other.collect_missing(found),
            All(parts) | Any(parts) => parts.iter().for_each(|part| part.collect_missing(found)),
        }
    }

    /// The facts, and of lists the items, that make it true, sorted, without repeats; none where it is not.
    pub fn evidence(&self) -> Vec<String> {
        let mut found = BTreeSet::new();
        if self.holds() == Some(true) {
            self.collect_reasons(true, &mut found);
        }
        found.into_iter().collect()
    }

    /// What makes the condition `wanted`.
    fn collect_reasons(&self, wanted: bool, found: &mut BTreeSet<String>) {
        if self.holds() != Some(wanted) {
            return;
        }
        match self {
            Fact(_, places) => found.extend(places.iter().cloned()),
            Item(place, _) => {
                found.insert(place.clone());
            }
            Not(other) => other.collect_reasons(!wanted, found),
            All(parts) | Any(parts) => {
                parts
                    .iter()
                    .for_each(|part| part.collect_reasons(wanted, found));
            }
        }
    }
}
