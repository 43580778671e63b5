//! Writing strings into JSON without an intermediate copy.

use std::{fmt, io};

/// Passes text on to `out`, escaped as the inside of a JSON string. Control characters never pass,
/// so a log line stays one line and a terminal is not reprogrammed.
pub struct Escaped<'a, W: io::Write>(pub &'a mut W);

impl<W: io::Write> fmt::Write for Escaped<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape(self.0, text).map_err(|_io| fmt::Error)
    }
}

fn escape<W: io::Write>(out: &mut W, text: &str) -> io::Result<()> {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '"' || c == '\\' || c.is_control()) {
        let (clean, special) = rest.split_at(at);
        out.write_all(clean.as_bytes())?;
        let mut characters = special.chars();
        match characters.next() {
            Some('"') => out.write_all(b"\\\"")?,
            Some('\\') => out.write_all(b"\\\\")?,
            Some('\n') => out.write_all(b"\\n")?,
            Some('\r') => out.write_all(b"\\r")?,
            Some('\t') => out.write_all(b"\\t")?,
            Some(other) => write!(out, "\\u{:04x}", u32::from(other))?,
            None => {}
        }
        rest = characters.as_str();
    }
    out.write_all(rest.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let texts = [
            "",
            "plain",
            "引\"号\\\n\r\t\u{0}\u{1b}[31m\u{7f}\u{9b}x",
            "\u{2028}",
        ];
        for text in texts {
            let mut out = b"\"".to_vec();
            assert!(write!(Escaped(&mut out), "{text}").is_ok());
            out.push(b'"');
            assert!(!out.iter().any(u8::is_ascii_control), "{text:?}");
            let read: Option<String> = serde_json::from_slice(&out).ok();
            assert_eq!(read.as_deref(), Some(text));
        }
    }
}
