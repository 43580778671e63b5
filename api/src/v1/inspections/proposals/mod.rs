//! Proposals for an inspection by other departments (jz Art. 18).

pub mod answer;
pub mod read;
pub mod receive;
pub mod schema;
