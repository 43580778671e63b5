//! The roster of inspectors and their conflicts of interest (jz Art. 15).

pub mod change;
pub mod conflicts;
pub mod read;
pub mod register;
pub mod schema;
