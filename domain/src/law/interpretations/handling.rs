//! Handling of complaints: Guangdong measures, Art. 4 and 12-21.

use super::{Interpretation, Reading};

pub(super) static ENTRIES: &[Interpretation] = &[
    Interpretation {
        id: "gd-4-2-media-exposure",
        provisions: &["gd-complaints/art4/2", "gd-complaints/art13"],
        question_zh: "媒体曝光的事件，是否属于应当及时上报的“社会关注度高”的事件？",
        question_en: "Does exposure by the media make a case one of “high public attention”, to be reported upward?",
        readings: &[
            Reading {
                id: "counts",
                text_zh: "属于；经媒体渠道收到的同。",
                text_en: "Yes, and likewise a case that came in through the media.",
            },
            Reading {
                id: "assessed",
                text_zh: "不当然属于，由人员逐案认定。",
                text_en: "Not as such; it is assessed case by case.",
            },
        ],
        in_use: "counts",
        reason_zh: "曝光即已引起社会关注，第十三条亦要求尽快采取措施；多报无害，漏报有害。",
        reason_en: "Exposure is public attention, and Article 13 asks for measures at once; reporting too much does no harm, reporting too little does.",
        source_zh: "第四条第（2）项与第十三条的体系关系",
        source_en: "Articles 4(2) and 13 read together",
    },
    Interpretation {
        id: "gd-4-2-urgent",
        provisions: &["gd-complaints/art4/2", "gd-complaints/art15"],
        question_zh: "第四条未提及“紧急”，紧急事件应否上报？",
        question_en: "Are urgent cases to be reported upward although Article 4 does not name them?",
        readings: &[
            Reading {
                id: "reported",
                text_zh: "应当上报。",
                text_en: "Yes.",
            },
            Reading {
                id: "not_as_such",
                text_zh: "仅影响较大或社会关注度高的方须上报。",
                text_en: "Only when they are of high impact or attention.",
            },
        ],
        in_use: "reported",
        reason_zh: "第十五条禁止对重大、紧急的投诉举报缓报，以有上报义务为前提。",
        reason_en: "Article 15 forbids delay in reporting major or urgent cases, which presupposes a duty to report them.",
        source_zh: "第十五条",
        source_en: "Article 15",
    },
    Interpretation {
        id: "gd-12-guidance-on-rejection",
        provisions: &["gd-complaints/art12", "gd-complaints/art10/5"],
        question_zh: "属于日常业务、但不予受理的，是否仍应引导和解释？",
        question_en: "Is guidance owed in a routine matter whose complaint is rejected?",
        readings: &[
            Reading {
                id: "owed",
                text_zh: "仍应引导和解释。",
                text_en: "Yes.",
            },
            Reading {
                id: "accepted_only",
                text_zh: "仅对已受理的引导和解释。",
                text_en: "Only where it was accepted.",
            },
        ],
        in_use: "owed",
        reason_zh: "第十二条未以受理为条件；未按正常流程办理的提出人正需要告知办理途径。",
        reason_en: "Article 12 does not depend on acceptance, and one who missed the normal procedure is the one who needs to be told of it.",
        source_zh: "第十二条文义",
        source_en: "wording of Article 12",
    },
    Interpretation {
        id: "gd-18-45-includes-20",
        provisions: &["gd-complaints/art18"],
        question_zh: "“最长不超过45个工作日”是否包含最初的20个工作日？",
        question_en: "Do the “at most 45 working days” include the first 20?",
        readings: &[
            Reading {
                id: "included",
                text_zh: "包含，自受理起总计不超过45个工作日。",
                text_en: "Yes: 45 in all from acceptance.",
            },
            Reading {
                id: "added",
                text_zh: "不包含，可在20个工作日之外再延45个工作日。",
                text_en: "No: up to 45 more after the 20.",
            },
        ],
        in_use: "included",
        reason_zh: "“最长”修饰的是整个办理时限；存疑时取对提出人较短的期限。",
        reason_en: "“At most” qualifies the whole time limit; in doubt the shorter wait for the complainant.",
        source_zh: "第十八条文义",
        source_en: "wording of Article 18",
    },
    Interpretation {
        id: "gd-18-counted-from-next-day",
        provisions: &["gd-complaints/art18"],
        question_zh: "“正式受理后20个工作日内”从哪一日起算？",
        question_en: "From which day are the “20 working days after formal acceptance” counted?",
        readings: &[
            Reading {
                id: "next_working_day",
                text_zh: "受理之日不计入，自其后第一个工作日起算，第20个工作日计入期限。",
                text_en: "The day of acceptance is not counted; the first working day after it is the first, and the 20th belongs to the limit.",
            },
            Reading {
                id: "same_day",
                text_zh: "受理之日为工作日的，计为第一日。",
                text_en: "The day of acceptance counts as the first, if a working day.",
            },
        ],
        in_use: "next_working_day",
        reason_zh: "按日计算期间的，开始的当日不计入。",
        reason_en: "In a period counted in days the day on which it begins is not counted.",
        source_zh: "民法典第二百零一条",
        source_en: "Civil Code Art. 201",
    },
    Interpretation {
        id: "gd-18-extension-by-lead",
        provisions: &["gd-complaints/art18"],
        question_zh: "“可适当延长时限”由谁、最迟何时决定？",
        question_en: "Who may extend the time limit, and until when?",
        readings: &[
            Reading {
                id: "lead_before_due",
                text_zh: "由该机构负责人在原期限届满以前决定。",
                text_en: "The center's lead, before the original time limit ends.",
            },
            Reading {
                id: "handler_any_time",
                text_zh: "由经办人员决定，期限届满后亦可补办。",
                text_en: "The handling officer, even after it has ended.",
            },
        ],
        in_use: "lead_before_due",
        reason_zh: "期限届满即无可延长；经办人员不宜自行延长自己的期限。",
        reason_en: "What has ended cannot be extended, and officers should not extend their own time limits.",
        source_zh: "条文未规定；本地政策",
        source_en: "not addressed by the text; local policy",
    },
    Interpretation {
        id: "gd-18-explained-delay",
        provisions: &["gd-complaints/art18"],
        question_zh: "因非主观原因不能按期办结，且已在期限届满前说明原因的，是否仍属逾期？",
        question_en: "Is a case still overdue when a delay for non-subjective reasons was explained in time?",
        readings: &[
            Reading {
                id: "overdue_and_explained",
                text_zh: "仍属逾期，同时注明已说明原因；说明不延长期限，也不中止计算。",
                text_en: "Yes, with the explanation shown beside it; an explanation neither extends nor pauses the time limit.",
            },
            Reading {
                id: "excused",
                text_zh: "视为未逾期。",
                text_en: "No, it is excused.",
            },
        ],
        in_use: "overdue_and_explained",
        reason_zh: "条文要求说明并“争取尽快办结”，未规定期限因此延长或中止。",
        reason_en: "The text asks for an explanation and for conclusion “as soon as possible”; it does not say that time is extended or stops.",
        source_zh: "第十八条文义",
        source_en: "wording of Article 18",
    },
    Interpretation {
        id: "gd-20-admonition",
        provisions: &["gd-complaints/art20"],
        question_zh: "“经劝阻和教育无效”是移交各类行为的共同条件，还是仅限于末一类？",
        question_en: "Is fruitless admonition a condition of referral for every kind of conduct listed, or for the last only?",
        readings: &[
            Reading {
                id: "every_limb",
                text_zh: "各类行为均须经劝阻和教育无效。",
                text_en: "For every kind.",
            },
            Reading {
                id: "last_limb",
                text_zh: "仅限侮辱、谩骂、殴打、威胁工作人员的行为。",
                text_en: "Only for insulting, abusing, beating or threatening staff.",
            },
            Reading {
                id: "on_site_conduct",
                text_zh: "限于两类现场行为，诬告陷害除外。",
                text_en: "For the two kinds of conduct on the spot, not for false accusation.",
            },
        ],
        in_use: "every_limb",
        reason_zh: "句末“的”字总括前列各项；对提出人不利的措施从严解释。其他法律规定的报案、报警不受此限。",
        reason_en: "The closing clause governs the whole list, and a measure against a complainant is read narrowly. Calling the police under other law remains open.",
        source_zh: "第二十条文义；不利措施从严解释",
        source_en: "wording of Article 20; strict reading of adverse measures",
    },
    Interpretation {
        id: "gd-21-stricter-only",
        provisions: &["gd-complaints/art21"],
        question_zh: "各地实施细则可否放宽本办法的期限和条件？",
        question_en: "May local implementing rules loosen the limits and conditions of the measures?",
        readings: &[
            Reading {
                id: "stricter_only",
                text_zh: "不可；只能缩短办理期限，或者延长提出人的期限。",
                text_en: "No; they may only shorten handling limits or lengthen those of the complainant.",
            },
            Reading {
                id: "free",
                text_zh: "可根据当地和本行业实际自行规定。",
                text_en: "Yes, as local and industry circumstances suggest.",
            },
        ],
        in_use: "stricter_only",
        reason_zh: "实施细则“根据本管理办法”制定，不得与之抵触。",
        reason_en: "Implementing rules are made “in accordance with these measures” and cannot contradict them.",
        source_zh: "第二十一条文义",
        source_en: "wording of Article 21",
    },
];
