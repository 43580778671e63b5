//! 第二十三条 评价机构自愿终止评价工作的，应及时向人力资源社会保障部门报告并申请注销备案信息。
//!
//! What is decided about it stands in [`crate::jz::institution::decide::register`].

use crate::provision::provision;

provision!(
    ART23,
    JzInstitutions,
    "jz-institutions/art23",
    23,
    None,
    "评价机构自愿终止评价工作的,应及时向人力资源社会保障部门报告并申请注销备案信息。",
    "An institution that ends its assessment work of its own will reports so to the department without delay and applies for the deregistration of its filing."
);
