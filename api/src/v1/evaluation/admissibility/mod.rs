//! `POST /api/v1/evaluations/admissibility`: Guangdong measures, Art. 8-10, 12, 13, 15, 4(2).

pub mod handler;
pub(crate) mod request;

use domain::gd::art09_10_admissibility::{
    Admissibility, AdmissibilityFacts, decide_dated, inconsistencies, would_change_outcome_dated,
};
use domain::provision::RegulationId;

use request::AdmissibilityRequest;
pub use request::RequestSlots;

use super::engine::{
    Basis, Engine, Explain, GD_DEFAULT, RenderedProfile, Used, gd, out_of_range, write_regulation,
};
use super::explanation::{self, Change};
use super::grounds::{self, ART10, CONDITIONS};
use super::json::Out;
use crate::decode;
use crate::problem::{Fault, Problem};

/// The admissibility engine.
#[derive(Debug)]
pub struct AdmissibilityEngine;

impl Engine for AdmissibilityEngine {
    const NAME: &'static str = "admissibility";

    fn answer(
        basis: &Basis,
        request: &[u8],
        explain: &mut Explain,
        answer: &mut Vec<u8>,
    ) -> Result<(), Problem> {
        let AdmissibilityRequest { profile, facts } = decode::read::<RequestSlots<'_>>(request)?;
        let mut faults: Vec<Fault> = inconsistencies(&facts)
            .into_iter()
            .map(|i| Fault::new(i.pointer.to_string(), i.reason.zh, i.reason.en))
            .collect();
        let regulations = [RegulationId::GdComplaints];
        let profile = match basis.profile(profile.as_ref(), GD_DEFAULT, &regulations) {
            Ok(profile) if faults.is_empty() => profile,
            Ok(_) => return Err(decode::invalid(faults)),
            Err(fault) => {
                faults.insert(0, fault);
                return Err(decode::invalid(faults));
            }
        };
        let own = *gd(profile, facts.submitted_on)?;
        let parameters = |day| profile.profile.gd(day).copied().unwrap_or(own);
        let decision = decide_dated(&facts, &basis.calendar, &parameters).map_err(out_of_range)?;
        let priors = facts.prior_complaints.as_ref().map_or(0, Vec::len);
        let changes = if explain.spend(priors)? {
            let changes = would_change_outcome_dated(&facts, &basis.calendar, &parameters)
                .map_err(out_of_range)?
                .into_iter()
                .map(|change| Change {
                    pointer: change.pointer.to_string(),
                    value: change.value,
                    outcome: change.outcome.as_str(),
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
            &decision,
            profile,
            changes.as_deref(),
        );
        Ok(())
    }
}

fn write(
    out: &mut Out<'_>,
    facts: &AdmissibilityFacts,
    decision: &Admissibility,
    profile: &RenderedProfile,
    changes: Option<&[Change]>,
) {
    out.raw("{\"outcome\":").word(decision.outcome.as_str());
    out.raw(",\"track\":");
    match decision.track {
        Some(track) => out.word(track.as_str()),
        None => out.raw("null"),
    };
    out.raw(",\"conditions\":");
    grounds::write(out, &CONDITIONS, &decision.conditions, &decision.table);
    out.raw(",\"grounds\":");
    grounds::write(out, &ART10, &decision.grounds, &decision.table);
    out.raw(",\"duties\":[");
    let mut separator = "";
    for duty in decision.duties() {
        out.raw(separator).raw("{\"id\":").word(duty.as_str());
        out.raw(",\"provision\":")
            .word(duty.provision().id)
            .raw("}");
        separator = ",";
    }
    out.raw("],\"form_deficiencies\":[");
    let mut separator = "";
    for item in decision.form_deficiencies() {
        out.raw(separator).word(item.as_str());
        separator = ",";
    }
    out.raw("],\"missing_facts\":")
        .pointers(&decision.missing_facts())
        .raw(",");
    let used = if decision.cap_used {
        Used::AdmissibilityWithCap
    } else {
        Used::Admissibility
    };
    profile.write(out, facts.submitted_on, used);
    out.raw(",\"provisional\":")
        .bool(decision.provisional)
        .raw(",");
    write_regulation(out, RegulationId::GdComplaints);
    explanation::write(out, changes);
    out.raw("}");
}
