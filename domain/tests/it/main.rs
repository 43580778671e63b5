//! The law of the crate, tested from outside: tables that read as rules, comparison with a second formulation over
//! every combination of facts, and properties that hold whatever the facts.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests: a failure is what they are for"
)]

mod access;
mod calendar;
mod case;
mod circular;
mod clock;
mod credit;
mod draw;
mod exhaustive;
mod explained;
mod grounds_admissibility;
mod grounds_sanctions;
mod identifiers;
mod institution;
mod jurisdiction;
mod ledger;
mod ledger_examples;
mod ledger_import;
mod matter;
mod periodic_report;
mod profiles;
mod properties;
mod support;
