//! Shared by the engines' explanations: a value that a fact might have instead.

use chrono::NaiveDate;

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
}
