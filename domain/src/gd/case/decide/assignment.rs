//! Assignment and the materials that go with it (Art. 11, 14, 15).

use super::super::command::Context;
use super::super::command::handling::{
    AssignToDepartments, DepartmentFacts, NewAssignment, ShareMaterials,
};
use super::super::departments::DepartmentNamed;
use super::super::event::CaseEvent;
use super::super::event::handling::{Assigned, Assignment, MaterialsShared};
use super::super::handling::Part;
use super::super::refusal::{InvestigationRefusal, Refusal};
use super::super::state::CaseState;
use super::counted;
use super::investigation::at_work;
use crate::access::OrganisationKind;

pub(super) fn assign(
    state: &CaseState,
    command: AssignToDepartments,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let new = command.assignments;
    if new.is_empty() {
        return Err(InvestigationRefusal::NoAssignment.into());
    }
    for (index, one) in new.iter().enumerate() {
        let twice = new
            .iter()
            .take(index)
            .any(|other| other.department.id == one.department.id);
        if twice {
            return Err(InvestigationRefusal::AssignedAlready {
                department: one.department.id.clone(),
            }
            .into());
        }
        assignable(state, one, context)?;
    }
    let parts = parts(state, &new)?;
    let first = state.handling.assignments.len();
    let assignments = new
        .into_iter()
        .zip(parts)
        .enumerate()
        .map(|(index, (one, part))| Assignment {
            number: counted(first.saturating_add(index)),
            department: one.department.id,
            on: context.today,
            name_zh: one.department.name_zh,
            uscc: one.department.uscc,
            part,
            task: one.task,
            materials: distinct(one.materials),
            due_on: one.due_on,
        })
        .collect();
    Ok(vec![
        Assigned {
            on: context.today,
            assignments,
            assigned_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}

/// Whether the case can go to that department, with what goes along.
fn assignable(
    state: &CaseState,
    new: &NewAssignment,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let department = || new.department.id.clone();
    if !is_of(state, &new.department) {
        return Err(InvestigationRefusal::NotAssignable {
            department: department(),
        }
        .into());
    }
    // Art. 15 comes before everything that would tell of the case.
    if state.record.accuses(DepartmentNamed {
        id: &new.department.id,
        name_zh: &new.department.name_zh,
        uscc: new.department.uscc.as_deref(),
    }) {
        return Err(InvestigationRefusal::DepartmentAccused {
            department: department(),
        }
        .into());
    }
    if state.handling.assignment(&new.department.id).is_some() {
        return Err(InvestigationRefusal::AssignedAlready {
            department: department(),
        }
        .into());
    }
    known(state, &new.materials)?;
    if new.due_on.is_some_and(|due_on| due_on < context.today) {
        return Err(InvestigationRefusal::ReportDuePast {
            department: department(),
        }
        .into());
    }
    Ok(())
}

/// Art. 2, 11: a department of the organisation that holds the case. An organisation whose staff are only designated to
/// act as departments investigates itself.
fn is_of(state: &CaseState, department: &DepartmentFacts) -> bool {
    let center = &state.record.center;
    let own = department.kind == OrganisationKind::UndertakingDepartment
        && department.parent.as_ref() == Some(center);
    department.active
        && department.regime == state.record.regime
        && (own || department.id == *center)
}

/// Art. 14: of several departments exactly one leads. A single one leads by itself.
fn parts(state: &CaseState, new: &[NewAssignment]) -> Result<Vec<Part>, Refusal> {
    let handling = state.handling_departments();
    if let ([_only], true) = (new, handling.is_empty()) {
        return Ok(vec![Part::Lead]);
    }
    let parts: Vec<Part> = new
        .iter()
        .map(|one| one.part.unwrap_or(Part::CoHandler))
        .collect();
    let leading = handling
        .iter()
        .map(|one| one.part)
        .chain(parts.iter().copied())
        .filter(|part| *part == Part::Lead)
        .count();
    if leading == 1 {
        Ok(parts)
    } else {
        Err(InvestigationRefusal::OneLead.into())
    }
}

/// That the case has these materials.
fn known(state: &CaseState, materials: &[String]) -> Result<(), Refusal> {
    let known = state.materials();
    match materials
        .iter()
        .find(|wanted| !known.iter().any(|material| material.id == **wanted))
    {
        Some(unknown) => Err(InvestigationRefusal::UnknownMaterial {
            material: unknown.clone(),
        }
        .into()),
        None => Ok(()),
    }
}

fn distinct(materials: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(materials.len());
    for material in materials {
        if !kept.contains(&material) {
            kept.push(material);
        }
    }
    kept
}

pub(super) fn share(
    state: &CaseState,
    command: ShareMaterials,
    context: &Context<'_>,
) -> Result<Vec<CaseEvent>, Refusal> {
    let assignment = at_work(state, &command.department)?;
    known(state, &command.materials)?;
    let seen = &assignment.materials;
    let materials: Vec<String> = distinct(command.materials)
        .into_iter()
        .filter(|material| !seen.contains(material))
        .collect();
    if materials.is_empty() {
        return Err(InvestigationRefusal::NothingShared.into());
    }
    Ok(vec![
        MaterialsShared {
            on: context.today,
            department: command.department,
            materials,
            shared_by: context.actor.client_id.clone(),
        }
        .into(),
    ])
}
