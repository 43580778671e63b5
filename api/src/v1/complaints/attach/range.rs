//! A single range of bytes (RFC 9110, 14).

use actix_web::http::header::{self, HeaderMap};

/// What of a file is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// All of it.
    Whole,
    /// From the first of these bytes up to, without, the second.
    Part(u64, u64),
    /// Nothing that is there.
    Nothing,
}

impl Asked {
    /// Of a request for a file of that many bytes and that tag. Ranges that cannot be read, several at once, and those of
    /// another version of the file are passed over, as the standard demands.
    #[must_use]
    pub fn of(headers: &HeaderMap, size: u64, tag: &str) -> Self {
        let Some(range) = headers.get(header::RANGE).and_then(|it| it.to_str().ok()) else {
            return Self::Whole;
        };
        if let Some(version) = headers.get(header::IF_RANGE)
            && version.as_bytes() != format!("\"{tag}\"").as_bytes()
        {
            return Self::Whole;
        }
        read(range, size).unwrap_or(Self::Whole)
    }
}

fn read(range: &str, size: u64) -> Option<Asked> {
    let (unit, spec) = range.split_once('=')?;
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return None;
    }
    let (first, last) = spec.trim().split_once('-')?;
    let (from, to) = match (first, last) {
        ("", last) => (size.saturating_sub(number(last)?), size),
        (first, "") => (number(first)?, size),
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            (first, last.saturating_add(1).min(size))
        }
    };
    Some(if from < to {
        Asked::Part(from, to)
    } else {
        Asked::Nothing
    })
}

/// Digits only; more than the machine can count is beyond every file.
fn number(digits: &str) -> Option<u64> {
    let good = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    good.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn asked(range: &'static str, version: Option<&'static str>) -> Asked {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_static(range));
        if let Some(version) = version {
            headers.insert(header::IF_RANGE, HeaderValue::from_static(version));
        }
        Asked::of(&headers, 100, "tag")
    }

    #[test]
    fn single_ranges_are_read_and_everything_else_is_the_whole() {
        let cases = [
            ("bytes=0-0", Asked::Part(0, 1)),
            ("bytes=10-19", Asked::Part(10, 20)),
            ("bytes=90-", Asked::Part(90, 100)),
            ("bytes=90-1000", Asked::Part(90, 100)),
            ("bytes=-1", Asked::Part(99, 100)),
            ("bytes=-1000", Asked::Part(0, 100)),
            ("Bytes = 1-1", Asked::Part(1, 2)),
            ("bytes=0-99999999999999999999999", Asked::Part(0, 100)),
            ("bytes=100-", Asked::Nothing),
            ("bytes=99999999999999999999999-", Asked::Nothing),
            ("bytes=-0", Asked::Nothing),
            ("bytes=2-1", Asked::Whole),
            ("bytes=0-1,3-4", Asked::Whole),
            ("bytes=a-b", Asked::Whole),
            ("bytes=+1-2", Asked::Whole),
            ("bytes=-", Asked::Whole),
            ("bytes", Asked::Whole),
            ("lines=1-2", Asked::Whole),
            ("", Asked::Whole),
        ];
        for (range, expected) in cases {
            assert_eq!(asked(range, None), expected, "{range}");
        }
    }

    #[test]
    fn a_range_of_another_version_is_the_whole() {
        assert_eq!(asked("bytes=1-1", Some("\"tag\"")), Asked::Part(1, 2));
        for version in [
            "\"other\"",
            "W/\"tag\"",
            "tag",
            "Sun, 22 Nov 2026 00:00:00 GMT",
        ] {
            assert_eq!(asked("bytes=1-1", Some(version)), Asked::Whole, "{version}");
        }
        assert_eq!(Asked::of(&HeaderMap::new(), 100, "tag"), Asked::Whole);
    }
}
