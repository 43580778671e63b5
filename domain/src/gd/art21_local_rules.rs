//! 第二十一条 各地级以上市职业技能鉴定指导中心（考试院、办公室）、省直行业职业技能鉴定指导中心可根据本管理办法，
//! 结合当地和本行业实际，制定实施细则和具体流程。
//!
//! Local rules are profiles ([`crate::parameter::Profile`]): stricter values only, each parameter naming its direction.

use crate::provision::provision;

provision!(
    ART21,
    GdComplaints,
    "gd-complaints/art21",
    21,
    None,
    "各地级以上市职业技能鉴定指导中心（考试院、办公室）、省直行业职业技能鉴定指导中心可根据本管理办法，结合当地和本行业实际，制定实施细则和具体流程。",
    "The guidance centers (examination institutes, offices) of cities at or above prefecture level and the provincial industry guidance centers may, on the basis of these measures and in the light of local and industry circumstances, make implementing rules and detailed procedures."
);
