//! 第二十二条 评价机构有下列行为之一的，由评价机构监管部门对其采取市场禁入措施，取消资格，三年内不允许再申报备案。

use crate::provision::provision;

provision!(
    ART22,
    JzInstitutions,
    "jz-institutions/art22",
    22,
    None,
    "评价机构有下列行为之一的,由评价机构监管部门对其采取市场禁入措施,取消资格,三年内不允许再申报备案。",
    "In any of the following cases the supervising authority bans the institution from the market, revokes its qualification and allows no new filing for three years."
);
provision!(
    ART22_1,
    JzInstitutions,
    "jz-institutions/art22/1",
    22,
    Some(1),
    "备案申请中提供虚假承诺、虚假资料的;",
    "It gave false commitments or false documents in its filing application;"
);
provision!(
    ART22_2,
    JzInstitutions,
    "jz-institutions/art22/2",
    22,
    Some(2),
    "泄露评价内容或私自公开试题的;",
    "It leaked assessment contents or published examination questions without authority;"
);
provision!(
    ART22_3,
    JzInstitutions,
    "jz-institutions/art22/3",
    22,
    Some(3),
    "考务组织不规范,发生严重违反考风考纪行为的;",
    "Examinations were organised improperly and grave breaches of examination discipline occurred;"
);
provision!(
    ART22_4,
    JzInstitutions,
    "jz-institutions/art22/4",
    22,
    Some(4),
    "擅自将评价管理权随意委托或转让的;",
    "It entrusted or transferred the management of assessment to others without authority;"
);
provision!(
    ART22_5,
    JzInstitutions,
    "jz-institutions/art22/5",
    22,
    Some(5),
    "连续两年不开展评价工作的;",
    "It carried out no assessment for two consecutive years;"
);
provision!(
    ART22_6,
    JzInstitutions,
    "jz-institutions/art22/6",
    22,
    Some(6),
    "已被警示,整改后再次违反第十二、十三条行为的。",
    "Having been warned and having rectified, it again acted in breach of Articles 12 or 13."
);
