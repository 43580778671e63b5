//! Computes a draw anew from its proof and names whatever differs.

use super::draw::Place;
use super::encode::{Digest, commitment, redraw_hash, result_hash};
use super::fault::{Fault, FaultKind};
use super::proof::{MOST_REDRAWS, Proof, asked_faults, first_result, redrawn};

/// Something that differs from what was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// JSON pointer into the proof.
    pub pointer: String,
    /// What it should be; none: it should not be there, or nothing can be computed.
    pub computed: Option<String>,
    /// What the proof says; none: it is missing.
    pub stated: Option<String>,
}

/// What was computed, and how it differs from the proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// What makes the proof none at all.
    pub faults: Vec<Fault>,
    /// Whatever differs.
    pub differences: Vec<Difference>,
    /// The commitment to the seed.
    pub commitment: Digest,
    /// The hash of roster and terms.
    pub roster_hash: Digest,
    /// Round 1; empty where it cannot be computed.
    pub result: Vec<Place>,
    /// The hash of round 1 as stated.
    pub result_hash: Digest,
    /// The place of each redraw; none where it cannot be computed.
    pub redraws: Vec<Option<Place>>,
}

impl Verification {
    /// Whether everything is as published.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.faults.is_empty() && self.differences.is_empty()
    }

    fn same(&mut self, pointer: impl Into<String>, computed: impl ToString, stated: impl ToString) {
        let (computed, stated) = (computed.to_string(), stated.to_string());
        if computed != stated {
            self.differences.push(Difference {
                pointer: pointer.into(),
                computed: Some(computed),
                stated: Some(stated),
            });
        }
    }

    fn same_place(&mut self, pointer: &str, computed: Option<&Place>, stated: Option<&Place>) {
        match (computed, stated) {
            (Some(computed), Some(stated)) => {
                let at = format!("{pointer}/institution");
                self.same(at, &computed.institution, &stated.institution);
                let most = computed.inspectors.len().max(stated.inspectors.len());
                for index in 0..most {
                    let computed = computed.inspectors.get(index);
                    let stated = stated.inspectors.get(index);
                    if computed != stated {
                        self.differences.push(Difference {
                            pointer: format!("{pointer}/inspectors/{index}"),
                            computed: computed.cloned(),
                            stated: stated.cloned(),
                        });
                    }
                }
            }
            (None, None) => {}
            (computed, stated) => self.differences.push(Difference {
                pointer: pointer.to_owned(),
                computed: computed.map(|place| place.institution.clone()),
                stated: stated.map(|place| place.institution.clone()),
            }),
        }
    }
}

/// Computes everything anew.
#[must_use]
pub fn verify(proof: &Proof) -> Verification {
    let roster_hash = proof.announcement.roster_hash();
    let mut found = Verification {
        faults: proof.announcement.faults(),
        differences: Vec::new(),
        commitment: commitment(&proof.announcement.draw, &proof.seed),
        roster_hash,
        result: Vec::new(),
        result_hash: result_hash(proof, &roster_hash),
        redraws: Vec::new(),
    };
    super::roster::check_text(&mut found.faults, "/public_value", &proof.public_value);
    if proof.drawn_on < proof.announcement.terms.known_on {
        let fault = Fault::new("/drawn_on", FaultKind::DrawnTooEarly);
        found.faults.push(fault);
    }
    found.same("/commitment", found.commitment, proof.commitment);
    found.same("/roster_hash", roster_hash, proof.roster_hash);
    found.same("/result_hash", found.result_hash, proof.result_hash);
    if proof.redraws.len() > MOST_REDRAWS {
        found
            .faults
            .push(Fault::new("/redraws", FaultKind::TooLarge));
    }
    if found.faults.is_empty() {
        verify_rounds(proof, &mut found);
    }
    found
}

fn verify_rounds(proof: &Proof, found: &mut Verification) {
    let roster_hash = found.roster_hash;
    match first_result(proof, &roster_hash) {
        Ok(places) => found.result = places,
        Err(kind) => found.faults.push(Fault::new("/result", kind)),
    }
    let places = std::mem::take(&mut found.result);
    for index in 0..places.len().max(proof.result.len()) {
        let at = format!("/result/{index}");
        found.same_place(&at, places.get(index), proof.result.get(index));
    }
    found.result = places;
    let (mut before, mut last_on) = (found.result_hash, proof.drawn_on);
    for (index, redraw) in proof.redraws.iter().enumerate().take(MOST_REDRAWS) {
        let at = format!("/redraws/{index}");
        let round = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(2);
        if redraw.round != round {
            let fault = Fault::new(format!("{at}/round"), FaultKind::RoundOutOfOrder);
            found.faults.push(fault);
        }
        for fault in asked_faults(proof, &redraw.asked, last_on) {
            let pointer = format!("{at}{}", fault.pointer);
            found.faults.push(Fault::new(pointer, fault.kind));
        }
        let (earlier, _) = proof.redraws.split_at(index);
        match redrawn(proof, earlier, &redraw.asked, round, &roster_hash) {
            Ok(place) => {
                found.same_place(&format!("{at}/result"), Some(&place), Some(&redraw.result));
                found.redraws.push(Some(place));
            }
            Err(kind) => {
                found.faults.push(Fault::new(format!("{at}/place"), kind));
                found.redraws.push(None);
            }
        }
        let hash = redraw_hash(&before, redraw);
        found.same(format!("{at}/hash"), hash, redraw.hash);
        (before, last_on) = (hash, redraw.asked.on);
    }
}
