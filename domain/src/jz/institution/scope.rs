//! Whether a batch keeps within what was filed (jz Art. 16(4), 21(1)).

use super::ledger::Batch;
use super::register::Content;
use crate::division::{self, DivisionCode};
use crate::text::folded;

/// In what a batch goes beyond what was filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// The occupation was not filed.
    Occupation,
    /// The occupation was filed, but not this level.
    Level,
    /// The place's address begins with none of the filed ones.
    Place,
    /// The address is not known, and the division is another.
    Division,
}

/// In what a batch goes beyond what was filed; what is not known is not held against it.
#[must_use]
pub fn outside(content: &Content, batch: &Batch) -> Vec<Outside> {
    let mut found = Vec::new();
    let mut filed = content.occupations.iter();
    match filed.find(|occupation| occupation.code == batch.occupation) {
        None => found.push(Outside::Occupation),
        Some(occupation) if !occupation.levels.contains(&batch.level) => found.push(Outside::Level),
        Some(_) => {}
    }
    match (&batch.place, &batch.division) {
        (Some(place), _) => {
            if !content.places.iter().any(|filed| is_at(filed, place)) {
                found.push(Outside::Place);
            }
        }
        (None, Some(division)) => {
            if !may_be_one(&content.division, division) {
                found.push(Outside::Division);
            }
        }
        (None, None) => {}
    }
    found
}

/// Whether an address lies at a filed one: it begins with it. A house number must not go on: 1 is not 18.
fn is_at(filed: &str, place: &str) -> bool {
    let (filed, place) = (folded(filed), folded(place));
    let Some(rest) = place.strip_prefix(filed.as_str()) else {
        return false;
    };
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    !(digit(filed.chars().last()) && digit(rest.chars().next()))
}

/// Whether two divisions can be the same place: one lies in the other.
fn may_be_one(filed: &str, held: &str) -> bool {
    let (Some(filed), Some(held)) = (DivisionCode::parse(filed), DivisionCode::parse(held)) else {
        return true;
    };
    let lies_in = |inner: DivisionCode, outer: DivisionCode| {
        division::find(inner).is_none_or(|inner| inner.upwards().any(|above| above.code == outer))
    };
    lies_in(held, filed) || lies_in(filed, held)
}
