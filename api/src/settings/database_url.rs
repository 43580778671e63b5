//! The address of the database, which may hold a password.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use persistence::{DatabaseUrl, DatabaseUrlError};

/// The address as given. It takes every text, since an error of the command line's parser would print the password,
/// and is never printed whole.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseText(String);

impl DatabaseText {
    /// The address, if it is one.
    ///
    /// # Errors
    /// What is wrong with it; never holds the password.
    pub fn parse(&self) -> Result<DatabaseUrl, DatabaseUrlError> {
        self.0.parse()
    }
}

impl FromStr for DatabaseText {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

/// Without password.
impl fmt::Display for DatabaseText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parse() {
            Ok(url) => f.write_str(&url.redacted()),
            Err(_secret) => f.write_str("(not valid)"),
        }
    }
}

impl fmt::Debug for DatabaseText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_never_printed() {
        let cases = [
            "postgres://jiandu:geheim@db/jiandu",
            "postgres://jiandu:geheim@db:port/jiandu",
            "mysql://jiandu:geheim@db/jiandu",
            "host=db password=geheim",
        ];
        for text in cases {
            let url = DatabaseText(text.to_owned());
            let reason = url
                .parse()
                .map_or_else(|e| e.to_string(), |_| String::new());
            for printed in [url.to_string(), format!("{url:?}"), reason] {
                assert!(!printed.contains("geheim"), "{text}: {printed}");
            }
        }
    }
}
