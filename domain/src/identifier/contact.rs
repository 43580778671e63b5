//! Telephone numbers and e-mail addresses, as far as two of them are compared.

use std::fmt;

use super::{IdentifierFault, plain};

/// A telephone number: digits only, without the country code of China. Personal data: it is never printed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// Fewest and most digits of a number: a service number such as 12333, and the most that international numbers have.
const DIGITS: std::ops::RangeInclusive<usize> = 5..=15;

impl Phone {
    /// Reads a number: full-width characters, blanks, hyphens, brackets and `+86`, `0086` or `86` before a mobile number
    /// are understood.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, IdentifierFault> {
        let text: String = plain(text)
            .chars()
            .filter(|c| !matches!(c, '(' | ')' | '.' | '/'))
            .collect();
        let china = text
            .strip_prefix("+86")
            .or_else(|| text.strip_prefix("0086"))
            .or_else(|| text.strip_prefix("86").filter(|rest| is_mobile(rest)));
        let abroad = text.strip_prefix('+');
        let digits = china.or(abroad).unwrap_or(&text);
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(IdentifierFault::Character);
        }
        if !DIGITS.contains(&digits.len()) {
            return Err(IdentifierFault::Length);
        }
        // From within China a landline is dialled with a zero before its area code, from abroad without it.
        Ok(Self(if china.is_some() && !is_mobile(digits) {
            format!("0{}", digits.trim_start_matches('0'))
        } else if china.is_none() && abroad.is_some() {
            format!("+{digits}")
        } else {
            digits.to_owned()
        }))
    }

    /// The number in the one spelling in which two are compared. Personal data.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1')
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

/// An e-mail address in small letters. Personal data: it is never printed.
///
/// The part before the @ may by the standard differ in capitals; no provider in use tells addresses apart by them.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// Reads an address: full-width characters, blanks around it and capitals are understood.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, IdentifierFault> {
        let address: String = text
            .trim()
            .chars()
            .map(|c| match c {
                '＠' => '@',
                '．' => '.',
                other => other,
            })
            .collect::<String>()
            .to_lowercase();
        if !(3..=254).contains(&address.len()) {
            return Err(IdentifierFault::Length);
        }
        let Some((local, host)) = address.rsplit_once('@') else {
            return Err(IdentifierFault::Character);
        };
        let host_is_plain = host.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
        let local_is_plain = !local.is_empty()
            && !local
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || c == '@');
        if host.contains('.') && host_is_plain && local_is_plain {
            Ok(Self(address))
        } else {
            Err(IdentifierFault::Character)
        }
    }

    /// The address in the one spelling in which two are compared. Personal data.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_telephone_number_in_many_spellings() {
        let cases = [
            ("19900000116", "19900000116"),
            ("+86 199 0000 0116", "19900000116"),
            ("0086-199-0000-0116", "19900000116"),
            ("8619900000116", "19900000116"),
            ("１９９０００００１１６", "19900000116"),
            ("199‑0000‑0116", "19900000116"),
            ("020-8765 4321", "02087654321"),
            ("(020) 87654321", "02087654321"),
            ("+86 20 8765 4321", "02087654321"),
            ("+86 (0)20 8765 4321", "02087654321"),
            ("+852 2123 4567", "+85221234567"),
            ("12333", "12333"),
        ];
        for (text, expected) in cases {
            assert_eq!(
                Phone::parse(text).map(|phone| phone.reveal().to_owned()),
                Ok(expected.to_owned()),
                "{text}"
            );
        }
        for text in ["", "1234", "电话", "1990000011x", "1234567890123456"] {
            assert!(Phone::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn one_address_in_many_spellings() {
        for text in [
            "zyh.temp@example.cn",
            " ZYH.Temp@Example.CN ",
            "zyh．temp＠example．cn",
        ] {
            assert_eq!(
                Email::parse(text).map(|email| email.reveal().to_owned()),
                Ok("zyh.temp@example.cn".to_owned()),
                "{text}"
            );
        }
        for text in [
            "", "@", "a@", "@b.cn", "a b@c.cn", "a@b", "a@b..cn", "a@-b.cn", "a@b@c.cn",
        ] {
            assert!(Email::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn neither_is_ever_printed() {
        let printed = format!(
            "{:?} {:?}",
            Phone::parse("19900000116"),
            Email::parse("zyh@example.cn")
        );
        assert!(
            !printed.contains("199") && !printed.contains("zyh"),
            "{printed}"
        );
    }
}
