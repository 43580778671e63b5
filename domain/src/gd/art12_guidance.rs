//! 第十二条 属于鉴定日常业务范围内的质量投诉举报，由承办部门主动对提出人进行引导和解释，消除提出人的疑问和不满。
//! 能够当场答复的应当场答复，不能当场答复的，应告知提出人何时给予答复，但提出人未提供联系方式的除外。

use super::art09_10_admissibility::AdmissibilityFacts;
use crate::provision::provision;

provision!(
    ART12,
    GdComplaints,
    "gd-complaints/art12",
    12,
    None,
    "属于鉴定日常业务范围内的质量投诉举报，由承办部门主动对提出人进行引导和解释，消除提出人的疑问和不满。能够当场答复的应当场答复，不能当场答复的，应告知提出人何时给予答复，但提出人未提供联系方式的除外。",
    "For complaints within the day-to-day business of appraisal the undertaking department shall on its own initiative guide the complainant and explain, so as to settle doubts and dissatisfaction. What can be answered on the spot shall be; otherwise the complainant shall be told when an answer will be given, unless no contact was left."
);

/// Whether the undertaking department must guide and explain.
#[must_use]
pub fn must_guide(facts: &AdmissibilityFacts) -> bool {
    facts.routine_business.is_true()
}

/// Whether a date of reply must be promised: not answered on the spot, and contact not known to be missing.
#[must_use]
pub fn must_promise_reply(facts: &AdmissibilityFacts) -> bool {
    must_guide(facts) && !facts.contact_given.is_false() && !facts.answered_on_the_spot.is_true()
}
