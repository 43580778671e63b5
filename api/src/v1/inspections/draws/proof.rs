//! A draw between the record and the wire.

use domain::jz::art15_random_inspection::{Conflict, Place, Redraw, Replaces, Terms};
use domain::jz::inspection::{Drawing, RosterFilter};
use persistence::aggregate::Opened;
use persistence::{Connection, StoreError};

use super::schema::{
    DrawBody, DrawSummary, DrawTerms, DrawnPlace, OwnDraw, RedrawBody, RosterBody, RosterConflict,
    RosterFilterBody, RosterInspectorBody, RosterInstitutionBody,
};
use crate::v1::published::Publishers;

/// The name of the algorithm.
pub const ALGORITHM: &str = "jiandu-draw-v1";

impl From<&Terms> for DrawTerms {
    fn from(terms: &Terms) -> Self {
        Self {
            announced_on: terms.announced_on,
            public_value: terms.public_value.clone(),
            known_on: terms.known_on,
            institutions: terms.institutions,
            inspectors_each: terms.inspectors_each,
            departments: terms.departments.as_str().to_owned(),
        }
    }
}

impl From<&Conflict> for RosterConflict {
    fn from(pair: &Conflict) -> Self {
        Self {
            inspector: pair.inspector.clone(),
            institution: pair.institution.clone(),
        }
    }
}

impl From<&Place> for DrawnPlace {
    fn from(place: &Place) -> Self {
        Self {
            institution: place.institution.clone(),
            inspectors: place.inspectors.clone(),
        }
    }
}

impl From<&Redraw> for RedrawBody {
    fn from(redraw: &Redraw) -> Self {
        let asked = &redraw.asked;
        let (replaces, leaves) = match &asked.replaces {
            Replaces::Institution(id) => ("institution", id),
            Replaces::Inspector(id) => ("inspector", id),
        };
        Self {
            round: redraw.round,
            place: asked.place,
            replaces: replaces.to_owned(),
            leaves: leaves.clone(),
            reason: asked.reason.as_str().to_owned(),
            explanation: asked.explanation.clone(),
            on: asked.on,
            conflicts: asked.conflicts.iter().map(RosterConflict::from).collect(),
            result: DrawnPlace::from(&redraw.result),
            hash: redraw.hash.to_string(),
        }
    }
}

impl From<&RosterFilter> for RosterFilterBody {
    fn from(filter: &RosterFilter) -> Self {
        Self {
            division: filter.division.clone(),
            grades: Some(filter.grades.clone()).filter(|grades| !grades.is_empty()),
            occupation: filter.occupation.clone(),
            not_inspected_since: filter.not_inspected_since,
        }
    }
}

fn roster(drawing: &Drawing) -> RosterBody {
    let of = &drawing.announced.announcement;
    RosterBody {
        institutions: of
            .institutions
            .iter()
            .map(|one| RosterInstitutionBody {
                id: one.id.clone(),
                name: one.name.clone(),
                weight: one.weight,
            })
            .collect(),
        inspectors: of
            .inspectors
            .iter()
            .map(|one| RosterInspectorBody {
                id: one.id.clone(),
                name: one.name.clone(),
                department: one.department.clone(),
            })
            .collect(),
        conflicts: of.conflicts.iter().map(RosterConflict::from).collect(),
    }
}

fn status(drawing: &Drawing) -> &'static str {
    if drawing.held.is_some() {
        "held"
    } else {
        "announced"
    }
}

/// What is published of a draw. Before it was held: commitment, roster hash and terms alone.
///
/// # Errors
/// Those of the database.
pub(crate) fn body(
    connection: &mut Connection,
    publishers: &mut Publishers,
    drawing: &Drawing,
) -> Result<DrawBody, StoreError> {
    let announced = &drawing.announced;
    let drawn = drawing.held.as_ref().map(|held| &held.drawn);
    Ok(DrawBody {
        algorithm: ALGORITHM,
        draw_id: announced.announcement.draw.clone(),
        status: status(drawing),
        authority: publishers.of(connection, &announced.keeper.authority)?,
        method: announced.method.as_str(),
        filter: RosterFilterBody::from(&announced.filter),
        terms: DrawTerms::from(&announced.announcement.terms),
        commitment: announced.commitment.to_string(),
        roster_hash: announced.roster_hash.to_string(),
        roster: drawn.map(|_| roster(drawing)),
        public_value: drawn.map(|drawn| drawn.public_value.clone()),
        seed: drawn.map(|drawn| drawn.seed.to_string()),
        drawn_on: drawn.map(|drawn| drawn.drawn_on),
        result: drawn.map(|drawn| drawn.result.iter().map(DrawnPlace::from).collect()),
        result_hash: drawn.map(|drawn| drawn.result_hash.to_string()),
        redraws: drawing
            .redrawn
            .iter()
            .map(|one| RedrawBody::from(&one.redraw))
            .collect(),
    })
}

/// The same with what only those see who work with it.
///
/// # Errors
/// Those of the database.
pub fn own(connection: &mut Connection, opened: &Opened<Drawing>) -> Result<OwnDraw, StoreError> {
    let inspections = opened.state.inspections();
    Ok(OwnDraw {
        version: opened.head.version,
        inspections: inspections.into_iter().map(str::to_owned).collect(),
        draw: body(connection, &mut Publishers::default(), &opened.state)?,
    })
}

/// A draw in a list.
///
/// # Errors
/// Those of the database.
pub fn summary(connection: &mut Connection, drawing: &Drawing) -> Result<DrawSummary, StoreError> {
    let announced = &drawing.announced;
    Ok(DrawSummary {
        draw_id: announced.announcement.draw.clone(),
        status: status(drawing),
        authority: Publishers::default().of(connection, &announced.keeper.authority)?,
        terms: DrawTerms::from(&announced.announcement.terms),
        commitment: announced.commitment.to_string(),
        roster_hash: announced.roster_hash.to_string(),
        drawn_on: drawing.held.as_ref().map(|held| held.drawn.drawn_on),
        redraws: drawing.redrawn.len(),
    })
}
