//! The register of institutions: Jingzhou measures, Art. 2, 3, 22, 23.

use super::{Interpretation, Reading};

pub(super) static ENTRIES: &[Interpretation] = &[
    Interpretation {
        id: "jz-22-barred-party",
        provisions: &["jz-institutions/art22"],
        question_zh: "“三年内不允许再申报备案”对谁适用，至何日为止？",
        question_en: "For whom do the three years without a new filing hold, and until when?",
        readings: &[
            Reading {
                id: "decision_by_code",
                text_zh: "自决定之日起算，以统一社会信用代码认定为同一机构；届满之日仍在禁止之内，次日起可以申报。期间有二月二十九日而末月无此日的，以该月末日为届满之日。",
                text_en: "From the day of the decision, for whoever has the same credit code; the last day is still barred, the next one open. Where the last month has no 29th, its last day ends the period.",
            },
            Reading {
                id: "service_by_code",
                text_zh: "自决定送达之日起算。",
                text_en: "From the day the decision is served.",
            },
            Reading {
                id: "also_principal",
                text_zh: "同一主要负责人另行设立的机构亦在禁止之内。",
                text_en: "Other institutions of the same principal are barred as well.",
            },
        ],
        in_use: "decision_by_code",
        reason_zh: "条文以“评价机构”为对象，未及于其负责人；期间按民法典计算，期间最后一日属于期间。",
        reason_en: "The text is about the institution, not its principal; periods are counted by the Civil Code, to which their last day belongs.",
        source_zh: "第二十二条文义；民法典第二百条至第二百零四条（参照）",
        source_en: "wording of Article 22; Civil Code Art. 200-204 (by analogy)",
    },
    Interpretation {
        id: "jz-3-territory",
        provisions: &["jz-institutions/art3"],
        question_zh: "“属地管理、分级负责”之下，市级与县级人力资源社会保障部门由谁备案？",
        question_en: "Under “territorially and level by level”, who files: the city's or the county's department?",
        readings: &[
            Reading {
                id: "either",
                text_zh: "机构所在地在其辖区之内的任一级部门均可备案；备案者负责监管，上级可见而不代为决定。",
                text_en: "Either, if the seat lies in its division; the one who files supervises, the one above sees but does not decide.",
            },
            Reading {
                id: "lowest",
                text_zh: "一律由所在县级部门备案。",
                text_en: "Always the county's.",
            },
        ],
        in_use: "either",
        reason_zh: "条文确立“谁备案、谁负责”，未规定由哪一级备案；实际中两级均有备案。",
        reason_en: "The text has the one who files be responsible and does not say at which level; in practice both file.",
        source_zh: "第三条文义",
        source_en: "wording of Article 3",
    },
    Interpretation {
        id: "jz-23-settled-first",
        provisions: &["jz-institutions/art23"],
        question_zh: "有未办结的监管程序或未完成的整改时，机构可否自愿注销？",
        question_en: "Can an institution have itself deregistered while proceedings or rectifications are open?",
        readings: &[
            Reading {
                id: "settled_first",
                text_zh: "报告随时可以提出，注销在程序办结、整改完成之后办理；台账与已查实事项保留。",
                text_en: "It can report at any time; it is deregistered once they are settled; ledger and findings stay.",
            },
            Reading {
                id: "at_once",
                text_zh: "报告即予注销。",
                text_en: "At once with the report.",
            },
        ],
        in_use: "settled_first",
        reason_zh: "否则可以注销规避第二十二条的市场禁入。",
        reason_en: "Otherwise deregistration would be a way around the ban of Article 22.",
        source_zh: "第二十二条、第二十三条的目的",
        source_en: "purpose of Articles 22 and 23",
    },
];
