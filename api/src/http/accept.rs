//! Which media types a client accepts.

use actix_web::http::header::{self, HeaderMap};

use super::quality;

/// How precisely a range names a media type; the more precise range decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Precision {
    Any,
    Type,
    Exact,
}

/// The quality, in thousandths, at which the client takes `media_type` (lower case, no
/// parameters). Without an `Accept` header it takes everything.
#[must_use]
pub fn quality_of(headers: &HeaderMap, media_type: &str) -> u16 {
    let mut stated = false;
    let mut best: Option<(Precision, u16)> = None;
    for value in headers.get_all(header::ACCEPT) {
        let Ok(value) = value.to_str() else { continue };
        for (range, weight) in quality::members(value) {
            stated = true;
            if let Some(precision) = precision(range, media_type)
                && best.is_none_or(|(so_far, _)| precision > so_far)
            {
                best = Some((precision, weight));
            }
        }
    }
    match best {
        Some((_, weight)) => weight,
        None if stated => 0,
        None => quality::FULL,
    }
}

fn precision(range: &str, media_type: &str) -> Option<Precision> {
    if range == "*/*" {
        return Some(Precision::Any);
    }
    if range.eq_ignore_ascii_case(media_type) {
        return Some(Precision::Exact);
    }
    let wanted = range.strip_suffix("/*")?;
    let (given, _) = media_type.split_once('/')?;
    wanted
        .eq_ignore_ascii_case(given)
        .then_some(Precision::Type)
}

/// Whether a JSON operation, which may also produce `others`, has something the client takes.
#[must_use]
pub fn admits(headers: &HeaderMap, others: &[&str]) -> bool {
    // Nearly every client sends one of these.
    match headers.get(header::ACCEPT).map(|value| value.as_bytes()) {
        None | Some(b"*/*" | b"application/json") => return true,
        Some(_) => {}
    }
    ["application/json", "application/problem+json"]
        .iter()
        .chain(others)
        .any(|media_type| quality_of(headers, media_type) > 0)
}

/// Whether the client would rather have JSON than a page; without a preference it gets the page.
#[must_use]
pub fn prefers_json_to_html(headers: &HeaderMap) -> bool {
    quality_of(headers, "application/json") > quality_of(headers, "text/html")
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn with(value: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static(value));
        headers
    }

    #[test]
    fn json_must_be_admitted() {
        let cases = [
            ("application/json", true),
            ("*/*", true),
            ("application/*", true),
            ("application/problem+json", true),
            ("text/html, */*;q=0.1", true),
            ("APPLICATION/JSON; charset=utf-8", true),
            ("text/html", false),
            ("application/xml, text/*", false),
            ("*/*;q=0", false),
            ("application/json;q=0", false),
            ("application/json;q=0, */*", true),
            (
                "application/json;q=0, application/problem+json;q=0, */*",
                false,
            ),
            ("", true),
        ];
        for (value, expected) in cases {
            assert_eq!(admits(&with(value), &[]), expected, "{value}");
        }
        assert!(admits(&HeaderMap::new(), &[]));
        assert!(admits(&with("text/csv"), &["text/csv"]));
    }

    #[test]
    fn pages_are_for_browsers() {
        assert!(!prefers_json_to_html(&with("text/html,*/*;q=0.8")));
        assert!(!prefers_json_to_html(&with("*/*")));
        assert!(prefers_json_to_html(&with("application/json")));
        assert!(prefers_json_to_html(&with(
            "text/html;q=0.5,application/json"
        )));
        assert!(!prefers_json_to_html(&HeaderMap::new()));
    }
}
