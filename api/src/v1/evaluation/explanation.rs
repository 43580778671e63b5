//! `would_change_outcome`: which single fact, set otherwise or made known, would change the outcome, and to what.

use domain::explain::FactValue;

use super::json::Out;

/// A single change of a fact, and the outcome with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// JSON pointer of the fact.
    pub pointer: String,
    /// Its other value.
    pub value: FactValue,
    /// The outcome, state or tier with that value.
    pub outcome: &'static str,
    /// For sanctions: the possible tier with that value.
    pub possible: Option<&'static str>,
}

/// Writes `,"would_change_outcome":[…]` where an explanation was asked for.
pub fn write(out: &mut Out<'_>, changes: Option<&[Change]>) {
    let Some(changes) = changes else { return };
    out.raw(",\"would_change_outcome\":[");
    let mut separator = "";
    for change in changes {
        out.raw(separator).raw("{\"fact\":").text(&change.pointer);
        out.raw(",\"value\":");
        match change.value {
            FactValue::Bool(value) => out.bool(value),
            FactValue::Date(date) => out.date(date),
            FactValue::Number(number) => out.number(number.into()),
            FactValue::Word(word) => out.word(word),
            FactValue::EmptyList => out.raw("[]"),
            FactValue::Null => out.raw("null"),
            FactValue::WithDate(name, date) => out
                .raw("{")
                .word(name.as_str())
                .raw(":")
                .date_or_null(date)
                .raw("}"),
            FactValue::WithTrue(name) => out.raw("{").word(name.as_str()).raw(":true}"),
        };
        out.raw(",\"outcome\":").word(change.outcome);
        if let Some(possible) = change.possible {
            out.raw(",\"possible_outcome\":").word(possible);
        }
        out.raw("}");
        separator = ",";
    }
    out.raw("]");
}
