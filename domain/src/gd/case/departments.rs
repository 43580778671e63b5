//! Which undertaking departments have a case, and which no longer: whoever is, or belongs to, the accused party has no
//! part in it (Art. 15), also where that comes out only after the case was assigned.

use super::accused::{AccusedOrganisations, same_name};
use super::event::Received;
use super::event::handling::Assignment;
use super::state::CaseState;

/// What of a department tells whether it is the accused party.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DepartmentNamed<'a> {
    /// Its organisation id.
    pub id: &'a str,
    /// Its name.
    pub name_zh: &'a str,
    /// Its unified social credit code.
    pub uscc: Option<&'a str>,
}

impl<'a> From<&'a Assignment> for DepartmentNamed<'a> {
    fn from(assignment: &'a Assignment) -> Self {
        Self {
            id: &assignment.department,
            name_zh: &assignment.name_zh,
            uscc: assignment.uscc.as_deref(),
        }
    }
}

impl Received {
    /// Art. 15: whether a department of the center is, may be, or belongs to the accused party: by its id or the
    /// center's, by its credit code, or by its name.
    #[must_use]
    pub fn accuses(&self, department: DepartmentNamed<'_>) -> bool {
        self.accused_among(&self.accused_organisations(), department)
    }

    fn accused_among(
        &self,
        organisations: &AccusedOrganisations,
        department: DepartmentNamed<'_>,
    ) -> bool {
        let accused = &self.accused;
        let code = |code: &String| {
            department
                .uscc
                .is_some_and(|own| own.eq_ignore_ascii_case(code))
        };
        organisations.contains(department.id)
            || organisations.contains(&self.center)
            || accused.uscc.as_ref().is_some_and(code)
            || accused
                .name
                .as_ref()
                .is_some_and(|name| same_name(name, department.name_zh))
    }
}

impl CaseState {
    /// The assignments whose departments may handle the case as the record stands, in the order of assignment.
    #[must_use]
    pub fn handling_departments(&self) -> Vec<&Assignment> {
        if self.handling.assignments.is_empty() {
            return Vec::new();
        }
        let organisations = self.record.accused_organisations();
        self.handling
            .assignments
            .iter()
            .filter(|one| !self.record.accused_among(&organisations, (*one).into()))
            .collect()
    }

    /// The assignment of a department that may handle the case as the record stands.
    #[must_use]
    pub fn handled_by(&self, department: &str) -> Option<&Assignment> {
        self.handling
            .assignment(department)
            .filter(|assignment| !self.record.accuses((*assignment).into()))
    }

    /// Whether every department that may handle the case has reported (Art. 14).
    #[must_use]
    pub fn all_reported(&self) -> bool {
        let departments = self.handling_departments();
        !departments.is_empty()
            && departments
                .iter()
                .all(|one| self.handling.report_of(&one.department).is_some())
    }
}
