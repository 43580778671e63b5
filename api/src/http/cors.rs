//! Which web pages may call the API from a browser.

use std::{fmt, str::FromStr};

use actix_cors::Cors;
use actix_web::http::{Method, header};

/// Origins whose pages may call the API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CorsOrigins {
    /// None: no cross-origin headers at all.
    #[default]
    None,
    /// Every origin. Tokens travel in a header, never in cookies, so no page can use a visitor's.
    Any,
    /// These origins.
    List(Vec<String>),
}

/// Origins separated by commas; `*` for all, empty for none.
impl FromStr for CorsOrigins {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let origins: Vec<&str> = text
            .split(',')
            .map(str::trim)
            .filter(|origin| !origin.is_empty())
            .collect();
        match origins.as_slice() {
            [] => return Ok(Self::None),
            ["*"] => return Ok(Self::Any),
            _ => {}
        }
        for origin in &origins {
            let host = origin
                .strip_prefix("https://")
                .or_else(|| origin.strip_prefix("http://"));
            let valid = host.is_some_and(|host| {
                !host.is_empty() && !host.contains(['/', '*', '?', '#', '@', ' '])
            });
            if !valid {
                return Err(format!(
                    "\"{origin}\" is not an origin such as https://example.gov.cn"
                ));
            }
        }
        Ok(Self::List(
            origins.into_iter().map(str::to_ascii_lowercase).collect(),
        ))
    }
}

impl fmt::Display for CorsOrigins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Any => f.write_str("*"),
            Self::List(origins) => f.write_str(&origins.join(",")),
        }
    }
}

impl CorsOrigins {
    /// Whether any page may call the API.
    #[must_use]
    pub const fn enabled(&self) -> bool {
        match self {
            Self::None => false,
            Self::Any | Self::List(_) => true,
        }
    }

    /// The middleware for these origins.
    pub fn middleware(&self) -> Cors {
        let cors = match self {
            Self::None => Cors::default(),
            Self::Any => Cors::default().allow_any_origin().send_wildcard(),
            Self::List(origins) => origins
                .iter()
                .fold(Cors::default(), |cors, origin| cors.allowed_origin(origin)),
        };
        cors.allowed_methods([
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::PUT,
            Method::PATCH,
            Method::DELETE,
        ])
        .allow_any_header()
        .expose_headers([
            header::ETAG.as_str(),
            header::LOCATION.as_str(),
            header::LINK.as_str(),
            header::RETRY_AFTER.as_str(),
            header::ALLOW.as_str(),
            header::CONTENT_LANGUAGE.as_str(),
            header::CONTENT_DISPOSITION.as_str(),
            "x-request-id",
            "jiandu-sandbox",
            "ratelimit",
            "ratelimit-policy",
            "deprecation",
            "sunset",
        ])
        .max_age(3600)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_checked() {
        assert_eq!("".parse(), Ok(CorsOrigins::None));
        assert_eq!(" * ".parse(), Ok(CorsOrigins::Any));
        let list = "https://A.gov.cn, http://localhost:3000".parse::<CorsOrigins>();
        let shown = list.map(|list| list.to_string());
        assert_eq!(
            shown.as_deref(),
            Ok("https://a.gov.cn,http://localhost:3000")
        );
        for text in [
            "a.gov.cn",
            "https://a/b",
            "https://",
            "*,https://a",
            "null",
            "ftp://a",
        ] {
            assert!(text.parse::<CorsOrigins>().is_err(), "{text}");
        }
    }
}
