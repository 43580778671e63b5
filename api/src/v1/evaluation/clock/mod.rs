//! `POST /api/v1/evaluations/clock`: Guangdong measures, Art. 18.

pub mod handler;
mod request;

use domain::gd::art18_clock::{Clock, ClockFacts, evaluate, inconsistencies, would_change_state};
use domain::provision::RegulationId;

pub use request::RequestSlots;

use super::engine::{
    Basis, Engine, GD_DEFAULT, RenderedProfile, Used, gd, out_of_range, write_regulation,
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
        explain: bool,
        answer: &mut Vec<u8>,
    ) -> Result<(), Problem> {
        let request = decode::read::<RequestSlots<'_>>(request)?;
        let profile = basis.profile(
            request.profile.as_ref(),
            GD_DEFAULT,
            RegulationId::GdComplaints,
        )?;
        let facts = request.facts;
        let parameters = gd(profile, facts.accepted_on)?;
        let faults: Vec<Fault> = inconsistencies(&facts, parameters)
            .map(|(member, reason)| Fault::new(member.pointer(), reason.zh, reason.en))
            .collect();
        if !faults.is_empty() {
            return Err(decode::invalid(faults));
        }
        let clock = evaluate(&facts, &basis.calendar, parameters).map_err(out_of_range)?;
        let changes = if explain {
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
