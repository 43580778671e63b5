//! Masked values, which are shown in place of the real ones and never written back over them, and texts that say nothing.

/// What masks are made of.
const MARKS: [char; 6] = ['*', '＊', '∗', '●', '•', '█'];

/// What masks are made of too, but other texts as well.
const ALSO_MARKS: [char; 8] = ['×', '○', '◯', '〇', 'X', 'x', 'Ｘ', 'ｘ'];

/// Whether a name, number or address is masked: `199****0116`, `张*`, `●●●`.
#[must_use]
pub fn is_masked(text: &str) -> bool {
    text.contains(MARKS) || text.contains("××") || is_only_marks(text)
}

/// Whether a complainant's name is masked: as any other, or in the manner of publications, `张某某`, `张XX`, `张○○`. A
/// single 某 may be part of a name.
#[must_use]
pub fn is_masked_name(text: &str) -> bool {
    const ENDINGS: [&str; 6] = ["某某", "XX", "ＸＸ", "○○", "◯◯", "〇〇"];
    let name = text.trim_end_matches(says_nothing);
    is_masked(name) || ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether a text is made of nothing but mask marks: `***`, `×× ××`.
#[must_use]
pub fn is_only_marks(text: &str) -> bool {
    let shown = || text.chars().filter(|c| !says_nothing(*c));
    let marks = |c| MARKS.contains(&c) || ALSO_MARKS.contains(&c);
    // One letter alone is rather a letter.
    shown().all(marks) && (shown().any(|c| MARKS.contains(&c)) || shown().nth(1).is_some())
}

/// Whether a text shows nothing: empty, or of blanks and invisible characters only.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(says_nothing)
}

/// Blanks, and characters that show nothing.
const fn says_nothing(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{00AD}'
                | '\u{034F}'
                | '\u{061C}'
                | '\u{115F}'
                | '\u{1160}'
                | '\u{17B4}'
                | '\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks() {
        for masked in ["199****0116", "张*", "●●●", "××", "XXX", "○ ○"] {
            assert!(is_masked(masked), "{masked}");
        }
        for name in ["张某某", "张XX", "张○○", "张某某\u{200B}", "张**"] {
            assert!(is_masked_name(name), "{name}");
        }
        for name in ["梁某", "某某公司", "张三", "Foxx", "X"] {
            assert!(!is_masked_name(name), "{name}");
        }
        assert!(is_only_marks("＊＊ ＊"));
        assert!(!is_only_marks(" ") && !is_only_marks("证书 ***"));
    }

    #[test]
    fn blanks() {
        for blank in ["", " \u{3000}", "\u{200B}", "\u{3164}", "\u{FEFF}\u{2060}"] {
            assert!(is_blank(blank), "{blank:?}");
        }
        assert!(!is_blank("\u{200B}甲"));
    }
}
