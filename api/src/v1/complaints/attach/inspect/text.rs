//! Plain text: UTF-8 without control characters. Whatever stands in it, it is text only, and is handed out as such.

use super::Refused;

const NO_TEXT: Refused = Refused::new(
    "文本文件须为 UTF-8 编码，不得含有空字符或其他控制字符。",
    "A text must be UTF-8, without NUL or other control characters.",
);

/// Longest character in bytes, less one.
const REST: usize = 3;

/// Checks UTF-8 piece by piece.
#[derive(Debug, Default)]
pub(super) struct Utf8 {
    /// The beginning of a character whose end is yet to come.
    open: Vec<u8>,
}

impl Utf8 {
    pub(super) fn feed(&mut self, piece: &[u8]) -> Result<(), Refused> {
        let joined;
        let bytes = if self.open.is_empty() {
            piece
        } else {
            self.open.extend_from_slice(piece);
            joined = std::mem::take(&mut self.open);
            joined.as_slice()
        };
        let (text, rest) = split(bytes).ok_or(NO_TEXT)?;
        if text.chars().any(is_forbidden) {
            return Err(NO_TEXT);
        }
        self.open = rest.to_vec();
        Ok(())
    }

    pub(super) fn ends_whole(&self) -> bool {
        self.open.is_empty()
    }
}

/// Whether a text may begin so.
pub(super) fn may_begin(head: &[u8]) -> bool {
    split(head).is_some_and(|(text, _)| !text.chars().any(is_forbidden))
}

/// The characters, and what is too short to be one at the end.
fn split(bytes: &[u8]) -> Option<(&str, &[u8])> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some((text, &[])),
        Err(error) if error.error_len().is_none() => {
            let (good, rest) = bytes.split_at_checked(error.valid_up_to())?;
            let text = std::str::from_utf8(good).ok()?;
            (rest.len() <= REST).then_some((text, rest))
        }
        Err(_broken) => None,
    }
}

fn is_forbidden(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{c}')
}
