//! Occupations (职业) of the national classification, against which the scope of a filing is checked (jz Art. 2, 16(4)).
//!
//! Source: see `data/README.md`.

use std::sync::LazyLock;

const EMBEDDED: &str = include_str!("../../data/occupations.csv");

/// The highest skill level (一级/高级技师).
pub const HIGHEST_LEVEL: u8 = 1;
/// The lowest skill level (五级/初级工).
pub const LOWEST_LEVEL: u8 = 5;

/// An occupation of the national classification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownOccupation {
    /// Its code, such as `6-31-01-03`.
    pub code: &'static str,
    /// Its name, such as 电工.
    pub name: &'static str,
    /// Its highest level: the smallest number.
    pub highest: u8,
    /// Its lowest level: the largest number.
    pub lowest: u8,
}

impl KnownOccupation {
    /// Whether there is such a level of it.
    #[must_use]
    pub const fn has_level(&self, level: u8) -> bool {
        self.highest <= level && level <= self.lowest
    }
}

static OCCUPATIONS: LazyLock<Vec<KnownOccupation>> = LazyLock::new(|| {
    let mut known: Vec<KnownOccupation> = EMBEDDED.lines().skip(1).filter_map(parse_row).collect();
    known.sort_unstable_by_key(|occupation| occupation.code);
    known
});

fn parse_row(row: &'static str) -> Option<KnownOccupation> {
    let mut columns = row.split(',');
    Some(KnownOccupation {
        code: columns.next()?,
        name: columns.next()?,
        highest: columns.next()?.parse().ok()?,
        lowest: columns.next()?.parse().ok()?,
    })
}

/// Every occupation of the list, ascending by code.
#[must_use]
pub fn all() -> &'static [KnownOccupation] {
    &OCCUPATIONS
}

/// The occupation of that code.
#[must_use]
pub fn find(code: &str) -> Option<&'static KnownOccupation> {
    OCCUPATIONS
        .binary_search_by_key(&code, |occupation| occupation.code)
        .ok()
        .and_then(|position| OCCUPATIONS.get(position))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_file_is_an_occupation() {
        assert_eq!(all().len(), EMBEDDED.lines().count() - 1);
        assert!(all().is_sorted_by(|a, b| a.code < b.code));
        for known in all() {
            let parts: Vec<usize> = known.code.split('-').map(str::len).collect();
            assert_eq!(parts, [1, 2, 2, 2], "{known:?}");
            assert!(
                HIGHEST_LEVEL <= known.highest && known.lowest <= LOWEST_LEVEL,
                "{known:?}"
            );
            assert!(known.highest <= known.lowest, "{known:?}");
        }
    }

    #[test]
    fn levels_end_where_the_standard_ends() {
        let cases = [
            ("6-31-01-03", 1, true),
            ("6-31-01-03", 5, true),
            ("6-31-01-03", 0, false),
        ];
        let more = [
            ("6-31-01-03", 6, false),
            ("4-10-01-02", 3, true),
            ("4-10-01-02", 2, false),
        ];
        for (code, level, expected) in cases.into_iter().chain(more) {
            let has = find(code).is_some_and(|known| known.has_level(level));
            assert_eq!(has, expected, "{code} {level}");
        }
        assert_eq!(find("9-99-99-99"), None);
    }
}
