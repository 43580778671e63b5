//! The body of a request that is too long to be held: taken piece by piece, within limits of size and time.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderMap};
use actix_web::rt::time::{Instant, timeout};
use actix_web::web::{Bytes, Payload};
use futures_util::StreamExt as _;

use crate::problem::{Problem, ProblemCode};

/// How much must arrive in the time given.
const MEASURE: usize = 64 * 1024;

/// A body on its way.
pub struct Incoming {
    payload: Payload,
    /// Most bytes.
    limit: u64,
    so_far: u64,
    stall: Duration,
    /// Until when the next 64 KiB must have arrived, and how much of them has.
    deadline: Instant,
    measured: usize,
}

impl Incoming {
    /// A body of at most so many bytes. One that announces more is refused before any of it is read.
    ///
    /// # Errors
    /// `payload_too_large`; `unsupported_media_type` where it is compressed.
    pub fn new(
        request: &HttpRequest,
        payload: Payload,
        limit: u64,
        stall: Duration,
    ) -> Result<Self, Problem> {
        let coded = request
            .headers()
            .get_all(header::CONTENT_ENCODING)
            .any(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity"));
        if coded {
            return Err(Problem::new(ProblemCode::UnsupportedMediaType).with_detail(
                "请直接传送文件本身，不要使用内容编码。",
                "Send the file itself, with no content coding.",
            ));
        }
        let incoming = Self {
            payload,
            limit,
            so_far: 0,
            stall,
            deadline: later(stall),
            measured: 0,
        };
        match content_length(request.headers()) {
            Some(length) if length > limit => Err(incoming.too_large()),
            Some(_) | None => Ok(incoming),
        }
    }

    /// From now on at most so many bytes.
    ///
    /// # Errors
    /// `payload_too_large` where there were more already, or more are announced.
    pub fn lower(&mut self, request: &HttpRequest, limit: u64) -> Result<(), Problem> {
        self.limit = self.limit.min(limit);
        let length = content_length(request.headers()).unwrap_or_default();
        if length.max(self.so_far) > self.limit {
            return Err(self.too_large());
        }
        Ok(())
    }

    /// The next bytes; none at the end.
    ///
    /// # Errors
    /// `request_timeout` where they come too slowly, `payload_too_large`, `malformed_request` where the body breaks off.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Problem> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        let Ok(piece) = timeout(left, self.payload.next()).await else {
            return Err(Problem::new(ProblemCode::RequestTimeout));
        };
        let Some(piece) = piece else { return Ok(None) };
        let piece = piece.map_err(|_broken| {
            Problem::new(ProblemCode::MalformedRequest)
                .with_detail("文件没有传送完整。", "The file broke off before its end.")
        })?;
        let length = u64::try_from(piece.len()).unwrap_or(u64::MAX);
        self.so_far = self.so_far.saturating_add(length);
        if self.so_far > self.limit {
            return Err(self.too_large());
        }
        self.measured = self.measured.saturating_add(piece.len());
        if self.measured >= MEASURE {
            self.measured = 0;
            self.rested();
        }
        Ok(Some(piece))
    }

    /// The time for the next bytes begins now: it was the server that rested.
    pub fn rested(&mut self) {
        self.deadline = later(self.stall);
    }

    /// The first bytes: so many, or fewer of a shorter body.
    ///
    /// # Errors
    /// As [`Self::next`]; `malformed_request` where there are none.
    pub async fn head(&mut self, most: usize) -> Result<Vec<u8>, Problem> {
        let mut head = Vec::with_capacity(most);
        while head.len() < most {
            match self.next().await? {
                Some(piece) => head.extend_from_slice(&piece),
                None => break,
            }
        }
        if head.is_empty() {
            return Err(Problem::new(ProblemCode::MalformedRequest)
                .with_detail("文件为空。", "The file is empty."));
        }
        Ok(head)
    }

    fn too_large(&self) -> Problem {
        let limit = self.limit;
        Problem::new(ProblemCode::PayloadTooLarge).with_detail(
            format!("文件超过了允许的 {limit} 字节。"),
            format!("The file is larger than the {limit} bytes that are allowed."),
        )
    }
}

fn later(stall: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(stall).unwrap_or(now)
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
    let value = headers.get(header::CONTENT_LENGTH)?.to_str().ok()?;
    // A number too large for the machine is over any limit.
    Some(value.parse().unwrap_or(u64::MAX))
}
