//! What is decided about an institution: a pure decider over its events, one file per matter.

mod ledger_batch;
mod ledger_conduct;
mod ledger_work;
pub mod ledger;
pub mod ledger_refusal;
pub mod ledger_steps;
pub mod register;
