//! What the passing of time did to a case, in words (Art. 18).

use domain::gd::case::ClockEvent;

use crate::http::Lang;

/// In the language of the request.
pub(super) fn sentence(event: &ClockEvent, lang: Lang) -> String {
    match (event, lang) {
        (ClockEvent::DueSoon(event), Lang::ZhCn) => format!(
            "办结期限{}即将届满，还剩{}个工作日。",
            event.due_on, event.working_days_left
        ),
        (ClockEvent::DueSoon(event), Lang::En) => format!(
            "Due soon: to be concluded by {}; working days left: {}.",
            event.due_on, event.working_days_left
        ),
        (ClockEvent::Overdue(event), Lang::ZhCn) => {
            format!("办结期限{}已届满，案件尚未办结。", event.due_on)
        }
        (ClockEvent::Overdue(event), Lang::En) => {
            format!("Overdue: it was to be concluded by {}.", event.due_on)
        }
        (ClockEvent::DueDateMoved(event), Lang::ZhCn) => event.moved_to.map_or_else(
            || {
                format!(
                    "工作日历有变化，原办结期限{}不再适用，新的期限超出可计算的范围。",
                    event.moved_from
                )
            },
            |to| format!("工作日历有变化，办结期限由{}改为{to}。", event.moved_from),
        ),
        (ClockEvent::DueDateMoved(event), Lang::En) => event.moved_to.map_or_else(
            || {
                format!(
                    "The working calendar has changed: the due date, {} before, lies beyond what can be computed.",
                    event.moved_from
                )
            },
            |to| {
                format!(
                    "The working calendar has changed: due on {to}, no longer on {}.",
                    event.moved_from
                )
            },
        ),
    }
}
