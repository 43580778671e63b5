//! Organisations: who takes part, and how centers can be reached (gd Art. 2, 4 and 7; jz Art. 2 to 4).

pub mod change;
pub mod contact_channels;
pub mod create;
pub mod get;
pub mod list;
pub(crate) mod request;
pub mod schema;
