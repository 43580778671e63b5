//! Texts that must not be found, in every spelling in which they could lie about.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use regex::bytes::{Regex, RegexBuilder};

/// What is searched for: each text with its spellings.
pub struct Needles {
    spellings: Vec<(String, &'static str, Vec<u8>)>,
    any: Regex,
}

impl Needles {
    /// These texts.
    pub fn new(texts: &[String]) -> Self {
        let mut spellings = Vec::new();
        for text in texts {
            for (name, bytes) in spelled(text) {
                assert!(bytes.len() > 5, "{text}: {name} would be found by chance");
                spellings.push((text.clone(), name, bytes));
            }
        }
        let pattern = |bytes: &[u8]| {
            bytes
                .iter()
                .map(|b| format!("\\x{b:02x}"))
                .collect::<String>()
        };
        let all: Vec<String> = spellings
            .iter()
            .map(|(_, _, bytes)| pattern(bytes))
            .collect();
        let any = RegexBuilder::new(&all.join("|"))
            .unicode(false)
            .size_limit(1 << 28)
            .build()
            .unwrap();
        Self { spellings, any }
    }

    /// The first that is found: the text, its spelling, and what stands around it.
    pub fn find(&self, hay: &[u8]) -> Option<String> {
        let found = self.any.find(hay)?;
        let (text, spelling, _) = self
            .spellings
            .iter()
            .find(|(_, _, bytes)| found.as_bytes().starts_with(bytes))
            .unwrap();
        let around = &hay[found.start().saturating_sub(80)..(found.end() + 40).min(hay.len())];
        let around = String::from_utf8_lossy(around);
        Some(format!("{text} ({spelling}): …{around}…"))
    }

    /// Panics if one is found.
    pub fn absent(&self, place: &str, hay: &[u8]) {
        if let Some(found) = self.find(hay) {
            panic!("{place}: {found}");
        }
    }
}

fn spelled(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = text.as_bytes();
    let units: Vec<u16> = text.encode_utf16().collect();
    let each = |show: &dyn Fn(u8) -> String| bytes.iter().map(|b| show(*b)).collect::<String>();
    let escaped = |prefix: &str, upper: bool, ascii_too: bool| -> String {
        let show = |c: char| {
            let mut buffer = [0; 2];
            let units = c.encode_utf16(&mut buffer).iter();
            match (c.is_ascii() && !ascii_too, upper) {
                (true, _) => c.to_string(),
                (_, true) => units.map(|unit| format!("{prefix}u{unit:04X}")).collect(),
                (_, false) => units.map(|unit| format!("{prefix}u{unit:04x}")).collect(),
            }
        };
        text.chars().map(show).collect()
    };
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    let chars =
        |show: &dyn Fn(u32) -> String| text.chars().map(|c| show(c.into())).collect::<String>();
    let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
    let mut all: Vec<(&'static str, Vec<u8>)> = vec![
        ("plain", bytes.to_vec()),
        (
            "UTF-16 LE",
            units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        ),
        (
            "UTF-16 BE",
            units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        ),
        ("hex", each(&|b| format!("{b:02x}")).into()),
        ("HEX", each(&|b| format!("{b:02X}")).into()),
        ("percent, all", each(&|b| format!("%{b:02X}")).into()),
        ("percent, all, lower", each(&|b| format!("%{b:02x}")).into()),
        (
            "percent",
            each(&|b| {
                if plain(b) {
                    char::from(b).to_string()
                } else {
                    format!("%{b:02X}")
                }
            })
            .into(),
        ),
        (
            "percent, lower",
            each(&|b| {
                if plain(b) {
                    char::from(b).to_string()
                } else {
                    format!("%{b:02x}")
                }
            })
            .into(),
        ),
        ("octal, as of bytea", each(&|b| format!("\\{b:03o}")).into()),
        ("list of bytes", numbers.join(", ").into()),
        ("list of bytes, tight", numbers.join(",").into()),
        ("HTML, hexadecimal", chars(&|c| format!("&#x{c:x};")).into()),
        ("HTML, decimal", chars(&|c| format!("&#{c};")).into()),
        (
            "as Rust prints it",
            chars(&|c| format!("\\u{{{c:x}}}")).into(),
        ),
    ];
    for (upper, name, twice, whole) in [
        (false, "JSON", "JSON in JSON", "JSON, all"),
        (
            true,
            "JSON, upper",
            "JSON in JSON, upper",
            "JSON, all, upper",
        ),
    ] {
        all.push((name, escaped("\\", upper, false).into()));
        all.push((twice, escaped("\\\\", upper, false).into()));
        all.push((whole, escaped("\\", upper, true).into()));
    }
    for before in 0..3 {
        let shifted = [&vec![0; before][..], bytes].concat();
        // The first and the last character also hold bits of the neighbours.
        let first = (before * 8).div_ceil(6);
        let last = shifted.len() * 8 / 6;
        for (name, engine) in [
            ("base64", &STANDARD_NO_PAD),
            ("base64url", &URL_SAFE_NO_PAD),
        ] {
            let encoded = engine.encode(&shifted);
            all.push((name, encoded.as_bytes()[first..last].to_vec()));
        }
    }
    all
}

#[test]
fn what_is_planted_is_found_in_every_spelling() {
    let texts = [
        "欧阳金丝雀".to_owned(),
        "19900170325".to_owned(),
        "𠮷野家@x".to_owned(),
    ];
    let needles = Needles::new(&texts);
    let noise = b"{\"state\":\"received\"}\n\x00\xff19900170326 \xe6\xac\xa7".repeat(1000);
    needles.absent("noise", &noise);
    for text in &texts {
        let spellings = spelled(text);
        assert!(spellings.len() >= 27);
        for (name, bytes) in spellings {
            let planted = [&noise[..777], &bytes, &noise[777..]].concat();
            let found = needles.find(&planted);
            assert!(
                found.is_some_and(|found| found.contains(text.as_str())),
                "{text}: {name}"
            );
        }
        // As encoders make them, whatever stands before.
        for before in ["", "a", "ab", "abc"] {
            let encoded = STANDARD_NO_PAD.encode(format!("{before}{text}, and more"));
            assert!(needles.find(encoded.as_bytes()).is_some(), "{before}");
        }
        let json = serde_json::to_string(&serde_json::to_string(text).unwrap()).unwrap();
        assert!(needles.find(json.as_bytes()).is_some());
    }
}
