//! The file: a line that says what it holds, a line for each row, and a last line with the SHA-256 of all before it.

use std::io::{self, BufRead, Write};

use aws_lc_rs::digest::{Context, SHA256};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::tables::{Kind, Table};
use crate::checkpoint::hex;
use crate::ledger::sha256_bytes;

pub(super) const FORMAT: &str = "jiandu backup";
pub(super) const VERSION: u32 = 1;

/// The longest line that is read: an attachment in hexadecimal digits fits many times.
const LONGEST_LINE: u64 = 512 * 1024 * 1024;

/// How instants stand in a text column.
const INSTANT: &str = "%F %T%.f";

/// The first line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Header {
    pub(super) format: String,
    pub(super) version: u32,
    /// The newest migration.
    pub(super) schema: String,
    /// The kind of database it was taken from; it can be restored into either.
    pub(super) database: String,
    /// RFC 3339.
    pub(super) created_at: String,
    /// The tables, in the order of their rows.
    pub(super) tables: Vec<Table>,
}

#[derive(Serialize, Deserialize)]
struct Trailer {
    sha256: String,
}

/// Writes lines and hashes them.
pub(super) struct Writer<W> {
    to: W,
    hash: Context,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(to: W) -> Self {
        Self {
            to,
            hash: Context::new(&SHA256),
        }
    }

    pub(super) fn line(&mut self, line: &str) -> io::Result<()> {
        for part in [line, "\n"] {
            self.hash.update(part.as_bytes());
            self.to.write_all(part.as_bytes())?;
        }
        Ok(())
    }

    /// Ends the file with its hash.
    pub(super) fn finish(mut self) -> io::Result<W> {
        let trailer = Trailer {
            sha256: hex(&sha256_bytes(self.hash)),
        };
        self.to
            .write_all(serde_json::to_string(&trailer)?.as_bytes())?;
        self.to.write_all(b"\n")?;
        Ok(self.to)
    }
}

/// Reads lines and hashes them.
pub(super) struct Reader<R> {
    from: R,
    hash: Context,
    line: String,
}

impl<R: BufRead> Reader<R> {
    pub(super) fn new(from: R) -> Self {
        Self {
            from,
            hash: Context::new(&SHA256),
            line: String::new(),
        }
    }

    /// The next line without its end; nothing where the file ends or the line has no end.
    pub(super) fn line(&mut self) -> io::Result<Option<&str>> {
        self.read()?;
        self.hash.update(self.line.as_bytes());
        Ok(self.line.strip_suffix('\n'))
    }

    /// Whether what follows is the hash of all lines read, and then nothing.
    pub(super) fn ends_with_hash(mut self) -> io::Result<bool> {
        self.read()?;
        let trailer: Option<Trailer> = serde_json::from_str(&self.line).ok();
        let fits = trailer.is_some_and(|trailer| trailer.sha256 == hex(&sha256_bytes(self.hash)));
        self.line.clear();
        Ok(fits && self.from.read_line(&mut self.line)? == 0)
    }

    fn read(&mut self) -> io::Result<()> {
        self.line.clear();
        io::Read::take(&mut self.from, LONGEST_LINE).read_line(&mut self.line)?;
        Ok(())
    }
}

/// A row as every database would show it: one spelling of numbers, escapes and instants.
pub(super) fn canonical(row: &str, table: &Table) -> Option<String> {
    let mut values: Vec<Value> = serde_json::from_str(row).ok()?;
    if values.len() != table.columns.len() {
        return None;
    }
    for (value, column) in values.iter_mut().zip(&table.columns) {
        if column.kind == Kind::Timestamp
            && let Value::String(text) = value
        {
            let instant = NaiveDateTime::parse_from_str(text, INSTANT).ok()?;
            *text = instant.format(INSTANT).to_string();
        }
    }
    serde_json::to_string(&values).ok()
}
