//! 第五条至第十一条: what the guidance center evaluates and what an institution owes in its daily work, as far as an answer
//! cites it. The duties of Art. 6-12, clause by clause, are in [`super::institution::duties`].

use crate::provision::provision;

provision!(
    ART5,
    JzInstitutions,
    "jz-institutions/art5",
    5,
    None,
    "依据评价机构备案信息或评估标准,负责对评价机构开展工作情况进行综合评估和质量督导,评估结果向社会公开。",
    "By the filed data of the institutions or by the evaluation standard they are responsible for comprehensive evaluations and quality inspections of the institutions' work; the results are made public."
);
provision!(
    ART6,
    JzInstitutions,
    "jz-institutions/art6",
    6,
    None,
    "评价机构应当按照国家有关规定建立健全行政、财务、考务、质量、证书、档案、安全管理等规章制度,制定服务标准和工作流程,并予以公开。",
    "Institutions establish rules on administration, finance, examinations, quality, certificates, archives and safety as the state prescribes, set service standards and workflows, and publish them."
);
provision!(
    ART7,
    JzInstitutions,
    "jz-institutions/art7",
    7,
    None,
    "评价机构应当配备与评价活动相适应的工作人员,并依法与其签订劳动合同或者聘用合同,定期开展法律法规、职业道德、工作业务培训。考评人员应当取得相应的考评资格。",
    "Institutions have staff fit for their assessments, conclude labour or engagement contracts with them by law, and train them regularly in law, professional ethics and their work. Assessors hold the qualification for it."
);
provision!(
    ART8,
    JzInstitutions,
    "jz-institutions/art8",
    8,
    None,
    "评价机构应当在醒目位置公示收费标准和收费依据,接受社会监督。",
    "Institutions display their fees and what they rest on where everybody sees them, and accept the public's supervision."
);
provision!(
    ART9,
    JzInstitutions,
    "jz-institutions/art9",
    9,
    None,
    "评价机构应当建立内部监督、问题回溯、责任追究机制,建立工作台账和数据库,妥善保管评价活动全过程资料(纸质资料保管不少于3年,电子资料保管不少于5年)。",
    "Institutions establish internal supervision, the tracing of problems and accountability, keep a ledger and a database, and keep the records of the whole of each assessment (on paper for at least 3 years, electronically for at least 5)."
);
provision!(
    ART10,
    JzInstitutions,
    "jz-institutions/art10",
    10,
    None,
    "评价机构应当加强评价场所建设和设施设备维护,定期更新完善评价试题库。",
    "Institutions build up their premises, maintain their equipment, and regularly update and improve the question bank."
);
provision!(
    ART11,
    JzInstitutions,
    "jz-institutions/art11",
    11,
    None,
    "评价机构应当依法履行消防安全职责,健全消防安全管理制度,实行消防工作贵任制,配置消防设施、器材并定期检测、维修,开展日常防火巡查、检查,定期组织灭火和应急疏散消防安全培训。",
    "Institutions fulfil their duties of fire safety by law: complete rules, responsibility for fire safety, equipment that is regularly tested and repaired, daily patrols and inspections, and regular training in fire fighting and evacuation."
);
