//! Which libpq this build talks to PostgreSQL with, and what that one cannot do.

use std::fmt;

/// The PostgreSQL client library that was linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LibpqFlavour {
    /// The system's libpq, with TLS.
    System,
    /// libpq built together with this program, without TLS.
    BundledWithoutTls,
}

impl LibpqFlavour {
    /// Whether connections can be encrypted.
    #[must_use]
    pub fn has_tls(self) -> bool {
        match self {
            Self::System => true,
            Self::BundledWithoutTls => false,
        }
    }
}

impl fmt::Display for LibpqFlavour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::System => "system libpq",
            Self::BundledWithoutTls => "bundled libpq without TLS",
        })
    }
}

/// The libpq of this build.
#[must_use]
pub fn libpq_flavour() -> LibpqFlavour {
    if cfg!(feature = "bundled-pq") {
        LibpqFlavour::BundledWithoutTls
    } else {
        LibpqFlavour::System
    }
}
