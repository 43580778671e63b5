//! 第五条 质量投诉举报部门的主要职责：
//! （1） 受理质量投诉举报；
//! （2） 对质量投诉举报牵头组织调查核实；
//! （3） 质量投诉举报工作进度督办；
//! （4） 统筹综合调查报告；
//! （5） 对质量投诉举报的调查结果进行通报。

use crate::provision::provision;

provision!(
    ART5,
    GdComplaints,
    "gd-complaints/art5",
    5,
    None,
    "质量投诉举报部门的主要职责：\n（1） 受理质量投诉举报；\n（2） 对质量投诉举报牵头组织调查核实；\n（3） 质量投诉举报工作进度督办；\n（4） 统筹综合调查报告；\n（5） 对质量投诉举报的调查结果进行通报。",
    "The main duties of the complaint office: (1) to accept quality complaints; (2) to lead and organise their investigation and verification; (3) to supervise progress; (4) to consolidate the investigation report; (5) to circulate the results."
);
