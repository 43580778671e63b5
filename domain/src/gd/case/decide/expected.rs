//! Which decisions follow from the rules. Any other departs from them and needs a written reason.

use crate::access::Regime;
use crate::gd::art09_10_admissibility::{ART10_1, ART10_3, Outcome, PriorStatus};

use super::super::command::CommandName;
use super::super::evaluation::Evaluation;
use super::super::responsible::ResponsibleRule;
use super::super::state::CaseState;

/// The decisions that follow from the rules, the most fitting first; empty: the rules leave it undetermined.
///
/// Whoever is not responsible does not judge the matter but refers it. Otherwise the engine's outcome leads: where a
/// ground is met, to rejection, or to referring (Art. 10(1)) or joining (Art. 10(3): attached to the open case); where
/// none is, to acceptance. A repeat of a case that was still undecided is joined to it; one of a case that is overdue
/// may be, so as to press for it.
#[must_use]
pub fn expected_decisions(state: &CaseState, evaluation: &Evaluation) -> Vec<CommandName> {
    let record = &state.record;
    // Within Jingzhou its authorities settle among themselves who answers, unless one of them is accused.
    let refers =
        record.regime == Regime::Gd || record.responsible.rule == ResponsibleRule::CenterAccused;
    if refers && record.responsible.is_for_another_than(&record.center) {
        return vec![CommandName::Refer];
    }
    let joinable = |status: PriorStatus| {
        evaluation
            .priors
            .iter()
            .any(|prior| prior.joinable && prior.status == status)
    };
    match evaluation.outcome {
        Outcome::Reject => {
            let mut decisions = vec![CommandName::Reject];
            if evaluation.is_met(ART10_1.id) {
                decisions.push(CommandName::Refer);
            }
            if evaluation.is_met(ART10_3.id) && joinable(PriorStatus::Accepted) {
                decisions.push(CommandName::Join);
            }
            decisions
        }
        Outcome::Accept | Outcome::Undetermined if joinable(PriorStatus::Pending) => {
            vec![CommandName::Join]
        }
        Outcome::Accept if joinable(PriorStatus::Accepted) => {
            vec![CommandName::Accept, CommandName::Join]
        }
        Outcome::Accept => vec![CommandName::Accept],
        Outcome::Undetermined => Vec::new(),
    }
}
