//! Support for tests that run the whole system: the real program, its own database, requests over loopback.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "test support: a failure here fails the test"
)]

pub mod actor;
pub mod binary;
pub mod cli;
pub mod client;
pub mod database;
pub mod handling;
pub mod institutions;
pub mod json;
pub mod lines;
pub mod openapi;
pub mod postgres;
pub mod random;
pub mod raw;
pub mod schema;
pub mod scratch;
pub mod server;
pub mod vectors;
pub mod wait;
