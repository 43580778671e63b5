//! `POST /api/v1/evaluations/clock`: Guangdong measures, Art. 18.

pub mod handler;
mod request;

use domain::gd::art18_clock::{
    ART18, Clock, ClockFacts, ClockMember, evaluate, inconsistencies, would_change_state,
};
use domain::gd::parameters::GdParameters;
use domain::parameter::ProfileSource;
use domain::provision::RegulationId;

pub use request::RequestSlots;

use super::engine::{
    Basis, Engine, Explain, GD_DEFAULT, RenderedProfile, Used, gd, out_of_range, write_regulation,
};
use super::explanation::{self, Change};
use super::json::Out;
use crate::decode;
use crate::problem::{Fault, Problem};

/// The clock.
#[derive(Debug)]
pub struct ClockEngine;

impl Engine for ClockEngine {
    const NAME: &'static str = "clock";

    fn answer(
        basis: &Basis,
        request: &[u8],
        explain: &mut Explain,
        answer: &mut Vec<u8>,
    ) -> Result<(), Problem> {
        let request = decode::read::<RequestSlots<'_>>(request)?;
        let regulations = [RegulationId::GdComplaints];
        let profile = basis
            .profile(request.profile.as_ref(), GD_DEFAULT, &regulations)
            .map_err(|fault| decode::invalid(vec![fault]))?;
        let facts = request.facts;
        let parameters = gd(profile, facts.accepted_on)?;
        check(&facts, profile, parameters)?;
        let clock = evaluate(&facts, &basis.calendar, parameters).map_err(out_of_range)?;
        let changes = if explain.spend(0)? {
            let changes = would_change_state(&facts, &basis.calendar, parameters)
                .map_err(out_of_range)?
                .into_iter()
                .map(|(member, value, state)| Change {
                    pointer: member.pointer().to_owned(),
                    value,
                    outcome: state.as_str(),
                    possible: None,
                })
                .collect::<Vec<_>>();
            Some(changes)
        } else {
            None
        };
        write(
            &mut Out(answer),
            &facts,
            &clock,
            profile,
            changes.as_deref(),
        );
        Ok(())
    }
}

/// The contradictions among the facts. The range of an extension depends on the profile, and on Art. 18 only where the
/// profile does.
fn check(
    facts: &ClockFacts,
    profile: &RenderedProfile,
    parameters: &GdParameters,
) -> Result<(), Problem> {
    let mut refused_by_law = false;
    let faults: Vec<Fault> = inconsistencies(facts, parameters)
        .map(|(member, reason)| match member {
            ClockMember::ExtendedToWorkingDays => {
                refused_by_law = profile.profile.source != ProfileSource::LocalPolicy;
                let least = parameters.handling_working_days.saturating_add(1);
                let most = parameters.extension_cap_working_days;
                Fault::new(
                    member.pointer(),
                    format!("{}：应为 {least} 至 {most} 个工作日", reason.zh),
                    format!("{}: {least} to {most} working days", reason.en),
                )
            }
            ClockMember::AsOf | ClockMember::ConcludedOn => {
                Fault::new(member.pointer(), reason.zh, reason.en)
            }
        })
        .collect();
    if faults.is_empty() {
        return Ok(());
    }
    let problem = decode::invalid(faults);
    Err(if refused_by_law {
        problem.with_legal_basis(ART18.id)
    } else {
        problem
    })
}

fn write(
    out: &mut Out<'_>,
    facts: &ClockFacts,
    clock: &Clock,
    profile: &RenderedProfile,
    changes: Option<&[Change]>,
) {
    out.raw("{\"due_on\":").date(clock.due_on);
    out.raw(",\"extended_due_on\":")
        .date_or_null(clock.extended_due_on);
    out.raw(",\"cap_on\":").date(clock.cap_on);
    out.raw(",\"effective_due_on\":")
        .date(clock.effective_due_on);
    out.raw(",\"state\":").word(clock.state.as_str());
    out.raw(",\"working_days_used\":")
        .number(clock.working_days_used);
    out.raw(",\"working_days_left\":")
        .number(clock.working_days_left);
    out.raw(",\"working_days_overdue\":")
        .number(clock.working_days_overdue);
    out.raw(",\"provisional\":")
        .bool(clock.provisional)
        .raw(",");
    profile.write(out, facts.accepted_on, Used::Clock);
    out.raw(",");
    write_regulation(out, RegulationId::GdComplaints);
    explanation::write(out, changes);
    out.raw("}");
}
