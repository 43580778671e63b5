//! Periods and calendars, both regulations.

use super::{Interpretation, Reading};

pub(super) static ENTRIES: &[Interpretation] = &[
    Interpretation {
        id: "periods-last-day-included",
        provisions: &[
            "gd-complaints/art10/6",
            "jz-institutions/art20/4",
            "jz-institutions/art21/2",
            "jz-institutions/art21/3",
            "jz-institutions/art22",
            "jz-institutions/art22/5",
        ],
        question_zh: "按月、按年计算的期间如何起止？",
        question_en: "How do periods of months and years begin and end?",
        readings: &[
            Reading {
                id: "anniversary_included",
                text_zh: "当日不计入；止于末月的对应日，无对应日的止于该月末日；末日计入，次日起方为“超过”。",
                text_en: "The day itself is not counted; the period ends on the corresponding day, or on the month's last if there is none; that day is included, and only the next is beyond.",
            },
            Reading {
                id: "anniversary_excluded",
                text_zh: "对应日的前一日届满。",
                text_en: "It ends on the day before the anniversary.",
            },
            Reading {
                id: "fixed_days",
                text_zh: "一月按三十日、一年按三百六十五日计算。",
                text_en: "A month is 30 days, a year 365.",
            },
        ],
        in_use: "anniversary_included",
        reason_zh: "期间计算的一般规定；“超过”不包括本数。",
        reason_en: "The general rule on periods; “beyond” does not include the number itself.",
        source_zh: "民法典第二百零一条、第二百零二条、第一千二百五十九条",
        source_en: "Civil Code Art. 201, 202 and 1259",
    },
    Interpretation {
        id: "given-due-dates",
        provisions: &[
            "jz-institutions/art21/4",
            "jz-institutions/art21/7",
            "gd-complaints/art10/3",
        ],
        question_zh: "材料中已载明的到期日（整改、年度报告、前案期限）为休息日的，是否顺延？",
        question_en: "Does a due date given in the record (rectification, annual report, earlier case) roll on when it is a day off?",
        readings: &[
            Reading {
                id: "as_given",
                text_zh: "不顺延，以载明日期为准。",
                text_en: "No; it stands as given.",
            },
            Reading {
                id: "rolls",
                text_zh: "顺延至其后第一个工作日。",
                text_en: "Yes, to the next working day.",
            },
        ],
        in_use: "as_given",
        reason_zh: "机关指定具体日期的，不属于须由软件计算的期间；指定时应已考虑休息日。",
        reason_en: "A date named by the authority is no period to be counted; days off were to be considered when it was named.",
        source_zh: "民法典第二百零三条仅适用于按期间计算的末日",
        source_en: "Civil Code Art. 203 concerns the last day of a counted period",
    },
    Interpretation {
        id: "calendar-without-notice",
        provisions: &["gd-complaints/art10/6", "gd-complaints/art18"],
        question_zh: "未载入国务院办公厅某年放假通知的，该年工作日如何计算？",
        question_en: "How are working days counted in a year whose holiday notice is not loaded?",
        readings: &[
            Reading {
                id: "statutory_days",
                text_zh: "周末和十三个法定节假日为休息日，不计调休和补假；结果注明为暂定。",
                text_en: "Weekends and the thirteen statutory days are off, exchanged and compensatory days apart; the result is marked provisional.",
            },
            Reading {
                id: "weekends_only",
                text_zh: "仅周末为休息日。",
                text_en: "Only weekends are off.",
            },
            Reading {
                id: "no_answer",
                text_zh: "不作计算。",
                text_en: "No answer is given.",
            },
        ],
        in_use: "statutory_days",
        reason_zh: "法定节假日由行政法规确定，无须另行通知；调休以通知为准，通知载入后重新计算。",
        reason_en: "Statutory days are fixed by administrative regulation and need no notice; exchanged days do, and everything is recomputed once it is loaded.",
        source_zh: "全国年节及纪念日放假办法（2024年修订）",
        source_en: "Regulation on National Festivals and Memorial Days (as revised 2024)",
    },
    Interpretation {
        id: "commencement-unknown",
        provisions: &["gd-complaints/art23", "jz-institutions/art1"],
        question_zh: "施行日期不明，各项规则适用于何时的事实？",
        question_en: "The day of commencement being unknown, to facts of what time are the rules applied?",
        readings: &[
            Reading {
                id: "any_day",
                text_zh: "不设起始日，对任何日期的事实均按条文判断；当时是否已经施行，由办理人员判断。",
                text_en: "Without a first day: facts of any date are judged by the text, whether the measures were in force then is for the officer to judge.",
            },
            Reading {
                id: "once_known",
                text_zh: "查明施行日期以前不作判断。",
                text_en: "Not at all until the day is known.",
            },
        ],
        in_use: "any_day",
        reason_zh: "所收文本未载印发日期；引擎只按条文计算，不主张溯及既往。",
        reason_en: "Our copies give no date of issue; the engines compute by the text and claim no retroactive force.",
        source_zh: "第二十三条；所收文本",
        source_en: "Article 23; our copies",
    },
    Interpretation {
        id: "jz-21-3-half-year",
        provisions: &["jz-institutions/art21/3", "jz-institutions/art20/4"],
        question_zh: "“半年内”如何计算？",
        question_en: "What is “within half a year”?",
        readings: &[
            Reading {
                id: "six_months",
                text_zh: "六个月。",
                text_en: "Six months.",
            },
            Reading {
                id: "days_183",
                text_zh: "一百八十三日。",
                text_en: "183 days.",
            },
            Reading {
                id: "calendar_half",
                text_zh: "同一个上半年或者下半年。",
                text_en: "The same first or second half of a calendar year.",
            },
        ],
        in_use: "six_months",
        reason_zh: "半年即六个月，与第二十条第（四）项“12个月”的计算方法一致。",
        reason_en: "Half a year is six months, counted like the twelve months of Article 20(4).",
        source_zh: "民法典第二百零二条",
        source_en: "Civil Code Art. 202",
    },
    Interpretation {
        id: "jz-any-period",
        provisions: &["jz-institutions/art20/4", "jz-institutions/art21/3"],
        question_zh: "“12个月内”“半年内”指哪一段时间？",
        question_en: "Which 12 months, which half-year is meant?",
        readings: &[
            Reading {
                id: "any",
                text_zh: "任何一段该长度的期间：后一次不晚于前一次之后的对应日。",
                text_en: "Any period of that length: the later event not after the corresponding day following the earlier.",
            },
            Reading {
                id: "calendar",
                text_zh: "自然年度或者自然半年。",
                text_en: "The calendar year or half-year.",
            },
            Reading {
                id: "before_today",
                text_zh: "截至判断之日的最近一段。",
                text_en: "The latest one, ending on the day of the judgement.",
            },
        ],
        in_use: "any",
        reason_zh: "条文未限定起点；自然年度会使相隔数日的两次行为因跨年而不计。",
        reason_en: "The text names no starting point; calendar years would let two events a few days apart escape at the turn of the year.",
        source_zh: "第二十条、第二十一条文义",
        source_en: "wording of Articles 20 and 21",
    },
    Interpretation {
        id: "jz-idle-years-to-the-day",
        provisions: &["jz-institutions/art21/2", "jz-institutions/art22/5"],
        question_zh: "“一年内”“连续两年”不开展评价，按周年还是按自然年度计算？",
        question_en: "Are the idle year and the two consecutive years counted to the day or as calendar years?",
        readings: &[
            Reading {
                id: "to_the_day",
                text_zh: "自末次评价活动次日起按周年计算。",
                text_en: "To the day, from the day after the last activity.",
            },
            Reading {
                id: "calendar_years",
                text_zh: "须为完整的自然年度。",
                text_en: "As full calendar years.",
            },
        ],
        in_use: "to_the_day",
        reason_zh: "条文以持续时间为准，未提及年度；期间按公历计算。",
        reason_en: "The text looks to how long the silence lasted and names no calendar year; periods follow the calendar.",
        source_zh: "民法典第二百条至第二百零二条",
        source_en: "Civil Code Art. 200-202",
    },
    Interpretation {
        id: "jz-21-2-no-activity",
        provisions: &["jz-institutions/art21/2", "jz-institutions/art22/5"],
        question_zh: "备案后从未开展评价活动的，从何时起算？",
        question_en: "From when does time run for an institution that has never been active?",
        readings: &[
            Reading {
                id: "from_filing",
                text_zh: "自备案之日的次日起算；末次活动早于备案的亦同。",
                text_en: "From the day after its filing; likewise where its last activity was before the filing.",
            },
            Reading {
                id: "never",
                text_zh: "没有末次活动，无从起算。",
                text_en: "Never, as there is no last activity.",
            },
        ],
        in_use: "from_filing",
        reason_zh: "备案之日起方可开展评价；否则从不开展的反而不受规制。",
        reason_en: "From filing on it could have been active; otherwise the one who never starts would be the one never reached.",
        source_zh: "第二十一条第（二）项之目的",
        source_en: "purpose of Article 21(2)",
    },
    Interpretation {
        id: "jz-idle-suspension",
        provisions: &["jz-institutions/art21/2", "jz-institutions/art22/5"],
        question_zh: "被责令暂停工作的时间，是否计入不开展评价的时间？",
        question_en: "Does time under an order to suspend work count as idle time?",
        readings: &[
            Reading {
                id: "extends",
                text_zh: "不计入，期限按起算后的暂停日数相应延长，重叠日数只计一次。",
                text_en: "No; the limit is extended by the days of suspension after its start, overlaps counted once.",
            },
            Reading {
                id: "counts",
                text_zh: "计入。",
                text_en: "Yes.",
            },
        ],
        in_use: "extends",
        reason_zh: "依令停止不是自行不开展；任何人不因服从命令而受处置。",
        reason_en: "To stop on order is not to be idle; nobody is sanctioned for obeying.",
        source_zh: "第二十一条（暂停工作）之体系解释",
        source_en: "Article 21 (suspension) read as a whole",
    },
];
