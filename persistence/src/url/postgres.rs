//! PostgreSQL URLs: checked so far that libpq cannot misread a password as something it would print.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use super::DatabaseUrlError;
use crate::libpq::LibpqFlavour;

/// Parameters whose values are shown; a key that is not listed may carry a secret.
const SHOWN: &[&str] = &[
    "application_name",
    "connect_timeout",
    "dbname",
    "host",
    "hostaddr",
    "load_balance_hosts",
    "port",
    "sslmode",
    "target_session_attrs",
    "user",
];

/// What libpq is told unless the URL says otherwise: a lost server must be noticed in seconds, not in the
/// quarter of an hour TCP takes by itself.
const DEFAULTS: &[(&str, &str)] = &[
    ("fallback_application_name", "jiandu"),
    ("keepalives_idle", "30"),
    ("keepalives_interval", "10"),
    ("keepalives_count", "3"),
    ("tcp_user_timeout", "15000"),
];

/// A checked PostgreSQL URL. `Display` and `Debug` show it without secrets.
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresUrl {
    /// The URL as libpq takes it.
    full: String,
    /// The URL as people may see it.
    redacted: String,
    /// Keys that the query sets.
    keys: Vec<String>,
    /// Passwords, as written and decoded.
    secrets: Vec<String>,
}

impl PostgresUrl {
    /// Parses what follows `postgres://`.
    pub(super) fn parse(rest: &str, flavour: LibpqFlavour) -> Result<Self, DatabaseUrlError> {
        if rest.contains(char::is_whitespace) {
            return malformed("it contains a space; write it as %20");
        }
        check_percent(rest)?;
        let (main, query) = rest
            .split_once('?')
            .map_or((rest, None), |(main, query)| (main, Some(query)));
        let (authority, database) = main
            .split_once('/')
            .map_or((main, None), |(a, d)| (a, Some(d)));
        let (userinfo, hosts) = authority
            .split_once('@')
            .map_or((None, authority), |(u, h)| (Some(u), h));
        // A second @ means a password that holds @, / or ? unescaped: libpq would take half of it for a host
        // and print that.
        if hosts.contains('@')
            || database.is_some_and(|d| d.contains('@'))
            || query.is_some_and(|q| q.contains('@'))
        {
            return malformed("write @ / ? in the user name, password or options as %40 %2F %3F");
        }
        check_ports(hosts)?;

        let mut secrets = Vec::new();
        let mut redacted = String::from("postgres://");
        if let Some(userinfo) = userinfo {
            match userinfo.split_once(':') {
                Some((user, password)) => {
                    remember(&mut secrets, password);
                    redacted.push_str(user);
                    redacted.push_str(":***@");
                }
                None => {
                    redacted.push_str(userinfo);
                    redacted.push('@');
                }
            }
        }
        redacted.push_str(hosts);
        if let Some(database) = database {
            redacted.push('/');
            redacted.push_str(database);
        }
        let mut keys = Vec::new();
        for (index, pair) in query
            .into_iter()
            .filter(|q| !q.is_empty())
            .flat_map(|q| q.split('&'))
            .enumerate()
        {
            let Some((key, value)) = pair
                .split_once('=')
                .filter(|(_, value)| !value.contains('='))
            else {
                return malformed(
                    "every option after \"?\" has the form KEY=VALUE, with = inside a value as %3D",
                );
            };
            let (key, decoded) = (decode(key), decode(value));
            check_tls(&key, &decoded, flavour)?;
            redacted.push(if index == 0 { '?' } else { '&' });
            redacted.push_str(&key);
            redacted.push('=');
            if SHOWN.contains(&key.as_ref()) {
                redacted.push_str(value);
            } else {
                remember(&mut secrets, value);
                redacted.push_str("***");
            }
            keys.push(key.into_owned());
        }
        // The longest first, so that no rest of a longer secret stays when it is replaced in a message.
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        Ok(Self {
            full: format!("postgres://{rest}"),
            redacted,
            keys,
            secrets,
        })
    }

    /// The URL for libpq, with secrets, and with defaults for what it leaves open.
    pub(crate) fn connection_string(&self, connect_timeout: Duration) -> String {
        // libpq takes whole seconds and reads 1 as 2.
        let seconds = connect_timeout.as_secs().max(2).to_string();
        let mut text = self.full.clone();
        let mut separator = match text.split_once('?') {
            None => '?',
            Some((_, "")) => '\0',
            Some(_) => '&',
        };
        for (key, value) in DEFAULTS
            .iter()
            .copied()
            .chain([("connect_timeout", seconds.as_str())])
        {
            if self.keys.iter().any(|set| set == key) {
                continue;
            }
            if separator != '\0' {
                text.push(separator);
            }
            separator = '&';
            text.push_str(key);
            text.push('=');
            text.push_str(value);
        }
        text
    }

    /// A message of libpq's with every secret of this URL replaced.
    pub(crate) fn scrub(&self, message: &str) -> String {
        self.secrets
            .iter()
            .fold(message.trim().to_owned(), |text, secret| {
                text.replace(secret.as_str(), "***")
            })
    }
}

impl fmt::Display for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.redacted)
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PostgresUrl").field(&self.redacted).finish()
    }
}

fn malformed<T>(why: &'static str) -> Result<T, DatabaseUrlError> {
    Err(DatabaseUrlError::MalformedPostgres(why))
}

/// Every `%` starts two hexadecimal digits that are not NUL.
fn check_percent(text: &str) -> Result<(), DatabaseUrlError> {
    for escape in text.split('%').skip(1) {
        let digits = escape
            .get(..2)
            .filter(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()));
        if digits.is_none_or(|digits| digits == "00") {
            return malformed(
                "a % is not followed by two hexadecimal digits; write % itself as %25",
            );
        }
    }
    Ok(())
}

/// Ports are digits: `postgres://user:password` without a host would make libpq print the password as a bad port.
fn check_ports(hosts: &str) -> Result<(), DatabaseUrlError> {
    for host in hosts.split(',') {
        let after_name = host.rsplit_once(']').map_or(host, |(_, after)| after);
        if let Some((_, port)) = after_name.split_once(':')
            && !port.chars().all(|c| c.is_ascii_digit())
        {
            return malformed("a port is not a number");
        }
    }
    Ok(())
}

fn check_tls(key: &str, value: &str, flavour: LibpqFlavour) -> Result<(), DatabaseUrlError> {
    if flavour.has_tls() {
        return Ok(());
    }
    let sslmode = match (key, value) {
        // libpq reads the JDBC spelling `ssl=true` as `sslmode=require`.
        ("sslmode", "require") | ("ssl", "true") => "require",
        ("sslmode", "verify-ca") => "verify-ca",
        ("sslmode", "verify-full") => "verify-full",
        _ => return Ok(()),
    };
    Err(DatabaseUrlError::TlsUnavailable { sslmode, flavour })
}

fn remember(secrets: &mut Vec<String>, secret: &str) {
    let decoded = decode(secret).into_owned();
    for text in [secret.to_owned(), decoded] {
        if !text.is_empty() && !secrets.contains(&text) {
            secrets.push(text);
        }
    }
}

/// Undoes percent-encoding; what is not UTF-8 afterwards stays encoded.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (Some(digits), Some(rest)) = (part.get(..2), part.get(2..)) else {
            return Cow::Borrowed(text);
        };
        match u8::from_str_radix(digits, 16) {
            Ok(byte) => bytes.push(byte),
            Err(_) => return Cow::Borrowed(text),
        }
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}
