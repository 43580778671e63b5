//! Inspections (jz Art. 14 to 16): what waits, what was found, what is published.

pub mod correct;
pub mod ledger;
pub mod public;
pub mod publish;
pub mod read;
pub mod record;
pub mod request;
pub mod schema;
