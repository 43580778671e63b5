//! Lists with quality values, as `Accept` and `Accept-Language` have them.

/// The highest quality, 1 as thousandths.
pub const FULL: u16 = 1000;

/// The members of a list and their quality in thousandths. Members whose quality cannot be read are
/// left out.
pub fn members(value: &str) -> impl Iterator<Item = (&str, u16)> {
    value.split(',').filter_map(|member| {
        let mut parts = member.split(';');
        let name = parts.next()?.trim();
        if name.is_empty() {
            return None;
        }
        for parameter in parts {
            let parameter = parameter.trim();
            if let Some(weight) = parameter
                .strip_prefix("q=")
                .or_else(|| parameter.strip_prefix("Q="))
            {
                return Some((name, thousandths(weight)?));
            }
        }
        Some((name, FULL))
    })
}

/// `0`, `1`, or a decimal with up to three places between them, in thousandths.
fn thousandths(weight: &str) -> Option<u16> {
    let (whole, places) = weight.split_once('.').unwrap_or((weight, ""));
    if places.len() > 3 {
        return None;
    }
    let mut value: u16 = match whole {
        "0" => 0,
        "1" => 1,
        _ => return None,
    };
    for index in 0..3 {
        let digit = match places.as_bytes().get(index) {
            Some(byte) if byte.is_ascii_digit() => u16::from(byte - b'0'),
            Some(_) => return None,
            None => 0,
        };
        value = value * 10 + digit;
    }
    (value <= FULL).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights() {
        let cases = [
            ("1", Some(1000)),
            ("0", Some(0)),
            ("0.5", Some(500)),
            ("0.123", Some(123)),
            ("1.000", Some(1000)),
            ("1.001", None),
            ("0.1234", None),
            ("2", None),
            ("", None),
            (".5", None),
            ("0.x", None),
            ("-0", None),
        ];
        for (text, expected) in cases {
            assert_eq!(thousandths(text), expected, "{text}");
        }
    }

    #[test]
    fn lists() {
        let found: Vec<_> = members("a, b ;q=0.5,, c;x=1; q=0,d;q=9").collect();
        assert_eq!(found, [("a", 1000), ("b", 500), ("c", 0)]);
    }
}
