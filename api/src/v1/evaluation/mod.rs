//! The four rule engines over JSON; the endpoints, their batch twins and the command line are thin around this.

pub mod admissibility;
pub mod clock;
pub mod engine;
pub mod entry;
pub mod explanation;
pub mod grounds;
pub mod json;
pub mod sanctions;
pub mod schema;
pub mod working_days;
