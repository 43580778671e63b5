//! Identifiers of persons and organisations: their check characters, and the one spelling in which two of them are
//! compared.

mod contact;
mod credit_code;
mod id_number;

use crate::text::narrow;

pub use contact::{Email, Phone};
pub use credit_code::CreditCode;
pub use id_number::IdNumber;

/// Why a text is no such identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierFault {
    /// Not the length it has.
    #[error("has the wrong length")]
    Length,
    /// A character that it cannot have, or not in that place.
    #[error("has a character that does not belong there")]
    Character,
    /// The check character does not fit the others: most likely a slip of the pen.
    #[error("has a wrong check character")]
    Check,
    /// The day of birth does not exist.
    #[error("names a day of birth that does not exist")]
    Birthday,
}

impl IdentifierFault {
    /// The reason in Chinese.
    #[must_use]
    pub const fn reason_zh(self) -> &'static str {
        match self {
            Self::Length => "长度不符",
            Self::Character => "含有不应出现的字符",
            Self::Check => "校验码不符，请核对",
            Self::Birthday => "出生日期不存在",
        }
    }
}

/// ASCII of a text: full-width letters, digits and signs as their plain twins, blanks and hyphens left out.
/// Any other character stays as it is.
fn plain(text: &str) -> String {
    text.chars()
        .map(narrow)
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
        .collect()
}
