//! Storage, on both databases. The PostgreSQL half needs its server programs and says so loudly if they are missing.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "in a test these are how it fails"
)]

// By path, not as a dependency: the tests crate depends on this one, and on everything else.
#[path = "../../../tests/src/postgres.rs"]
#[allow(dead_code, reason = "other crates use the rest")]
mod postgres;

mod access;
mod attachments;
mod backup;
mod calendar;
mod checkpoint;
mod circulars;
mod clock;
mod content;
mod derived;
mod due_dates;
mod inspections;
mod keys;
mod ledger;
mod outage;
mod outward;
mod parity;
mod plans;
mod receipt;
mod record;
mod similar;
mod store;
mod support;
mod url;
mod verify;
mod wal;
mod writer;
