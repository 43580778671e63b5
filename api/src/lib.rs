//! jiandu's HTTP API and command line.

pub mod decode;
pub mod http;
pub mod problem;
pub mod settings;
pub mod v1;
