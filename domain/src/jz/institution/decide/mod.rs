//! What is decided about an institution: a pure decider over its events, one file per matter.

pub mod register;
