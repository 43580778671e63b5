//! 第二十一条 评价机构有下列行为之一的，由评价机构监管部门对其采取警示措施，暂停工作，限期整改，将其列入活动异常名录或
//! 诚信不良档案，并对社会公布。
//!
//! Item 2 ends with a colon in the source; the text stays as it is.

use crate::provision::provision;

provision!(
    ART21,
    JzInstitutions,
    "jz-institutions/art21",
    21,
    None,
    "评价机构有下列行为之一的,由评价机构监管部门对其采取警示措施,暂停工作,限期整改,将其列入活动异常名录或诚信不良档案,并对社会公布。",
    "In any of the following cases the supervising authority warns the institution, suspends its work, orders rectification within a time limit, enters it in the abnormal list or the bad-credit file and makes this public."
);
provision!(
    ART21_1,
    JzInstitutions,
    "jz-institutions/art21/1",
    21,
    Some(1),
    "未按规定范围和地点组织开展评价的;",
    "Assessments were not organised within the prescribed scope and at the prescribed places;"
);
provision!(
    ART21_2,
    JzInstitutions,
    "jz-institutions/art21/2",
    21,
    Some(2),
    "一年内无正当理由不开展评价活动的:",
    "For one year, without justification, it carried out no assessment;"
);
provision!(
    ART21_3,
    JzInstitutions,
    "jz-institutions/art21/3",
    21,
    Some(3),
    "半年内被投诉举报2次以上(含2次),经核实投诉举报情况属实的;",
    "Within half a year it was complained of 2 times or more (2 included) and the complaints were verified as true;"
);
provision!(
    ART21_4,
    JzInstitutions,
    "jz-institutions/art21/4",
    21,
    Some(4),
    "未按规定提交年度工作报告的;",
    "An annual work report was not submitted as prescribed;"
);
provision!(
    ART21_5,
    JzInstitutions,
    "jz-institutions/art21/5",
    21,
    Some(5),
    "未执行公示备案收费标准的;",
    "The published and filed fees were not kept to;"
);
provision!(
    ART21_6,
    JzInstitutions,
    "jz-institutions/art21/6",
    21,
    Some(6),
    "擅自降低或提高合格分数线或擅自更改评价成绩的;",
    "The pass mark was lowered or raised, or assessment results were altered, without authority;"
);
provision!(
    ART21_7,
    JzInstitutions,
    "jz-institutions/art21/7",
    21,
    Some(7),
    "对监督检查中发现的问题或对反映的违规问题未按期完成整改的;",
    "Problems found in an inspection or breaches reported were not rectified in time;"
);
provision!(
    ART21_8,
    JzInstitutions,
    "jz-institutions/art21/8",
    21,
    Some(8),
    "其他组织管理不规范,违规操作的。",
    "Other improper organisation and management, or operations in breach of the rules."
);
