//! 第十六条 质量投诉举报的办理结果应当以适当方式及时反馈投诉举报人。

use crate::provision::provision;

provision!(
    ART16,
    GdComplaints,
    "gd-complaints/art16",
    16,
    None,
    "质量投诉举报的办理结果应当以适当方式及时反馈投诉举报人。",
    "The result of handling shall be fed back to the complainant promptly and in a suitable manner."
);
