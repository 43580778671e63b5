//! Masked values: shown in place of the real ones, never written back over them.

/// Whether a name, number or address is masked: `199****0116`, `张*`, `●●●`.
#[must_use]
pub fn is_masked(text: &str) -> bool {
    const MARKS: [char; 6] = ['*', '＊', '∗', '●', '•', '█'];
    text.contains(MARKS) || text.contains("××")
}
