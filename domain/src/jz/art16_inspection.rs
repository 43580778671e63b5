//! 第十六条 对评价机构进行监督检查的内容包括：
//! （一）是否按照规定履行备案手续；
//! （二）所填报的备案信息是否真实、准确、完整；
//! （三）执行人力资源社会保障部门制定出台的职业技能等级认定相关政策的情况；
//! （四）依据国家职业技能标准和行业企业评价规范，在备案的职业（工种）和地域范围内组织开展职业技能等级认定的情况；
//! （五）在评价过程管理、评价条件保障、工作队伍管理以及评价质量管理等方面采取的措施；
//! （六）其他依法依规需要检查的内容。
//!
//! Each inspection answers all six items; the record is [`super::inspection`].

use crate::provision::{Provision, provision};

/// One item of the article.
macro_rules! item {
    ($name:ident, $id:literal, $number:literal, $zh:literal, $en:literal) => {
        provision!($name, JzInstitutions, $id, 16, Some($number), $zh, $en);
    };
}

provision!(
    ART16,
    JzInstitutions,
    "jz-institutions/art16",
    16,
    None,
    "对评价机构进行监督检查的内容包括:",
    "An inspection of an institution covers:"
);
item!(
    ART16_1,
    "jz-institutions/art16/1",
    1,
    "是否按照规定履行备案手续;",
    "whether it is filed as prescribed;"
);
item!(
    ART16_2,
    "jz-institutions/art16/2",
    2,
    "所填报的备案信息是否真实、准确、完整;",
    "whether what it filed is true, accurate and complete;"
);
item!(
    ART16_3,
    "jz-institutions/art16/3",
    3,
    "执行人力资源社会保障部门制定出台的职业技能等级认定相关政策的情况;",
    "how it carries out the authority's policies on skill-level assessment;"
);
item!(
    ART16_4,
    "jz-institutions/art16/4",
    4,
    "依据国家职业技能标准和行业企业评价规范,在备案的职业(工种)和地域范围内组织开展职业技能等级认定的情况;",
    "how it assesses by the national standards and the norms of trade and enterprise, within the occupations and places filed;"
);
item!(
    ART16_5,
    "jz-institutions/art16/5",
    5,
    "在评价过程管理、评价条件保障、工作队伍管理以及评价质量管理等方面采取的措施;",
    "its measures for the process, the conditions, the staff and the quality of assessment;"
);
item!(
    ART16_6,
    "jz-institutions/art16/6",
    6,
    "其他依法依规需要检查的内容。",
    "whatever else is to be inspected by law."
);

/// The six items, in order.
pub static ITEMS: [&Provision; 6] = [&ART16_1, &ART16_2, &ART16_3, &ART16_4, &ART16_5, &ART16_6];
