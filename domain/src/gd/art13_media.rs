//! 第十三条 通过网络、电视、广播、报纸等媒体曝光的质量投诉举报，鉴定指导部门应尽快采取相应措施并适时向社会公布有关情况，
//! 将不良社会影响降到最低限度。

use super::art09_10_admissibility::{AdmissibilityFacts, Channel};
use crate::provision::provision;
use crate::truth::Truth;

provision!(
    ART13,
    GdComplaints,
    "gd-complaints/art13",
    13,
    None,
    "通过网络、电视、广播、报纸等媒体曝光的质量投诉举报，鉴定指导部门应尽快采取相应措施并适时向社会公布有关情况，将不良社会影响降到最低限度。",
    "Where a quality complaint is exposed by media (internet, television, radio, newspapers), the guidance center shall take measures as soon as possible and inform the public in due time, so as to keep the adverse social impact to a minimum."
);

/// Whether measures and a public statement are owed. An unknown fact counts as not true.
#[must_use]
pub fn must_respond_publicly(facts: &AdmissibilityFacts) -> bool {
    is_exposed(facts.media_exposed, facts.channel)
}

/// Whether a case is exposed by media: as somebody found, or because it came in through them.
#[must_use]
pub fn is_exposed(media_exposed: Truth, channel: Option<Channel>) -> bool {
    media_exposed.is_true() || channel == Some(Channel::Media)
}
