//! What is published of a draw, and the two steps that make it: the draw and the redraw.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::draw::{Board, Place, Replaces};
use super::encode::{Digest, commitment, redraw_hash, result_hash, round_key};
use super::fault::{Fault, FaultKind};
use super::roster::{Announcement, Conflict};
use super::stream::Stream;
use crate::gd::case::words::record_words;

/// Most redraws of a draw.
pub(super) const MOST_REDRAWS: usize = 200;
/// Most conflicts that a redraw brings with it.
const MOST_NEW_CONFLICTS: usize = 100;

record_words! {
    /// Why something is drawn again.
    RedrawReason {
        /// The institution was deregistered, banned, or has stopped working
        InstitutionGone = "institution_gone",
        /// The institution cannot be inspected now
        InstitutionUnavailable = "institution_unavailable",
        /// The inspector is ill, away, or no longer an inspector
        InspectorUnavailable = "inspector_unavailable",
        /// A conflict of interest became known after the announcement (回避)
        ConflictOfInterest = "conflict_of_interest",
    }
}

/// A redraw that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redrawing {
    /// The place, from 1.
    pub place: u32,
    /// Who gives it up.
    pub replaces: Replaces,
    /// Why.
    pub reason: RedrawReason,
    /// Why, in words; published.
    pub explanation: String,
    /// The day (Asia/Shanghai).
    pub on: NaiveDate,
    /// Conflicts that became known since the announcement or the last redraw. They hold from now on.
    pub conflicts: Vec<Conflict>,
}

/// A redraw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redraw {
    /// Its round: 2 for the first.
    pub round: u32,
    /// What was asked for.
    pub asked: Redrawing,
    /// What stands at the place now.
    pub result: Place,
    /// Hash of all this and of the hash before it.
    pub hash: Digest,
}

/// What the draw itself yields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    /// The public value, as it is written.
    pub public_value: String,
    /// The revealed seed.
    pub seed: Digest,
    /// The day (Asia/Shanghai).
    pub drawn_on: NaiveDate,
    /// What was drawn, by place.
    pub result: Vec<Place>,
    /// Hash of the result and of everything that led to it.
    pub result_hash: Digest,
}

/// Everything that is published of a draw that was held: enough to compute it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Roster and terms.
    pub announcement: Announcement,
    /// The commitment that was published with the announcement.
    pub commitment: Digest,
    /// The hash of roster and terms that was published with it.
    pub roster_hash: Digest,
    /// The public value, as it is written.
    pub public_value: String,
    /// The revealed seed.
    pub seed: Digest,
    /// The day of the draw.
    pub drawn_on: NaiveDate,
    /// Round 1.
    pub result: Vec<Place>,
    /// The hash of round 1.
    pub result_hash: Digest,
    /// Further rounds.
    pub redraws: Vec<Redraw>,
}

impl Proof {
    /// What stands at each place after every redraw.
    #[must_use]
    pub fn standing(&self) -> Vec<Place> {
        let mut places = self.result.clone();
        for redraw in &self.redraws {
            let index = usize::try_from(redraw.asked.place).ok();
            let index = index.and_then(|place| place.checked_sub(1));
            if let Some(place) = index.and_then(|index| places.get_mut(index)) {
                place.clone_from(&redraw.result);
            }
        }
        places
    }

    /// The hash that a further redraw carries on.
    #[must_use]
    pub fn last_hash(&self) -> Digest {
        self.redraws
            .last()
            .map_or(self.result_hash, |last| last.hash)
    }
}

/// Holds a draw.
///
/// # Errors
/// The faults of the announcement, an empty public value, or a day before that of the public value.
pub fn draw(
    announcement: &Announcement,
    seed: &Digest,
    public_value: &str,
    on: NaiveDate,
) -> Result<Drawn, Vec<Fault>> {
    let mut faults = announcement.faults();
    super::roster::check_text(&mut faults, "/public_value", public_value);
    if on < announcement.terms.known_on {
        faults.push(Fault::new("/drawn_on", FaultKind::DrawnTooEarly));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut proof = Proof {
        commitment: commitment(&announcement.draw, seed),
        roster_hash: announcement.roster_hash(),
        announcement: announcement.clone(),
        public_value: public_value.to_owned(),
        seed: *seed,
        drawn_on: on,
        result: Vec::new(),
        result_hash: *seed,
        redraws: Vec::new(),
    };
    proof.result = first_result(&proof, &proof.roster_hash)
        .map_err(|kind| vec![Fault::new("/result", kind)])?;
    Ok(Drawn {
        public_value: proof.public_value.clone(),
        seed: *seed,
        drawn_on: on,
        result_hash: result_hash(&proof, &proof.roster_hash),
        result: proof.result,
    })
}

/// Round 1 of what a proof says, whatever result it states.
pub(super) fn first_result(proof: &Proof, roster: &Digest) -> Result<Vec<Place>, FaultKind> {
    let mut board = Board::new(&proof.announcement);
    board.first_round(&mut stream(proof, roster, 1))?;
    Ok(board.places)
}

fn stream(proof: &Proof, roster: &Digest, round: u32) -> Stream {
    let draw = &proof.announcement.draw;
    Stream::new(round_key(
        draw,
        &proof.seed,
        &proof.public_value,
        roster,
        round,
    ))
}

/// The place of a round, given the rounds before it as `proof` states them.
pub(super) fn redrawn<'a>(
    proof: &'a Proof,
    before: &'a [Redraw],
    asked: &'a Redrawing,
    round: u32,
    roster: &Digest,
) -> Result<Place, FaultKind> {
    let mut board = Board::new(&proof.announcement);
    board.resume(&proof.result, before)?;
    let index = board.at(asked.place)?;
    let standing = board.places.get(index).ok_or(FaultKind::NoSuchPlace)?;
    let stands = match &asked.replaces {
        Replaces::Institution(id) => standing.institution == *id,
        Replaces::Inspector(id) => standing.inspectors.contains(id),
    };
    if !stands {
        return Err(FaultKind::NotThere);
    }
    board.carry_out(asked);
    let mut stream = stream(proof, roster, round);
    match &asked.replaces {
        Replaces::Institution(_) => board.another_institution(index, &mut stream),
        Replaces::Inspector(id) => board.another_inspector(index, id, &mut stream),
    }
}

/// What is wrong with a redraw that is asked for, whatever it would yield.
pub(super) fn asked_faults(proof: &Proof, asked: &Redrawing, last_on: NaiveDate) -> Vec<Fault> {
    let mut faults = Vec::new();
    super::roster::check_text(&mut faults, "/explanation", &asked.explanation);
    if asked.on < last_on {
        faults.push(Fault::new("/on", FaultKind::DayBeforeLastStep));
    }
    if asked.conflicts.len() > MOST_NEW_CONFLICTS {
        faults.push(Fault::new("/conflicts", FaultKind::TooLarge));
        return faults;
    }
    let known = |pair: &Conflict| {
        let of = &proof.announcement;
        of.inspectors.iter().any(|one| one.id == pair.inspector)
            && of.institutions.iter().any(|one| one.id == pair.institution)
    };
    for (index, pair) in asked.conflicts.iter().enumerate() {
        if !known(pair) {
            let at = format!("/conflicts/{index}");
            faults.push(Fault::new(at, FaultKind::NotOnRoster));
        }
    }
    faults
}

/// Draws one place again. Earlier results stay as they are.
///
/// # Errors
/// Why not, with pointers into what was asked for.
pub fn redraw(proof: &Proof, asked: Redrawing) -> Result<Redraw, Vec<Fault>> {
    let last_on = proof.redraws.last().map_or(proof.drawn_on, |r| r.asked.on);
    let mut faults = asked_faults(proof, &asked, last_on);
    if proof.redraws.len() >= MOST_REDRAWS {
        faults.push(Fault::new("/place", FaultKind::TooLarge));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let round = u32::try_from(proof.redraws.len())
        .unwrap_or(u32::MAX)
        .saturating_add(2);
    let result = redrawn(proof, &proof.redraws, &asked, round, &proof.roster_hash)
        .map_err(|kind| vec![Fault::new("/place", kind)])?;
    let mut redraw = Redraw {
        round,
        asked,
        result,
        hash: proof.last_hash(),
    };
    redraw.hash = redraw_hash(&proof.last_hash(), &redraw);
    Ok(redraw)
}
