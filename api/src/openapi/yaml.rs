//! `openapi.yaml`.

use super::document;

/// The document as YAML.
///
/// Readers of YAML 1.1, still the most common, take a bare `2026-02-10` for a date and not for a text: quoted, every
/// reader finds the same text.
#[must_use]
pub fn yaml() -> String {
    let plain = document().to_yaml().unwrap_or_default();
    let mut text = String::with_capacity(plain.len());
    for line in plain.lines() {
        match bare_date(line) {
            Some((before, date)) => text.extend([before, "'", date, "'"]),
            None => text.push_str(line),
        }
        text.push('\n');
    }
    text
}

/// The date that is the whole value of a line, and what stands before it.
fn bare_date(line: &str) -> Option<(&str, &str)> {
    let (before, date) = line.split_at_checked(line.len().checked_sub(10)?)?;
    let is_value = before.ends_with(": ") || before.ends_with("- ");
    (is_value && crate::decode::date(date).is_some()).then_some((before, date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_quoted() {
        assert_eq!(
            bare_date("      due_on: 2026-02-10"),
            Some(("      due_on: ", "2026-02-10"))
        );
        assert_eq!(bare_date("- 2026-02-10"), Some(("- ", "2026-02-10")));
        assert_eq!(bare_date("due_on: '2026-02-10'"), None);
        assert_eq!(bare_date("until 2026-02-10"), None);
        assert_eq!(bare_date("due_on: 2026-02-30"), None);
        assert_eq!(bare_date("到期日"), None);
        let text = yaml();
        assert!(text.lines().all(|line| bare_date(line).is_none()));
        assert!(text.contains("submitted_on: '2026-04-27'"));
    }
}
