//! The public's door: people without an account hand complaints in and follow them by a receipt code, which is always in
//! a body and never in an address.

mod case;
mod code;
mod door;
mod next;
pub mod notices;
pub mod request;
pub mod schema;
pub mod status;
pub mod submit;
pub mod supplements;
pub mod withdrawal;

pub use door::allowance::Allowance;
pub use door::{Door, DoorSettings};
