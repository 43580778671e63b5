//! 第四条（2）：定期上报本地区或本单位质量投诉举报工作有关情况；及时上报影响较大或社会关注度高的质量投诉举报事件。

use super::art09_10_admissibility::{AdmissibilityFacts, Channel};
use crate::provision::provision;

provision!(
    ART4_2,
    GdComplaints,
    "gd-complaints/art4/2",
    4,
    Some(2),
    "及时上报影响较大或社会关注度高的质量投诉举报事件。",
    "Promptly report upward quality complaints of considerable impact or high public attention."
);

/// Whether the case must be reported to the province center: high impact, urgent, or exposed by media
/// (read as 社会关注度高, see the register of interpretations). An unknown fact counts as not true.
#[must_use]
pub fn must_report_upward(facts: &AdmissibilityFacts) -> bool {
    facts.high_impact.is_true()
        || facts.urgent.is_true()
        || facts.media_exposed.is_true()
        || facts.channel == Some(Channel::Media)
}
