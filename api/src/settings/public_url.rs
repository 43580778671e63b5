//! The address under which clients know the server.

use std::str::FromStr;

/// Scheme, host and maybe a path, without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim_end_matches('/');
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        let plain = |rest: &&str| {
            !rest.is_empty()
                && rest
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-._~:/[]".contains(&b))
        };
        match rest.filter(plain) {
            Some(_) => Ok(Self(text.to_owned())),
            None => Err("expected an address such as https://jiandu.example.gov.cn".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked() {
        let url: Result<PublicUrl, _> = "https://a.gov.cn/jiandu/".parse();
        assert_eq!(
            url.as_ref().map(PublicUrl::as_str),
            Ok("https://a.gov.cn/jiandu")
        );
        for text in [
            "",
            "a.gov.cn",
            "ftp://a",
            "https://",
            "https://a?b",
            "https://u@a",
        ] {
            assert!(text.parse::<PublicUrl>().is_err(), "{text}");
        }
    }
}
