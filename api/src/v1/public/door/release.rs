//! Answers to look-ups that tell nothing by their form: all have one length, head and body, and leave at multiples of one
//! time after the request came in.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::rt::time::{Instant, sleep_until};

use crate::http::{Lang, RequestContext};
use crate::problem::{PROBLEM_JSON, Problem};

/// What a body is filled up to, or a multiple of it: more than a notice with several grounds has.
const BODY: usize = 16 * 1024;

/// What the status line and the headers that differ are filled up to.
const HEAD: usize = 640;

/// The header that fills the head up.
const X_PADDING: HeaderName = HeaderName::from_static("x-padding");

/// What a page may load and run: its own style sheet, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What is told by an answer.
#[derive(Debug)]
pub enum Told {
    /// JSON, the text of an object.
    Json {
        /// The status.
        status: StatusCode,
        /// The object.
        object: String,
        /// It was told before: the request is a repetition.
        replayed: bool,
    },
    /// A page.
    Page(String),
    /// That it failed.
    Problem(Problem),
}

/// When an answer leaves.
#[derive(Debug, Clone, Copy)]
pub struct Released {
    arrived: Instant,
    quantum: Duration,
}

impl Released {
    /// The next multiple of that time from now.
    pub(super) fn after(quantum: Duration) -> Self {
        Self {
            arrived: Instant::now(),
            quantum,
        }
    }

    /// The answer, as long as every other, and not before its time.
    pub async fn answer(self, told: Told, context: Option<RequestContext>) -> HttpResponse {
        let response = response(told, context);
        sleep_until(self.arrived + rounded_up(self.arrived.elapsed(), self.quantum)).await;
        response
    }
}

/// The next multiple of the quantum, and one at least.
fn rounded_up(elapsed: Duration, quantum: Duration) -> Duration {
    let step = quantum.as_micros().max(1);
    let steps = elapsed.as_micros().div_ceil(step).max(1);
    quantum.saturating_mul(u32::try_from(steps).unwrap_or(u32::MAX))
}

fn response(told: Told, context: Option<RequestContext>) -> HttpResponse {
    let lang = context.map_or(Lang::ZhCn, |context| context.lang);
    let mut headers = vec![
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_LANGUAGE, lang.tag()),
        (header::VARY, "Accept, Accept-Language"),
    ];
    let mut retry_after = None;
    let (status, body) = match told {
        Told::Json {
            status,
            object,
            replayed,
        } => {
            headers.push((header::CONTENT_TYPE, "application/json"));
            if replayed {
                headers.push((HeaderName::from_static("idempotency-replayed"), "true"));
            }
            (status, filled_up(object))
        }
        Told::Page(mut page) => {
            headers.push((header::CONTENT_TYPE, "text/html; charset=utf-8"));
            headers.push((header::CONTENT_SECURITY_POLICY, POLICY));
            let (open, close) = ("<!--", "-->\n");
            let short = missing(page.len() + open.len() + close.len());
            page.push_str(open);
            page.extend(std::iter::repeat_n('.', short));
            page.push_str(close);
            (StatusCode::OK, page)
        }
        Told::Problem(problem) => {
            headers.push((header::CONTENT_TYPE, PROBLEM_JSON));
            retry_after = problem.retry_after;
            let trace_id = context.as_ref().map(|context| context.trace_id.as_str());
            let object = problem.to_json(lang, trace_id);
            let object = String::from_utf8(object).unwrap_or_default();
            (problem.code.entry().status, filled_up(object))
        }
    };
    let mut response = HttpResponse::build(status);
    let mut length = status.canonical_reason().map_or(0, str::len);
    for (name, value) in headers {
        length += name.as_str().len() + value.len();
        response.insert_header((name, value));
    }
    if let Some(seconds) = retry_after {
        response.insert_header((header::RETRY_AFTER, HeaderValue::from(seconds)));
    }
    let filling: String = std::iter::repeat_n('.', HEAD.saturating_sub(length)).collect();
    response
        .insert_header((X_PADDING, filling))
        // Compressed, what fills up would be nothing.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .body(body)
}

/// How much is missing to a full length.
fn missing(length: usize) -> usize {
    length.next_multiple_of(BODY) - length
}

/// An object with a last member that fills it up; one that has that member, empty, keeps it last.
fn filled_up(mut object: String) -> String {
    let (open, close) = (",\"padding\":\"", "\"}");
    if object.ends_with(",\"padding\":\"\"}") {
        object.truncate(object.len() - open.len() - close.len());
    } else if object.pop() != Some('}') {
        return object;
    }
    let short = missing(object.len() + open.len() + close.len());
    object.push_str(open);
    object.extend(std::iter::repeat_n('.', short));
    object.push_str(close);
    object
}

#[cfg(test)]
mod tests {
    use actix_web::body::{BodySize, MessageBody as _};

    use super::*;
    use crate::problem::ProblemCode;

    #[test]
    fn what_is_filled_up_stays_the_object_it_was() {
        for length in [1, 100, BODY - 30, BODY, BODY + 1] {
            let object = serde_json::json!({"text": "字".repeat(length)}).to_string();
            let filled = filled_up(object.clone());
            assert_eq!(filled.len() % BODY, 0, "{length}");
            let read: Option<serde_json::Value> = serde_json::from_str(&filled).ok();
            let mut read = read.unwrap_or_default();
            assert!(
                read.as_object_mut()
                    .and_then(|read| read.remove("padding"))
                    .is_some()
            );
            assert_eq!(read.to_string(), object);
        }
    }

    #[test]
    fn heads_and_bodies_are_as_long_whatever_they_tell() {
        let lengths = |told| {
            let response = response(told, None);
            let head: usize = response
                .headers()
                .iter()
                .map(|(name, value)| name.as_str().len() + value.len() + 4)
                .sum();
            let reason = response.status().canonical_reason().map_or(0, str::len);
            match response.body().size() {
                BodySize::Sized(body) => (head + reason, body),
                BodySize::None | BodySize::Stream => (head + reason, 0),
            }
        };
        let known = lengths(Told::Json {
            status: StatusCode::OK,
            object: "{\"state\":\"received\"}".to_owned(),
            replayed: false,
        });
        assert_eq!(known.1, 16 * 1024);
        let unknown = Told::Problem(Problem::new(ProblemCode::NotFound));
        assert_eq!(lengths(unknown), known);
        let page = lengths(Told::Page("<!doctype html>".to_owned()));
        // A page has one header more.
        assert_eq!((page.0 - 4, page.1), known);
    }

    #[test]
    fn answers_leave_at_multiples_of_the_quantum() {
        let millis = Duration::from_millis;
        for (elapsed, leaves) in [(0, 30), (1, 30), (30, 30), (31, 60), (89, 90), (300, 300)] {
            assert_eq!(rounded_up(millis(elapsed), millis(30)), millis(leaves));
        }
    }
}
