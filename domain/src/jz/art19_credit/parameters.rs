//! The numbers of the formula: local policy, since Art. 19 gives none.

use crate::jz::policy::policy;
use crate::parameter::Parameter;

policy! {
    /// From how many points the rating begins.
    CREDIT_BASE = "credit_base", 100 "points",
    "信用评估基础分；办法未作规定，属本地政策", "Points from which the credit rating begins; local policy";
}
policy! {
    /// Least score of grade A.
    CREDIT_GRADE_A = "credit_grade_a", 90 "points",
    "A 级最低分，含本数；属本地政策", "Least score of grade A, this number included; local policy";
}
policy! {
    /// Least score of grade B.
    CREDIT_GRADE_B = "credit_grade_b", 75 "points",
    "B 级最低分，含本数；属本地政策", "Least score of grade B, this number included; local policy";
}
policy! {
    /// Least score of grade C; what is below is D.
    CREDIT_GRADE_C = "credit_grade_c", 60 "points",
    "C 级最低分，含本数，低于此分为 D 级；属本地政策", "Least score of grade C, this number included; what is below is D; local policy";
}

/// Points and months of a kind of deduction.
macro_rules! rate {
    ($points:ident = $points_name:literal, $number:literal; $months:ident = $months_name:literal, $term:literal; $zh:literal, $en:literal) => {
        policy! {
            #[doc = concat!("Points deducted for ", $en, ".")]
            $points = $points_name, $number "points",
            concat!($zh, "的扣分；属本地政策"), concat!("Points deducted for ", $en, "; local policy");
        }
        policy! {
            #[doc = concat!("For how many months this counts: ", $en, ".")]
            $months = $months_name, $term "months",
            concat!($zh, "的计分期间（月），末日计入；属本地政策"), concat!("Months for which this counts, the last day included: ", $en, "; local policy");
        }
    };
}

rate!(CREDIT_FINDING_20 = "credit_finding_art20", 5; CREDIT_FINDING_20_MONTHS = "credit_finding_art20_months", 12;
    "第二十条所列情形查实、尚未处置", "a verified finding of Art. 20 that is not sanctioned yet");
rate!(CREDIT_FINDING_21 = "credit_finding_art21", 10; CREDIT_FINDING_21_MONTHS = "credit_finding_art21_months", 24;
    "第二十一条所列情形查实、尚未处置", "a verified finding of Art. 21 that is not sanctioned yet");
rate!(CREDIT_FINDING_22 = "credit_finding_art22", 30; CREDIT_FINDING_22_MONTHS = "credit_finding_art22_months", 36;
    "第二十二条所列情形查实、尚未处置", "a verified finding of Art. 22 that is not sanctioned yet");
rate!(CREDIT_FINDING_OTHER = "credit_finding_other", 3; CREDIT_FINDING_OTHER_MONTHS = "credit_finding_other_months", 12;
    "违反第十二条、第十三条查实", "a verified finding of Art. 12 or 13");
rate!(CREDIT_COMPLAINT = "credit_complaint", 5; CREDIT_COMPLAINT_MONTHS = "credit_complaint_months", 12;
    "投诉举报经核实属实或部分属实", "a complaint found substantiated or partly so");
rate!(CREDIT_LATE_REPORT = "credit_late_report", 5; CREDIT_LATE_REPORT_MONTHS = "credit_late_report_months", 12;
    "年度工作报告逾期（自补交之日起计，未补交的持续计）", "a late annual report, from the day it was handed in, and until then");
rate!(CREDIT_OVERDUE_RECTIFICATION = "credit_overdue_rectification", 10; CREDIT_OVERDUE_RECTIFICATION_MONTHS = "credit_overdue_rectification_months", 12;
    "整改逾期（自完成之日起计，未完成的持续计）", "an overdue rectification, from the day it was completed, and until then");
rate!(CREDIT_INTERVIEW = "credit_interview", 5; CREDIT_INTERVIEW_MONTHS = "credit_interview_months", 12;
    "约谈（第二十条）", "an interview (Art. 20)");
rate!(CREDIT_WARNING = "credit_warning", 10; CREDIT_WARNING_MONTHS = "credit_warning_months", 24;
    "警示（第二十一条）", "a warning (Art. 21)");
rate!(CREDIT_SUSPENSION = "credit_suspension", 20; CREDIT_SUSPENSION_MONTHS = "credit_suspension_months", 24;
    "暂停工作（第二十一条；自结束之日起计，结束前持续计）", "a suspension (Art. 21), from its end, and until then");
rate!(CREDIT_ABNORMAL_LIST = "credit_abnormal_list", 20; CREDIT_ABNORMAL_LIST_MONTHS = "credit_abnormal_list_months", 12;
    "列入活动异常名录（自移出之日起计，移出前持续计）", "standing on the abnormal list, from its end, and until then");
rate!(CREDIT_BAD_CREDIT_FILE = "credit_bad_credit_file", 40; CREDIT_BAD_CREDIT_FILE_MONTHS = "credit_bad_credit_file_months", 24;
    "列入诚信不良档案（自移出之日起计，移出前持续计）", "standing in the bad-credit file, from its end, and until then");

/// All numbers of the formula. A market ban has none: while it is in force nothing is left of the base.
pub static FORMULA: &[&Parameter] = &[
    &CREDIT_BASE,
    &CREDIT_GRADE_A,
    &CREDIT_GRADE_B,
    &CREDIT_GRADE_C,
    &CREDIT_FINDING_20,
    &CREDIT_FINDING_20_MONTHS,
    &CREDIT_FINDING_21,
    &CREDIT_FINDING_21_MONTHS,
    &CREDIT_FINDING_22,
    &CREDIT_FINDING_22_MONTHS,
    &CREDIT_FINDING_OTHER,
    &CREDIT_FINDING_OTHER_MONTHS,
    &CREDIT_COMPLAINT,
    &CREDIT_COMPLAINT_MONTHS,
    &CREDIT_LATE_REPORT,
    &CREDIT_LATE_REPORT_MONTHS,
    &CREDIT_OVERDUE_RECTIFICATION,
    &CREDIT_OVERDUE_RECTIFICATION_MONTHS,
    &CREDIT_INTERVIEW,
    &CREDIT_INTERVIEW_MONTHS,
    &CREDIT_WARNING,
    &CREDIT_WARNING_MONTHS,
    &CREDIT_SUSPENSION,
    &CREDIT_SUSPENSION_MONTHS,
    &CREDIT_ABNORMAL_LIST,
    &CREDIT_ABNORMAL_LIST_MONTHS,
    &CREDIT_BAD_CREDIT_FILE,
    &CREDIT_BAD_CREDIT_FILE_MONTHS,
];
