//! What may happen to an institution's record: pure decisions over its state.

pub mod ledger;
mod ledger_batch;
mod ledger_conduct;
pub mod ledger_refusal;
pub mod ledger_steps;
mod ledger_work;
