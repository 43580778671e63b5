//! 第十四条 对涉及多个承办部门的质量投诉举报事件，鉴定指导部门应加强沟通协调，确保质量投诉举报得到及时处理。

use crate::provision::provision;

provision!(
    ART14,
    GdComplaints,
    "gd-complaints/art14",
    14,
    None,
    "对涉及多个承办部门的质量投诉举报事件，鉴定指导部门应加强沟通协调，确保质量投诉举报得到及时处理。",
    "Where a quality complaint concerns several undertaking departments, the guidance center strengthens communication and coordination, so that it is handled in time."
);
