//! 第十八条 有关部门在履行其职责的过程中，发现评价机构有违反本办法的行为的，可以向人力资源社会保障行政部门提出监督检查的建议。
//!
//! A proposal is answered: with an inspection, or with the reason why there is none. By when is local policy; what waits
//! is listed. The record is [`super::inspection::Proposal`].

use crate::provision::provision;

provision!(
    ART18,
    JzInstitutions,
    "jz-institutions/art18",
    18,
    None,
    "有关部门在履行其职责的过程中,发现评价机构有违反本办法的行为的,可以向人力资源社会保障行政部门提出监督检查的建议。",
    "Departments that find in the course of their duties that an institution breaches these measures may propose an inspection to the HRSS authority."
);
