//! Periodic reports (gd Art. 4(2)): what a center reports upward of its work by month, quarter or year.

pub mod figures;
pub mod preview;
pub mod read;
pub mod schema;
pub mod submit;
