//! Writing answers: straight into the buffer, since an answer is mostly text that never changes.

use chrono::{Datelike, NaiveDate};
use domain::ground::{Argument, Pointer};

/// A buffer that JSON is written into.
#[derive(Debug)]
pub struct Out<'a>(pub &'a mut Vec<u8>);

impl Out<'_> {
    /// Text that is JSON already.
    pub fn raw(&mut self, json: &str) -> &mut Self {
        self.0.extend_from_slice(json.as_bytes());
        self
    }

    /// A string of plain words, which needs no escapes.
    pub fn word(&mut self, word: &str) -> &mut Self {
        self.raw("\"").raw(word).raw("\"")
    }

    /// A string of any text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        if serde_json::to_writer(&mut *self.0, text).is_err() {
            // Writing a string to memory cannot fail; an empty one keeps the JSON well-formed all the same.
            self.raw("\"\"");
        }
        self
    }

    /// A whole number.
    pub fn number(&mut self, number: i64) -> &mut Self {
        let mut buffer = itoa::Buffer::new();
        self.raw(buffer.format(number))
    }

    /// `true` or `false`.
    pub fn bool(&mut self, value: bool) -> &mut Self {
        self.raw(if value { "true" } else { "false" })
    }

    /// `YYYY-MM-DD` without quotes.
    pub fn bare_date(&mut self, date: NaiveDate) -> &mut Self {
        let year = date.year().unsigned_abs();
        let digits = [
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(date.month() / 10),
            digit(date.month()),
            b'-',
            digit(date.day() / 10),
            digit(date.day()),
        ];
        self.0.extend_from_slice(&digits);
        self
    }

    /// A date.
    pub fn date(&mut self, date: NaiveDate) -> &mut Self {
        self.raw("\"").bare_date(date).raw("\"")
    }

    /// A date or `null`.
    pub fn date_or_null(&mut self, date: Option<NaiveDate>) -> &mut Self {
        match date {
            Some(date) => self.date(date),
            None => self.raw("null"),
        }
    }

    /// A JSON pointer as a string.
    pub fn pointer(&mut self, pointer: Pointer) -> &mut Self {
        self.raw("\"/facts/").raw(pointer.name.as_str());
        if let Some(index) = pointer.index {
            self.raw("/").number(index.into());
        }
        if let Some(member) = pointer.member {
            self.raw("/").raw(member.as_str());
        }
        self.raw("\"")
    }

    /// A list of JSON pointers.
    pub fn pointers(&mut self, pointers: &[Pointer]) -> &mut Self {
        self.raw("[");
        let mut separator = "";
        for pointer in pointers {
            self.raw(separator).pointer(*pointer);
            separator = ",";
        }
        self.raw("]")
    }

    /// A value that a reason names.
    pub fn argument(&mut self, argument: Argument) -> &mut Self {
        match argument {
            Argument::Date(date) => self.bare_date(date),
            Argument::Number(number) => self.number(number),
        }
    }
}

/// The last decimal digit of a number, in ASCII.
fn digit(number: u32) -> u8 {
    b'0' + u8::try_from(number % 10).unwrap_or(0)
}
