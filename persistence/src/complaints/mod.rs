//! Complaint cases: their streams, the projection of them, lists, and what is looked up about them.

pub(crate) mod assignment;
mod content;
pub mod disclosure;
pub mod due;
pub mod duties;
mod erasure;
pub mod list;
pub mod lookup;
pub mod number;
pub mod officer;
pub mod party;
pub mod projection;
pub mod receipt;
pub mod record;
pub mod row;
pub mod search;
pub mod statements;
pub mod steps;
