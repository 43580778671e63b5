//! Where the reader is, and what it has found wrong so far.

use std::borrow::Cow;
use std::fmt::Write;

use super::invalid;
use crate::problem::{Fault, Problem};

/// More faults than this are counted, not listed: an answer never grows with a hostile body.
const MOST_FAULTS: usize = 500;

#[derive(Debug, Clone, Copy)]
pub(super) enum Segment {
    Member(&'static str),
    Item(usize),
}

/// The reader's place in the document and the faults found.
#[derive(Debug, Default)]
pub struct Context {
    path: Vec<Segment>,
    faults: Vec<Fault>,
    unlisted: usize,
}

impl Context {
    pub(super) fn within<T>(&mut self, segment: Segment, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(segment);
        let value = read(self);
        self.path.pop();
        value
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for segment in &self.path {
            pointer.push('/');
            match segment {
                Segment::Member(name) => pointer.push_str(name),
                Segment::Item(index) => {
                    let _infallible = write!(pointer, "{index}");
                }
            }
        }
        pointer
    }

    /// A fault at the reader's place.
    pub fn fault(
        &mut self,
        reason_zh: impl Into<Cow<'static, str>>,
        reason_en: impl Into<Cow<'static, str>>,
    ) {
        if self.faults.len() < MOST_FAULTS {
            let pointer = self.pointer();
            self.faults.push(Fault::new(pointer, reason_zh, reason_en));
        } else {
            self.unlisted += 1;
        }
    }

    /// A fault at a member of the object the reader is at.
    pub fn fault_at(
        &mut self,
        member: &str,
        reason_zh: impl Into<Cow<'static, str>>,
        reason_en: impl Into<Cow<'static, str>>,
    ) {
        if self.faults.len() < MOST_FAULTS {
            let mut pointer = self.pointer();
            pointer.push('/');
            // RFC 6901: the two characters with a meaning of their own in a pointer.
            pointer.push_str(&shorten(member).replace('~', "~0").replace('/', "~1"));
            self.faults.push(Fault::new(pointer, reason_zh, reason_en));
        } else {
            self.unlisted += 1;
        }
    }

    /// A fault at a place given as a whole.
    pub fn fault_with_pointer(
        &mut self,
        pointer: String,
        reason_zh: &'static str,
        reason_en: &'static str,
    ) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(Fault::new(pointer, reason_zh, reason_en));
        } else {
            self.unlisted += 1;
        }
    }

    /// How many faults were found so far.
    pub fn count(&self) -> usize {
        self.faults.len() + self.unlisted
    }

    /// The value, if nothing was wrong.
    pub(super) fn finish<T>(self, value: Option<T>) -> Result<T, Problem> {
        match value {
            Some(value) if self.faults.is_empty() => Ok(value),
            Some(_) | None => {
                let problem = invalid(self.faults);
                Err(match self.unlisted {
                    0 => problem,
                    more => problem.with_detail(
                        format!("另有 {more} 处错误未列出"),
                        format!("{more} further faults are not listed"),
                    ),
                })
            }
        }
    }
}

/// What a client sent, short enough to be told back.
pub(super) fn shorten(text: &str) -> Cow<'_, str> {
    const MOST: usize = 80;
    if text.chars().nth(MOST).is_none() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().take(MOST).chain(['…']).collect())
    }
}
