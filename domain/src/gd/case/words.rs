//! Enumerations with the words that the record and the API use for them.

/// Writes and reads an enumeration that has `ALL` and `as_str` as its word; a word it does not have is refused.
macro_rules! serde_word {
    ($($name:ty),+ $(,)?) => {
        $(
            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let word = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                    <$name>::ALL
                        .iter()
                        .copied()
                        .find(|member| member.as_str() == word)
                        .ok_or_else(|| serde::de::Error::custom(concat!("no word of ", stringify!($name))))
                }
            }
        )+
    };
}
pub(crate) use serde_word;

/// An enumeration of the record: its members in order, a word for each, stored as that word.
macro_rules! record_words {
    (
        $(#[$meta:meta])*
        $name:ident {
            $( $(#[$doc:meta])+ $variant:ident = $word:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $( $(#[$doc])+ $variant, )+
        }

        impl $name {
            /// Every member, in order.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )+];

            /// The word used in the API and in the record.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $( Self::$variant => $word, )+
                }
            }

            /// The member with this word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.as_str() == word)
            }
        }

        $crate::gd::case::words::serde_word!($name);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use record_words;

use crate::access::Regime;
use crate::gd::art09_10_admissibility::{Channel, Outcome, Precision, PriorStatus, Track};

serde_word!(Regime, Channel, Precision, PriorStatus, Outcome, Track);
