//! 受理通知书: accepted, registered, and by when it is to be concluded (Art. 9, 11, 18).

use super::super::command::Context;
use super::super::event::Accepted;
use super::super::refusal::Refusal;
use super::super::state::CaseState;
use super::wording::{
    chinese_date, confidentiality, contact, frame, received, rules, rules_in_full, we,
};
use super::{Notice, NoticeKind};
use crate::access::Regime;
use crate::gd::art09_10_admissibility::Track;
use crate::gd::art18_clock::{self, Clock, ClockFacts};
use crate::gd::parameters::HANDLING_WORKING_DAYS;
use crate::parameter::ParameterValue;
use crate::workday::WorkingCalendar;

/// The notice of an acceptance.
///
/// # Errors
/// [`Refusal::OutOfCalendar`] where the due date cannot be computed.
pub(in super::super) fn acceptance(
    state: &CaseState,
    accepted: &Accepted,
    context: &Context<'_>,
) -> Result<Notice, Refusal> {
    let regime = state.record.regime;
    let clock = art18_clock::evaluate(
        &ClockFacts {
            accepted_on: accepted.on,
            extended_to_working_days: None,
            concluded_on: None,
            as_of: accepted.on,
        },
        context.calendar,
        &context.parameters,
    )
    .map_err(|_beyond| Refusal::OutOfCalendar)?;
    let examined = if accepted.departure.is_none() {
        format!("经审查，符合{}第九条规定的受理条件", rules_in_full(regime))
    } else {
        format!("依照{}，经审查研究", rules_in_full(regime))
    };
    let registered = format!(
        "{}{examined}，{}决定自{}起正式受理，登记编号为{}。",
        received(&state.record),
        we(regime),
        chinese_date(accepted.on),
        accepted.registration.text,
    );
    let track = match accepted.track {
        Track::Investigation => {
            format!("本件将依照{}第十一条转送承办部门调查核实。", rules(regime))
        }
        Track::Guidance => format!(
            "本件属于鉴定日常业务范围，将依照{}第十二条由承办部门进行引导和解释；不能当场答复的，将告知何时给予答复，但未提供联系方式的除外。",
            rules(regime)
        ),
    };
    let mut closing = vec![confidentiality(regime)];
    closing.extend(contact(context.center));
    Ok(Notice {
        paragraphs: vec![
            registered,
            track,
            due(regime, &clock, accepted, context.calendar),
        ],
        closing,
        ..frame(
            NoticeKind::Acceptance,
            "质量投诉举报受理通知书",
            Some(accepted.registration.text.clone()),
            state,
            context,
        )
    })
}

/// By when the case is to be concluded, and how that day is found.
fn due(regime: Regime, clock: &Clock, accepted: &Accepted, calendar: &WorkingCalendar) -> String {
    let rules = rules(regime);
    let days = clock.parameters.handling_working_days;
    let own = HANDLING_WORKING_DAYS
        .as_of(accepted.on)
        .map(|version| version.value);
    // Art. 21: a local limit is shorter, and is then the one that holds.
    let basis = if own == Some(ParameterValue::Number(days)) {
        format!("依照{rules}第十八条，本件原则上")
    } else {
        format!("依照{rules}第十八条、第二十一条和本地实施细则，本件原则上")
    };
    let mut text = format!(
        "{basis}在正式受理后{days}个工作日内办结，自受理次日起算，最后一日为{}。如遇涉及部门较多、问题较复杂、调查需时较长的情况，可以适当延长，但自正式受理起最长不超过{}个工作日，即不迟于{}。",
        chinese_date(clock.due_on),
        clock.parameters.extension_cap_working_days,
        chinese_date(clock.cap_on),
    );
    // Working days in a year whose days off are not announced yet are an estimate, and said to be one.
    let estimated = |day| {
        calendar
            .count(accepted.on, day)
            .is_ok_and(|counted| counted.provisional)
    };
    let which = match (estimated(clock.due_on), estimated(clock.cap_on)) {
        (true, _) => "上述日期",
        (false, true) => "后一日期",
        (false, false) => return text,
    };
    text.push_str(which);
    text.push_str(
        "涉及尚未公布放假安排的年度，暂按周末和法定节假日推算，以放假安排公布后的计算为准。",
    );
    text
}
