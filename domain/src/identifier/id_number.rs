//! Citizen identity numbers (GB 11643-1999).

use std::fmt;

use chrono::NaiveDate;

use super::{IdentifierFault, plain};

/// An identity number: 18 characters, the last of which checks the others. Personal data: it is never printed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdNumber(String);

/// The check characters, by remainder.
const CHECKS: &[u8; 11] = b"10X98765432";

impl IdNumber {
    /// Reads a number: full-width characters, blanks, hyphens and a small x are understood.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, IdentifierFault> {
        let number = plain(text).to_ascii_uppercase();
        if number.chars().count() != 18 {
            return Err(IdentifierFault::Length);
        }
        let mut sum = 0;
        let mut check = 0;
        for (position, byte) in number.bytes().enumerate() {
            match (position, byte) {
                (0..17, b'0'..=b'9') => {
                    // The weights are powers of two, from the right.
                    let weight = (0..17 - position).fold(1, |weight, _| weight * 2 % 11);
                    sum = (sum + usize::from(byte - b'0') * weight) % 11;
                }
                (17, b'0'..=b'9' | b'X') => check = byte,
                (_, _) => return Err(IdentifierFault::Character),
            }
        }
        let birthday = number.get(6..14).unwrap_or_default();
        if NaiveDate::parse_from_str(birthday, "%Y%m%d").is_err() {
            return Err(IdentifierFault::Birthday);
        }
        if CHECKS.get(sum) == Some(&check) {
            Ok(Self(number))
        } else {
            Err(IdentifierFault::Check)
        }
    }

    /// The number in the one spelling in which two are compared. Personal data.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdNumber(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_character_tells_right_from_wrong() {
        let cases = [
            ("11010519491231002X", Ok(())),
            ("11010519491231002x", Ok(())),
            ("１１０１０５１９４９１２３１００２Ｘ", Ok(())),
            ("110105 19491231 002X", Ok(())),
            ("440703197402140702", Ok(())),
            ("110105194912310021", Err(IdentifierFault::Check)),
            ("110105194912310012", Err(IdentifierFault::Check)),
            ("11010519491331002X", Err(IdentifierFault::Birthday)),
            ("1101051949123100X2", Err(IdentifierFault::Character)),
            ("11010519491231002", Err(IdentifierFault::Length)),
        ];
        for (text, expected) in cases {
            assert_eq!(IdNumber::parse(text).map(|_| ()), expected, "{text}");
        }
    }

    #[test]
    fn it_is_never_printed() {
        let printed = format!("{:?}", IdNumber::parse("11010519491231002X"));
        assert!(!printed.contains("1949"), "{printed}");
    }
}
