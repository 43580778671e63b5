//! 办理结果告知书: what came of the case and what is done about it (Art. 16, 18). It tells the complainant the result and
//! names neither them nor who handled the case.

use super::super::command::Context;
use super::super::event::Concluded;
use super::super::facts::clock;
use super::super::record::ConclusionOutcome;
use super::super::refusal::Refusal;
use super::super::state::CaseState;
use super::wording::{
    chinese_date, confidentiality, contact, frame, ground, received, rules, rules_in_full,
    sentence, we,
};
use super::{Notice, NoticeKind};
use crate::gd::art16_feedback::ART16;
use crate::gd::art18_clock::{self, ART18};

/// The notice of the result.
///
/// # Errors
/// [`Refusal::OutOfCalendar`] where the due date cannot be computed.
pub(in super::super) fn result(
    state: &CaseState,
    concluded: &Concluded,
    context: &Context<'_>,
) -> Result<Notice, Refusal> {
    let regime = state.record.regime;
    let accepted = state.acceptance.as_ref();
    let registered = accepted.map_or_else(String::new, |accepted| {
        format!(
            "{}于{}正式受理，登记编号为{}。",
            we(regime),
            chinese_date(accepted.on),
            accepted.registration.text
        )
    });
    let opening = format!(
        "{}{registered}现已依照{}办结。",
        received(&state.record),
        rules_in_full(regime)
    );
    let outcome = match concluded.outcome {
        ConclusionOutcome::Substantiated => "经调查核实，所反映的问题属实。".to_owned(),
        ConclusionOutcome::Partly => "经调查核实，所反映的问题部分属实。".to_owned(),
        ConclusionOutcome::Unsubstantiated => "经调查核实，所反映的问题不属实。".to_owned(),
        ConclusionOutcome::Unverifiable => "经调查，所反映的问题无法查实。".to_owned(),
        ConclusionOutcome::Guided => format!(
            "本件属于鉴定日常业务范围，已依照{}第十二条进行引导和解释。",
            rules(regime)
        ),
    };
    let mut paragraphs = vec![opening, format!("办理结果：{outcome}")];
    paragraphs.extend(measures(concluded));
    let grounds = [
        ground(regime, ART16.id, "现将办理结果告知你（单位）。".to_owned()),
        ground(regime, ART18.id, term(state, concluded, context)?),
    ];
    let closing = [
        format!(
            "你（单位）对办理结果有异议的，可以向{}反映；有新的事实、理由再次提出的，不作为重复提出处理。",
            we(regime)
        ),
        confidentiality(regime),
    ];
    Ok(Notice {
        paragraphs,
        grounds: grounds.into_iter().flatten().collect(),
        closing: closing.into_iter().chain(contact(context.center)).collect(),
        ..frame(
            NoticeKind::Result,
            "质量投诉举报办理结果告知书",
            accepted.map(|accepted| accepted.registration.text.clone()),
            state,
            context,
        )
    })
}

/// What is done about what was found, one after the other.
fn measures(concluded: &Concluded) -> Option<String> {
    match concluded.measures.as_slice() {
        [] => None,
        [only] => Some(format!("处理措施：{}", sentence(&only.text))),
        several => {
            let listed: Vec<String> = (1_u32..)
                .zip(several)
                .map(|(number, measure)| format!("（{number}）{}", sentence(&measure.text)))
                .collect();
            Some(format!("处理措施：{}", listed.concat()))
        }
    }
}

/// Whether the case was concluded in time. Whoever was late says so.
fn term(
    state: &CaseState,
    concluded: &Concluded,
    context: &Context<'_>,
) -> Result<String, Refusal> {
    let on = chinese_date(concluded.on);
    let Some(facts) = clock(state, concluded.on) else {
        return Ok(format!("本件于{on}办结。"));
    };
    let clock = art18_clock::evaluate(&facts, context.calendar, &context.limits)
        .map_err(|_beyond| Refusal::OutOfCalendar)?;
    let limit = if clock.extended_due_on.is_some() {
        "经延长的办结期限"
    } else {
        "办结期限"
    };
    let last = chinese_date(clock.effective_due_on);
    Ok(if concluded.on > clock.effective_due_on {
        format!("本件{limit}的最后一日为{last}，于{on}办结，超出期限。")
    } else {
        format!("本件{limit}的最后一日为{last}，于{on}办结。")
    })
}
