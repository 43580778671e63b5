//! Cutting the input into blocks of whole lines, or a document into its requests.

use std::io::{self, BufRead};

use serde::de::IgnoredAny;
use serde_json::value::RawValue;

/// About how many bytes a block has: enough to keep a core busy, and few enough for its answers to stay in its cache.
pub(super) const BLOCK: usize = 64 * 1024;

/// The input, one way or the other.
pub(super) enum Source<R> {
    /// A request a line.
    Lines(Lines<R>),
    /// One JSON document: a request or an array of them, each with the line it starts on.
    Document(Vec<Request>),
}

/// A request within a document.
#[derive(Debug)]
pub(super) struct Request {
    pub bytes: Vec<u8>,
    pub line: u64,
}

/// Lines in blocks.
pub(super) struct Lines<R> {
    input: R,
    /// Read already, while finding out what the input is.
    ahead: Vec<u8>,
    line: u64,
}

/// Finds out whether the input is JSON Lines or one document that spans lines.
pub(super) fn recognise<R: BufRead>(mut input: R) -> io::Result<Source<R>> {
    let mut ahead = Vec::new();
    let mut start = 0;
    // The first line with something on it.
    loop {
        start = ahead.len().max(start);
        if input.read_until(b'\n', &mut ahead)? == 0 {
            break;
        }
        if ahead.starts_with(b"\xEF\xBB\xBF") {
            ahead.drain(..3);
            start = 0;
        }
        if ahead.iter().skip(start).any(|b| !b.is_ascii_whitespace()) {
            break;
        }
    }
    let first = ahead.get(start..).unwrap_or_default().trim_ascii();
    let unfinished = serde_json::from_slice::<IgnoredAny>(first)
        .is_err_and(|error| error.is_eof() && !first.is_empty());
    if unfinished || first.starts_with(b"[") {
        input.read_to_end(&mut ahead)?;
        if let Some(requests) = document(&ahead) {
            return Ok(Source::Document(requests));
        }
    }
    Ok(Source::Lines(Lines {
        input,
        ahead,
        line: 1,
    }))
}

/// The requests of a document, if it is one.
fn document(bytes: &[u8]) -> Option<Vec<Request>> {
    let whole: &RawValue = serde_json::from_slice(bytes).ok()?;
    let items: Vec<&RawValue> = serde_json::from_str(whole.get()).unwrap_or_else(|_| vec![whole]);
    let mut line = 1;
    let mut counted = 0;
    let start = bytes.as_ptr().addr();
    Some(
        items
            .into_iter()
            .map(|item| {
                // The items are slices of the document, in its order.
                let position = item.get().as_ptr().addr().saturating_sub(start);
                line += newlines(bytes.get(counted..position).unwrap_or_default());
                counted = position;
                Request {
                    bytes: item.get().as_bytes().to_vec(),
                    line,
                }
            })
            .collect(),
    )
}

fn newlines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).fold(0, |count, _| count + 1)
}

impl<R: BufRead> Lines<R> {
    /// Fills `block` with the next whole lines, and gives the number of the first of them; `None` at the end.
    pub(super) fn next_block(&mut self, block: &mut Vec<u8>) -> io::Result<Option<u64>> {
        block.clear();
        if self.ahead.is_empty() {
            // What there is: a slow pipe is answered line by line, not held back until a block is full.
            block.extend_from_slice(self.input.fill_buf()?);
            self.input.consume(block.len());
        } else {
            block.append(&mut self.ahead);
        }
        if block.last().is_some_and(|last| *last != b'\n') {
            self.input.read_until(b'\n', block)?;
        }
        if block.is_empty() {
            return Ok(None);
        }
        let first_line = self.line;
        self.line += newlines(block);
        Ok(Some(first_line))
    }
}
