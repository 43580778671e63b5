//! 第四条（2）：定期上报本地区或本单位质量投诉举报工作有关情况；及时上报影响较大或社会关注度高的质量投诉举报事件。

use super::art09_10_admissibility::AdmissibilityFacts;
use super::art13_media::is_exposed;
use crate::provision::provision;
use crate::truth::Truth;

provision!(
    ART4_2,
    GdComplaints,
    "gd-complaints/art4/2",
    4,
    Some(2),
    "地级以上市职业技能鉴定指导中心（考试院、办公室），省直行业职业技能鉴定指导中心负责所管辖范围内的质量投诉举报工作；建立与省职业技能鉴定指导中心互联互通渠道和工作联动协调机制，定期上报本地区或本单位质量投诉举报工作有关情况；及时上报影响较大或社会关注度高的质量投诉举报事件。",
    "The guidance centers (examination institutes, offices) of cities at or above prefecture level and the provincial industry guidance centers are responsible for the work on quality complaints within their jurisdiction; they establish channels of communication and a mechanism for joint work and coordination with the provincial guidance center, and regularly report upward on that work in their area or unit; they promptly report upward quality complaints of considerable impact or high public attention."
);

/// Whether the case must be reported to the province center: high impact, urgent, or exposed by media
/// (read as 社会关注度高, see the register of interpretations). An unknown fact counts as not true.
#[must_use]
pub fn must_report_upward(facts: &AdmissibilityFacts) -> bool {
    draws_attention(
        facts.high_impact,
        facts.urgent,
        is_exposed(facts.media_exposed, facts.channel),
    )
}

/// The same of the three facts by themselves.
#[must_use]
pub const fn draws_attention(high_impact: Truth, urgent: Truth, exposed: bool) -> bool {
    high_impact.is_true() || urgent.is_true() || exposed
}
