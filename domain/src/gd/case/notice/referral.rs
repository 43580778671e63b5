//! 转送告知书, or 告知书 where the complainant is told where to go: to whom, and why (Art. 3, 4).

use super::super::command::Context;
use super::super::event::Referred;
use super::super::responsible::Answerable;
use super::super::state::CaseState;
use super::wording::{
    confidentiality, contact, departure, frame, ground, received, rules_in_full, sentence, we,
};
use super::{Notice, NoticeGround, NoticeKind};
use crate::access::Regime;
use crate::gd::art09_10_admissibility::ART10_1;

/// The notice of a referral.
#[must_use]
pub(in super::super) fn referral(
    state: &CaseState,
    referred: &Referred,
    context: &Context<'_>,
) -> Notice {
    let record = &state.record;
    let regime = record.regime;
    let to = &referred.to;
    let passed_on = to.organisation_id.is_some();
    let examined = format!(
        "{}依照{}，经审查，该事项应由{}处理。",
        received(record),
        rules_in_full(regime),
        to.name
    );
    let why = format!(
        "{}：{}",
        if passed_on {
            "转送理由"
        } else {
            "告知理由"
        },
        sentence(&to.reason)
    );
    let next = if passed_on {
        format!(
            "本件材料由{}另行转送{}，由其依照职责处理并答复。",
            we(regime),
            to.name
        )
    } else {
        format!("你（单位）可以向{}反映。", to.name)
    };
    let mut closing = vec![next];
    closing.extend(referred.departure.as_deref().map(departure));
    closing.push(confidentiality(regime));
    closing.extend(contact(context.center));
    Notice {
        paragraphs: vec![examined, why],
        grounds: grounds(state, regime),
        closing,
        ..frame(
            NoticeKind::Referral,
            if passed_on {
                "质量投诉举报转送告知书"
            } else {
                "质量投诉举报告知书"
            },
            None,
            state,
            context,
        )
    }
}

/// The rule that names who must answer, where that is another than the center; else why the matter is not its own.
fn grounds(state: &CaseState, regime: Regime) -> Vec<NoticeGround> {
    let record = &state.record;
    let responsible = &record.responsible;
    let another = match &responsible.answerable {
        Answerable::Organisation { organisation_id } => *organisation_id != record.center,
        Answerable::Elsewhere { .. } | Answerable::SupervisingDepartment => true,
    };
    if another {
        return ground(
            regime,
            &responsible.provision,
            sentence(&responsible.reason_zh),
        )
        .into_iter()
        .collect();
    }
    state
        .evaluation
        .iter()
        .flat_map(|latest| &latest.evaluation.met)
        .filter(|met| met.provision == ART10_1.id)
        .filter_map(|met| ground(regime, &met.provision, sentence(&met.reason_zh)))
        .collect()
}
