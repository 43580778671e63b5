//! One log line for each request: what was asked of which route and how it went. No address, no
//! path, no query and no body: those may be personal data.

use std::time::Duration;

use actix_web::http::StatusCode;
use log::{
    Level, Record,
    kv::{Error as KvError, Key, Source, Value, VisitSource},
};

use super::trace::TraceId;

/// Target of the access log, for filters such as `RUST_LOG=info,access=off`.
pub const TARGET: &str = "access";

/// A finished request.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The method.
    pub method: &'a str,
    /// The route's template.
    pub route: &'a str,
    /// The status of the answer.
    pub status: StatusCode,
    /// From arrival to answer.
    pub duration: Duration,
    /// Length of the answer's body, where it is known: not of streamed or compressed ones.
    pub bytes: Option<u64>,
    /// The request's trace id.
    pub trace_id: &'a TraceId,
}

impl Entry<'_> {
    /// Whether anybody reads the access log.
    #[must_use]
    pub fn wanted() -> bool {
        log::log_enabled!(target: TARGET, Level::Info)
    }

    /// Writes the line.
    pub fn write(&self) {
        log::logger().log(
            &Record::builder()
                .level(Level::Info)
                .target(TARGET)
                .args(format_args!(""))
                .key_values(self)
                .build(),
        );
    }
}

impl Source for Entry<'_> {
    fn visit<'kvs>(&'kvs self, visitor: &mut dyn VisitSource<'kvs>) -> Result<(), KvError> {
        let micros = u64::try_from(self.duration.as_micros()).unwrap_or(u64::MAX);
        visitor.visit_pair(Key::from("method"), Value::from(self.method))?;
        visitor.visit_pair(Key::from("route"), Value::from(self.route))?;
        visitor.visit_pair(Key::from("status"), Value::from(self.status.as_u16()))?;
        visitor.visit_pair(Key::from("duration_us"), Value::from(micros))?;
        if let Some(bytes) = self.bytes {
            visitor.visit_pair(Key::from("bytes"), Value::from(bytes))?;
        }
        visitor.visit_pair(Key::from("trace_id"), Value::from(self.trace_id.as_str()))
    }
}
