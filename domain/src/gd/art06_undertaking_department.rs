//! 第六条 质量投诉举报承办部门（以下简称“承办部门”）根据职责范围，开展质量投诉举报调查核实工作，撰写相关调查报
//! 告，执行处理结果。

use crate::provision::provision;

provision!(
    ART6,
    GdComplaints,
    "gd-complaints/art6",
    6,
    None,
    "质量投诉举报承办部门（以下简称“承办部门”）根据职责范围，开展质量投诉举报调查核实工作，撰写相关调查报告，执行处理结果。",
    "The undertaking departments, within their duties, investigate and verify quality complaints, write the investigation reports and carry out the result."
);
