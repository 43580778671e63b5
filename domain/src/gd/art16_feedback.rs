//! 第十六条 质量投诉举报的办理结果应当以适当方式及时反馈投诉举报人。

use chrono::NaiveDate;

use super::parameters::GdParameters;
use crate::period::OutOfRange;
use crate::provision::provision;
use crate::workday::WorkingCalendar;

provision!(
    ART16,
    GdComplaints,
    "gd-complaints/art16",
    16,
    None,
    "质量投诉举报的办理结果应当以适当方式及时反馈投诉举报人。",
    "The result of handling shall be fed back to the complainant promptly and in a suitable manner."
);

/// The last day on which feedback of a case concluded on `concluded_on` is in time. The text says 及时 only: how many
/// working days that are is local policy.
///
/// # Errors
/// [`OutOfRange`] where the day lies beyond the supported calendar.
pub fn feedback_due_on(
    concluded_on: NaiveDate,
    calendar: &WorkingCalendar,
    parameters: &GdParameters,
) -> Result<NaiveDate, OutOfRange> {
    let days = i32::try_from(parameters.feedback_working_days).map_err(|_large| OutOfRange)?;
    Ok(calendar.add(concluded_on, days)?.value)
}

/// The latest day of conclusion whose feedback is late on `today`.
///
/// # Errors
/// [`OutOfRange`] as [`feedback_due_on`].
pub fn late_feedback_concluded_by(
    today: NaiveDate,
    calendar: &WorkingCalendar,
    parameters: &GdParameters,
) -> Result<NaiveDate, OutOfRange> {
    let mut day = today.pred_opt().ok_or(OutOfRange)?;
    while feedback_due_on(day, calendar, parameters)? >= today {
        day = day.pred_opt().ok_or(OutOfRange)?;
    }
    Ok(day)
}
