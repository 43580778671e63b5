//! What an undertaking department has to do about a case.

use chrono::NaiveDate;
use domain::access::Principal;
use domain::gd::case::{CaseState, CommandName, may};

use super::WorkStep;
use crate::http::Lang;

/// What a department has to do about a case, the first thing first (Art. 5(3) and 6).
pub(super) fn steps(
    state: &CaseState,
    principal: &Principal,
    due_on: Option<NaiveDate>,
    lang: Lang,
) -> Vec<WorkStep> {
    let step = |step, zh: &str, en: &str, until| WorkStep {
        step,
        explanation: match lang {
            Lang::ZhCn => zh.to_owned(),
            Lang::En => en.to_owned(),
        },
        until,
        notice: None,
    };
    let own = &principal.organisation_id;
    let orders = state
        .handling
        .supervisions
        .iter()
        .filter(|one| one.answer.is_none() && one.order.department.as_ref() == Some(own));
    let mut steps: Vec<WorkStep> = orders
        .map(|one| {
            step(
                "answer_supervision",
                "答复督办。",
                "A supervision order is to be answered.",
                Some(one.order.due_on),
            )
        })
        .collect();
    if may(state, CommandName::Report, principal).is_ok() {
        let expected = state.handled_by(own).and_then(|one| one.due_on);
        steps.push(step(
            "report",
            "调查并报送调查报告。",
            "To be investigated and reported.",
            expected.or(due_on),
        ));
    }
    steps
}
