//! Many at once, and the machine failing under them: what was acknowledged stays, and nothing is there by half.

pub mod cases;
mod contest;
mod faults;
mod idempotency;
mod kill;
mod race;
