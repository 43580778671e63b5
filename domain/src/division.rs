//! Administrative divisions (GB/T 2260): provinces, prefectures, counties.
//!
//! Source: 国家地名信息库, Ministry of Civil Affairs; see `data/README.md` for the attribution.

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

const EMBEDDED: &str = include_str!("../data/divisions.csv");

/// A six-digit division code; recorded as its digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DivisionCode(u32);

impl DivisionCode {
    /// The code of these six digits, whether or not a division bears it.
    #[must_use]
    pub fn parse(digits: &str) -> Option<Self> {
        let plain = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse().ok().filter(|_| plain).map(Self)
    }

    /// The province in whose number range the code lies.
    #[must_use]
    pub const fn province(self) -> Self {
        Self(self.0 / 10_000 * 10_000)
    }
}

/// Six digits were expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a division code has six digits")]
pub struct NoDivisionCode;

impl TryFrom<String> for DivisionCode {
    type Error = NoDivisionCode;

    fn try_from(digits: String) -> Result<Self, Self::Error> {
        Self::parse(&digits).ok_or(NoDivisionCode)
    }
}

impl From<DivisionCode> for String {
    fn from(code: DivisionCode) -> Self {
        code.to_string()
    }
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

/// The level of a division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DivisionLevel {
    /// 省、自治区、直辖市
    Province,
    /// 地级市、自治州、地区、盟; some have no counties below them
    Prefecture,
    /// 县、区、县级市; some lie directly under a province
    County,
}

/// An administrative division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division {
    /// Its code.
    pub code: DivisionCode,
    /// Its name, without those above it.
    pub name: &'static str,
    /// Its level.
    pub level: DivisionLevel,
    /// The one above it; none above a province.
    pub parent: Option<DivisionCode>,
}

static DIVISIONS: LazyLock<Vec<Division>> = LazyLock::new(|| {
    let mut divisions: Vec<Division> = EMBEDDED.lines().skip(1).filter_map(parse_row).collect();
    divisions.sort_unstable_by_key(|division| division.code);
    divisions
});

fn parse_row(row: &'static str) -> Option<Division> {
    let mut columns = row.split(',');
    let code = DivisionCode::parse(columns.next()?)?;
    let name = columns.next()?;
    let level = match columns.next()? {
        "province" => DivisionLevel::Province,
        "prefecture" => DivisionLevel::Prefecture,
        "county" => DivisionLevel::County,
        _ => return None,
    };
    Some(Division {
        code,
        name,
        level,
        parent: columns.next().and_then(DivisionCode::parse),
    })
}

/// Every division, ascending by code.
#[must_use]
pub fn all() -> &'static [Division] {
    &DIVISIONS
}

/// The division of that code.
#[must_use]
pub fn find(code: DivisionCode) -> Option<&'static Division> {
    DIVISIONS
        .binary_search_by_key(&code, |division| division.code)
        .ok()
        .and_then(|position| DIVISIONS.get(position))
}

impl Division {
    /// Itself and those above it, ascending in level.
    pub fn upwards(&'static self) -> impl Iterator<Item = &'static Self> {
        std::iter::successors(Some(self), |division| division.parent.and_then(find))
    }

    /// The prefecture it is or lies in; none for a province, and for a county directly under one.
    #[must_use]
    pub fn prefecture(&'static self) -> Option<&'static Self> {
        self.upwards()
            .find(|division| division.level == DivisionLevel::Prefecture)
    }

    /// The name with those above it: 广东省广州市天河区.
    #[must_use]
    pub fn full_name(&'static self) -> String {
        let mut names: Vec<&str> = self.upwards().map(|division| division.name).collect();
        names.reverse();
        names.concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(digits: &str) -> DivisionCode {
        DivisionCode::parse(digits).unwrap_or(DivisionCode(0))
    }

    #[test]
    fn every_row_of_the_file_is_a_division_below_a_known_one() {
        assert_eq!(all().len(), EMBEDDED.lines().count() - 1);
        assert!(all().is_sorted_by(|a, b| a.code < b.code));
        for division in all() {
            match division.level {
                DivisionLevel::Province => assert_eq!(division.parent, None, "{division:?}"),
                DivisionLevel::Prefecture | DivisionLevel::County => {
                    let parent = division.parent.and_then(find);
                    assert!(parent.is_some(), "{division:?}");
                    assert_eq!(
                        division.upwards().last().map(|top| top.code),
                        Some(division.code.province()),
                        "{division:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn names_and_prefectures() {
        let cases = [
            // code, full name, prefecture
            ("440106", "广东省广州市天河区", Some("440100")),
            ("440100", "广东省广州市", Some("440100")),
            ("440000", "广东省", None),
            // A prefecture without counties.
            ("441900", "广东省东莞市", Some("441900")),
            ("421002", "湖北省荆州市沙市区", Some("421000")),
            // Directly under a municipality or a province.
            ("110105", "北京市朝阳区", None),
            ("469001", "海南省五指山市", None),
        ];
        for (digits, name, prefecture) in cases {
            let found = find(code(digits));
            assert_eq!(found.map(Division::full_name).as_deref(), Some(name));
            let found = found
                .and_then(Division::prefecture)
                .map(|p| p.code.to_string());
            assert_eq!(found.as_deref(), prefecture, "{digits}");
        }
    }

    #[test]
    fn what_is_no_code() {
        for digits in ["", "44010", "4401066", "44010x", "+44010", "４４０１０６"] {
            assert_eq!(DivisionCode::parse(digits), None, "{digits}");
        }
        assert_eq!(find(code("449999")), None);
    }
}
