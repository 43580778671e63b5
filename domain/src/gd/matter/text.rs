//! How alike two texts are, told from keyed hashes alone: MinHash by one permutation (Li, Owen and Zhang, 2012), empty bins
//! filled as Shrivastava (2017) does.
//!
//! A text is the set of its pairs of neighbouring characters. Each pair is hashed with a key by the caller; the hashes
//! fall into bins, and of each bin the least is kept. The share of bins in which two texts agree is, but for chance, the
//! share of pairs that they have in common (Jaccard). Nothing of a text can be told from its signature without the key.

use unicode_normalization::UnicodeNormalization as _;

use crate::text::narrow;

/// Bins of a signature: with so many an estimate of a tenth is off by 0.027 (one standard deviation).
pub const SIGNATURE: usize = 128;

/// Bits of a hash that say which bin it falls into.
const BIN_BITS: u32 = 7;

/// Groups of bins by which texts are found again.
pub const BANDS: usize = 8;

/// Bins of a group. Two texts meet in some group with a chance of 0.97 if 7 of 10 pairs are common, 0.66 if half are, and
/// 0.06 if 2 of 10 are, which different complaints never have.
const ROWS: usize = 3;

/// The pairs of neighbouring characters of what a complainant said, each once.
#[derive(Clone, PartialEq, Eq)]
pub struct Shingles(Vec<u64>);

impl Shingles {
    /// Of texts; compatible spellings (NFKC), capitals, blanks and punctuation make no difference, and no pair reaches
    /// from one text into the next.
    #[must_use]
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut pairs = Vec::new();
        for text in texts {
            let mut last = None;
            let mut note = |c: char| {
                let character = u64::from(u32::from(c));
                if let Some(last) = last.replace(character) {
                    pairs.push((last << 32) | character);
                }
            };
            let mut rest = text;
            while !rest.is_empty() {
                // Most of a text by far: nothing is to be looked up of them.
                let plain = rest.trim_start_matches(is_ideograph);
                let (ideographs, behind) = split_before(rest, plain);
                ideographs.chars().for_each(&mut note);
                let next = behind.trim_start_matches(|c| !is_ideograph(c));
                let (others, behind) = split_before(behind, next);
                folded(others).for_each(&mut note);
                rest = behind;
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }

    /// The pairs, ascending.
    #[must_use]
    pub fn pairs(&self) -> &[u64] {
        &self.0
    }

    /// Common pairs of all pairs, in permille; of two empty sets, none.
    #[must_use]
    pub fn jaccard(&self, other: &Self) -> u32 {
        let common = self
            .0
            .iter()
            .filter(|pair| other.0.binary_search(pair).is_ok())
            .count();
        let all = self.0.len().saturating_add(other.0.len()) - common;
        permille(common, all)
    }
}

/// Common Chinese characters: letters that have no other spelling and combine with nothing.
fn is_ideograph(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// A text before its own end, and that end.
fn split_before<'a>(text: &'a str, end: &str) -> (&'a str, &'a str) {
    text.split_at_checked(text.len() - end.len())
        .unwrap_or((text, ""))
}

/// Letters and digits in one spelling.
fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkc()
        .map(narrow)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

/// What of a keyed signature is kept: the lowest 16 bits of each bin's least hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature(Box<[u16; SIGNATURE]>);

/// One group of bins of a signature, to be hashed with a key before it is stored.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// Which group, from 0.
    pub number: u8,
    /// Its bins.
    pub values: [u16; ROWS],
}

impl Signature {
    /// Of the keyed hashes of a text's pairs; none of a text without a pair.
    #[must_use]
    pub fn of(hashes: impl IntoIterator<Item = u64>) -> Option<Self> {
        let mut least = [None::<u64>; SIGNATURE];
        for hash in hashes {
            let bin = usize::try_from(hash >> (u64::BITS - BIN_BITS)).unwrap_or(0);
            if let Some(kept) = least.get_mut(bin) {
                *kept = Some(kept.map_or(hash, |kept| kept.min(hash)));
            }
        }
        if least.iter().all(Option::is_none) {
            return None;
        }
        let mut values = Box::new([0_u16; SIGNATURE]);
        for (bin, value) in (0_u64..).zip(values.iter_mut()) {
            *value = low(filled(&least, bin));
        }
        Some(Self(values))
    }

    /// Bins in which two signatures agree, in permille: about the share of common pairs of both texts.
    #[must_use]
    pub fn jaccard(&self, other: &Self) -> u32 {
        let agree = self.0.iter().zip(other.0.iter()).filter(|(a, b)| a == b);
        permille(agree.count(), SIGNATURE)
    }

    /// The groups by which texts like this one are found.
    pub fn bands(&self) -> impl Iterator<Item = Band> {
        (0_u8..)
            .zip(self.0.chunks_exact(ROWS))
            .take(BANDS)
            .filter_map(|(number, values)| {
                Some(Band {
                    number,
                    values: values.try_into().ok()?,
                })
            })
    }

    /// As it is sealed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0
            .iter()
            .flat_map(|value| value.to_be_bytes())
            .collect()
    }

    /// From what was sealed; none: that is no signature.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let values: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
        let values: Box<[u16; SIGNATURE]> = values.try_into().ok()?;
        rest.is_empty().then_some(Self(values))
    }
}

// What a signature holds is no text, but nobody needs to see it.
impl std::fmt::Debug for Signature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Signature(…)")
    }
}

impl std::fmt::Debug for Shingles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shingles(…)")
    }
}

/// The least hash of a bin; of an empty one that of another bin, which depends on the bin and on which are empty only, so
/// that equal texts borrow alike.
fn filled(least: &[Option<u64>; SIGNATURE], bin: u64) -> u64 {
    let mut tried = bin;
    let mut place = bin;
    // Some bin is not empty: the walk meets it long before the bound.
    for _attempt in 0..65_536 {
        let found = usize::try_from(place)
            .ok()
            .and_then(|place| least.get(place));
        if let Some(Some(hash)) = found {
            return *hash;
        }
        tried = mixed(tried.wrapping_add(0x9E37_79B9_7F4A_7C15));
        place = tried >> (u64::BITS - BIN_BITS);
    }
    least.iter().flatten().copied().min().unwrap_or(0)
}

/// The finalizer of splitmix64.
const fn mixed(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

fn low(hash: u64) -> u16 {
    u16::try_from(hash & 0xFFFF).unwrap_or(0)
}

fn permille(part: usize, of: usize) -> u32 {
    let share = part.saturating_mul(1000).checked_div(of).unwrap_or(0);
    u32::try_from(share).unwrap_or(1000)
}
