//! 第十一条 质量投诉举报部门受理质量投诉举报后，进行登记并区分情况，将相关材料转送相应的承办部门进行办理。
//!
//! The number of the register is gapless per center and year of Asia/Shanghai; its form stands here and nowhere else.

use super::case::record::Registration;
use super::case::responsible::INDUSTRY_CENTERS;
use crate::access::Regime;
use crate::provision::provision;

provision!(
    ART11,
    GdComplaints,
    "gd-complaints/art11",
    11,
    None,
    "质量投诉举报部门受理质量投诉举报后，进行登记并区分情况，将相关材料转送相应的承办部门进行办理。",
    "Having accepted a quality complaint, the complaint office registers it and, according to circumstances, passes the relevant materials to the undertaking departments in question to be handled."
);

/// What a case is registered under: `粤鉴投〔2026〕440100-0001号`.
#[must_use]
pub fn registration(regime: Regime, center: &str, year: i32, number: u32) -> Registration {
    let series = match regime {
        Regime::Gd => "粤鉴投",
        Regime::Jz => "荆评投",
    };
    let mark = INDUSTRY_CENTERS
        .iter()
        .find(|(_, organisation_id)| *organisation_id == center)
        .map_or_else(
            // `gd-440100`: the division's digits.
            || center.rsplit('-').next().unwrap_or(center),
            |(industry, _)| industry,
        );
    Registration {
        center: center.to_owned(),
        year,
        number,
        text: format!("{series}〔{year}〕{mark}-{number:04}号"),
    }
}
