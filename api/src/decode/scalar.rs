//! Values without members: booleans, counts, dates, words, ids.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use chrono::{DateTime, NaiveDate, SubsecRound as _, Utc};
use domain::gd::case::is_blank;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use unicode_normalization::UnicodeNormalization as _;

use super::context::{Context, shorten};
use super::object::Slot;

/// A JSON number as it came.
#[derive(Debug, Clone, Copy)]
pub enum Number {
    /// An integer, or a float without a fraction.
    Integer(i64),
    /// Anything else.
    Other,
}

/// A value without members.
pub trait Scalar<'de>: Sized {
    /// What is expected, in Chinese and English.
    const EXPECTED: (&'static str, &'static str);

    /// From `true` or `false`.
    fn from_bool(_value: bool) -> Option<Self> {
        None
    }

    /// From a number.
    fn from_number(_value: Number) -> Option<Self> {
        None
    }

    /// From a string.
    fn from_text(_value: Cow<'de, str>, _context: &mut Context) -> Option<Self> {
        None
    }
}

impl Scalar<'_> for bool {
    const EXPECTED: (&'static str, &'static str) = ("应为 true 或 false", "must be true or false");

    fn from_bool(value: bool) -> Option<Self> {
        Some(value)
    }
}

impl Scalar<'_> for NaiveDate {
    const EXPECTED: (&'static str, &'static str) = (
        "应为 1900-01-01 至 2199-12-31 之间实际存在的日期，形式为 YYYY-MM-DD",
        "must be an existing date YYYY-MM-DD from 1900-01-01 to 2199-12-31",
    );

    fn from_text(value: Cow<'_, str>, _context: &mut Context) -> Option<Self> {
        date(&value)
    }
}

/// A day of the API, from 1900-01-01 to 2199-12-31: `YYYY-MM-DD`, nothing else.
pub fn date(text: &str) -> Option<NaiveDate> {
    parse_date(text.as_bytes()).filter(|date| domain::period::supported(*date))
}

fn parse_date(text: &[u8]) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
        return None;
    };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0_u32, |number, digit| {
            digit
                .is_ascii_digit()
                .then(|| number * 10 + u32::from(**digit - b'0'))
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// A count: a whole number from 0 to 1,000,000,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(pub u32);

/// Largest [`Count`].
pub const MOST: i64 = 1_000_000_000;

impl Scalar<'_> for Count {
    const EXPECTED: (&'static str, &'static str) = (
        "应为 0 至 1000000000 的整数",
        "must be a whole number from 0 to 1000000000",
    );

    fn from_number(value: Number) -> Option<Self> {
        match value {
            Number::Integer(n) if n <= MOST => u32::try_from(n).ok().map(Self),
            Number::Integer(_) | Number::Other => None,
        }
    }
}

/// A whole number from -3660 to 3660: working days to add.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signed(pub i32);

impl Scalar<'_> for Signed {
    const EXPECTED: (&'static str, &'static str) = (
        "应为 -3660 至 3660 的整数",
        "must be a whole number from -3660 to 3660",
    );

    fn from_number(value: Number) -> Option<Self> {
        match value {
            Number::Integer(n) if (-3660..=3660).contains(&n) => i32::try_from(n).ok().map(Self),
            Number::Integer(_) | Number::Other => None,
        }
    }
}

/// A short text: 1 to 200 characters, without control characters or those that change the direction of writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<'de>(pub Cow<'de, str>);

impl<'de> Scalar<'de> for Text<'de> {
    const EXPECTED: (&'static str, &'static str) = (
        "应为 1 至 200 个字符的文本，不含控制字符和双向控制符",
        "must be a text of 1 to 200 characters without control or bidirectional control characters",
    );

    fn from_text(value: Cow<'de, str>, _context: &mut Context) -> Option<Self> {
        let plain =
            value.is_ascii() && value.len() <= 200 && !value.bytes().any(|b| b < 0x20 || b == 0x7F);
        let fits = !value.is_empty()
            && (plain || (value.chars().count() <= 200 && !value.chars().any(is_forbidden)));
        fits.then_some(Self(value))
    }
}

/// Control characters, and those that change the direction of writing.
fn is_forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text of several lines: 1 to 20,000 characters, kept in NFC, without control characters besides line breaks and tabs,
/// and without those that change the direction of writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose(pub String);

/// Most characters of a [`Prose`].
pub const MOST_PROSE: usize = 20_000;

impl Scalar<'_> for Prose {
    const EXPECTED: (&'static str, &'static str) = (
        "应为 1 至 20000 个字符的文本，不得全为空白，不含控制字符（换行与制表符除外）和双向控制符",
        "must be a text of 1 to 20,000 characters, not blank, without control characters besides line breaks and tabs, \
         and without bidirectional control characters",
    );

    fn from_text(value: Cow<'_, str>, _context: &mut Context) -> Option<Self> {
        let forbidden = |c: char| is_forbidden(c) && !matches!(c, '\n' | '\r' | '\t');
        let text: String = value.nfc().collect();
        let fits = text.chars().nth(MOST_PROSE).is_none()
            && !is_blank(&text)
            && !text.chars().any(forbidden);
        fits.then_some(Self(text))
    }
}

/// A line of text: 1 to 200 characters, not blank, kept in NFC and without blanks around it, otherwise as [`Text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line(pub String);

impl Scalar<'_> for Line {
    const EXPECTED: (&'static str, &'static str) = (
        "应为 1 至 200 个字符的单行文本，不得全为空白，不含控制字符和双向控制符",
        "must be a line of 1 to 200 characters, not blank, without control or bidirectional control characters",
    );

    fn from_text(value: Cow<'_, str>, _context: &mut Context) -> Option<Self> {
        let text: String = value.trim().nfc().collect();
        let fits =
            !is_blank(&text) && text.chars().nth(200).is_none() && !value.chars().any(is_forbidden);
        fits.then_some(Self(text))
    }
}

/// An instant of RFC 3339, with its offset; kept in UTC, to the microsecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instant(pub DateTime<Utc>);

impl Scalar<'_> for Instant {
    const EXPECTED: (&'static str, &'static str) = (
        "应为 RFC 3339 形式的时刻，例如 2026-11-22T09:30:00+08:00",
        "must be an instant of RFC 3339, such as 2026-11-22T09:30:00+08:00",
    );

    fn from_text(value: Cow<'_, str>, _context: &mut Context) -> Option<Self> {
        let instant = DateTime::parse_from_rfc3339(&value).ok()?;
        let supported = domain::period::supported(instant.date_naive());
        supported.then(|| Self(instant.with_timezone(&Utc).trunc_subsecs(6)))
    }
}

/// One of a fixed set of words.
pub trait Choice: Copy + 'static {
    /// The words and what they stand for.
    fn choices() -> impl Iterator<Item = (&'static str, Self)>;

    /// What a word stands for.
    fn of(word: &str) -> Option<Self> {
        Self::choices()
            .find(|(known, _)| *known == word)
            .map(|(_, choice)| choice)
    }
}

/// Reads a [`Choice`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<C>(pub C);

impl<C: Choice> Scalar<'_> for Word<C> {
    const EXPECTED: (&'static str, &'static str) = ("应为规定的词之一", "must be one of its words");

    fn from_text(value: Cow<'_, str>, context: &mut Context) -> Option<Self> {
        let found = C::of(&value);
        if found.is_none() {
            let words: Vec<&str> = C::choices().map(|(word, _)| word).collect();
            let words = words.join(", ");
            let (zh, en) = if may_be_quoted(&value) {
                let value = shorten(&value);
                (
                    format!("“{value}”不是"),
                    format!("'{value}' is not allowed"),
                )
            } else {
                ("不是".to_owned(), "is not allowed".to_owned())
            };
            context.fault(
                format!("{zh}可用的值；可用的有：{words}"),
                format!("{en}; allowed: {words}"),
            );
        }
        found.map(Self)
    }
}

/// Whether a text looks like a misspelt word or id. Anything else may be personal data in the wrong place, which no
/// answer repeats: a name, a number, an address.
fn may_be_quoted(value: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-/".contains(&b);
    let word = value.trim();
    word.starts_with(|first: char| first.is_ascii_lowercase()) && word.bytes().all(plain)
}

/// Reads any JSON value into a slot for `T`, with a fault where it is none.
pub(super) struct ScalarSeed<'c, T> {
    context: &'c mut Context,
    of: PhantomData<T>,
}

impl<'c, T> ScalarSeed<'c, T> {
    pub(super) const fn new(context: &'c mut Context) -> Self {
        Self {
            context,
            of: PhantomData,
        }
    }
}

impl<'de, T: Scalar<'de>> DeserializeSeed<'de> for ScalarSeed<'_, T> {
    type Value = Slot<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Scalar<'de>> ScalarSeed<'_, T> {
    fn slot(self, value: Option<T>, faults_told: bool) -> Slot<T> {
        match value {
            Some(value) => Slot::Value(value),
            None => {
                if !faults_told {
                    self.context.fault(T::EXPECTED.0, T::EXPECTED.1);
                }
                Slot::Faulty
            }
        }
    }

    fn text(self, value: Cow<'de, str>) -> Slot<T> {
        let before = self.context.count();
        let value = T::from_text(value, self.context);
        let told = self.context.count() > before;
        self.slot(value, told)
    }
}

impl<'de, T: Scalar<'de>> Visitor<'de> for ScalarSeed<'_, T> {
    type Value = Slot<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED.1)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Slot::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(self.slot(T::from_bool(value), false))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(self.slot(T::from_number(Number::Integer(value)), false))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        let number = i64::try_from(value).map_or(Number::Other, Number::Integer);
        Ok(self.slot(T::from_number(number), false))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(self.slot(T::from_number(whole(value)), false))
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(self.text(Cow::Owned(value.to_owned())))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(self.text(Cow::Borrowed(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(self.slot(None, false))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(self.slot(None, false))
    }
}

/// JSON Schema counts 3.0 as an integer, so does this.
#[expect(
    clippy::as_conversions,
    reason = "the range was checked: every whole number in it is exact"
)]
fn whole(value: f64) -> Number {
    if value.fract() == 0.0 && value.abs() <= 1e15 {
        Number::Integer(value as i64)
    } else {
        Number::Other
    }
}
