//! Shared by the engines' explanations: a value that a fact might have instead.

use chrono::NaiveDate;

use crate::ground::Name;

/// Another value of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactValue {
    /// `true` or `false`.
    Bool(bool),
    /// A day in Asia/Shanghai.
    Date(NaiveDate),
    /// A count.
    Number(u32),
    /// One of a fact's words.
    Word(&'static str),
    /// `[]`: known to be none.
    EmptyList,
    /// `null` where that has a meaning of its own: not done.
    Null,
    /// An object with this member alone, a date or `null`: `{"date": "2026-03-14"}`.
    WithDate(Name, Option<NaiveDate>),
    /// An object with this member alone, true: `{"ongoing": true}`.
    WithTrue(Name),
}
