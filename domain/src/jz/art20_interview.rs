//! 第二十条 评价机构有下列行为之一的，由评价机构监管部门对其主要负责人进行约谈，听取其陈述事实或承诺，责成其规范操作，
//! 并视具体情形宣布其证书或评价成绩无效。

use crate::provision::provision;

provision!(
    ART20,
    JzInstitutions,
    "jz-institutions/art20",
    20,
    None,
    "评价机构有下列行为之一的,由评价机构监管部门对其主要负责人进行约谈,听取其陈述事实或承诺,责成其规范操作,并视具体情形宣布其证书或评价成绩无效。",
    "In any of the following cases the supervising authority interviews the institution's principal, hears a statement of facts or a commitment, orders it to comply with the rules and, as the case requires, declares its certificates or assessment results invalid."
);
provision!(
    ART20_1,
    JzInstitutions,
    "jz-institutions/art20/1",
    20,
    Some(1),
    "考生资质审核不严,单批次考生资质不合格者达到或超过5%的;",
    "Candidates' qualifications were checked laxly: in a single batch, unqualified candidates reach or exceed 5 %;"
);
provision!(
    ART20_2,
    JzInstitutions,
    "jz-institutions/art20/2",
    20,
    Some(2),
    "未执行国家职业技能标准或评价规范的;",
    "National occupational skill standards or assessment specifications were not followed;"
);
provision!(
    ART20_3,
    JzInstitutions,
    "jz-institutions/art20/3",
    20,
    Some(3),
    "未按规定提供考场或配备工作人员的;",
    "Examination rooms or staff were not provided as prescribed;"
);
provision!(
    ART20_4,
    JzInstitutions,
    "jz-institutions/art20/4",
    20,
    Some(4),
    "12个月内使用雷同卷进行评价达2次以上(含2次)的;",
    "Within 12 months identical papers were used for assessment 2 times or more (2 included);"
);
provision!(
    ART20_5,
    JzInstitutions,
    "jz-institutions/art20/5",
    20,
    Some(5),
    "阅卷管理不规范,评分标准不统一的;",
    "Marking was managed improperly, with inconsistent marking standards;"
);
provision!(
    ART20_6,
    JzInstitutions,
    "jz-institutions/art20/6",
    20,
    Some(6),
    "未按要求更新完善题库的;",
    "The question bank was not updated and improved as required;"
);
provision!(
    ART20_7,
    JzInstitutions,
    "jz-institutions/art20/7",
    20,
    Some(7),
    "档案资料保管不齐全、不准确的;",
    "Archives were kept incompletely or inaccurately;"
);
provision!(
    ART20_8,
    JzInstitutions,
    "jz-institutions/art20/8",
    20,
    Some(8),
    "其他违反考务管理有关规定的。",
    "Other breaches of the rules on examination management."
);
