//! The receipt code: sixteen digits that only the complainant has.

use std::borrow::Cow;
use std::fmt;

use aws_lc_rs::rand;
use persistence::keys::{KeyRing, LookupHash};
use zeroize::Zeroizing;

use crate::decode::{Context, Scalar};
use crate::problem::Problem;

/// Digits of a code.
const DIGITS: usize = 16;

/// Random bytes from here on are drawn again, so that every digit is as likely as every other: 250 is the greatest
/// multiple of ten that a byte holds.
const TOO_MUCH: u8 = 250;

/// What separates the groups of a code, as people write it.
const SEPARATORS: [char; 6] = ['-', ' ', '\u{2010}', '\u{2013}', '\u{3000}', '\u{FF0D}'];

/// A receipt code. Nothing prints it.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptCode(Zeroizing<String>);

impl fmt::Debug for ReceiptCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReceiptCode(…)")
    }
}

impl ReceiptCode {
    /// A new one.
    ///
    /// # Errors
    /// `internal` where the system gives no random numbers.
    pub fn draw() -> Result<Self, Problem> {
        Self::drawn_from(|bytes| {
            rand::fill(bytes).map_err(|_unspecified| Problem::internal("no random numbers"))
        })
    }

    fn drawn_from<E>(mut fill: impl FnMut(&mut [u8]) -> Result<(), E>) -> Result<Self, E> {
        let mut code = Zeroizing::new(String::with_capacity(DIGITS));
        let mut bytes = Zeroizing::new([0_u8; 2 * DIGITS]);
        while code.len() < DIGITS {
            fill(bytes.as_mut_slice())?;
            let digits = bytes.iter().filter(|byte| **byte < TOO_MUCH);
            for byte in digits.take(DIGITS - code.len()) {
                code.push(char::from(b'0' + byte % 10));
            }
        }
        Ok(Self(code))
    }

    /// As people write it: 1234-5678-9012-3456.
    #[must_use]
    pub fn written(&self) -> Zeroizing<String> {
        let mut written = Zeroizing::new(String::with_capacity(DIGITS + 3));
        for (place, digit) in self.0.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                written.push('-');
            }
            written.push(digit);
        }
        written
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self, keys: &KeyRing) -> LookupHash {
        keys.lookup_hash("receipt_code", &self.0)
    }
}

impl Scalar<'_> for ReceiptCode {
    const EXPECTED: (&'static str, &'static str) = (
        "应为 16 位数字的回执码，例如 1234-5678-9012-3456",
        "must be a receipt code of 16 digits, such as 1234-5678-9012-3456",
    );

    fn from_text(value: Cow<'_, str>, _context: &mut Context) -> Option<Self> {
        let mut code = Zeroizing::new(String::with_capacity(DIGITS));
        for c in value.chars().filter(|c| !SEPARATORS.contains(c)) {
            // Digits of full width are what a Chinese keyboard may give.
            let digit = match c {
                '0'..='9' => c,
                '\u{FF10}'..='\u{FF19}' => {
                    char::from_digit(u32::from(c) - u32::from('\u{FF10}'), 10)?
                }
                _ => return None,
            };
            if code.len() == DIGITS {
                return None;
            }
            code.push(digit);
        }
        (code.len() == DIGITS).then_some(Self(code))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::convert::Infallible;

    use super::*;

    fn read(text: &str) -> Option<String> {
        ReceiptCode::from_text(text.into(), &mut Context::default())
            .map(|code| code.written().to_string())
    }

    #[test]
    fn codes_are_read_as_people_write_them() {
        let written = Some("1234-5678-9012-3456".to_owned());
        for text in [
            "1234-5678-9012-3456",
            "1234567890123456",
            " 1234 5678 9012 3456 ",
            "１２３４－５６７８９０１２３４５６",
            "1234–5678–9012–3456",
        ] {
            assert_eq!(read(text), written, "{text}");
        }
        for text in [
            "",
            "123456789012345",
            "12345678901234567",
            "1234-5678-9012-345x",
            "1234-5678-9012-345٦",
            "12345678901234560000000000000000000000",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn ten_thousand_draws_give_ten_thousand_codes() {
        let mut codes = HashSet::new();
        for _ in 0..10_000 {
            let code = ReceiptCode::draw().map(|code| code.written().to_string());
            assert!(code.is_ok());
            codes.extend(code);
        }
        assert_eq!(codes.len(), 10_000);
        assert!(codes.iter().all(|code| read(code).as_ref() == Some(code)));
    }

    /// From a fixed source of bytes (splitmix64) that is itself uniform.
    #[test]
    fn every_digit_is_as_likely_as_every_other() {
        let mut seed = 2026_u64;
        let mut counts = [0_u32; 10];
        for _ in 0..10_000 {
            let code = ReceiptCode::drawn_from(|bytes| {
                for byte in bytes {
                    seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
                    let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                    let [first, ..] = mixed.to_be_bytes();
                    *byte = first;
                }
                Ok::<_, Infallible>(())
            });
            let digits = code.map(|code| code.0.clone()).unwrap_or_default();
            for digit in digits.bytes() {
                if let Some(count) = counts.get_mut(usize::from(digit - b'0')) {
                    *count += 1;
                }
            }
        }
        let expected = 16_000_i64;
        let squares: i64 = counts
            .iter()
            .map(|count| (i64::from(*count) - expected).pow(2))
            .sum();
        // Chi-square with nine degrees of freedom: 27.88 is passed by chance once in a thousand times.
        assert!(squares * 100 < 2788 * expected, "{counts:?}");
    }

    #[test]
    fn nothing_prints_a_code() {
        let code = ReceiptCode::draw().map(|code| format!("{code:?}"));
        assert_eq!(code.as_deref(), Ok("ReceiptCode(…)"));
    }
}
