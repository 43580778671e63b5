//! The HTTP plumbing: everything around the handlers that does not depend on what they do.
//!
//! [`edge`] is the outermost layer and [`gate`] the innermost; [`stack`] puts them around the
//! routes, [`server`] runs the whole.

pub mod accept;
pub mod access_log;
pub mod body;
pub mod client_address;
pub mod context;
pub mod cors;
pub mod edge;
pub mod gate;
pub mod health;
mod json_text;
pub mod language;
mod log_batch;
pub mod logging;
pub mod metrics;
pub mod precondition;
mod quality;
pub mod rate_limit;
pub mod reply;
pub mod route;
pub mod server;
#[cfg(test)]
mod server_tests;
pub mod stack;
#[cfg(test)]
mod stack_tests;
#[cfg(test)]
mod test_app;
pub mod trace;

pub use body::{read_csv_body, read_json_body};
pub use context::RequestContext;
pub use health::{NotReady, Readiness, ReadyReport};
pub use language::Lang;
pub use precondition::IfMatch;
pub use reply::Reply;
pub use route::{Route, RouteTable};
pub use server::{HttpSettings, serve, serve_stack, serve_until};
pub use stack::{Stack, app};
pub use trace::TraceId;
