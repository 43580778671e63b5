//! Texts as they are compared, whichever way they were written.

/// Full-width ASCII as its plain twin; any other character as it is.
#[must_use]
pub fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// A text as it is compared: no blanks, full-width ASCII made narrow, small letters.
#[must_use]
pub fn folded(text: &str) -> String {
    text.chars()
        .map(narrow)
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_width_and_capitals_make_no_difference() {
        assert_eq!(folded("广州　南岫 ＡＢc（示例）"), "广州南岫abc(示例)");
    }
}
