//! The whole system, end to end: the real program over HTTP and as a command, on both databases. The PostgreSQL half
//! needs its server programs and says so loudly if they are missing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "in a test these are how it fails"
)]

mod access;
mod attachments;
mod bad_input;
mod bridge;
mod calendar;
mod canary;
mod command;
mod complaints;
mod contract;
mod http;
mod inspection;
mod institutions;
mod law_map;
mod ledger;
mod load;
mod openapi;
mod proceedings;
mod public;
mod publicity;
mod reading;
mod record;
mod store;
mod support;
mod term;
mod ticking;
mod vectors;
mod walk;
