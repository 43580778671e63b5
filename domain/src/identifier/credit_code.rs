//! Unified social credit codes (GB 32100-2015).

use std::fmt;

use super::{IdentifierFault, plain};

/// A unified social credit code: 18 characters, the last of which checks the others.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CreditCode(String);

/// The characters, each standing for its position; I, O, S, V and Z are left out.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

const MODULUS: usize = 31;

impl CreditCode {
    /// Reads a code: full-width characters, blanks, hyphens and small letters are understood.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, IdentifierFault> {
        let code = plain(text).to_ascii_uppercase();
        if code.chars().count() != 18 {
            return Err(IdentifierFault::Length);
        }
        let mut sum = 0;
        let mut weight = 1;
        let mut last = 0;
        for (position, byte) in code.bytes().enumerate() {
            let value = ALPHABET
                .iter()
                .position(|known| *known == byte)
                .ok_or(IdentifierFault::Character)?;
            // Characters 3 to 8 are the division's digits.
            if (2..8).contains(&position) && value > 9 {
                return Err(IdentifierFault::Character);
            }
            if position < 17 {
                sum = (sum + value * weight) % MODULUS;
                weight = weight * 3 % MODULUS;
            }
            last = value;
        }
        if (sum + last) % MODULUS == 0 {
            Ok(Self(code))
        } else {
            Err(IdentifierFault::Check)
        }
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_character_tells_right_from_wrong() {
        let cases = [
            ("91350100M000100Y43", Ok(())),
            ("91350100m000100y43", Ok(())),
            ("９１３５０１００Ｍ０００１００Ｙ４３", Ok(())),
            ("9135-0100 M000100Y43", Ok(())),
            ("91350100M000100Y4Z", Err(IdentifierFault::Character)),
            ("91350100M000100Y44", Err(IdentifierFault::Check)),
            ("91350100M000100Y34", Err(IdentifierFault::Check)),
            ("9135010AM000100Y43", Err(IdentifierFault::Character)),
            ("91350100M000100Y4", Err(IdentifierFault::Length)),
            ("91350100M000100Y4三", Err(IdentifierFault::Character)),
            ("", Err(IdentifierFault::Length)),
        ];
        for (text, expected) in cases {
            assert_eq!(CreditCode::parse(text).map(|_| ()), expected, "{text}");
        }
    }
}
