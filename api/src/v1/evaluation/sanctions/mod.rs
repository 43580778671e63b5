//! `POST /api/v1/evaluations/sanctions`: Jingzhou measures, Art. 20-22.

pub mod facts;
pub mod handler;
mod request;

use chrono::NaiveDate;
use domain::jz::explain::would_change_tier;
use domain::jz::facts::inconsistencies;
use domain::jz::sanctions::{Measure, Sanctions, evaluate};
use domain::provision::RegulationId;

pub use request::RequestSlots;

use super::engine::{
    Basis, Engine, Explain, JZ_DEFAULT, RenderedProfile, Used, jz, out_of_range, write_regulation,
};
use super::explanation::{self, Change};
use super::grounds::{self, ART20_22};
use super::json::Out;
use crate::decode;
use crate::problem::{Fault, Problem};

/// The sanction engine.
#[derive(Debug)]
pub struct SanctionsEngine;

impl Engine for SanctionsEngine {
    const NAME: &'static str = "sanctions";

    fn answer(
        basis: &Basis,
        request: &[u8],
        explain: &mut Explain,
        answer: &mut Vec<u8>,
    ) -> Result<(), Problem> {
        let request = decode::read::<RequestSlots<'_>>(request)?;
        let mut faults: Vec<Fault> = inconsistencies(&request.facts)
            .into_iter()
            .map(|i| Fault::new(i.pointer.to_string(), i.reason.zh, i.reason.en))
            .collect();
        let regulations = [RegulationId::JzInstitutions];
        let profile = match basis.profile(request.profile.as_ref(), JZ_DEFAULT, &regulations) {
            Ok(profile) if faults.is_empty() => profile,
            Ok(_) => return Err(decode::invalid(faults)),
            Err(fault) => {
                faults.insert(0, fault);
                return Err(decode::invalid(faults));
            }
        };
        let as_of = request.as_of;
        let parameters = jz(profile, as_of)?;
        let decision = evaluate(&request.facts, as_of, parameters).map_err(out_of_range)?;
        let changes = if explain.spend(request.facts.items())? {
            let changes = would_change_tier(&request.facts, as_of, parameters)
                .map_err(out_of_range)?
                .into_iter()
                .map(|change| Change {
                    pointer: change.pointer.to_string(),
                    value: change.value,
                    outcome: change.tier.as_str(),
                    possible: Some(change.possible_tier.as_str()),
                })
                .collect::<Vec<_>>();
            Some(changes)
        } else {
            None
        };
        write(
            &mut Out(answer),
            as_of,
            &decision,
            profile,
            changes.as_deref(),
        );
        Ok(())
    }
}

fn write(
    out: &mut Out<'_>,
    as_of: NaiveDate,
    decision: &Sanctions,
    profile: &RenderedProfile,
    changes: Option<&[Change]>,
) {
    out.raw("{\"tier\":").word(decision.tier.as_str());
    out.raw(",\"possible_tier\":")
        .word(decision.possible_tier.as_str());
    out.raw(",\"grounds\":");
    grounds::write(out, &ART20_22, &decision.grounds, &decision.table);
    out.raw(",\"measures\":[");
    let mut separator = "";
    for measure in decision.tier.measures() {
        out.raw(separator).raw("{\"id\":").word(measure.as_str());
        out.raw(",\"provision\":").word(measure.provision().id);
        if let (Measure::BarRefiling, Some(until)) = (measure, decision.refiling_barred_until) {
            out.raw(",\"refiling_barred_until\":").date(until);
        }
        out.raw("}");
        separator = ",";
    }
    out.raw("],\"missing_facts\":")
        .pointers(&decision.missing_facts())
        .raw(",");
    profile.write(out, as_of, Used::Sanctions);
    // No rule of Art. 20-22 counts working days, so no calendar year is ever consulted.
    out.raw(",\"provisional\":false,");
    write_regulation(out, RegulationId::JzInstitutions);
    explanation::write(out, changes);
    out.raw("}");
}
