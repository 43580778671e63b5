//! The address of the database, which may hold a password.

use std::{convert::Infallible, fmt, str::FromStr};

/// Where the database is. May hold a password, so it is never printed whole.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

/// Parameters of a PostgreSQL URL that hold no secret.
const PLAIN_PARAMETERS: [&str; 10] = [
    "sslmode",
    "host",
    "hostaddr",
    "port",
    "dbname",
    "user",
    "target_session_attrs",
    "load_balance_hosts",
    "connect_timeout",
    "application_name",
];

impl DatabaseUrl {
    /// The whole URL, for connecting.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    fn scheme(&self) -> Option<&str> {
        self.0.split_once("://").map(|(scheme, _)| scheme)
    }

    pub(super) fn check(&self) -> Result<(), &'static str> {
        match self.scheme() {
            _ if self.0.trim().is_empty() => Err("must not be empty"),
            Some("sqlite" | "postgres" | "postgresql") => Ok(()),
            Some(_) => Err("must begin with sqlite:// or postgres://"),
            // libpq's `host=… password=…` form would be taken for the name of a file.
            None if self.0.contains('=') => Err("must be a URL such as postgres://user@host/name"),
            None => Ok(()),
        }
    }
}

/// Takes every text: an error from the command line's parser would print the password.
impl FromStr for DatabaseUrl {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

/// Without password, and without parameters that may be secret.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.check().is_err() {
            return f.write_str("(not valid)");
        }
        let Some(("postgres" | "postgresql", rest)) = self.0.split_once("://") else {
            return f.write_str(&self.0);
        };
        f.write_str("postgres://")?;
        let (place, parameters) = rest.split_once('?').unwrap_or((rest, ""));
        if parameters.contains('@') {
            // A password with an unescaped mark in it: no part can be told from the others.
            return f.write_str("***");
        }
        // A password may itself contain an @: whatever precedes the last one is hidden.
        let place = match place.rsplit_once('@') {
            Some((credentials, place)) => {
                let (user, secret) = credentials.split_once(':').unwrap_or((credentials, ""));
                f.write_str(user)?;
                f.write_str(if secret.is_empty() { "@" } else { ":***@" })?;
                place
            }
            None => place,
        };
        f.write_str(place)?;
        for (index, parameter) in parameters.split('&').filter(|p| !p.is_empty()).enumerate() {
            f.write_str(if index == 0 { "?" } else { "&" })?;
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let shown = if PLAIN_PARAMETERS.contains(&name) {
                value
            } else {
                "***"
            };
            write!(f, "{name}={shown}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> DatabaseUrl {
        DatabaseUrl(text.to_owned())
    }

    #[test]
    fn secrets_are_not_shown() {
        let cases = [
            ("sqlite://a/b.sqlite", "sqlite://a/b.sqlite"),
            ("data/b.sqlite", "data/b.sqlite"),
            ("postgres://u:p@h:5/d", "postgres://u:***@h:5/d"),
            (
                "postgresql://u@h/d?sslmode=require",
                "postgres://u@h/d?sslmode=require",
            ),
            ("postgres://u:p@q/r@h/d", "postgres://u:***@h/d"),
            (
                "postgres://h/d?password=p&port=5",
                "postgres://h/d?password=***&port=5",
            ),
            ("postgres://h:5/d?password=p@q", "postgres://***"),
            ("postgres://u:p?q@h/d", "postgres://***"),
            ("mysql://u:p@h/d", "(not valid)"),
        ];
        for (text, shown) in cases {
            assert_eq!(url(text).to_string(), shown);
            assert_eq!(format!("{:?}", url(text)), shown);
            assert_eq!(url(text).expose(), text);
        }
    }

    #[test]
    fn only_known_schemes_pass() {
        for text in ["sqlite://x", "x.db", "postgres://h/d", "postgresql://h/d"] {
            assert_eq!(url(text).check(), Ok(()));
        }
        for text in ["", " ", "mysql://h/d", "host=h password=p"] {
            assert!(url(text).check().is_err(), "{text}");
        }
    }
}
