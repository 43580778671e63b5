//! 第十七条 质量投诉举报工作结束后，应将相关材料进行存档，并根据《广东省职业技能鉴定质量通报制度》将有关情况适时
//! 进行通报。

use chrono::NaiveDate;

use super::parameters::GdParameters;
use crate::period::{OutOfRange, supported, years_after};
use crate::provision::provision;

provision!(
    ART17,
    GdComplaints,
    "gd-complaints/art17",
    17,
    None,
    "质量投诉举报工作结束后，应将相关材料进行存档，并根据《广东省职业技能鉴定质量通报制度》将有关情况适时进行通报。",
    "When the work on a quality complaint is finished, the materials shall be archived, and the matter circulated in due time under the province's rules on quality circulars."
);

/// The last day on which the materials of a case archived on `archived_on` must be kept: the anniversary, itself
/// included. How many years is local policy.
///
/// # Errors
/// [`OutOfRange`] where the day lies beyond the supported calendar.
pub fn retain_until(
    archived_on: NaiveDate,
    parameters: &GdParameters,
) -> Result<NaiveDate, OutOfRange> {
    let day = years_after(archived_on, parameters.retention_years)?;
    if supported(day) {
        Ok(day)
    } else {
        Err(OutOfRange)
    }
}
