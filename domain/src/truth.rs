//! Three-valued facts and how conditions combine them (Kleene's strong logic).

use serde::{Deserialize, Serialize};

/// A fact or a condition: true, false, or not known; recorded as `true`, `false` or `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(from = "Option<bool>", into = "Option<bool>")]
pub enum Truth {
    /// Known to be false.
    False,
    /// Not known; `null` or absent in a request.
    #[default]
    Unknown,
    /// Known to be true.
    True,
}

impl Truth {
    /// All three values.
    pub const ALL: [Self; 3] = [Self::False, Self::Unknown, Self::True];

    /// False as soon as one side is false, true only when both are.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            (Self::Unknown, Self::True | Self::Unknown) | (Self::True, Self::Unknown) => {
                Self::Unknown
            }
        }
    }

    /// True as soon as one side is true, false only when both are.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// True and false exchanged, unknown stays unknown.
    #[must_use]
    pub const fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Whether the value is known to be true.
    #[must_use]
    pub const fn is_true(self) -> bool {
        matches!(self, Self::True)
    }

    /// Whether the value is known to be false.
    #[must_use]
    pub const fn is_false(self) -> bool {
        matches!(self, Self::False)
    }

    /// Whether the value is not known.
    #[must_use]
    pub const fn is_unknown(self) -> bool {
        matches!(self, Self::Unknown)
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

impl From<Option<bool>> for Truth {
    fn from(value: Option<bool>) -> Self {
        value.map_or(Self::Unknown, Self::from)
    }
}

impl From<Truth> for Option<bool> {
    fn from(value: Truth) -> Self {
        match value {
            Truth::True => Some(true),
            Truth::False => Some(false),
            Truth::Unknown => None,
        }
    }
}
