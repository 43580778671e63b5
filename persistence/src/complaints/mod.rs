//! Complaint cases: the projection of their streams, lists, and what is looked up about them.

pub mod list;
pub mod lookup;
pub mod number;
pub mod party;
pub mod search;
