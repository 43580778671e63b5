//! The law of jiandu: pure rule engines, no input or output, no clock, no randomness, no HTTP.
#![warn(missing_docs)]

pub mod access;
pub mod division;
pub mod explain;
pub mod gd;
pub mod ground;
pub mod identifier;
pub mod jz;
pub mod law;
pub mod parameter;
pub mod period;
pub mod provision;
pub mod refused;
pub mod text;
pub mod truth;
pub mod workday;
