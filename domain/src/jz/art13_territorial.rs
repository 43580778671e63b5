//! 第十三条 评价机构实行属地化管理，构建政府监管、机构自律、社会监督的监管体系。
//!
//! Declaratory, but cited literally by Art. 22(6); see the register of interpretations.

use crate::provision::provision;

provision!(
    ART13,
    JzInstitutions,
    "jz-institutions/art13",
    13,
    None,
    "评价机构实行属地化管理,构建政府监管、机构自律、社会监督的监管体系。",
    "Institutions are managed territorially, under a system of government supervision, self-discipline and public supervision."
);
