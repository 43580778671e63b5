//! What is decided about an institution: a pure decider over its events, one file per matter.

pub mod ledger;
mod ledger_batch;
mod ledger_conduct;
pub mod ledger_refusal;
pub mod ledger_steps;
mod ledger_work;
pub mod register;
