//! A draw on record: announced, held, drawn again (Art. 15).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{InspectionRefusal, Keeper, Method};
use crate::jz::art15_random_inspection::{Announcement, Digest, Drawn, Place, Proof, Redraw};

/// Which of an authority's institutions are on the roster; all members together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RosterFilter {
    /// The seat's division begins so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub division: Option<String>,
    /// Credit grades; none: every one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<String>,
    /// An occupation code is filed that begins so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<String>,
    /// Without an inspection on this day or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_inspected_since: Option<NaiveDate>,
}

/// Where the seed lies sealed until the draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedSeed {
    /// The sealed item.
    pub item: String,
    /// SHA-256 of its ciphertext.
    pub hash: Digest,
}

/// A draw was announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnouncedDraw {
    /// Who draws.
    pub keeper: Keeper,
    /// Roster and terms.
    pub announcement: Announcement,
    /// How the roster of institutions was made.
    pub filter: RosterFilter,
    /// How what is drawn is inspected.
    pub method: Method,
    /// Hash of roster and terms.
    pub roster_hash: Digest,
    /// Commitment to the seed.
    pub commitment: Digest,
    /// Where the seed lies.
    pub seed: SealedSeed,
    /// By whom.
    pub by: String,
}

/// A draw was held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldDraw {
    /// Result, with seed and public value.
    pub drawn: Drawn,
    /// The inspections that follow, by place.
    pub inspections: Vec<String>,
    /// By whom.
    pub by: String,
}

/// A place was drawn again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedrawnPlace {
    /// The redraw.
    pub redraw: Redraw,
    /// The inspection that stands at the place now.
    pub inspection: String,
    /// By whom.
    pub by: String,
}

/// What happens to a draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub enum DrawingEvent {
    /// Announced.
    Announced(Box<AnnouncedDraw>),
    /// Held.
    Held(Box<HeldDraw>),
    /// A place was drawn again.
    Redrawn(Box<RedrawnPlace>),
}

impl DrawingEvent {
    /// Its name in the ledger.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Announced(_) => "draw_announced",
            Self::Held(_) => "draw_held",
            Self::Redrawn(_) => "draw_redrawn",
        }
    }
}

/// A draw as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// As it was announced.
    pub announced: AnnouncedDraw,
    /// How it was held.
    pub held: Option<HeldDraw>,
    /// What was drawn again.
    pub redrawn: Vec<RedrawnPlace>,
}

impl Drawing {
    /// From the first event.
    #[must_use]
    pub fn begin(event: &DrawingEvent) -> Option<Self> {
        match event {
            DrawingEvent::Announced(announced) => Some(Self {
                announced: announced.as_ref().clone(),
                held: None,
                redrawn: Vec::new(),
            }),
            DrawingEvent::Held(_) | DrawingEvent::Redrawn(_) => None,
        }
    }

    /// After one more event.
    pub fn apply(&mut self, event: &DrawingEvent) {
        match event {
            DrawingEvent::Announced(_) => {}
            DrawingEvent::Held(held) => self.held = Some(held.as_ref().clone()),
            DrawingEvent::Redrawn(redrawn) => self.redrawn.push(redrawn.as_ref().clone()),
        }
    }

    /// That it can still be held.
    ///
    /// # Errors
    /// Where it was held: once, whatever the result.
    pub fn not_held(&self) -> Result<(), InspectionRefusal> {
        match self.held {
            None => Ok(()),
            Some(_) => Err(InspectionRefusal::DrawHeld),
        }
    }

    /// What is published of it.
    ///
    /// # Errors
    /// Where it was not held yet.
    pub fn proof(&self) -> Result<Proof, InspectionRefusal> {
        let held = self.held.as_ref().ok_or(InspectionRefusal::DrawNotHeld)?;
        let (announced, drawn) = (&self.announced, &held.drawn);
        Ok(Proof {
            announcement: announced.announcement.clone(),
            commitment: announced.commitment,
            roster_hash: announced.roster_hash,
            public_value: drawn.public_value.clone(),
            seed: drawn.seed,
            drawn_on: drawn.drawn_on,
            result: drawn.result.clone(),
            result_hash: drawn.result_hash,
            redraws: self.redrawn.iter().map(|one| one.redraw.clone()).collect(),
        })
    }

    /// The inspection that stands at each place.
    #[must_use]
    pub fn inspections(&self) -> Vec<&str> {
        let first = self.held.iter().flat_map(|held| &held.inspections);
        let mut standing: Vec<&str> = first.map(String::as_str).collect();
        for one in &self.redrawn {
            let index = usize::try_from(one.redraw.asked.place).ok();
            let index = index.and_then(|place| place.checked_sub(1));
            if let Some(at) = index.and_then(|index| standing.get_mut(index)) {
                *at = &one.inspection;
            }
        }
        standing
    }

    /// The roster's entries of a place: the institution's name, and of each inspector name and department.
    #[must_use]
    pub fn named(&self, place: &Place) -> (String, Vec<super::Assigned>) {
        let roster = &self.announced.announcement;
        let mut institutions = roster.institutions.iter();
        let name = institutions
            .find(|one| one.id == place.institution)
            .map(|one| one.name.clone())
            .unwrap_or_default();
        let assigned = place.inspectors.iter().filter_map(|id| {
            let found = roster.inspectors.iter().find(|one| one.id == *id)?;
            Some(super::Assigned {
                id: found.id.clone(),
                name: found.name.clone(),
                department: found.department.clone(),
            })
        });
        (name, assigned.collect())
    }
}
