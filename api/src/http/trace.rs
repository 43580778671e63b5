//! Trace ids: the caller's, where it sends a W3C `traceparent`, or a fresh one.

use std::{fmt, str};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest,
    dev::Payload,
    http::header::{HeaderMap, HeaderName, HeaderValue},
};
use uuid::Uuid;

use super::context::RequestContext;

/// Response header that carries the trace id.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

const LENGTH: usize = 32;

/// 32 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TraceId([u8; LENGTH]);

impl TraceId {
    /// The caller's trace id if `traceparent` has a valid one, else a fresh one.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        headers
            .get("traceparent")
            .and_then(|value| Self::from_traceparent(value.as_bytes()))
            .unwrap_or_else(Self::fresh)
    }

    /// A trace id nobody has used.
    #[must_use]
    pub fn fresh() -> Self {
        let mut digits = [0; LENGTH];
        Uuid::now_v7().simple().encode_lower(&mut digits);
        Self(digits)
    }

    /// `version-trace id-parent id-flags`; later versions may go on after a dash.
    fn from_traceparent(value: &[u8]) -> Option<Self> {
        let mut fields = value.split(|byte| *byte == b'-');
        let version = fields.next().filter(|field| is_hex(field, 2))?;
        let trace = fields.next().filter(|field| is_hex(field, LENGTH))?;
        let parent = fields.next().filter(|field| is_hex(field, 16))?;
        fields.next().filter(|field| is_hex(field, 2))?;
        let surplus = fields.next().is_some();
        let zero = |field: &[u8]| field.iter().all(|byte| *byte == b'0');
        if version == b"ff" || (version == b"00" && surplus) || zero(trace) || zero(parent) {
            return None;
        }
        trace.try_into().ok().map(Self)
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // Hexadecimal digits are always valid UTF-8.
        str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The digits as a header's value.
    #[must_use]
    pub fn header_value(&self) -> HeaderValue {
        HeaderValue::from_bytes(&self.0).unwrap_or(HeaderValue::from_static(""))
    }
}

impl fmt::Debug for TraceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for TraceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

fn is_hex(field: &[u8], length: usize) -> bool {
    field.len() == length
        && field
            .iter()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// What the middleware found, or the header where no middleware is.
impl FromRequest for TraceId {
    type Error = std::convert::Infallible;
    type Future = std::future::Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let known = request
            .extensions()
            .get::<RequestContext>()
            .map(|context| context.trace_id);
        std::future::ready(Ok(known.unwrap_or_else(|| Self::of(request.headers()))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

    #[test]
    fn a_valid_traceparent_is_kept() {
        for value in [
            format!("00-{TRACE}-00f067aa0ba902b7-01"),
            format!("cc-{TRACE}-00f067aa0ba902b7-01-more"),
        ] {
            let found = TraceId::from_traceparent(value.as_bytes());
            assert_eq!(found.map(|id| id.to_string()).as_deref(), Some(TRACE));
        }
    }

    #[test]
    fn an_invalid_one_is_not() {
        for value in [
            String::new(),
            TRACE.to_owned(),
            format!("ff-{TRACE}-00f067aa0ba902b7-01"),
            format!("00-{TRACE}-00f067aa0ba902b7-01-more"),
            format!("00-{TRACE}-0000000000000000-01"),
            format!("00-{}-00f067aa0ba902b7-01", "0".repeat(32)),
            format!("00-{}-00f067aa0ba902b7-01", TRACE.to_uppercase()),
            format!("00-{TRACE}\r\n-00f067aa0ba902b7-01"),
        ] {
            assert_eq!(TraceId::from_traceparent(value.as_bytes()), None, "{value}");
        }
    }

    #[test]
    fn fresh_ones_differ() {
        let (one, other) = (TraceId::fresh(), TraceId::fresh());
        assert_ne!(one, other);
        assert!(is_hex(one.as_str().as_bytes(), 32));
        assert_eq!(one.header_value().as_bytes(), one.as_str().as_bytes());
    }
}
