//! 不予受理通知书: the grounds of Art. 10, each with its sentence and the reason, and the right to one review.

use super::super::command::Context;
use super::super::event::Rejected;
use super::super::responsible::{Answerable, authority_of};
use super::super::state::CaseState;
use super::wording::{
    chinese_date, confidentiality, contact, departure, frame, ground, received, rules,
    rules_in_full, sentence, we,
};
use super::{Notice, NoticeKind};
use crate::gd::art09_10_admissibility::{ART10_1, ART10_5};

/// The notice of a rejection.
#[must_use]
pub(in super::super) fn rejection(
    state: &CaseState,
    rejected: &Rejected,
    context: &Context<'_>,
) -> Notice {
    let record = &state.record;
    let regime = record.regime;
    let intro = format!(
        "{}经审查，具有{}第十条规定的下列情形，{}决定不予受理：",
        received(record),
        rules_in_full(regime),
        we(regime)
    );
    let grounds = rejected
        .grounds
        .iter()
        .filter_map(|met| {
            // Where the officer departs, the reason is given once, below.
            let reason = if rejected.departure.as_ref() == Some(&met.reason_zh) {
                "见后述理由。".to_owned()
            } else {
                sentence(&met.reason_zh)
            };
            ground(regime, &met.provision, reason)
        })
        .collect();
    let has = |id: &str| rejected.grounds.iter().any(|met| met.provision == id);
    let mut closing = Vec::new();
    if let Some(day) = rejected.grounds.iter().find_map(|met| met.limit_day) {
        closing.push(format!("可以提出的最后一日为{}。", chinese_date(day)));
    }
    if let (true, Answerable::Elsewhere { division, name_zh }) =
        (has(ART10_1.id), &record.responsible.answerable)
    {
        let authority = authority_of(*division).unwrap_or("当地有关部门");
        closing.push(format!(
            "事件发生地属{name_zh}，你（单位）可以向{authority}反映。"
        ));
    }
    // Where the matter is not the center's, its departments have nothing to guide to.
    if has(ART10_5.id) && !has(ART10_1.id) {
        closing.push(format!(
            "该事项请先按鉴定业务的正常流程办理；承办部门将依照{}第十二条予以引导和解释。",
            rules(regime)
        ));
    }
    closing.extend(rejected.departure.as_deref().map(departure));
    closing.push(if state.review.is_none() {
        format!(
            "你（单位）对本决定有异议的，可以请求{}负责人复核一次。",
            we(regime)
        )
    } else {
        format!("本件经{}负责人复核后重新审查，不再复核。", we(regime))
    });
    closing.push(confidentiality(regime));
    closing.extend(contact(context.center));
    Notice {
        paragraphs: vec![intro],
        grounds,
        closing,
        ..frame(
            NoticeKind::Rejection,
            "质量投诉举报不予受理通知书",
            None,
            state,
            context,
        )
    }
}
