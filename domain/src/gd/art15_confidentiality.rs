//! 第十五条 质量投诉举报部门及承办部门的工作人员不得擅自将质量投诉举报提出人要求保密的事项、有关投诉材料及提出人信息透露
//! 或者转交给被投诉举报对象。对重大、紧急的质量投诉举报不得隐瞒、谎报或缓报。

use crate::provision::provision;

provision!(
    ART15,
    GdComplaints,
    "gd-complaints/art15",
    15,
    None,
    "质量投诉举报部门及承办部门的工作人员不得擅自将质量投诉举报提出人要求保密的事项、有关投诉材料及提出人信息透露或者转交给被投诉举报对象。对重大、紧急的质量投诉举报不得隐瞒、谎报或缓报。",
    "Staff of the complaint office and of undertaking departments shall not disclose or pass to the accused party, without authority, what the complainant asked to keep confidential, the complaint materials or the complainant's information. Major or urgent complaints shall not be concealed, misreported or delayed."
);
