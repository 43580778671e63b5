//! 第二条、第三条: who an institution is, and who supervises it.
//!
//! 第二条 本办法所称……评价机构是指经人力资源和社会保障部门备案，从事职业技能等级认定工作的用人单位和社会培训评价组织。
//!
//! 第三条 评价机构的监督管理坚持属地管理、分级负责，遵循“谁备案、谁负责”的原则。
//!
//! What is decided about a filing stands in [`crate::jz::institution::decide::register`].

use crate::provision::provision;

provision!(
    ART2,
    JzInstitutions,
    "jz-institutions/art2",
    2,
    None,
    "本办法所称职业技能等级认定评价机构(简称评价机构)是指经人力资源和社会保障部门备案,从事职业技能等级认定工作的用人单位和社会培训评价组织。",
    "Assessment institutions are employers and social training assessment organisations that are filed with a human resources and social security department and assess vocational skill levels."
);
provision!(
    ART3,
    JzInstitutions,
    "jz-institutions/art3",
    3,
    None,
    "评价机构的监督管理坚持属地管理、分级负责,遵循“谁备案、谁负责”的原则。",
    "Institutions are supervised territorially and level by level: the one who files is the one who is responsible."
);
