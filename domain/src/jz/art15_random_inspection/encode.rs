//! What is hashed: a list of fields, each written as a netstring (`<length in bytes>:<bytes>,`), so that no two different
//! lists have the same bytes. The first field names what is hashed.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use super::draw::{Place, Replaces};
use super::proof::{Proof, Redraw};
use super::roster::{Announcement, Sorted};

/// 32 bytes: a SHA-256 hash, or a seed. Written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Reads 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digit = |c: u8| match c {
            b'0'..=b'9' => Some(c - b'0'),
            b'a'..=b'f' => Some(c - b'a' + 10),
            _ => None,
        };
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
            return None;
        };
        if pairs.len() != 32 {
            return None;
        }
        let mut bytes = [0; 32];
        for (to, [high, low]) in bytes.iter_mut().zip(pairs) {
            *to = digit(*high)? << 4 | digit(*low)?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    /// Never the bytes: one of them is a seed that nobody may see yet.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest(…)")
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not 64 hexadecimal digits"))
    }
}

/// A list of fields on its way into SHA-256.
struct Fields(Sha256);

impl Fields {
    fn of(what: &str) -> Self {
        Self(Sha256::new()).text(what)
    }

    fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.update(bytes.len().to_string());
        self.0.update(b":");
        self.0.update(bytes);
        self.0.update(b",");
        self
    }

    fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    fn number(self, number: impl fmt::Display) -> Self {
        self.text(&number.to_string())
    }

    fn digest(self, digest: &Digest) -> Self {
        self.bytes(&digest.0)
    }

    fn place(self, place: &Place) -> Self {
        let start = self.text(&place.institution).number(place.inspectors.len());
        place.inspectors.iter().fold(start, |all, id| all.text(id))
    }

    fn hash(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

/// The commitment to a seed: it binds whoever draws before the public value is known, and does not betray the seed.
#[must_use]
pub fn commitment(draw: &str, seed: &Digest) -> Digest {
    Fields::of("jiandu-draw-commitment-v1")
        .text(draw)
        .digest(seed)
        .hash()
}

/// The hash of roster and terms. The order in which the roster is given makes no difference.
pub(super) fn roster_hash(announcement: &Announcement, sorted: &Sorted<'_>) -> Digest {
    let terms = &announcement.terms;
    let mut fields = Fields::of("jiandu-draw-roster-v1")
        .text(&announcement.draw)
        .number(terms.announced_on)
        .text(&terms.public_value)
        .number(terms.known_on)
        .number(terms.institutions)
        .number(terms.inspectors_each)
        .text(terms.departments.as_str())
        .number(sorted.institutions.len());
    for one in &sorted.institutions {
        fields = fields.text(&one.id).text(&one.name).number(one.weight);
    }
    fields = fields.number(sorted.inspectors.len());
    for one in &sorted.inspectors {
        fields = fields.text(&one.id).text(&one.name).text(&one.department);
    }
    fields = fields.number(sorted.conflicts.len());
    for (inspector, institution) in &sorted.conflicts {
        fields = fields.text(inspector).text(institution);
    }
    fields.hash()
}

/// The key of a round, from which its random numbers follow.
pub(super) fn round_key(
    draw: &str,
    seed: &Digest,
    public_value: &str,
    roster_hash: &Digest,
    round: u32,
) -> Digest {
    Fields::of("jiandu-draw-round-v1")
        .text(draw)
        .digest(seed)
        .text(public_value)
        .digest(roster_hash)
        .number(round)
        .hash()
}

/// The hash of a result: of everything that led to it, and of every place in its order.
pub(super) fn result_hash(proof: &Proof, roster_hash: &Digest) -> Digest {
    let start = Fields::of("jiandu-draw-result-v1")
        .text(&proof.announcement.draw)
        .digest(&proof.commitment)
        .digest(roster_hash)
        .digest(&proof.seed)
        .text(&proof.public_value)
        .number(proof.drawn_on)
        .number(proof.result.len());
    proof.result.iter().fold(start, Fields::place).hash()
}

/// The hash of a redraw, which carries the one before it.
pub(super) fn redraw_hash(before: &Digest, redraw: &Redraw) -> Digest {
    let asked = &redraw.asked;
    let (what, leaves) = match &asked.replaces {
        Replaces::Institution(id) => ("institution", id),
        Replaces::Inspector(id) => ("inspector", id),
    };
    let mut fields = Fields::of("jiandu-draw-redraw-v1")
        .digest(before)
        .number(redraw.round)
        .number(asked.place)
        .text(what)
        .text(leaves)
        .text(asked.reason.as_str())
        .text(&asked.explanation)
        .number(asked.on)
        .number(asked.conflicts.len());
    for pair in &asked.conflicts {
        fields = fields.text(&pair.inspector).text(&pair.institution);
    }
    fields.place(&redraw.result).hash()
}
