//! Who is drawn from: the authority's filed institutions that a filter lets through, and its inspectors.

use chrono::NaiveDate;
use domain::jz::art15_random_inspection::parameters as policy;
use domain::jz::art15_random_inspection::{Conflict, RosterInspector, RosterInstitution};
use domain::jz::art19_credit::{CreditFormula, credit, rated};
use domain::jz::inspection::{Inspector, RosterFilter};
use domain::jz::institution::{Institution, Status};
use domain::parameter::Parameter;
use persistence::aggregate::{self, Opened};
use persistence::{Connection, StoreError, inspections};

use crate::problem::Problem;
use crate::v1::institutions::command::Desk;

/// A roster.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    /// The institutions.
    pub institutions: Vec<RosterInstitution>,
    /// The inspectors.
    pub inspectors: Vec<RosterInspector>,
    /// Conflicts between the two.
    pub conflicts: Vec<Conflict>,
}

/// The credit grade of an institution on a day (Art. 19), as a letter; none: it is not rated.
fn grade(institution: &Institution, on: NaiveDate) -> Option<&'static str> {
    let formula = CreditFormula::published(on)?;
    rated(institution, on).then(|| credit(institution, on, &formula).grade.as_str())
}

/// The weight of a grade. An institution without one counts as one of the best: nothing is held against it.
fn weight(grade: Option<&str>) -> &'static Parameter {
    match grade.unwrap_or("A").as_bytes() {
        b"D" => &policy::WEIGHT_GRADE_D,
        b"C" => &policy::WEIGHT_GRADE_C,
        b"B" => &policy::WEIGHT_GRADE_B,
        _ => &policy::WEIGHT_GRADE_A,
    }
}

/// Whether an institution is on the roster: filed, also while its work is suspended, and let through by the filter.
fn admits(
    institution: &Institution,
    graded: Option<&str>,
    filter: &RosterFilter,
    on: NaiveDate,
) -> bool {
    let filed = match institution.standing(on).status {
        Status::Filed | Status::Suspended => true,
        Status::Applied
        | Status::NotFiled
        | Status::Expired
        | Status::Deregistered
        | Status::Banned => false,
    };
    let Some(content) = institution.described(on).filter(|_| filed) else {
        return false;
    };
    let division = filter.division.as_ref();
    let occupation = filter.occupation.as_ref();
    let inspected = |since: NaiveDate| {
        let mut all = institution.ledger.inspections.values();
        all.any(|inspection| inspection.on >= since)
    };
    division.is_none_or(|begins| content.division.starts_with(begins))
        && occupation.is_none_or(|begins| {
            let mut all = content.occupations.iter();
            all.any(|one| one.code.starts_with(begins))
        })
        && (filter.grades.is_empty() || filter.grades.iter().any(|one| Some(&**one) == graded))
        && !filter.not_inspected_since.is_some_and(inspected)
}

/// Makes the roster of an authority as things stand.
///
/// # Errors
/// Those of the database.
pub fn gather(
    connection: &mut Connection,
    desk: &Desk,
    filter: &RosterFilter,
    weighted: bool,
) -> Result<Roster, Problem> {
    let authority = &desk.principal.center_id;
    let mut roster = Roster::default();
    for id in inspections::filed_by(connection, authority)? {
        let Some(opened) = aggregate::open::<Institution>(connection, &id)? else {
            continue;
        };
        let institution = opened.state;
        let graded = grade(&institution, desk.today);
        if !admits(&institution, graded, filter, desk.today) {
            continue;
        }
        let weight = match weighted {
            true => desk.number(weight(graded), desk.today)?,
            false => 1,
        };
        let described = institution.described(desk.today);
        let name = described.map(|content| content.name.clone());
        roster.institutions.push(RosterInstitution {
            name: name.unwrap_or_else(|| institution.uscc.clone()),
            id: institution.uscc,
            weight,
        });
    }
    let inspectors = inspections::all::<Inspector>(connection, authority, "active")?;
    let on_roster: std::collections::BTreeSet<&str> =
        roster.institutions.iter().map(|one| &*one.id).collect();
    roster.conflicts = conflicts(&inspectors, &on_roster);
    for opened in inspectors {
        let details = opened.state.details;
        roster.inspectors.push(RosterInspector {
            id: opened.id,
            name: details.name,
            department: details.department,
        });
    }
    Ok(roster)
}

/// Conflicts of inspectors with institutions on the roster.
fn conflicts(
    inspectors: &[Opened<Inspector>],
    on_roster: &std::collections::BTreeSet<&str>,
) -> Vec<Conflict> {
    let mut found = std::collections::BTreeSet::new();
    for one in inspectors {
        let all = one.state.in_conflict();
        found.extend(
            all.filter(|code| on_roster.contains(code))
                .map(|code| Conflict {
                    inspector: one.id.clone(),
                    institution: code.to_owned(),
                }),
        );
    }
    found.into_iter().collect()
}

/// Conflicts of a roster's inspectors with its institutions that stand now.
///
/// # Errors
/// Those of the database.
pub fn conflicts_now(
    connection: &mut Connection,
    institutions: &[RosterInstitution],
    inspectors: &[RosterInspector],
) -> Result<Vec<Conflict>, StoreError> {
    let mut opened = Vec::with_capacity(inspectors.len());
    for one in inspectors {
        opened.extend(aggregate::open::<Inspector>(connection, &one.id)?);
    }
    let on_roster = institutions.iter().map(|one| &*one.id).collect();
    Ok(conflicts(&opened, &on_roster))
}
