//! 第十四条 人力资源社会保障行政部门会同有关部门对评价机构及其评价活动实施监督管理，评价机构应当主动接受人力资源社会保障行政部门和有关
//! 部门的监督检查。
//!
//! Inspectors are of the authority or of other departments; an inspection names the department of each. The record is
//! [`super::inspection`].

use crate::provision::provision;

provision!(
    ART14,
    JzInstitutions,
    "jz-institutions/art14",
    14,
    None,
    "人力资源社会保障行政部门会同有关部门对评价机构及其评价活动实施监督管理,评价机构应当主动接受人力资源社会保障行政部门和有关部门的监督检查。",
    "The HRSS authority, with the departments concerned, supervises institutions and their assessments; institutions shall of their own accord submit to inspection by them."
);
