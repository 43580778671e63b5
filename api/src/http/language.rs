//! The language of an answer.

use std::{
    convert::Infallible,
    future::{Ready, ready},
};

use actix_web::{
    FromRequest, HttpMessage, HttpRequest,
    dev::Payload,
    http::header::{self, HeaderMap},
};

use super::{context::RequestContext, quality};

/// A language the API answers in. Codes and law texts do not depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Chinese, the default.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Lang {
    /// The language tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language that suits `Accept-Language` best; Chinese where none does.
    #[must_use]
    pub fn negotiate(headers: &HeaderMap) -> Self {
        let mut chosen = Self::ZhCn;
        let mut best = 0;
        for value in headers.get_all(header::ACCEPT_LANGUAGE) {
            let Ok(value) = value.to_str() else { continue };
            for (range, weight) in quality::members(value) {
                if let Some(lang) = Self::of_range(range)
                    && weight > best
                {
                    chosen = lang;
                    best = weight;
                }
            }
        }
        chosen
    }

    /// The language a range such as `en-GB` or `*` stands for.
    fn of_range(range: &str) -> Option<Self> {
        let primary = range.split('-').next().unwrap_or(range);
        if primary.eq_ignore_ascii_case("en") {
            Some(Self::En)
        } else if primary.eq_ignore_ascii_case("zh") || primary == "*" {
            Some(Self::ZhCn)
        } else {
            None
        }
    }
}

/// What the middleware found, or the header where no middleware is.
impl FromRequest for Lang {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let known = request
            .extensions()
            .get::<RequestContext>()
            .map(|context| context.lang);
        ready(Ok(
            known.unwrap_or_else(|| Self::negotiate(request.headers()))
        ))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn of(value: &'static str) -> Lang {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(value));
        Lang::negotiate(&headers)
    }

    #[test]
    fn the_best_supported_language_wins() {
        let cases = [
            ("en", Lang::En),
            ("EN-gb", Lang::En),
            ("zh-CN", Lang::ZhCn),
            ("zh-Hans-CN, en", Lang::ZhCn),
            ("en;q=0.8, zh;q=0.9", Lang::ZhCn),
            ("en;q=0.9, zh-CN;q=0.8", Lang::En),
            ("fr, de;q=0.9, en;q=0.1", Lang::En),
            ("fr", Lang::ZhCn),
            ("*", Lang::ZhCn),
            ("en;q=0", Lang::ZhCn),
            ("english", Lang::ZhCn),
            (";;;,,,q=", Lang::ZhCn),
        ];
        for (value, lang) in cases {
            assert_eq!(of(value), lang, "{value}");
        }
        assert_eq!(Lang::negotiate(&HeaderMap::new()), Lang::ZhCn);
    }
}
